/**
 * Safe fixes in every way that people write a value: the program must read the fixed value and everything else as before,
 * which another parser than Keyfit's own decides for YAML, and a shell's rules for commands.
 */
import { describe, expect, test, vi } from "vitest";
import { parseDocument } from "yaml";
import { applyEdits } from "../../../server/src/features/edits";
import { fixAll } from "../../../server/src/features/fixes";
import { analysisOf } from "../../support/analyse";
import { fillTokens } from "../../support/tokens";

// Every case there is, on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

const ENCODED = fillTokens("{{encoded}}");
const PAIR = fillTokens("{{pair}}");

/** A value in each style of YAML, for a setting that is indented by two. */
const STYLES: Readonly<Record<string, (value: string) => string>> = {
  plain: (value) => value,
  single: (value) => `'${value}'`,
  double: (value) => `"${value}"`,
  "plain, comment": (value) => `${value} # a comment`,
  "double, comment": (value) => `"${value}"  # a comment: "quoted"`,
  literal: (value) => `|-\n    ${value}`,
  folded: (value) => `>-\n    ${value}`,
  "literal with a line end": (value) => `|\n    ${value}`,
  "literal, indented by hand": (value) => `|2-\n    ${value}`,
  "literal, comment": (value) => `|- # a comment\n    ${value}`,
  "folded, a line below": (value) => `>-\n\n    ${value}`,
  tagged: (value) => `!!str "${value}"`,
  anchored: (value) => `&key ${value}`,
  "anchored double": (value) => `&key "${value}"`,
  "on the next line": (value) => `\n    ${value}`,
  "double on the next line": (value) => `\n    "${value}"`,
  escaped: (value) => `"\\x${value.charCodeAt(0).toString(16)}${value.slice(1)}"`,
  "double, broken": (value) => `"${value.slice(0, 10)}\\\n    ${value.slice(10)}"`,
  "blanks around": (value) => `   ${value}   `,
};

const LINE_ENDS = ["\n", "\r\n"];

function fixed(text: string, file: string): string {
  let now = text;
  for (let round = 0; round < 5; round++) {
    const analysis = analysisOf({ [file]: now }, file);
    const edits = analysis ? fixAll(analysis) : [];
    if (edits.length === 0) return now;
    now = applyEdits(now, edits);
  }
  return now;
}

const rules = (text: string, file: string): string[] =>
  (analysisOf({ [file]: text }, file)?.findings ?? [])
    .map(({ rule }) => rule)
    .filter((rule) => rule !== "hard-coded-key");

/** What another parser reads, with the setting's own value apart. */
function read(
  text: string,
  path: readonly string[],
): { readonly value: unknown; readonly rest: unknown; readonly errors: number } {
  const document = parseDocument(text, { strict: false });
  const value = document.getIn(path);
  document.deleteIn(path);
  return { value, rest: document.toJS(), errors: document.errors.length };
}

interface Problem {
  readonly name: string;
  readonly file: string;
  readonly path: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly text: (value: string) => string;
}

const PROBLEMS: readonly Problem[] = [
  {
    name: "encoded for Filebeat",
    file: "filebeat.yml",
    path: ["output.elasticsearch", "api_key"],
    from: ENCODED,
    to: PAIR,
    text: (value) => `output.elasticsearch:\n  api_key: ${value}\n  hosts: [localhost]\nname: "x" # last\n`,
  },
  {
    name: "a pair for the collector",
    file: "otel.yml",
    path: ["exporters", "elasticsearch", "api_key"],
    from: PAIR,
    to: ENCODED,
    text: (value) =>
      `exporters:\n  elasticsearch:\n    api_key: ${value.replaceAll("\n    ", "\n      ").replace("|2-", "|2-")}\n    endpoint: http://localhost:9200\nservice: {}\n`,
  },
  {
    name: "a header without its scheme",
    file: "filebeat.yml",
    path: ["output.elasticsearch", "headers.Authorization"],
    from: ENCODED,
    to: `ApiKey ${ENCODED}`,
    text: (value) =>
      `output.elasticsearch:\n  headers.Authorization: ${value}\n  hosts: [localhost]\nname: "x" # last\n`,
  },
  {
    name: "a header with the wrong scheme",
    file: "filebeat.yml",
    path: ["output.elasticsearch", "headers.Authorization"],
    from: `Bearer ${ENCODED}`,
    to: `ApiKey ${ENCODED}`,
    text: (value) =>
      `output.elasticsearch:\n  headers.Authorization: ${value}\n  hosts: [localhost]\nname: "x" # last\n`,
  },
  {
    name: "a header with a pair",
    file: "filebeat.yml",
    path: ["output.elasticsearch", "headers.Authorization"],
    from: `ApiKey ${PAIR}`,
    to: `ApiKey ${ENCODED}`,
    text: (value) =>
      `output.elasticsearch:\n  headers.Authorization: ${value}\n  hosts: [localhost]\nname: "x" # last\n`,
  },
  {
    name: "a reference in a shell's syntax",
    file: "filebeat.yml",
    path: ["output.elasticsearch", "api_key"],
    from: "$ES_API_KEY",
    to: "${ES_API_KEY}",
    text: (value) => `output.elasticsearch:\n  api_key: ${value}\n  hosts: [localhost]\nname: "x" # last\n`,
  },
];

