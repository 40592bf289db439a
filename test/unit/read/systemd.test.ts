/** Units of systemd. Vectors: reference/variables.md 3.7. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Entry, MapNode, Reading } from "../../../server/src/read/reading";
import { readSystemd } from "../../../server/src/read/systemd";
import { type ExecCommand, readExec, scriptOf } from "../../../server/src/read/systemd/exec";
import {
  readUnitAssignments,
  readUnitList,
  type UnitAssignment,
  type UnitText,
} from "../../../server/src/read/systemd/words";
import { verbatimLayer } from "../../../server/src/text/layer";
import { at, show } from "./shellSupport";

const read = (text: string): Reading => readSystemd(text, defaultBudget());

function mapOf(reading: Reading): MapNode {
  const [tree] = reading.trees;
  if (tree?.kind !== "map") throw new Error("a unit is one map");
  return tree;
}

const entriesOf = ({ value }: Entry): readonly Entry[] => (value?.kind === "map" ? value.entries : []);

/** Each entry as `[section, key, value]`. */
const lines = (text: string): (string | undefined)[][] =>
  mapOf(read(text)).entries.flatMap((section) =>
    entriesOf(section).map(({ key, value }) => [
      section.key,
      key,
      value?.kind === "scalar" ? value.layer.text : undefined,
    ]),
  );

describe("lines and sections", () => {
  test("in the order of the file, with places", () => {
    const text =
      "\uFEFF# top\n[Unit]\nDescription = A  b \n\n[Service]\n; note\nExecStart=/bin/a # b\nExecStart=\n[Service]\nType=oneshot";
    expect(lines(text)).toEqual([
      ["Unit", "Description", "A  b"],
      ["Service", "ExecStart", "/bin/a # b"],
      ["Service", "ExecStart", undefined],
      ["Service", "Type", "oneshot"],
    ]);
    const [unit, service] = mapOf(read(text)).entries;
    expect(at(text, unit?.keySpan)).toBe("Unit");
    expect(at(text, service?.span)).toBe("[Service]\n; note\nExecStart=/bin/a # b\nExecStart=");
    const [description] = unit ? entriesOf(unit) : [];
    expect([description?.span, description?.keySpan, description?.value?.span].map((span) => at(text, span))).toEqual([
      "Description = A  b",
      "Description",
      "A  b",
    ]);
    expect(read(text).comments.map((comment) => [comment.text, at(text, comment.span)])).toEqual([
      [" top", "# top"],
      [" note", "; note"],
    ]);
    expect(read(text).problems).toEqual([]);
  });

  test("a backslash joins lines, comments between them are left out", () => {
    const text = "[Service]\nExecStart=/bin/a \\\n  # c\n  -x \\\r\n  -y\nType=a\\\\\nUser=b";
    expect(lines(text)).toEqual([
      ["Service", "ExecStart", "/bin/a    -x    -y"],
      ["Service", "Type", "a\\\\"],
      ["Service", "User", "b"],
    ]);
    const [service] = mapOf(read(text)).entries;
    const value = service && entriesOf(service)[0]?.value;
    if (value?.kind !== "scalar") throw new Error("no value");
    const { layer } = value;
    const where = layer.text.indexOf("-y");
    expect(at(text, layer.toHost({ start: where, end: where + 2 }))).toBe("-y");
    expect(at(text, layer.toHost({ start: 0, end: 6 }))).toBe("/bin/a");
    expect(at(text, value.outer)).toBe("/bin/a \\\n  # c\n  -x \\\r\n  -y");
    expect(read(text).comments.map((comment) => comment.text)).toEqual([" c"]);
  });

  test("line ends of every kind", () => {
    expect(lines("[A]\r\nB=1\r\nC=2\rD=3\n")).toEqual([
      ["A", "B", "1"],
      ["A", "C", "2"],
      ["A", "D", "3"],
    ]);
  });

  test("what systemd does not take costs only itself", () => {
    const text = "K=v\n[Service]\nType=a\nhalf\n=v\n[Serv\nX=1\n[Service]\nType=b\\";
    expect(lines(text)).toEqual([
      ["Service", "Type", "a"],
      ["Serv", "X", "1"],
      ["Service", "Type", "b"],
    ]);
    expect(read(text).problems.map(({ span }) => at(text, span))).toEqual(["K=v", "half", "=v", "[Serv"]);
  });

  test("a value is written as one line", () => {
    const text = "[Service]\nExecStart=/bin/a \\\n  b\n";
    const [service] = mapOf(read(text)).entries;
    const value = service && entriesOf(service)[0]?.value;
    const encode = (next: string): string | undefined =>
      value?.kind === "scalar" ? value.layer.encode(next) : undefined;
    expect(encode("/bin/c # d")).toBe("/bin/c # d");
    expect(encode("a\\\\")).toBe("a\\\\");
    for (const next of ["a\nb", "a\\", " a", "a ", "a\0"]) expect(encode(next)).toBeUndefined();
  });

  test("budgets", () => {
    expect(readSystemd("[A]\n", defaultBudget({ units: 3 })).problems).toMatchObject([{ budget: "too-large" }]);
    expect(readSystemd("[A]\n", defaultBudget({ expired: () => true })).problems).toMatchObject([{ budget: "time" }]);
  });
});

