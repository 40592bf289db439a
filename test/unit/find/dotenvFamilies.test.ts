/** Who loads a project's files of variables, told by its manifest, and which of them wins. */
import { describe, expect, test } from "vitest";
import {
  DOTENV_FAMILIES,
  familyOf,
  filesOf,
  isDotenvName,
  loadersIn,
  modeOf,
} from "../../../server/src/find/dotenvFamilies";

const loaders = (name: string, text: string): string[] =>
  loadersIn(name, text).map(({ family, modes }) => [family, ...modes].join(" "));

const project = (dependencies: readonly string[], ...scripts: readonly string[]): string =>
  JSON.stringify({
    devDependencies: Object.fromEntries(dependencies.map((each) => [each, "1.0.0"])),
    scripts: Object.fromEntries(scripts.map((script, at) => [`s${at}`, script])),
  });

describe("package.json", () => {
  test.each<[readonly string[], readonly string[], readonly string[]]>([
    [["next"], ["next build", "next start"], ["next production"]],
    [["next"], ["next dev --turbo", "NODE_ENV=production next build && next start"], ["next development production"]],
    [["vite"], ["vite", "tsc && vite build"], ["vite development production"]],
    [["vite"], ["vite build --mode staging", "vite build --mode=qa"], ["vite staging qa"]],
    [["vite"], ["vite build --mode $MODE", "vitest"], ["vite"]],
    [["vite"], ["vite --host"], ["vite development"]],
    [["react-scripts"], ["react-scripts test"], ["create-react-app test"]],
    [["vite", "dotenv"], [], ["vite"]],
    [["dotenv", "dotenv-expand"], [], ["dotenv-expand"]],
    [["dotenv-flow"], [], ["dotenv-flow"]],
    [["dotenv"], ["node index.js"], ["dotenv"]],
    [["next", "vite"], [], ["next", "vite"]],
    [["express"], ["next build"], []],
  ])("%j with %j", (dependencies, scripts, expected) => {
    expect(loaders("package.json", project(dependencies, ...scripts))).toEqual(expected);
  });

  test.each(["", "{", "null", "[]", '{"dependencies": 1, "scripts": [1]}', '{"dependencies": null}'])("%s", (text) => {
    expect(loaders("package.json", text)).toEqual([]);
  });
});

describe("what Python projects have", () => {
  test.each([
    ["requirements.txt", "flask\npython-dotenv==1.2.1\n"],
    ["requirements.txt", "Python-Dotenv[cli]>=1 ; python_version > '3'\n"],
    ["pyproject.toml", '[project]\ndependencies = ["python-dotenv>=1"]\n'],
    ["pyproject.toml", '[tool.poetry.dependencies]\npython-dotenv = "^1.0"\n'],
    ["app.py", "import os\nfrom dotenv import load_dotenv\n"],
    ["main.py", "    import dotenv\n"],
  ])("%s %j", (name, text) => {
    expect(loaders(name, text)).toEqual(["python-dotenv"]);
  });

  test.each([
    ["requirements.txt", "my-python-dotenv\n"],
    ["app.py", "import dotenvx\n# dotenv\n"],
    ["notes.txt", "nothing\n"],
  ])("%s %j names none", (name, text) => {
    expect(loaders(name, text)).toEqual([]);
  });
});

describe("which file wins", () => {
  const files = (id: string, mode: string): readonly string[] => {
    const family = familyOf(id);
    return family ? filesOf(family, mode) : [];
  };

  test("V-ENV-1: Next and Vite have .env.local and the mode's file the opposite way", () => {
    expect(files("next", "production")).toEqual([".env", ".env.production", ".env.local", ".env.production.local"]);
    expect(files("vite", "production")).toEqual([".env", ".env.local", ".env.production", ".env.production.local"]);
  });

  test("tests go without .env.local, where that is so", () => {
    expect(files("next", "test")).toEqual([".env", ".env.test", ".env.test.local"]);
    expect(files("vite", "test")).toContain(".env.local");
  });

  test("some load one file", () => {
    expect(files("python-dotenv", "production")).toEqual([".env"]);
  });

  test.each([
    [".env", true, undefined],
    [".env.local", true, undefined],
    [".env.staging", true, "staging"],
    [".env.staging.local", true, "staging"],
    [".env.example", false, "example"],
    ["app.env", false, undefined],
  ])("%s", (name, isOne, mode) => {
    expect([isDotenvName(name), modeOf(name)]).toEqual([isOne, mode]);
  });
});

test("each row has a source and brings only what there is", () => {
  for (const { source, brings } of DOTENV_FAMILIES) {
    expect(source).toMatch(/^https:\/\//);
    for (const id of brings) expect(familyOf(id)).toBeDefined();
  }
});
