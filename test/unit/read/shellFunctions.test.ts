/** Functions of a script: what their bodies send, what they assign, and what they are called with. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Reading } from "../../../server/src/read/reading";
import { readShell } from "../../../server/src/read/shell";
import { assignmentLines, at, commandLines } from "./shellSupport";

const read = (text: string): Reading => readShell(text, defaultBudget());
const assignments = (text: string): string[] => assignmentLines(read(text));
const curl = (text: string): string | undefined => commandLines(read(text)).find((line) => line.startsWith("curl"));

describe("assignments in a function", () => {
  test.each([
    ["f() { K=1; }", "? K=1"],
    ["f() { K=1; }\nf", "K=1"],
    ["function f { K=1; }\nf x y", "K=1"],
    ["f() ( K=1 )\nf", "? K=1"],
    ["f() { if a; then K=1; fi; }\nf", "? K=1"],
    ["f() { K=1; }\nif a; then f; fi", "? K=1"],
    ["f() { K=1; }\na || f", "? K=1"],
    ["f() { K=1; }\na && f", "K=1"],
    ["f() { K=1; }\n( f )", "? K=1"],
    ["f() { K=1; }\nx=$(f)", "? K=1"],
    ["f() { K=1; }\nf | tee log", "? K=1"],
    ["f() { K=1; }\nsudo f", "? K=1"],
    ["f() { K=1; }\n./f", "? K=1"],
    ["f\nf() { K=1; }", "? K=1"],
    ["if a; then f() { K=1; }; fi\nf", "? K=1"],
    ["f() { K=1; }\nf() { L=1; }\nf", "? K=1"],
    ["f() { K=1; }\ng() { f; }\ng", "K=1"],
    ['main() { f; }\nf() { K=1; }\nmain "$@"', "K=1"],
    ["f() { K=1; }\ng() { a && f || exit; }\ng", "K=1"],
    ["f() { K=1; }\ng() { if a; then f; fi; }\ng", "? K=1"],
    ["f() { f; K=1; }\nf", "K=1"],
    ["f() { for K in 1; do a; done; }\nf", "? K=1"],
    ["f() { export K=1; }\nf", "x K=1"],
    ["f() { K=1; }\nexport K\nf", "x K=1"],
  ])("%j", (text, expected) => {
    expect(assignments(text).find((line) => line.includes("K="))).toBe(expected);
  });

  test("have surely run for what stands below them in the body", () => {
    const text = "f() { K=1; curl $K; }";
    const [found] = read(text).assignments;
    expect([found?.conditional, at(text, found?.branch)]).toEqual([true, "f() { K=1; curl $K; }"]);
    const branches = "if a; then K=1; else K=2; fi\nb || K=3\nfor x in y; do K=4; done\ncase x in y) K=5;; esac";
    const found2 = read(branches).assignments.filter((each) => each.name === "K");
    expect(found2.map((each) => at(branches, each.branch)?.trim())).toEqual(["K=1", "K=2", "K=3", "K=4", "K=5"]);
  });

  test("of a loop are candidates wherever one looks", () => {
    const found = read("f() { for K in 1 2; do curl $K; done; }\nf").assignments;
    expect(found.map((each) => [each.conditional, each.branch])).toEqual([
      [true, undefined],
      [true, undefined],
    ]);
  });

  test("do not hide what was assigned between the function and its call", () => {
    const text = "f() { K=1; }\nK=2\nf\ncurl $K";
    const found = read(text).assignments;
    expect(assignmentLines(read(text))).toEqual(["? K=1", "K=2", "? K=<?unsupported>"]);
    expect(at(text, found[2]?.nameSpan)).toBe("f");
    expect(found[2]?.nameSpan.start).toBe(text.indexOf("\nf\n") + 1);
    const chosen = "prod() { K=1; }\ntest() { K=2; }\nprod\ncurl $K\ntest\ncurl $K";
    expect(assignments(chosen)).toEqual(["? K=1", "K=2", "? K=<?unsupported>"]);
  });

  test("made by local are the body's own", () => {
    const text =
      "f() { local K=1; declare L=2; declare -g M=3; N=4; ( local O=5 ); if a; then local P=6; fi; }\nlocal Q=7";
    const found = read(text).assignments.map((each) => [each.name, each.conditional, at(text, each.within)]);
    const body = text.slice(0, text.indexOf("\n"));
    expect(found).toEqual([
      ["K", false, body],
      ["L", false, body],
      ["M", true, undefined],
      ["N", true, undefined],
      ["O", false, "( local O=5 )"],
      ["P", true, body],
      ["Q", false, undefined],
    ]);
  });
});

describe("parameters of a function that is called once", () => {
  test.each([
    ['send() { curl -H "ApiKey $1" "$2"; }\nsend abc https://x', "curl -H ApiKey abc https://x"],
    ['K=1\nsend() { curl -H "ApiKey $1"; }\nsend "$K"', "curl -H ApiKey <K>"],
    ['send() { curl -H "ApiKey ${1}" "${2:-u}"; }\nsend "$K"', "curl -H ApiKey <K> u"],
    ['send() { curl -H "${1:?key}" "${2:-u}"; }\nsend k v', "curl -H k v"],
    ['send() { curl "${1:-u}" "$2"; }\nsend "$U"', "curl <U|u> "],
    ['send() { curl "${1-u}"; }\nsend ""', "curl "],
    ['send() { curl "${1:-u}"; }\nsend ""', "curl u"],
    ['send() { curl "$@"; }\nsend -H "a b" u', "curl -H a b u"],
    ['send() { k=$1; shift; curl -H "$k" "$@"; }\nsend x -k u', "curl -H <k> -k u"],
    ['send() { curl -H "$1" "${@:2}"; }\nsend x -k u', "curl -H x -k u"],
    ['send() { curl "$1"; }\nmain() { send "$1/y"; }\nmain https://x', "curl https://x/y"],
    ['send() { bash -c "curl $1"; }\nsend https://x', "curl https://x"],
    ['send() { curl -H @- <<< "ApiKey $1"; }\nsend x', "curl -H @-"],
    ['send() { curl "${U:-$1}"; }\nsend x', "curl <U|x>"],
    ['send() { if a; then curl "$1"; fi; }\nwhile b; do send x; done', "curl x"],
    ['send() { curl "$(printf %s "$1")"; }\nsend x', "curl x"],
  ])("%j", (text, expected) => {
    expect(curl(text)).toBe(expected);
  });

  test.each([
    ['send() { curl "$1"; }', "curl <?unsupported>"],
    ['send() { curl "$1"; }\nsend x\nsend y', "curl <?unsupported>"],
    ['send() { curl "$1"; }\nsend x\nx=$(send y)', "curl <?unsupported>"],
    ['send() { curl "$1"; }\ntrap send EXIT\nsend x', "curl <?unsupported>"],
    ['send() { curl "$1"; send x; }', "curl <?unsupported>"],
    ['send() { curl "$1"; }\nsend() { curl "$1"; }\nsend x', "curl <?unsupported>"],
    // The body would see another value than the call.
    ['send() { curl "$1"; }\nK=1\nsend "$K"', "curl <?unsupported>"],
    ['send() { curl "$1"; }\n. ./.env\nsend "$K"', "curl <?unsupported>"],
    // Nobody knows how many words these are.
    ['send() { curl "$2"; }\nsend "${a[@]}" x', "curl <?unsupported>"],
    ['send() { curl "$1"; }\nsend "$@"', "curl <?unsupported>"],
    ['send() { curl "$@"; }\nsend "$@" x', "curl <?unsupported>"],
    ['send() { while a; do curl "$1"; shift; done; }\nsend x y', "curl <?unsupported>"],
    ['send() { set -- a b; curl "$1"; }\nsend x', "curl <?unsupported>"],
    ["send() { bash -c 'curl \"$1\"' _ y; }\nsend x", "curl <?unsupported>"],
    ['send() { curl "$*" "$#"; }\nsend x', "curl <?unsupported> <?unsupported>"],
  ])("stay open in %j", (text, expected) => {
    expect(curl(text)).toBe(expected);
  });

  test("the words of a call keep their place, text inside another word does not", () => {
    const text = 'send() { curl -H "ApiKey $1" "$@"; }\nsend \'a b\'';
    const args = read(text).commands.find((each) => each.name === "curl")?.args;
    expect(args?.[1]?.parts.map((part) => part.span && at(text, part.span))).toEqual(["ApiKey ", undefined]);
    // A new text here would leave the one in the call behind.
    expect(args?.[1]?.encode("x")).toBeUndefined();
    expect([at(text, args?.[2]?.outer), args?.[2]?.encode("x y")]).toEqual(["'a b'", "'x y'"]);
    const named = 'send() { curl "$1"; }\nsend "$K"';
    const part = read(named).commands[0]?.args[0]?.parts[0];
    expect([part?.kind, at(named, part?.span)]).toEqual(["reference", "$1"]);
  });

  test("commands in bodies are commands, once each", () => {
    const text = 'send() { curl "$1"; }\nsend x';
    expect(commandLines(read(text))).toEqual(["curl x", "send x"]);
  });
});

test("a script as people write it", () => {
  const text = `#!/usr/bin/env bash
set -euo pipefail
ES_URL="https://my-deployment.es.eu-west-1.aws.found.io"
usage() { echo "usage: $0 index"; exit 1; }
load_key() {
  API_KEY=$(vault kv get -field=key secret/es)
}
es() {
  local method=$1 path=$2
  shift 2
  curl -sS -X "$method" -H "Authorization: ApiKey $API_KEY" "$ES_URL$path" "$@"
}
main() {
  load_key
  es POST "/logs/_doc" -d '{"a": 1}'
}
main "$@"
`;
  expect(assignments(text)).toEqual([
    "ES_URL=https://my-deployment.es.eu-west-1.aws.found.io",
    "API_KEY=<?secret-store>",
    "method=POST",
    "path=/logs/_doc",
  ]);
  expect(curl(text)).toBe('curl -sS -X <method> -H Authorization: ApiKey <API_KEY> <ES_URL><path> -d {"a": 1}');
});
