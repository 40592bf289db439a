/**
 * Texts made to hurt: each is answered, or skipped with a reason, before the test's time is up. The limit is far above
 * what any of them takes; without the guards some would run for minutes or overflow the stack.
 */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readCrontab } from "../../../server/src/read/crontab";
import { readShell } from "../../../server/src/read/shell";
import { areAtMost } from "../../../server/src/read/shell/parts";
import { commandLines } from "./shellSupport";

const SIZE = 150_000;

describe("repeated without end", { timeout: 20_000 }, () => {
  const tokens = [
    "$(",
    "((",
    "$((",
    "`",
    "`\\`",
    '"$(',
    "${a:-",
    '"${a:-"',
    "{a,",
    "@(a|",
    "[",
    "<(",
    "a=(",
    "(",
    "((a?",
    "$'\\n",
    "if ",
    "{ ",
    "while a; do ",
    "case x in ",
    "for i in ",
    "f(){ ",
    "f()",
    "coproc ",
    "time ",
    "! ",
    "then\n",
    "a)\n",
    "<<a ",
    "<<'",
    "cat <<A\n",
    "cat <<A\nx\nA\n",
    "<<<",
    "> a ",
    ">",
    "a|",
    "a&&",
    "a;",
    "& a\n",
    "a (\n",
    "[[ ( ",
    "a ",
    "a=b ",
    "a=b\n",
    '"',
    "a'",
    "\\",
    "\\\n",
    "$",
    "${!",
    "$K",
    '"$K" ',
    "#",
    "#a\n",
    "a*?[",
    "\n",
    "a b\r\n",
    "sh -c 'a'\n",
    'sh -c "$a" ',
    "env ",
    "sudo ",
    "export a=$b;",
    "`a` ",
    "$(a)",
    "* * * * * a %b\n",
    "%",
    "\0",
    "f() { K=1; }\n",
    "f() { K=1; }; f; K=2\n",
    "f() { f; ",
    'f() { curl "$1" $@; }; f $K\n',
    "a+=(b) ",
    "a+=(b)\n",
    'a+=("${a[@]}")\n',
    'curl "${a[@]}"\n',
    "$(echo -n ",
    "$(echo $(echo a))",
    "$(printf %s a|base64)",
    "$(printf '%s%s' ",
    "export $(cat f)\n",
    ". <(cat f)\n",
    "export a;( a=b )\n",
    "local a=$1;",
    "$(cat f)",
    "$(<f)",
    "${0%/*}",
    '$(dirname "$0")',
    '$(cd "$(dirname "$0")" && pwd)',
    "A=$A/x;",
    'A=${0%/*};B="$A/x";',
    'K=$(cat "$A/f");',
    "read K < f;",
    '$(echo "$A" | base64)',
    "K=$(echo $K|base64|base64 -d);",
    "${A:-$(cat f)}",
    "${a:+b ",
    "${a:+b } ",
    "shift;",
  ];

  test.each(tokens.map((token) => [token] as const))("%j", (token) => {
    const text = token.repeat(Math.ceil(SIZE / token.length));
    expect(readShell(text, defaultBudget()).problems.length).toBeLessThan(300);
    readCrontab(text, { system: "auto" }, defaultBudget());
    readCrontab(`* * * * * root ${text}`, { system: "auto" }, defaultBudget());
  });
});

describe("half a million units of one kind", { timeout: 30_000 }, () => {
  const SCRIPT = 500_000;
  const filled = (head: string, line: (at: number) => string, tail = ""): string => {
    const lines: string[] = [head];
    let length = head.length + tail.length;
    for (let at = 0; ; at++) {
      const next = line(at);
      length += next.length;
      if (length > SCRIPT) return lines.join("") + tail;
      lines.push(next);
    }
  };

  test.each([
    ["calls of one function that assigns", filled("f() { K=1; }\n", () => "f;K=2\n")],
    ["functions that call the next", filled("", (at) => `f${at}() { K=1; f${at + 1}; }\n`, "f0\n")],
    ["functions that call others before", filled("", (at) => `f${at}() { K=1; f${at - 1}; f${at >> 1}; }\n`, "f0\n")],
    ["parameters of one function", filled("f() {\n", () => 'curl "$1" "$@"\n', "}\nf a b $K\n")],
    ["a call far below", filled(`f() { ${"curl $1 $2;".repeat(5_000)} }\n`, () => "K=1;. x\n", "f $K $L\n")],
    ["functions with their call", filled("", (at) => `f${at}() { curl "$1" $@; };f${at} $K\n`)],
    ["parameters handed on", filled("", (at) => `f${at}() { f${at + 1} "$1$1"; }\n`, "f0 a\n")],
    ["parameters handed up", filled("", (at) => `f${at + 1}() { f${at} "$1$1"; }\n`, "f9 a\n")],
    ["one function defined often", filled("", () => "f() { K=1; }; f; K=2\n")],
    ["words of an array", filled("a=(\n", () => "-H x\n", ')\ncurl "${a[@]}"\n')],
    ["uses of an array", filled(`a=(${"x ".repeat(400)})\n`, () => 'curl "${a[@]}"\n')],
    ["names that subshells export", filled("", (at) => `export K${at};( a )\n`)],
    ["references in an array", filled("a=($K $L $M)\n", (at) => `K${at}=1;curl "\${a[@]}"\n`)],
    ["substitutions of one word", filled("K=", () => "$(echo -n x)")],
    ["paths from the script's folder", filled("A0=${0%/*}\n", (at) => `A${at + 1}="$A${at}/x"\n`)],
    ["one function with many calls", filled("f() { f; }\n", () => "f;")],
    ["one name with many functions and calls", filled("", () => "f() { a; }\nf\nf\n")],
    ["names that are made up", filled("f() { a; }\n", (at) => `"x${at}$1"; f${at}() { a; }\n`)],
    ["what is trapped", filled("f() { a; }\n", () => "trap 'f x; y' EXIT\n")],
    [
      "many parts in a call",
      filled(`f() { ${"curl $1 $1 $1 $1\n".repeat(5_000)} }\nf "${"$a".repeat(990)}"\n`, () => "#\n"),
    ],
    ["calls of nothing", filled("f() { :; }\n", (at) => `f${at} f\n`)],
  ])("%s", (_, text) => {
    expect(text.length).toBeGreaterThan(SCRIPT - 2_000);
    readShell(text, defaultBudget());
  });
});

