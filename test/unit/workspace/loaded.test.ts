/** Files of variables as whoever loads them reads them, and which of a family counts. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { createKeyfit } from "../../../server/src/service";
import { DEFAULT_SETTINGS } from "../../../server/src/workspace/settings";
import { memoryFiles, ROOT } from "./memoryFiles";

const URL = "ELASTIC_APM_SERVER_URL=https://a-d53192.apm.us-east-1.aws.elastic-cloud.com\n";

/** The values of the uses of each file, in order; `host` of the target behind it. */
async function uses(disk: Readonly<Record<string, string>>): Promise<Record<string, string[]>> {
  const files = memoryFiles(disk);
  const keyfit = createKeyfit({
    seed: "test",
    files,
    today: () => "2026-11-24",
    budget: () => defaultBudget(),
    settings: async () => DEFAULT_SETTINGS,
    folders: () => [ROOT],
  });
  for (const [path, text] of Object.entries(disk)) keyfit.scan({ uri: `${ROOT}/${path}`, path, text });
  const found: Record<string, string[]> = {};
  for (const path of Object.keys(disk).filter((each) => each.includes(".env"))) {
    const analysis = await keyfit.analyse(`${ROOT}/${path}`);
    found[path] = (analysis?.uses ?? []).map(({ credential: { resolved }, target }) => {
      const value = resolved.kind === "value" ? resolved.value.open() : resolved.kind;
      return `${value} ${target.target ? "known" : "unknown"}`;
    });
  }
  return found;
}

const vite = (...scripts: string[]): string =>
  JSON.stringify({ devDependencies: { vite: "8.0.0" }, scripts: Object.fromEntries(scripts.map((s, at) => [at, s])) });

describe("a family of files", () => {
  const FILES = {
    ".env": URL,
    ".env.local": "ELASTIC_APM_API_KEY=local\n",
    ".env.production": "ELASTIC_APM_API_KEY=production\n",
  };

  test("a key counts in the modes that the project runs in", async () => {
    expect(await uses({ ...FILES, "package.json": vite("vite build") })).toEqual({
      ".env": [],
      ".env.local": [],
      ".env.production": ["production known"],
    });
    expect(await uses({ ...FILES, "package.json": vite("vite", "vite build") })).toEqual({
      ".env": [],
      ".env.local": ["local known"],
      ".env.production": ["production known"],
    });
  });

  test("nothing is said of files of which nobody knows who loads them, or that several load", async () => {
    const apart = { ".env": [], ".env.local": ["local unknown"], ".env.production": ["production unknown"] };
    expect(await uses(FILES)).toEqual(apart);
    const both = JSON.stringify({ dependencies: { next: "16.0.0", vite: "8.0.0" } });
    expect(await uses({ ...FILES, "package.json": both })).toEqual(apart);
  });

  test("a file that somebody names is that one's", async () => {
    const compose = "services: {s: {image: i, env_file: .env.local}}\n";
    const found = await uses({ ...FILES, "package.json": vite("vite build"), "compose.yaml": compose });
    expect(found[".env.local"]).toEqual(["local unknown"]);
  });
});

describe("the dialect", () => {
  const env = (value: string): string => `A=abc\n${URL}ELASTIC_APM_API_KEY=${value}\n`;
  const python = { "requirements.txt": "python-dotenv\n" };
  const node = { "package.json": JSON.stringify({ dependencies: { dotenv: "18.0.0" } }) };
  const compose = { "compose.yaml": "services: {s: {image: i, env_file: .env}}\n" };
  const raw = { "run.sh": "docker run --env-file .env i\n" };

  test.each([
    ["'${A}'", python, "abc"],
    ["'${A}'", compose, "${A}"],
    ["'${A}'", raw, "'${A}'"],
    ["$A", python, "$A"],
    ["$A", compose, "abc"],
    ["k#x", node, "k"],
    ["k#x", python, "k#x"],
    // Two that do not agree: nobody knows.
    ["k#x", { ...node, ...python }, "k#x"],
  ])("%s with %o", async (value, others, expected) => {
    expect((await uses({ ".env": env(value), ...others }))[".env"]).toEqual([`${expected} known`]);
  });
});
