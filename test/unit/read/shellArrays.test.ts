/** Arrays of words that end up in commands. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Reading } from "../../../server/src/read/reading";
import { readShell } from "../../../server/src/read/shell";
import { at, commandLines } from "./shellSupport";

const read = (text: string): Reading => readShell(text, defaultBudget());
const curl = (text: string): string | undefined => commandLines(read(text)).find((line) => line.startsWith("curl"));

describe("words of an array", () => {
  test("stand for themselves, each in its own place", () => {
    const text = [
      "headers=(",
      '  -H "Authorization: ApiKey $K" # the key',
      "  -H 'Content-Type: application/json'",
      ")",
      'curl -sS "${headers[@]}" "$URL"',
    ].join("\n");
    const [command] = read(text).commands;
    expect(curl(text)).toBe("curl -sS -H Authorization: ApiKey <K> -H Content-Type: application/json <URL>");
    expect(command?.args.map((arg) => [arg.quote, at(text, arg.outer)])).toEqual([
      ["none", "-sS"],
      ["none", "-H"],
      ["double", '"Authorization: ApiKey $K"'],
      ["none", "-H"],
      ["single", "'Content-Type: application/json'"],
      ["double", '"$URL"'],
    ]);
    expect(at(text, command?.span)).toBe('curl -sS "${headers[@]}" "$URL"');
    expect(command?.args[2]?.encode("a b")).toBe('"a b"');
  });

  test.each([
    ["a=(-H x)\ncurl ${a[@]} u", "curl -H x u"],
    ["a=(-H x)\ncurl ${a[*]} u", "curl -H x u"],
    ['declare -a a=(-H x)\ncurl "${a[@]}" u', "curl -H x u"],
    ['typeset -a a; a=(-H x)\ncurl "${a[@]}" u', "curl -H x u"],
    ['readonly a=(-H x)\ncurl "${a[@]}" u', "curl -H x u"],
    ['a=()\na+=(-H x)\na+=( -k )\ncurl "${a[@]}" u', "curl -H x -k u"],
    ['a=()\ncurl "${a[@]}" u', "curl u"],
    ['b=(-s)\na=("${b[@]}" -H x)\ncurl "${a[@]}" u', "curl -s -H x u"],
    ['a=(-H x)\ncurl ${a[@]+"${a[@]}"} u', "curl -H x u"],
    ['a=(-H x)\ncurl "${a[0]}" "${a[1]}" u', "curl -H x u"],
    ['a=(x y)\ncurl -H "ApiKey ${a[1]}" u', "curl -H ApiKey y u"],
    ['a=(x "$K")\ncurl -H "ApiKey ${a[1]}!" u', "curl -H ApiKey <K>! u"],
    ['a=(-H x)\n( curl "${a[@]}" u )', "curl -H x u"],
    ['a=(-H x)\nb | while read l; do curl "${a[@]}" u; done', "curl -H x u"],
    ['a=(-H "$(printf %s:%s "$I" "$S")")\ncurl "${a[@]}"', "curl -H <I>:<S>"],
    ['cmd=(curl -H x)\n"${cmd[@]}" u', "curl -H x u"],
    ['cmd=(sudo -u es curl -H x)\n"${cmd[@]}" u', "curl -H x u"],
    ['a=(-H x)\nif b; then curl "${a[@]}" u; fi', "curl -H x u"],
    ['if b; then a=(-H x); curl "${a[@]}" u; fi', "curl -H x u"],
    ['f() { local a=(-H x); curl "${a[@]}" u; }', "curl -H x u"],
    ['f() { local -a a=(-H x)\n a+=(-k); curl "${a[@]}" u; }', "curl -H x -k u"],
  ])("%j", (text, expected) => {
    expect(curl(text)).toBe(expected);
  });

  test("a program from an array has the array's name and the command's place", () => {
    const text = 'cmd=(curl -s)\n"${cmd[@]}" u';
    const [command] = read(text).commands;
    expect([command?.name, at(text, command?.nameSpan)]).toEqual(["curl", '"${cmd[@]}"']);
  });
});

describe("where something else may stand", () => {
  test.each([
    // What a branch may have added.
    ['a=(-H x)\nif b; then a+=(-k); fi\ncurl "${a[@]}" u', "curl -H x <?unsupported> u"],
    ['a=(-H x)\nb || a+=(-k)\ncurl "${a[@]}" u', "curl -H x <?unsupported> u"],
    ['for h in $hs; do a+=(-H "$h"); done\na+=(-k)\ncurl "${a[@]}" u', "curl <?unsupported> -k u"],
    // What a branch may have replaced.
    ['a=(-H x)\nif b; then a=(-k); fi\ncurl "${a[@]}" u', "curl <?unsupported> u"],
    ['if b; then a=(-H x); else a=(-H y); fi\ncurl "${a[@]}" u', "curl <?unsupported> u"],
    // What does not leave a subshell.
    ['( a=(-H x) )\ncurl "${a[@]}" u', "curl <?unsupported> u"],
    ['a=(-H x)\n( a=(-k) )\ncurl "${a[@]}" u', "curl -H x u"],
    // Arrays are in nobody's environment.
    ["a=(-H x)\nexport a\nbash -c 'curl \"${a[@]}\" u'", "curl <?unsupported> u"],
    // What has another value by now.
    ['K=1\na=(-H "$K")\nK=2\ncurl "${a[@]}" u', "curl -H <?unsupported> u"],
    ['a=(-H x)\nread -ra a\ncurl "${a[@]}" u', "curl <?unsupported> u"],
    ['a=(-H x)\nmapfile -t a < f\ncurl "${a[@]}" u', "curl <?unsupported> u"],
    ['a=(-H x)\nunset a\ncurl "${a[@]}" u', "curl <?unsupported> u"],
    ['a=(-H x)\na[1]=y\ncurl "${a[@]}" u', "curl <?unsupported> u"],
    ['a=(-H x)\na=y\ncurl "${a[@]}" u', "curl <?unsupported> u"],
    // Associative arrays, and indices.
    ['declare -A a=([k]=v)\ncurl "${a[@]}" u', "curl <?unsupported> u"],
    ['declare -A a=(k v)\ncurl "${a[k]}" u', "curl <?unsupported> u"],
    ['a=([1]=-H x)\ncurl "${a[@]}" u', "curl <?unsupported> u"],
    ['a=(-H)\ncurl "${a[3]}" "${a[-1]}" u', "curl <?unsupported> <?unsupported> u"],
    ['a=(-H x)\ncurl "${a[*]}" "${#a[@]}" "${a[@]:1}" u', "curl <?unsupported> <?unsupported> <?unsupported> u"],
    ['a=(-H x)\ncurl "x${a[@]}" u', "curl x<?unsupported> u"],
    ['a+=(-H x)\ncurl "${a[@]}" u', "curl <?unsupported> -H x u"],
  ])("%j", (text, expected) => {
    expect(curl(text)).toBe(expected);
  });
});

describe("words that stand only where a variable is set", () => {
  test.each([
    ['curl ${K:+-H "Authorization: ApiKey $K"} u', "curl -H Authorization: ApiKey <K> u"],
    ["curl ${K+-k --header \"a b\"'c' x\\ y} u", "curl -k --header a bc x y u"],
    ["curl ${K:+-k} u", "curl -k u"],
    ['a=(${K:+-H "x y"} -k)\ncurl "${a[@]}" u', "curl -H x y -k u"],
    ['curl ${K:+-H "$(printf %s:%s "$I" "$S")"} u', "curl -H <I>:<S> u"],
    // In quotes it is one word, which may be empty.
    ['curl "${K:+-k}" x${K:+-k} ${K:+} u', "curl <?operation> x<?operation> <?operation> u"],
  ])("%j", (text, expected) => {
    expect(curl(text)).toBe(expected);
  });

  test("keep their place", () => {
    const text = 'curl ${K:+-H "ApiKey $K"} u';
    const args = read(text).commands[0]?.args;
    expect(args?.map((arg) => [arg.quote, at(text, arg.outer), at(text, arg.span)])).toEqual([
      ["none", "-H", "-H"],
      ["double", '"ApiKey $K"', "ApiKey $K"],
      ["none", "u", "u"],
    ]);
    expect(args?.[1]?.encode("x y")).toBe('"x y"');
  });
});

test("arrays that grow by themselves end", () => {
  const text = `a=(x)\n${'a=("${a[@]}" "${a[@]}")\n'.repeat(60)}curl "\${a[@]}" u`;
  expect(curl(text)).toBe("curl <?unsupported> u");
  const long = `a=(${"x ".repeat(20_000)})\n${'curl "${a[@]}" u\n'.repeat(2_000)}`;
  expect(read(long).commands).toHaveLength(2_000);
});