describe.each(PROBLEMS)("$name", ({ file, path, from, to, text }) => {
  test.each(Object.keys(STYLES))("written %s", (style) => {
    for (const end of LINE_ENDS) {
      const before = text(STYLES[style]!(from)).replaceAll("\n", end);
      expect(read(before, path).errors, before).toBe(0);
      expect(String(read(before, path).value).trim()).toBe(from);
      const after = fixed(before, file);
      if (after === before) {
        // No fix is no harm; but the ways that most people write must have one.
        expect(["plain", "single", "double", "literal", "folded"]).not.toContain(style);
        continue;
      }
      const [was, is] = [read(before, path), read(after, path)];
      expect(is.errors, after).toBe(0);
      expect(String(is.value).trim(), after).toBe(to);
      expect(is.rest).toEqual(was.rest);
      expect(after.match(/#[^"\r\n]*/g)).toEqual(before.match(/#[^"\r\n]*/g));
      expect(after.split(/\r?\n/).length).toBeLessThanOrEqual(before.split(/\r?\n/).length);
      expect(after.includes("\r\n")).toBe(before.includes("\r\n"));
      expect(rules(after, file)).toEqual([]);
    }
  });
});

describe("values that stand for several settings", () => {
  test("an anchor that another setting reads, too, stays as it is", () => {
    const text = `filebeat.inputs: []\nkey: &key ${ENCODED}\noutput.elasticsearch:\n  api_key: *key\ninstrumentation:\n  api_key: *key\n`;
    expect(rules(text, "filebeat.yml")).toContain("wrong-encoding");
    expect(fixed(text, "filebeat.yml")).toBe(text);
  });

  test("a header from an alias is given no scheme where the anchor stands", () => {
    const text = `filebeat.inputs: []\ninstrumentation.api_key: &key ${ENCODED}\noutput.elasticsearch:\n  headers.Authorization: *key\n`;
    expect(fixed(text, "filebeat.yml")).toBe(text);
  });
});

describe("curl in a crontab", () => {
  const URL = "https://a-d53192.es.us-east-1.aws.elastic.cloud/_search";
  const WAYS: Readonly<Record<string, (header: string) => string>> = {
    double: (header) => `curl -H "${header}" ${URL}`,
    single: (header) => `curl -H '${header}' ${URL}`,
    joined: (header) => `curl -sSH"${header}" ${URL}`,
    long: (header) => `curl --header "${header}" ${URL}`,
    equals: (header) => `curl --header="${header}" ${URL}`,
    bare: (header) => `curl -H ${header.replaceAll(" ", "\\ ")} ${URL}`,
    mixed: (header) => `curl -H ${header.slice(0, 14)}' '"${header.slice(15)}" ${URL}`,
    "in a shell": (header) => `bash -c 'curl -H "${header}" ${URL}'`,
    "in a double-quoted shell": (header) => `bash -c "curl -H '${header}' ${URL}"`,
    "in a substitution": (header) => `echo "$(curl -H "${header}" ${URL})"`,
  };
  const HEADERS: readonly (readonly [string, string])[] = [
    [`Authorization: ApiKey ${PAIR}`, `Authorization: ApiKey ${ENCODED}`],
    [`Authorization: Bearer ${ENCODED}`, `Authorization: ApiKey ${ENCODED}`],
    [`Authorization: ${ENCODED}`, `Authorization: ApiKey ${ENCODED}`],
  ];

  test.each(Object.keys(WAYS))("written %s", (way) => {
    for (const [from, to] of HEADERS) {
      const before = `0 1 * * * ${WAYS[way]!(from)}\n`;
      const after = fixed(before, "j.crontab");
      if (after === before) {
        expect(["double", "single", "joined", "long", "equals"], before).not.toContain(way);
        continue;
      }
      const [use, ...more] = analysisOf({ "j.crontab": after }, "j.crontab")?.uses ?? [];
      expect(more).toEqual([]);
      expect(rules(after, "j.crontab"), after).toEqual([]);
      expect(use?.credential.id).toBe("VuaCfGcBCdbkQm-e5aOx");
      expect(use?.target.deployment).toBe("serverless");
      // Without quotes and escapes the command is what somebody would have written.
      const bare = (text: string): string => text.replace(/["'\\]/g, "");
      expect(bare(after)).toBe(bare(`0 1 * * * ${WAYS[way]!(to)}\n`));
    }
  });
});
