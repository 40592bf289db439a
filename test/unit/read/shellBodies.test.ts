/** Functions as a reading has them, and which commands may not run. */
import { describe, expect, test } from "vitest";
import { readAnacrontab } from "../../../server/src/read/anacrontab";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Reading } from "../../../server/src/read/reading";
import { readShell } from "../../../server/src/read/shell";
import { at, show } from "./shellSupport";

const read = (text: string): Reading => readShell(text, defaultBudget());
/** Bodies with the lines and columns of their calls, both from zero. */
const bodies = (text: string, reading = read(text)): unknown[] =>
  (reading.functions ?? []).map(({ body, calls }) => [
    at(text, body),
    calls.map((call) => `${text.slice(0, call).split("\n").length - 1}:${call - text.lastIndexOf("\n", call - 1) - 1}`),
  ]);
const calls = (text: string): unknown => read(text).functions?.[0]?.calls.length;

describe("functions", () => {
  test("have a body and calls", () => {
    expect(bodies("f() { curl $K; }\nK=1 f\nx; f a")).toEqual([["{ curl $K; }", ["1:4", "2:3"]]]);
    expect(bodies("function g ( a )\ng")).toEqual([["( a )", ["1:0"]]]);
    expect(bodies("f() { a; } > log\nf")).toEqual([["{ a; } > log", ["1:0"]]]);
    expect(bodies("f() { a; }\r\nf\r\n")).toEqual([["{ a; }", ["1:0"]]]);
    expect(read("a\nb").functions).toBeUndefined();
  });

  test.each([
    ["under conditions", "f() { a; }\nif b; then f; fi\nc || f\nfor x in y; do f; done", 3],
    ["in subshells", "f() { a; }\n( f )\nx=$(f)\nf | tee log\nf &", 4],
    ["in other functions", 'f() { a; }\nmain() { f; }\nmain "$@"', 1],
    ["above, in other functions", "f() { a; }", 0],
    ["timed and negated", "f() { a; }\ntime f\n! f", 2],
    ["handed to eval", "f() { a; }\neval 'f x'", 1],
  ])("are called %s", (_, text, expected) => {
    expect(calls(text)).toBe(expected);
  });

  test("are called by functions that stand above", () => {
    expect(bodies("main() { f; }\nf() { a; }\nmain")).toEqual([
      ["{ f; }", ["2:0"]],
      ["{ a; }", ["0:9"]],
    ]);
  });

  test.each([
    ["never called", "f() { a; }\ng"],
    ["called above only", "f\nf() { a; }"],
    ["called by itself only", "f() { f; }"],
    ["run by a program", "f() { a; }\nsudo f\n./f"],
    ["trapped", "f() { a; }\nf\ntrap f EXIT"],
    ["trapped in a script", "f() { a; }\nf\ntrap 'rm x; f 1' EXIT"],
    ["exported", "f() { a; }\nf\nexport -f f"],
    ["handed to another function", "f() { a; }\nretry() { $@; }\nf\nretry 3 f"],
    ["called by a name that is assigned", 'f() { a; }\nf\nC=f\n"$C" x'],
    ["called by a name out of an array", 'f() { a; }\nf\nc=(f x)\n"${c[@]}"'],
    ["called by a name that is made up", 'do_f() { a; }\ndo_f\n"do_$1"'],
    ["called by what the script is called with", 'f() { a; }\nf\n"$@"'],
  ])("have no calls where they may be called from elsewhere: %s", (_, text) => {
    expect(calls(text)).toBe(0);
  });

  test.each([
    ["printed", "f() { a; }\nf\necho f"],
    ["another name is made up", 'f() { a; }\nf\n"do_$1"; $SUDO x'],
    ["a value that nobody calls", "f() { a; }\nf\nC=f"],
    ["a function runs what it is called with", 'f() { a; }\nf\nrun() { "$@"; }\nrun ls'],
  ])("keep their calls: %s", (_, text) => {
    expect(calls(text)).toBe(1);
  });

  test("each have the calls below them", () => {
    expect(bodies("f() { a; }\nf\nf() { b; }\nf")).toEqual([
      ["{ a; }", ["1:0", "3:0"]],
      ["{ b; }", ["3:0"]],
    ]);
  });

  test("of an inner shell are its own", () => {
    const text = "f() { a; }\nsh -c 'f() { b; }; f'\nf";
    expect(bodies(text)).toEqual([
      ["{ b; }", ["1:19"]],
      ["{ a; }", ["2:0"]],
    ]);
  });

  test("of scripts in other files", () => {
    const text = "1 5 job f() { curl $K; }; f\n1 5 job2 f\n";
    expect(bodies(text, readAnacrontab(text, defaultBudget()))).toEqual([["{ curl $K; }", ["0:26"]]]);
  });
});

describe("commands that may not run", () => {
  const conditional = (text: string): string[] =>
    read(text)
      .commands.filter((each) => each.conditional)
      .map((each) => [each.name, ...each.args.map(show)].join(" "));

  test.each([
    ["a; b && c", []],
    ["[ -f x ] && . x", []],
    ["[ -f x ] || . x", [". x"]],
    ["a || b && c", ["b"]],
    ["if a; then . x; elif b; then c; else d; fi", [". x", "b", "c", "d"]],
    ["case $1 in a) source x;; esac", ["source x"]],
    ["while a; do b; done; until c; do d; done", ["b", "d"]],
    ["for x in y; do b; done", ["b"]],
    ["if a; then curl $(cat f); fi", ["cat f", "curl <file f>"]],
    ["if a; then bash -c '. x; b'; fi", [". x", "b"]],
    ["if a; then export $(cat .env); fi", ["cat .env", ". .env", "export <file .env>"]],
    ["f() { . x; b || c; sh -c 'd'; }; f", ["c"]],
    ["( a ); { b; }; c &", []],
  ])("%j", (text, expected) => {
    expect(conditional(text)).toEqual(expected);
  });
});
