import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listGoldens, matchesGolden } from "../../support/golden";
import { ENCODED, PAIR } from "../../support/keys";

describe("listGoldens", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "goldens-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

  test("reads a pair with its mark", () => {
    write("a.in.yml", "#@ file: filebeat.yml\n#@ line-ends: crlf\napi_key: {{encoded}}\n#@ fix: wrong-encoding safe\n");
    write("a.out.yml", "api_key: {{pair}}\n");
    expect(listGoldens(folder)).toMatchObject([
      {
        name: "a.in.yml",
        action: "fix",
        rule: "wrong-encoding",
        safe: true,
        line: { start: 0, end: 9 + ENCODED.length },
        output: `api_key: ${PAIR}\r\n`,
      },
    ]);
  });

  test("reads a file without a safe fix", () => {
    write("a.none.yml", "api_key: {{secret}}\n#@ fix: half-a-key\n");
    expect(listGoldens(folder)).toMatchObject([{ rule: "half-a-key", safe: false, output: undefined }]);
  });

  test.each([
    [{ "a.in.yml": "a\n#@ fix: x\n" }, /no output/],
    [{ "a.out.yml": "a\n" }, /belongs to no input/],
    [{ "a.none.yml": "a\n" }, /exactly one mark/],
    [{ "a.none.yml": "a\n#@ fix: x\n#@ suppress: x\n" }, /exactly one mark/],
  ])("refuses %j", (files, message) => {
    for (const [name, text] of Object.entries(files)) write(name, text);
    expect(() => listGoldens(folder)).toThrow(message);
  });
});

describe("matchesGolden", () => {
  test.each([
    ["a: $b (c) [d]\n", "a: $b (c) [d]\n", true],
    ["a.b", "axb", false],
    ["# off -- {{reason}}\nk: v", "# off -- because\nk: v", true],
    ["# off -- {{reason}}\nk: v", "# off -- \nk: v", false],
    ["# off -- {{reason}}\nk: v", "# off -- a\nb\nk: v", false],
    ["a", "a\n", false],
  ])("%j against %j: %s", (expected, actual, answer) => {
    expect(matchesGolden(expected, actual)).toBe(answer);
  });
});
