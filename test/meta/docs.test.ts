/**
 * Keeps the documentation true: what is generated is fresh, links lead somewhere, commands and scripts exist, and every
 * example of a rule's page is judged by the rules themselves. Keys that the pages elide are put in before that.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { tellFormat } from "../../server/src/find/formats";
import { defaultBudget } from "../../server/src/read/budget";
import { readDotenv } from "../../server/src/read/dotenv";
import { readShell } from "../../server/src/read/shell";
import { helpOf, RULES } from "../../server/src/rules/index";
import { analyseText } from "../support/analyse";
import { ENCODED, eceKey, essu, essuBadCrc, KEY_SECRET, PAIR, serviceToken } from "../support/keys";
import { ROOT, read, readJson } from "./sources";

const PAGES = [
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  ...readdirSync(`${ROOT}docs`, { recursive: true, encoding: "utf8" })
    .map((name) => `docs/${name.replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".md"))
    .sort(),
];

/** A page without its fenced code. */
function proseOf(page: string): string {
  return read(page).replace(/^```[\s\S]*?^```$/gm, "");
}

test("what is generated is fresh", () => {
  const run = spawnSync(process.execPath, ["scripts/docs.mjs", "--check"], { cwd: ROOT, encoding: "utf8" });
  expect(run.stdout + run.stderr).toBe("");
  expect(run.status).toBe(0);
});

