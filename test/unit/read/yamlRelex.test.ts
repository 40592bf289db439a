/**
 * Reading with a memory equals reading anew, after any edits: the same tokens, trees, comments and problems. And it is
 * worth something: a keystroke in a large file lexes a few lines of it.
 */
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { Lexer } from "yaml";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Reading, TreeNode } from "../../../server/src/read/reading";
import { readYaml, type YamlMemory } from "../../../server/src/read/yaml";

const FILES = [
  `# Beats
filebeat.inputs:
- type: filestream
  id: my-id
  paths: ["/var/log/*.log", '/srv/it''s.log']
  multiline: {pattern: '^\\[',
    negate: true}

output.elasticsearch:
  hosts:
    - "https://one:9243" # the first
    - https://two:9243/path#x
  api_key: "\${ES_KEY:VuaCfGcBCdbkQm-e5aOx:ui2lp2axTNmsyakw9tvNnw}"
  note: plain text
    over lines
  k: v
logging.level: info
`,
  `%YAML 1.2
---
kind: ConfigMap
data:
  filebeat.yml: |-
    output.elasticsearch:
      api_key: \${KEY}

  notes: >+
    folded
    text

---
- - a
  - ? complex
    : - value
- key: &a x
  other: *a
...
image: {{ .Values.image | default "x" }}
{{- if .Values.on }}
on: "true"
{{- end }}
last: 'quoted
  twice'
`,
  'a: 1\r\nb:\r\n  - c: "x\r\n    y"\r\n  - d: [1,\r\n      2]\r\ne: >\r\n  f\r\n\r\ng: h\r\n',
];

/** What people type, and what breaks a lexer. */
const UNITS = "ab:-\"'[]{}|>#&*!%?, \n\t".split("");
const LINES = '"\n|\'\n|a: "\n|b: [\n|key: v\n|  key: v\n|- x: y\n|---\n|...\n|%YAML\n|\r\n|\n\n| \t\n|\n  '.split("|");
const MARKS = [": ", "- ", "? ", "c: |\n", "d: >2\n", "{{", "}}", "${", "''", '\\"', "\ufeff", "\r"];
const PIECES = [...UNITS, ...LINES, ...MARKS];

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat({ max: 12 }),
  added: fc.array(fc.constantFrom(...PIECES), { maxLength: 3 }),
});

function apply(text: string, { at, removed, added }: { at: number; removed: number; added: string[] }): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + added.join("") + text.slice(start + removed);
}

/** A tree with everything that an edit may change, its decoded texts and ways back included. */
function plain(node: TreeNode | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return null;
    case "scalar": {
      const { layer, ...rest } = node;
      const { text } = layer;
      return { ...rest, text, host: layer.toHost({ start: 0, end: text.length }), by: layer.encode("z") };
    }
    case "list":
      return { ...node, items: node.items.map(plain) };
    case "map":
      return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: plain(entry.value) })) };
  }
}

function plainReading(reading: Reading): string {
  return JSON.stringify({ ...reading, trees: reading.trees.map(plain) });
}

describe("reading with a memory", () => {
  test("equals reading without one, after any edits", () => {
    fc.assert(
      fc.property(fc.constantFrom(...FILES), fc.array(edit, { minLength: 1, maxLength: 8 }), (file, edits) => {
        const memory: YamlMemory = { tape: undefined };
        let text = file;
        readYaml(text, defaultBudget(), memory);
        for (const each of edits) {
          text = apply(text, each);
          const anew = plainReading(readYaml(text, defaultBudget()));
          expect(plainReading(readYaml(text, defaultBudget(), memory))).toBe(anew);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("remembers the same as if nothing had been remembered before", () => {
    fc.assert(
      fc.property(fc.constantFrom(...FILES), edit, edit, (file, ...edits) => {
        const memory: YamlMemory = { tape: undefined };
        let text = file;
        readYaml(text, defaultBudget(), memory);
        for (const each of edits) {
          text = apply(text, each);
          const fresh: YamlMemory = { tape: undefined };
          readYaml(text, defaultBudget(), fresh);
          readYaml(text, defaultBudget(), memory);
          expect(JSON.stringify(memory.tape)).toBe(JSON.stringify(fresh.tape));
        }
      }),
      { numRuns: 500 },
    );
  });

  test("sees a string that is not closed end elsewhere, though what is before and after it stays", () => {
    const memory: YamlMemory = { tape: undefined };
    const before = 'a: "open\n  b: 1\n  c: "x"\nd: 1\n';
    const after = 'a: "open\n  b: 1\n  c: x\nd: 1\n';
    readYaml(before, defaultBudget(), memory);
    expect(plainReading(readYaml(after, defaultBudget(), memory))).toBe(plainReading(readYaml(after, defaultBudget())));
  });

  test("keeps nothing of a reading that stopped", () => {
    const memory: YamlMemory = { tape: undefined };
    const deep = `${"- ".repeat(300)}x\nkey: v\n`;
    expect(readYaml(deep, defaultBudget(), memory).problems[0]?.budget).toBe("too-deep");
    expect(memory.tape).toBeUndefined();
  });
});

describe("after a keystroke in a large file", () => {
  const item = (n: number): string => `  - name: item-${n}\n    value: "x${n}"\n    list: [a, b]\n`;
  const large = `top:\n${Array.from({ length: 500 }, (_, n) => item(n)).join("")}end: true\n`;
  const at = large.indexOf('"x250"');

  /** How many lexemes the lexer gives when the text changes. */
  function lexemesAfter(change: (text: string) => string): number {
    const memory: YamlMemory = { tape: undefined };
    readYaml(large, defaultBudget(), memory);
    const lex = vi.spyOn(Lexer.prototype, "lex");
    let count = 0;
    lex.mockImplementation(function* (this: Lexer, source: string) {
      lex.mockRestore();
      for (const lexeme of this.lex(source)) {
        count++;
        yield lexeme;
      }
    });
    readYaml(change(large), defaultBudget(), memory);
    lex.mockRestore();
    return count;
  }

  test.each([
    ["nothing", (text: string) => text],
    ["a letter in a value", (text: string) => `${text.slice(0, at + 2)}y${text.slice(at + 2)}`],
    ["a quote that is not closed", (text: string) => text.slice(0, at + 5) + text.slice(at + 6)],
    ["a new line", (text: string) => `${text.slice(0, at - 7)}n: 1\n    ${text.slice(at - 7)}`],
    ["a line less", (text: string) => text.replace('    value: "x250"\n', "")],
    ["indentation", (text: string) => text.replace('    value: "x250"\n', '      value: "x250"\n')],
  ])("a few lines are lexed: %s", (_, change) => {
    expect(lexemesAfter(change)).toBeLessThan(60);
  });
});