const host = (value: string): { readonly file: string; readonly text: UnitText } => {
  const file = `K=${value}\n`;
  const whole = { start: 2, end: 2 + value.length };
  return { file, text: { layer: verbatimLayer(file, whole), whole } };
};

describe("Environment=", () => {
  const assignments = (value: string): string[] =>
    readUnitAssignments(host(value).text).map((each) => `${each.name}=${show(each.value)}`);

  test.each([
    ["K=v", ["K=v"]],
    ["K=v L=w", ["K=v", "L=w"]],
    ['"K=a b" L="c d"', ["K=a b", "L=c d"]],
    ["K='v'", ["K=v"]],
    ["K=it's'", ["K=its"]],
    ["\"K='v'\"", ["K='v'"]],
    ["K=v==", ["K=v=="]],
    ["K=", ["K="]],
    ['K=""', ["K="]],
    ["K=a\\x20b", ["K=a b"]],
    ["K=\\u00e9\\101\\n", ["K=éA\n"]],
    ["K=a%%b", ["K=a%b"]],
    ["K=%h/x", ["K=<?template>/x"]],
    ["K=a%zb%", ["K=a%zb%"]],
    ["K=$A ${A}", ["K=$A"]],
    ['"H=ApiKey $K"', ["H=ApiKey $K"]],
    ["K=\\xc3\\xa9", ["K=<?unsupported>"]],
    ["A=1 K=\\q B=2", ["A=1"]],
    ['A=1 K="x', ["A=1"]],
    ["v K-x=1 1K=2 K=3", ["K=3"]],
  ])("%s", (value, expected) => expect(assignments(value)).toEqual(expected));

  test("values with and without their quotes", () => {
    const value = "A=1 B='x y' \"C=z\" D=a'b'";
    const { file, text } = host(value);
    const found = readUnitAssignments(text);
    expect(
      found.map((each) => [at(file, each.nameSpan), at(file, each.value.outer), at(file, each.value.span)]),
    ).toEqual([
      ["A", "1", "1"],
      ["B", "'x y'", "x y"],
      ["C", "z", "z"],
      ["D", "a'b'", "a'b'"],
    ]);
    expect(found.map((each) => each.value.quote)).toEqual(["none", "single", "mixed", "mixed"]);
  });

  test("are written so that systemd reads the same", () => {
    const encode = (value: string, next: string): string | undefined =>
      readUnitAssignments(host(value).text)[0]?.value.encode(next);
    expect(encode("K=v", "abc==")).toBe("abc==");
    expect(encode("K=v", "a b")).toBe('"a b"');
    expect(encode("K=v", "50%$A")).toBe("50%%$A");
    expect(encode("K='v'", "it's")).toBe("'it\\'s'");
    expect(encode('"K=v"', 'a"b')).toBe('a\\"b');
    expect(encode("K=v", "a\nb\t")).toBe('"a\\nb\\t"');
    expect(encode("K=", "")).toBe('""');
    expect(encode("K=a'b'", "c")).toBe('"c"');
    expect(encode('"K=a"b', "c")).toBeUndefined();
    expect(encode("K=v", "\x01")).toBeUndefined();
  });

  test("lists of names", () => {
    expect(readUnitList(host('A "B" C=1').text).map(({ value }) => show(value))).toEqual(["A", "B", "C=1"]);
  });
});