/** The pictures that scripts/screenshots.mjs takes, by the names that it gives them. */
const SHOTS = [...read("scripts/screenshots.mjs").matchAll(/\{ name: "([a-z-]+)", file:/g)].map(
  ([, name]) => `docs/images/${name}.png`,
);

/** A page may show a picture before it is taken; the last test of this file sees to it that it is. */
function isPictureToTake(file: string): boolean {
  return SHOTS.includes(file);
}

/** GitHub's name for a heading. */
function anchorOf(heading: string): string {
  return heading
    .replace(/[`*]/g, "")
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}

describe("links", () => {
  test.each(PAGES)("of %s lead to a file and a heading that exist", (page) => {
    const links = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);
    const broken = links.filter((link) => {
      if (/^[a-z]+:/.test(link)) return !link.startsWith("https://");
      const [file, anchor] = link.split("#");
      const target = file === "" ? page : path.posix.join(path.posix.dirname(page), file!);
      if (!existsSync(ROOT + target)) return !isPictureToTake(target);
      if (anchor === undefined) return false;
      const headings = [...proseOf(target).matchAll(/^#+ (.+)$/gm)].map((match) => anchorOf(match[1]!));
      return !headings.includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});

describe("prose", () => {
  test.each(PAGES)("of %s has one sentence a line", (page) => {
    const lines = proseOf(page)
      .replace(/^ *\d+\. /gm, "")
      .split("\n");
    const crowded = lines.filter((line) => !line.startsWith("|") && /[a-z0-9)`”*][.?!] [A-Z`]/.test(line));
    expect(crowded).toEqual([]);
  });

  test.each(PAGES)("of %s names only files and scripts of the project that exist", (page) => {
    const prose = proseOf(page);
    const files = [...prose.matchAll(/`((?:server|client|test|scripts|docs|syntaxes|examples)\/[\w./-]*)`/g)];
    expect(files.map((match) => match[1]!).filter((file) => !existsSync(ROOT + file))).toEqual([]);
    const scripts = [...read(page).matchAll(/npm run ([a-z0-9:]+)/g)].map((match) => match[1]!);
    expect(scripts.filter((script) => !(script in readJson("package.json").scripts))).toEqual([]);
  });
});

const SECTIONS = [
  "What it reports",
  "Why it matters",
  "Example",
  "Severity",
  "Fixes",
  "Where it sits",
  "Suppressing it",
];

/** What the pages elide, and the key that is meant. The longer text first, where one begins as another does. */
const ELIDED: readonly (readonly [text: string, key: string])[] = [
  ["essu_Vm5W…altered", essuBadCrc()],
  ["essu_Vm5W…", essu()],
  ["AAEAAWVs…", serviceToken()],
  ["bXl1c2Vy…", eceKey()],
];

interface Example {
  readonly rule: string;
  readonly file: string;
  readonly verdict: "wrong" | "right";
  readonly text: string;
  /** All files of the example, by path: those beside the judged one, and itself. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Fenced code whose first line says a file name, and whether the rule reports on it. Code that is marked `beside` stands
 * before it, and is another file of the same workspace.
 */
function examplesOf(rule: string): Example[] {
  const fences = read(`docs/rules/${rule}.md`).matchAll(/^```\w+ (\S+) (wrong|right|beside)\n([\s\S]*?)^```$/gm);
  const examples: Example[] = [];
  let files: Record<string, string> = {};
  for (const [, file, verdict, code] of fences) {
    const text = ELIDED.reduce((filled, [short, key]) => filled.replaceAll(short, key), code!);
    files[file!] = text;
    if (verdict === "beside") continue;
    examples.push({ rule, file: file!, verdict: verdict as Example["verdict"], text, files });
    files = {};
  }
  if (Object.keys(files).length > 0) throw new Error(`${rule}.md ends with a file beside no other`);
  return examples;
}

describe("the page of", () => {
  test.each(RULES)("$id has the sections of every page, in their order", ({ id }) => {
    const text = read(`docs/rules/${id}.md`);
    expect(text.split("\n")[0]).toBe(`# ${id}`);
    expect([...text.matchAll(/^## (.+)$/gm)].map((match) => match[1])).toEqual(SECTIONS);
    expect([...text.matchAll(/<!-- generated: (\w+) -->/g)].map((match) => match[1])).toEqual(["rule", "suppressing"]);
  });

  test.each(RULES)("$id shows what the rule reports, and what it does not", ({ id }) => {
    const examples = examplesOf(id);
    expect(examples.map(({ verdict }) => verdict)).toContain("wrong");
    expect(examples.map(({ verdict }) => verdict)).toContain("right");
    for (const { file, verdict, text, files } of examples) {
      const foundIn = (name: string) => analyseText(files, name).findings.map(({ rule }) => rule);
      // A page that shows a whole key shows a literal one, and a variable that one of its two readers cannot use.
      const alike = ["hard-coded-key", ...(id === "variable-in-two-forms" ? ["wrong-encoding"] : [])];
      const others = Object.keys(files).flatMap((name) =>
        foundIn(name).filter((rule) => rule !== id && !alike.includes(rule)),
      );
      expect(others, text).toEqual([]);
      expect(foundIn(file).includes(id), text).toBe(verdict === "wrong");
    }
  });

  test.each(RULES)("$id shows only keys that the messages about them do not", ({ id }) => {
    const secrets = [ENCODED, PAIR, KEY_SECRET, ...ELIDED.map(([, key]) => key)];
    for (const { files } of examplesOf(id)) {
      const findings = Object.keys(files).flatMap((file) => analyseText(files, file).findings);
      expect(findings.filter(({ message }) => secrets.some((secret) => message.includes(secret)))).toEqual([]);
    }
  });
});

describe("docs/integrations.md", () => {
  /** Rows of the table of formats: what a row is called, and its names of files. */
  const rows = [
    ...read("docs/integrations.md").matchAll(/^\| ([A-Za-z][\w ]+) \| (`(?:[.*\w/-]+)`(?:, `[.*\w/-]+`)*) \|$/gm),
  ];
  const FORMATS: Readonly<Record<string, string>> = {
    YAML: "yaml",
    crontab: "crontab",
    "shell script": "shell",
    "PowerShell script": "powershell",
    "file of variables": "dotenv",
    "systemd unit": "systemd",
    Dockerfile: "dockerfile",
    "Logstash pipeline": "logstash",
    JSON: "json",
    HCL: "hcl",
    "Java properties": "properties",
    INI: "ini",
    requests: "http",
    "project file": "yaml",
  };

  test("names files that are told as it says", () => {
    expect(rows.map(([, name]) => name)).toEqual(Object.keys(FORMATS));
    for (const [, name, globs] of rows) {
      for (const [, glob] of globs!.matchAll(/`([^`]+)`/g)) {
        const file = `some/folder/${glob!.replaceAll("*", "x")}`;
        expect(tellFormat(file, "")?.format, file).toBe(FORMATS[name!]);
      }
    }
  });
});

describe("docs/variables.md", () => {
  const table = [...read("docs/variables.md").matchAll(/^\| `((?:export )?K=[^`]+)` \| (.+) \|$/gm)];
  const READERS = ["compose", "compose-raw", "systemd", "kustomize", "shell"] as const;

  test.each(table.map(([, line, cells]) => ({ line: line!, cells: cells!.split(" | ") })))(
    "says what each reader makes of $line",
    ({ line, cells }) => {
      const text = `OTHER=1\n${line}\n`;
      const seen = READERS.map((reader) => {
        const reading =
          reader === "shell" ? readShell(text, defaultBudget()) : readDotenv(text, reader, defaultBudget());
        const value = reading.assignments.findLast(({ name }) => name === "K")?.value;
        if (!value) return "nothing";
        if (value.parts.some(({ kind }) => kind === "reference")) return "its value";
        return `\`${value.parts.map((part) => (part.kind === "text" ? part.text : "")).join("")}\``;
      });
      expect(seen).toEqual(cells);
    },
  );

  test("has its table of readers", () => {
    expect(table.length).toBeGreaterThan(4);
  });
});

test("examples/README.md names every example that stands for something, and no other file", () => {
  const named = [...read("examples/README.md").matchAll(/`([\w./-]+\/?[\w.-]+)`/g)].map((match) => match[1]!);
  const files = readdirSync(`${ROOT}examples`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".md"))
    .map((entry) => path.relative(`${ROOT}examples`, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  expect(named.filter((name) => /[./]/.test(name) && !files.includes(name))).toEqual([]);
  // What an example reads from stands beside it.
  expect(files.filter((file) => !named.includes(file) && !file.endsWith(".env"))).toEqual([]);
});

/** Long options in a text, sorted. */
function optionsIn(text: string): string[] {
  return [...new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option))].sort();
}

describe("docs/cli.md", () => {
  const help = (...args: string[]) =>
    execFileSync(process.execPath, ["dist/cli.js", ...args, "--help"], { cwd: ROOT, encoding: "utf8" });
  const commands = existsSync(`${ROOT}dist/cli.js`)
    ? [...help().matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)].map((match) => match[1]!).filter((name) => name !== "help")
    : [];

  test("has a section for each command; run `npm run build` first", () => {
    expect(commands.length).toBeGreaterThan(3);
    const sections = [...read("docs/cli.md").matchAll(/^## keyfit (\w+)/gm)].map((match) => match[1]);
    expect(sections).toEqual(commands);
  });

  test.each(commands)("names every option of keyfit %s, and no other", (command) => {
    const section =
      proseOf("docs/cli.md")
        .split(/^## /m)
        .find((part) => part.startsWith(`keyfit ${command}`)) ?? "";
    expect(optionsIn(section)).toEqual(optionsIn(help(command)).filter((option) => option !== "--help"));
  });
});

test("in the packaged README, links lead where the rules' help links do", () => {
  const base = helpOf("x").replace("/docs/rules/x.md", "");
  expect(readJson("package.json").scripts.package).toContain(`--baseContentUrl ${base} `);
});

describe("pictures", () => {
  const shown = PAGES.map(read).join("\n");

  test("are all shown on some page, and nothing else is", () => {
    expect(SHOTS.length).toBeGreaterThan(2);
    expect(SHOTS.filter((file) => !shown.includes(path.posix.basename(file)))).toEqual([]);
    const names = [...shown.matchAll(/images\/([a-z-]+)\.png/g)].map((match) => `docs/images/${match[1]}.png`);
    expect(names.filter((file) => !SHOTS.includes(file))).toEqual([]);
  });

  test("are all there once the first was committed", () => {
    const committed = execFileSync("git", ["ls-files", "docs/images"], { cwd: ROOT, encoding: "utf8" });
    const wanted = committed === "" ? [] : SHOTS;
    expect(wanted.filter((file) => !existsSync(ROOT + file))).toEqual([]);
  });
});