describe("parts in parts", { timeout: 20_000 }, () => {
  const LEVELS = 30;
  const chain = (line: (at: number) => string): string =>
    Array.from({ length: LEVELS }, (_, at) => line(at)).join("\n");

  test.each([
    ["elements", chain((at) => `a${at + 1}=("${`\${a${at}[0]}`.repeat(9)}")`)],
    ["elements that are encoded", chain((at) => `a${at + 1}=("$(printf %s "${`\${a${at}[0]}`.repeat(9)}"|base64)")`)],
    ["elements in defaults", chain((at) => `a${at + 1}=("\${x:-$(echo "${`\${a${at}[0]}`.repeat(9)}")}")`)],
    ["defaults that are handed on", chain((at) => `f${at}() { f${at + 1} "\${x:-${"$1".repeat(9)}}"; }`)],
    ["what is encoded and handed on", chain((at) => `f${at}() { f${at + 1} "$(echo "${"$1".repeat(9)}"|base64)"; }`)],
  ])("do not multiply: %s", (_, lines) => {
    const reading = readShell(`a0=("$K")\n${lines}\nf${LEVELS}() { curl "$1"; }\nf0 "$K"\n`, defaultBudget());
    const sizes = reading.commands.flatMap(({ args }) => args.map(({ parts }) => areAtMost(parts, 2_000)));
    expect(sizes).not.toContain(false);
  });
});

describe("the budget", () => {
  test("of units skips the file", () => {
    const long = "curl x\n".repeat(10);
    for (const reading of [
      readShell(long, defaultBudget({ units: 20 })),
      readCrontab(long, { system: false }, defaultBudget({ units: 20 })),
      readShell("a ".repeat(5_000_000), defaultBudget()),
    ]) {
      expect(reading.commands).toEqual([]);
      expect(reading.problems).toMatchObject([{ budget: "too-large" }]);
    }
  });

  test("of time stops the reading and says so", () => {
    let asked = 0;
    const budget = defaultBudget({ expired: () => ++asked > 3 });
    const reading = readShell("curl x\n".repeat(1000), budget);
    expect(reading.commands.length).toBeLessThan(1000);
    expect(reading.problems.filter((problem) => problem.budget === "time")).toHaveLength(1);
    const table = readCrontab(
      "* * * * * curl x\n".repeat(1000),
      { system: false },
      defaultBudget({ expired: () => true }),
    );
    expect(table.problems).toMatchObject([{ budget: "time" }]);
  });

  test("of depth stops at the shell that is too far inside", () => {
    let script = "curl x";
    for (let depth = 0; depth < 12; depth++) script = `echo $(${script})`;
    const reading = readShell(script, defaultBudget());
    expect(commandLines(reading)).not.toContain("curl x");
    expect(reading.problems).toMatchObject([{ budget: "too-deep" }]);
    const braces = `${"{ ".repeat(30)}curl x${"; }".repeat(30)}`;
    expect(commandLines(readShell(braces, defaultBudget()))).toEqual(["curl x"]);
    expect(readShell(braces, defaultBudget({ depth: 10 })).problems).toMatchObject([{ budget: "too-deep" }]);
  });

  test("leaves room for eight shells in one another", () => {
    let script = "curl x";
    for (let depth = 0; depth < 8; depth++) script = `echo $(${script})`;
    expect(commandLines(readShell(script, defaultBudget()))).toContain("curl x");
  });
});

test("a key in the middle of junk is still found", () => {
  const junk = "}\n)\nfi\n;;\n";
  const text = `${junk.repeat(5)}curl -H "Authorization: ApiKey $K" https://x\n${junk.repeat(5)}`;
  expect(commandLines(readShell(text, defaultBudget()))).toContain("curl -H Authorization: ApiKey <K> https://x");
});

test("a script of ordinary length is read whole", () => {
  const line = 'curl -sS -H "Authorization: ApiKey $K" "https://x/$(date +%F)" | jq -r .x # y\n';
  const reading = readShell(line.repeat(2000), defaultBudget());
  expect(reading.problems).toEqual([]);
  expect(reading.commands).toHaveLength(6000);
});
