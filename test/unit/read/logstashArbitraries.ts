/**
 * Pipelines at random, printed in the styles that the grammar allows, each with the tree that it must be read as. And
 * tidy ones, for what happens when a line of them is broken.
 */
import fc from "fast-check";
import type { Pair, Plain } from "./logstashSupport";

/** Text, and what it stands for. */
interface Written<T> {
  readonly text: string;
  readonly plain: T;
}

const gap = fc.constantFrom("", " ", "", " ", "\n", "\t", "\r\n  ", "# c } \" '\n", " # it's {\n  ", "\n#\n");
/** Between two things that would grow together. */
const space = fc.constantFrom(" ", "\n", "\n  ", "\t", "\r\n", ' # {["\n', "\n# '\n  ");

/** No quote but behind a backslash, and no backslash at the end. */
function quotedBy(quote: '"' | "'"): fc.Arbitrary<Written<string>> {
  const pieces = [
    ["a", "b", " ", "{", "}", "[", "]", "#", ",", "=>", "${K}", "${K:d}", "%{[a][b]}", "\\n", "\\\\ ", `\\${quote}`],
    ["\n", "\r\n", "=> \n", "é", "😀", "https://x:9200", "api_key => ", quote === '"' ? "'" : '"', "if [a] {"],
  ].flat();
  return fc
    .array(fc.constantFrom(...pieces), { maxLength: 6 })
    .map((parts) => ({ text: `${quote}${parts.join("")}${quote}`, plain: parts.join("") }));
}

const string = fc.oneof(quotedBy('"'), quotedBy("'"));
const same = (text: string): Written<string> => ({ text, plain: text });
const bareword = fc.constantFrom("rubydebug", "true", "ab", "_x", "if_x", "input", "a1").map(same);
const number = fc.constantFrom("0", "9200", "-1", "1.5", "3.", "010").map(same);
const name = fc.oneof(fc.constantFrom("api_key", "hosts", "a-b", "x", "2", "codec", "iffy", "input").map(same), string);
const pluginName = fc.oneof(
  fc.constantFrom("elasticsearch", "stdout", "iffy", "my-plugin", "7up", "elsewhere").map(same),
  fc.constantFrom('"quoted"', "'two words'").map((text) => ({ text, plain: text.slice(1, -1) })),
);

/** `first`, with each of the others behind a separator. */
function joined<T>(
  item: fc.Arbitrary<Written<T>>,
  separator: fc.Arbitrary<string>,
): fc.Arbitrary<Written<readonly T[]>> {
  return fc.array(fc.tuple(item, separator), { maxLength: 3 }).map((pairs) => ({
    text: pairs.map(([each, between], index) => (index < pairs.length - 1 ? each.text + between : each.text)).join(""),
    plain: pairs.map(([each]) => each.plain),
  }));
}

const comma = fc.tuple(gap, gap).map(([before, after]) => `${before},${after}`);

function entry(key: fc.Arbitrary<Written<string>>, value: fc.Arbitrary<Written<Plain>>): fc.Arbitrary<Written<Pair>> {
  return fc.tuple(key, gap, gap, value).map(([left, before, after, right]) => ({
    text: `${left.text}${before}=>${after}${right.text}`,
    plain: [left.plain, right.plain],
  }));
}

const around = <T>(open: string, inner: fc.Arbitrary<Written<T>>, close: string): fc.Arbitrary<Written<T>> =>
  fc.tuple(gap, inner, gap).map(([before, { text, plain }, after]) => ({
    text: `${open}${before}${text}${after}${close}`,
    plain,
  }));

const { value } = fc.letrec<{ value: Written<Plain> }>((tie) => {
  const inner = tie("value");
  const list = around("[", joined(inner, comma), "]").map(({ text, plain }) => ({ text, plain: { list: plain } }));
  const hash = around("{", joined(entry(fc.oneof(number, bareword, string), inner), space), "}").map(
    ({ text, plain }) => ({ text, plain: { map: plain } }),
  );
  return { value: fc.oneof({ maxDepth: 3 }, string, bareword, number, list, hash, pluginOf(inner)) };
});

function pluginOf(inner: fc.Arbitrary<Written<Plain>>): fc.Arbitrary<Written<Plain>> {
  const body = around("{", joined(entry(name, inner), space), "}");
  return fc.tuple(pluginName, gap, body).map(([title, before, { text, plain }]) => ({
    text: `${title.text}${before}${text}`,
    plain: { map: [[title.plain, { map: plain }]] },
  }));
}

// --- Conditions --------------------------------------------------------------------------------------------------

const selector = fc.constantFrom("[a]", "[a][b c]", "[@metadata][x{y]", "[it's]", "[a#b]", '["x{"]', "[a\n}]", "[/]");
/** In lists of a condition no string holds brackets: the grammar takes the list for a field then. */
const textInList = fc.constantFrom('"a"', "'b}'", '"{"', '"#"', '"it\'s"', '"\n"');
const operand: fc.Arbitrary<string> = fc.oneof(
  string.map(({ text }) => text),
  number.map(({ text }) => text),
  selector,
  fc.tuple(textInList, comma, textInList).map((parts) => `[${parts.join("")}]`),
  fc.constantFrom("/a\\/b{2}/", "/\"'#[/", "/x\ny{/", "sin([a], 2)", 'ff ( "{" )', "[]"),
);
const comparison = fc.oneof(
  fc.tuple(operand, gap, fc.constantFrom("==", "!=", "<=", ">=", "<", ">"), gap, operand).map((each) => each.join("")),
  fc
    .tuple(operand, gap, fc.constantFrom("=~", "!~"), gap, fc.constantFrom("/{/", '"{"', '/#"/'))
    .map((all) => all.join("")),
  fc.tuple(operand, space, fc.constantFrom("in", "not in", "not \n in"), space, operand).map((each) => each.join("")),
  operand,
  selector.map((field) => `!${field}`),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    comparison,
    fc.tuple(fc.constantFrom("(", "!(", "! ("), gap, tie("condition"), gap).map((all) => `${all.join("")})`),
    fc
      .tuple(comparison, space, fc.constantFrom("and", "or", "xor", "nand"), space, tie("condition"))
      .map((all) => all.join("")),
  ),
}));

