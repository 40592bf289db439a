/** Carriage returns at line ends: dropped, or kept as a shell keeps those of a file that it sources. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Reading } from "../../../server/src/read/reading";
import { readShell } from "../../../server/src/read/shell";
import { assignmentLines, at, show } from "./shellSupport";

const kept = (text: string): Reading => readShell(text, defaultBudget(), { carriageReturns: "kept" });

describe("carriage returns that are kept", () => {
  test.each([
    ["K=abc\r\nL=x", ["K=abc\r", "L=x"]],
    ["K='a b'\r\n", ["K=a b\r"]],
    ['K="a$L"\r\n', ["K=a<L>\r"]],
    ["export K=abc\r\n", ["x K=abc\r"]],
    ['export "K=abc"\r\n', ["x K=abc\r"]],
    ["K=\r\nL=b", ["K=\r", "L=b"]],
    ["K=$A\r\n", ["K=<A>\r"]],
    ["K=$(echo -n x)\r\n", ["K=x\r"]],
    // Not at a line end, or not with a carriage return.
    ["K=abc # x\r\n", ["K=abc"]],
    ["K=abc\nL=x\r\n", ["K=abc", "L=x\r"]],
    ["A=1 B=2\r\n", ["A=1", "B=2\r"]],
    ["K=abc\\\r\nd\r\n", ["K=abcd\r"]],
  ])("%j", (text, expected) => {
    expect(assignmentLines(kept(text))).toEqual(expected);
    expect(assignmentLines(readShell(text, defaultBudget())).join()).not.toContain("\r");
  });

  test("stand for themselves, outside of the value's place", () => {
    const text = '\uFEFFA=1\r\nK="abc"\r\n';
    const found = kept(text).assignments[1]?.value;
    expect(found?.parts.map((part) => [part.kind === "text" && part.text, at(text, part.span)])).toEqual([
      ["abc", "abc"],
      ["\r", undefined],
    ]);
    expect([at(text, found?.outer), at(text, found?.span), found?.quote]).toEqual(['"abc"', "abc", "double"]);
    // No text in place of the value is all of what a program gets.
    expect(found?.encode("x")).toBeUndefined();
  });

  test("are the end of a word of a command, and of no here-document", () => {
    const text = "curl -k https://x\r\ncat <<E\r\na\r\nE\r\n. ./b.env\r\n";
    const { commands } = kept(text);
    expect(commands.map(({ name, args }) => [name, ...args.map(show)])).toEqual([
      ["curl", "-k", "https://x\r"],
      ["cat"],
      [".", "./b.env\r"],
    ]);
    expect(show(commands[1]?.stdin)).toBe("a\n");
  });

  test("change nothing where there are none", () => {
    const text = "A=1\nexport K='x'\ncurl $K";
    expect(assignmentLines(kept(text))).toEqual(assignmentLines(readShell(text, defaultBudget())));
  });
});