describe("Exec=", () => {
  const commands = (value: string): readonly ExecCommand[] => readExec(host(value).text);
  const shown = (value: string): string[] =>
    commands(value).map(({ program, args }) => [program ?? "<?>", ...args.map((each) => show(each.value))].join(" | "));

  test.each([
    ["/bin/a b 'c d' \"e\"f", ["/bin/a | b | c d | ef"]],
    ["-/bin/a", ["/bin/a"]],
    ["@/bin/a name b", ["/bin/a | b"]],
    ["+-!!/bin/a b", ["/bin/a | b"]],
    ["/bin/a ${K} x${K}y $K", ["/bin/a | <K> | x<K>y | <K>"]],
    ["/bin/a 'x ${K}' x$K", ["/bin/a | x <K> | x$K"]],
    ["/bin/a $$K x$$K $${K}", ["/bin/a | $K | x$K | ${K}"]],
    ["/bin/a ${K:-d} ${} ${a-b} ${K", ["/bin/a | ${K:-d} | <?unsupported> | <?unsupported> | ${K"]],
    ["/bin/a $ $1 $K/x", ["/bin/a | <?unsupported> | <?unsupported> | <?unsupported>"]],
    [":/bin/a ${K} $K $$", ["/bin/a | ${K} | $K | $$"]],
    ["/bin/a %%F %h x%iy %", ["/bin/a | %F | <?template> | x<?template>y | %"]],
    ["/bin/%i", ["<?>"]],
    ["$K x", ["$K | x"]],
    ["/bin/a b ; /bin/c d \\; ';' e;", ["/bin/a | b", "/bin/c | d | ; | ; | e;"]],
    ["/bin/a \\q \\", ["/bin/a | \\q | \\"]],
    ["/bin/a b 'c", ["/bin/a | b"]],
    ["", []],
  ])("%s", (value, expected) => expect(shown(value)).toEqual(expected));

  test("V-SD-5: braces expand within a word, a bare name only alone", () => {
    expect(shown('/usr/bin/curl -H "Authorization: ApiKey ${K}"')).toEqual([
      "/usr/bin/curl | -H | Authorization: ApiKey <K>",
    ]);
    expect(shown('/usr/bin/curl -H "Authorization: ApiKey $K"')).toEqual([
      "/usr/bin/curl | -H | Authorization: ApiKey $K",
    ]);
  });

  test("places", () => {
    const value = '-/usr/bin/curl -H "Authorization: ApiKey ${K}" x';
    const { file, text } = host(value);
    const [command] = readExec(text);
    expect(at(file, command?.programSpan)).toBe("/usr/bin/curl");
    expect(at(file, command?.span)).toBe(value);
    const header = command?.args[1]?.value;
    expect([at(file, header?.outer), at(file, header?.span), header?.quote]).toEqual([
      '"Authorization: ApiKey ${K}"',
      "Authorization: ApiKey ${K}",
      "double",
    ]);
    expect(header?.parts.map((part) => at(file, part.span))).toEqual(["Authorization: ApiKey ", "${K}"]);
  });

  test("words are written so that systemd hands on the same", () => {
    const encode = (value: string, next: string): string | undefined =>
      commands(`/bin/a ${value}`)[0]?.args[0]?.value.encode(next);
    expect(encode("b", "abc==")).toBe("abc==");
    expect(encode("b", "$K%")).toBe("$$K%%");
    expect(encode("b", ";")).toBe('";"');
    expect(encode("'b'", "it's ${K}")).toBe("'it\\'s $${K}'");
    expect(encode('"b"', 'a"\\')).toBe('"a\\"\\\\"');
    expect(encode("b", "a\0")).toBeUndefined();
  });

  test("scripts: what systemd puts in is an expression, what it leaves is the shell's", () => {
    const value = "/bin/sh -c 'curl -H \"ApiKey ${K}\" $$(date +%%F) $L it\\'s'";
    const { file, text } = host(value);
    const word = readExec(text)[0]?.args[1]?.word;
    if (!word) throw new Error("no script");
    const { layer, expands } = scriptOf(word, text, "variables");
    expect(layer.text).toBe('curl -H "ApiKey ${{ env.K }}" $(date +%F) $L it\'s');
    expect(expands).toBe(true);
    const placeOf = (piece: string): string | undefined => {
      const start = layer.text.indexOf(piece);
      return at(file, layer.toHost({ start, end: start + piece.length }));
    };
    expect(placeOf("${{ env.K }}")).toBe("${K}");
    expect(placeOf("$(date +%F)")).toBe("$$(date +%%F)");
    expect(placeOf("$L")).toBe("$L");
    expect(layer.encode("'a' ${{ env.K }} $L %")).toBe("\\'a\\' ${K} $$L %%");
    expect(scriptOf(word, text, "specifiers")).toMatchObject({ expands: false });
  });
});

test("V-SD-2, V-SD-3", () => {
  const values = (value: string): (string | undefined)[] =>
    readUnitAssignments(host(value).text).map((each: UnitAssignment) => show(each.value));
  expect(values('"H=ApiKey $K"')).toEqual(["ApiKey $K"]);
  expect(values("P=a%%b")).toEqual(["a%b"]);
  expect(values("P=%h/x")).toEqual(["<?template>/x"]);
});