// --- Pipelines ---------------------------------------------------------------------------------------------------

type Plugins = readonly Plain[];

const { statements } = fc.letrec<{ statements: Written<Plugins>; branch: Written<Plugins> }>((tie) => {
  const body = around("{", tie("statements"), "}");
  const head = (keyword: string): fc.Arbitrary<string> =>
    fc.tuple(space, condition, gap).map(([before, test, after]) => `${keyword}${before}${test}${after}`);
  const arm = (keyword: fc.Arbitrary<string>): fc.Arbitrary<Written<Plugins>> =>
    fc.tuple(keyword, body).map(([before, { text, plain }]) => ({ text: before + text, plain }));
  const orElse = fc.oneof(head("else if"), head("elseif"), head("else\nif"));
  const lastElse = fc.tuple(gap).map(([after]) => `else${after}`);
  const branch = fc
    .tuple(
      arm(head("if")),
      fc.array(fc.tuple(gap, arm(orElse)), { maxLength: 2 }),
      fc.option(fc.tuple(gap, arm(lastElse))),
    )
    .map(([first, others, last]) => {
      const all = [...others, ...(last ? [last] : [])];
      return {
        text: first.text + all.map(([before, each]) => before + each.text).join(""),
        plain: [...first.plain, ...all.flatMap(([, each]) => each.plain)],
      };
    });
  const plugin = pluginOf(value).map(({ text, plain }) => ({ text, plain: [plain] }));
  const statement = fc.oneof({ depthSize: "small", withCrossShrink: true }, plugin, tie("branch"));
  return {
    branch,
    statements: joined(statement, gap).map(({ text, plain }) => ({ text, plain: plain.flat() })),
  };
});

const section: fc.Arbitrary<Written<Pair>> = fc
  .tuple(fc.constantFrom("input", "filter", "output"), gap, around("{", statements, "}"))
  .map(([key, before, { text, plain }]) => ({ text: `${key}${before}${text}`, plain: [key, { list: plain }] }));

/** A text that the grammar takes, and its tree. */
export const pipeline: fc.Arbitrary<Written<Plain>> = fc
  .tuple(gap, joined(section, gap), gap)
  .map(([before, { text, plain }, after]) => ({ text: before + text + after, plain: { map: plain } }));

// --- Tidy pipelines ----------------------------------------------------------------------------------------------

/** Options as people write them, of one or several lines, without what stands around them. */
const tidyOption = fc.constantFrom(
  ['api_key => "id1:key1"'],
  ["hosts => [\"https://a:9200\", 'https://b{c}']"],
  ["ssl_enabled => true"],
  ["user => ''"],
  ['separator => "}" # it\'s a brace'],
  ["headers => {", '  "Authorization" => "ApiKey x"', "  'b' => [ 1, 2 ]", "}"],
  ["hosts => [", '  "https://a",', '  "https://b"', "]"],
  ['codec => json { charset => "UTF-8" }'],
  ["codec => multiline {", "  pattern => '^[{\"]'", "}"],
  ['query => \'{ "query": {', '    "match_all": {} } }\''],
  ['code => "', "  event.set('a', { 'b' => [1] })", '"'],
  ['# api_key => "old', "port => 9200"],
);
const tidyPlugin = fc
  .tuple(fc.constantFrom("elasticsearch", "stdout", "http"), fc.array(tidyOption, { maxLength: 4 }))
  .map(([title, all]) => ({ title, options: all }));
type TidyPlugin = { readonly title: string; readonly options: readonly (readonly string[])[] };

const tidyBlock = fc.tuple(
  fc.constantFrom(undefined, 'if [a] == "{" {', "if [a] in [\"b\", 'c'] {"),
  fc.array(tidyPlugin, { minLength: 1, maxLength: 2 }),
);
const tidySections = fc.array(
  fc.tuple(fc.constantFrom("input", "filter", "output"), fc.array(tidyBlock, { maxLength: 2 })),
  {
    minLength: 1,
    maxLength: 3,
  },
);

const indented = (all: readonly string[], by: string): string[] => all.map((line) => by + line);

/** Lines of a tidy pipeline, and the places in them where an option may stand. */
export interface Tidy {
  readonly lines: readonly string[];
  /** Numbers of lines, each with the indent of an option there. */
  readonly places: readonly (readonly [line: number, indent: string])[];
}

export function tidy(step: string): fc.Arbitrary<Tidy> {
  return tidySections.map((sections) => {
    const lines: string[] = [];
    const places: (readonly [number, string])[] = [];
    const print = (plugin: TidyPlugin, by: string): void => {
      lines.push(`${by}${plugin.title} {`);
      for (const option of plugin.options) {
        places.push([lines.length, by + step]);
        lines.push(...indented(option, by + step));
      }
      places.push([lines.length, by + step]);
      lines.push(`${by}}`);
    };
    for (const [title, blocks] of sections) {
      lines.push(`${title} {`);
      for (const [test, plugins] of blocks) {
        const by = test === undefined ? step : step + step;
        if (test !== undefined) lines.push(step + test);
        for (const plugin of plugins) print(plugin, by);
        if (test !== undefined) lines.push(`${step}}`);
      }
      lines.push("}");
    }
    return { lines, places };
  });
}
