/** Words, here-documents and what is written in their place, one by one; the real shells are asked in shellDifferential. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Reading } from "../../../server/src/read/reading";
import { readShell } from "../../../server/src/read/shell";
import { assignmentLines, at, commandLines, show } from "./shellSupport";

const read = (text: string): Reading => readShell(text, defaultBudget());
const commands = (text: string): string[] => commandLines(read(text));
const assignments = (text: string): string[] => assignmentLines(read(text));

describe("words", () => {
  const word = (text: string): string | undefined => show(read(`x ${text}`).commands.at(-1)?.args[0]);

  test("quotes and escapes", () => {
    expect(word("'a\\b $K `d`'")).toBe("a\\b $K `d`");
    expect(word('"a \\"b\\" \\$K \\x \\\\"')).toBe('a "b" $K \\x \\');
    expect(word("a\\ b\\'c\\$K")).toBe("a b'c$K");
    expect(word("'it'\\''s'")).toBe("it's");
    expect(word("$'a\\tb\\'c\\x41\\u00e9'")).toBe("a\tb'cAé");
    expect(word('$"hello $K"')).toBe("hello <K>");
    expect(word('a\\\nb"c\\\nd"')).toBe("abcd");
    expect(word("\"'$K'\"")).toBe("'<K>'");
    expect(word("''")).toBe("");
  });

  test("references and what cannot be told", () => {
    expect(word('"$K${L}_$K_1"')).toBe("<K><L>_<K_1>");
    expect(word("${K:-d}${K-d}${K:-$L}${K:-${L:-m}}")).toBe("<K|d><K-d><K|<L>><K|<L|m>>");
    expect(word('"${K:-\'d e\'}${K-"f"}"')).toBe("<K|'d e'><K-f>");
    expect(word("${K:=d}${K=d}")).toBe("<K|d><K-d>");
    expect(word("${K:+d}${K+d}${K%%=*}${K#a}${K/a/b}${K:1:2}${#K}${!K}${K^^}${K@Q}")).toBe("<?operation>".repeat(10));
    expect(word("$1$@$?$$${1}${A[0]}${A[@]}")).toBe("<?unsupported>".repeat(7));
    expect(word("$(date)`date`<(date)")).toBe("<?command>".repeat(3));
    expect(word("$((1 + 2))")).toBe("<?arithmetic>");
    expect(word("a{b,c}d@(e|f)")).toBe("a<?unsupported>d<?unsupported>");
    expect(word("$")).toBe("$");
    expect(word("http://x/_search?q=a*")).toBe("http://x/_search?q=a*");
    expect(word("[\"a\",'b']")).toBe("[a,b]");
    expect(word("~/x")).toBe("~/x");
  });

  test("spans leave the outer quotes out, and every text part covers exactly its text", () => {
    const text = 'curl -H "a \\"b\\" $K c" \'d\' e "f"\'g\' ""';
    const { args } = read(text).commands[0]!;
    expect(args.map((arg) => [arg.quote, at(text, arg.span), at(text, arg.outer)])).toEqual([
      ["none", "-H", "-H"],
      ["double", 'a \\"b\\" $K c', '"a \\"b\\" $K c"'],
      ["single", "d", "'d'"],
      ["none", "e", "e"],
      ["mixed", "\"f\"'g'", "\"f\"'g'"],
      ["double", "", '""'],
    ]);
    expect(args[1]?.parts.map((part) => at(text, part.span))).toEqual(["a ", '"b', '" ', "$K", " c"]);
  });

  test("carriage returns and a byte-order mark are not the shell's", () => {
    const text = "\uFEFFK='x'\r\ncurl \\\r\n  -H \"a\r\nb\" # c\r\n";
    expect(assignments(text)).toEqual(["K=x"]);
    expect(commands(text)).toEqual(["curl -H a\nb"]);
    expect(read(text).commands[0]?.args[1]?.parts.map((part) => at(text, part.span))).toEqual(["a", "\nb"]);
    expect(read(text).comments.map((comment) => comment.text)).toEqual([" c"]);
  });
});

describe("writing a value", () => {
  const encode = (word: string, text: string): string | undefined =>
    read(`curl ${word}`).commands[0]?.args[0]?.encode(text);

  test("keeps the quotes that stand there", () => {
    expect(encode("'a'", "it's $K")).toBe("'it'\\''s $K'");
    expect(encode('"a"', 'it\'s "$K" `d` \\')).toBe('"it\'s \\"\\$K\\" \\`d\\` \\\\"');
    expect(encode("a", "abc+/=:@%,-._Z9")).toBe("abc+/=:@%,-._Z9");
    expect(encode("a", "a b")).toBe("'a b'");
    expect(encode("a", "")).toBe("''");
    expect(encode("a", "2")).toBe("'2'");
    expect(encode("a'b'", "a b")).toBe("'a b'");
  });

  test("refuses what no shell text holds", () => {
    expect(encode("'a'", "a\0b")).toBeUndefined();
    expect(encode("'a'", "a\rb")).toBeUndefined();
  });

  test("writes through the quotes of an outer shell", () => {
    const text = `sh -c 'curl -H "a"'`;
    expect(read(text).commands[0]?.args[1]?.encode("it's $K")).toBe(`"it'\\''s \\$K"`);
    const backticks = read("echo `curl 'a'`").commands[0]?.args[0];
    expect(backticks?.encode("a`\\b")).toBe("'a\\`\\\\b'");
  });

  test("in an assignment whose name stands in the quotes too", () => {
    const text = 'export "K=a b"';
    const value = read(text).assignments[0]?.value;
    expect([at(text, value?.outer), show(value), value?.encode('c"d')]).toEqual(["a b", "a b", 'c\\"d']);
  });
});

describe("here-documents and here-strings", () => {
  test("feed the last one that is standard input", () => {
    expect(show(read("cat <<A <<B\n1\nA\n2\nB\n").commands[0]?.stdin)).toBe("2\n");
    expect(show(read("cat 3<<A <<< 'x'\n1\nA\n").commands[0]?.stdin)).toBe("x");
    expect(read("cat 3<<A\n1\nA\n").commands[0]?.stdin).toBeUndefined();
  });

  test("<<- takes leading tabs away", () => {
    const text = "cat <<-E\n\t\ta $K\n\tb\tc\n\tE\ndate";
    const stdin = read(text).commands[0]?.stdin;
    expect(show(stdin)).toBe("a <K>\nb\tc\n");
    expect(stdin?.parts.map((part) => at(text, part.span))).toEqual(["a ", "$K", "\n", "b\tc\n"]);
    expect(stdin?.encode("\tx\n")).toBeUndefined();
  });

  test("are written so that they end where they end", () => {
    const stdin = (text: string) => read(text).commands[0]?.stdin;
    expect(stdin("cat <<E\nx\nE\n")?.encode("$K `d` \\\n")).toBe("\\$K \\`d\\` \\\\\n");
    expect(stdin("cat <<'E'\nx\nE\n")?.encode("$K `d` \\\n")).toBe("$K `d` \\\n");
    expect(stdin("cat <<E\nx\nE\n")?.encode("a\nE\nb\n")).toBeUndefined();
    expect(stdin("cat <<E\nx\nE\n")?.encode("a")).toBeUndefined();
  });
});
