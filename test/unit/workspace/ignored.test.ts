/** What is ignored although somebody looks at it: an open file, or one that is named; and that it follows the ignore files. */
import { expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { createKeyfit } from "../../../server/src/service";
import { DEFAULT_SETTINGS } from "../../../server/src/workspace/settings";
import { PAIR } from "../../support/keys";
import { memoryFiles, pathBelow, ROOT } from "./memoryFiles";

const TEXT = `output.elasticsearch:\n  hosts: ["https://es.example.internal:9200"]\n  api_key: "${PAIR}"\n`;

function bench(disk: Readonly<Record<string, string>>) {
  const files = memoryFiles(disk);
  const told: string[] = [];
  const keyfit = createKeyfit({
    seed: "test",
    files,
    today: () => "2026-11-24",
    budget: () => defaultBudget(),
    settings: async () => DEFAULT_SETTINGS,
    folders: () => [ROOT],
    outdated: (uris) => told.push(...uris.map(pathBelow)),
  });
  const isReported = async (path: string): Promise<boolean> => {
    keyfit.put({ uri: `${ROOT}/${path}`, path, text: TEXT }, 1);
    const analysis = await keyfit.analyse(`${ROOT}/${path}`);
    return analysis?.findings.some(({ rule }) => rule === "hard-coded-key") === true;
  };
  const write = (path: string, text: string | undefined): void => {
    if (text === undefined) files.disk.delete(path);
    else files.disk.set(path, text);
    keyfit.touch(`${ROOT}/${path}`);
  };
  return { isReported, write, told, files };
}

test.each([
  [true, "filebeat.yml", {}],
  [false, "filebeat.yml", { ".gitignore": "filebeat.yml\n" }],
  [false, "a/b/filebeat.yml", { ".gitignore": "*.yml\n" }],
  [false, "a/b/filebeat.yml", { "a/.gitignore": "/b/\n" }],
  [true, "a/b/filebeat.yml", { ".gitignore": "*.yml\n", "a/b/.gitignore": "!filebeat.yml\n" }],
  [false, "a/b/filebeat.yml", { ".gitignore": "/a/\n", "a/b/.gitignore": "!filebeat.yml\n" }],
  [true, "b/filebeat.yml", { ".gitignore": "/filebeat.yml\n", "a/.gitignore": "*\n" }],
  [false, "my files/file beat.yml", { "my files/.gitignore": "file beat.yml\n" }],
])("reported: %s, %s beside %j", async (expected, path, disk) => {
  expect(await bench(disk).isReported(path)).toBe(expected);
});

test("whoever was answered is told when an ignore file comes, changes or goes", async () => {
  const { isReported, write, told } = bench({});
  const path = "a/filebeat.yml";
  expect(await isReported(path)).toBe(true);
  write("a/.gitignore", "*.yml\n");
  expect(told.splice(0)).toContain(path);
  expect(await isReported(path)).toBe(false);
  write("a/.gitignore", "*.yaml\n");
  expect(told.splice(0)).toContain(path);
  expect(await isReported(path)).toBe(true);
  write(".gitignore", "a\n");
  expect(await isReported(path)).toBe(false);
  write(".gitignore", undefined);
  expect(await isReported(path)).toBe(true);
});

test("a file without a key looks for no ignore file", async () => {
  const { files, isReported } = bench({});
  await isReported("a/notes.txt");
  expect(files.reads.filter((path) => path.endsWith(".gitignore"))).toEqual([]);
});
