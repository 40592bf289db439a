/** A project file as it applies to one file: paths, overrides, what is ignored, and which declaration of a key counts. */
import { describe, expect, test } from "vitest";
import { NO_PROJECT } from "../../../server/src/project/view";
import { project, URI, WHOLE } from "./projectSupport";

describe("the file of the contract", () => {
  test("for any file", () => {
    const view = project(WHOLE).viewOf("filebeat.yml");
    expect(view.uri).toBe(URI);
    expect(view.deployments).toEqual([
      {
        name: "logs-prod",
        type: "eck",
        hosts: ["es.logs.corp.example:9200", "*.logs.corp.example"],
        api: "elasticsearch",
        span: { start: WHOLE.indexOf("logs-prod"), end: WHOLE.indexOf("logs-prod") + 9 },
      },
    ]);
    expect(view.keys).toEqual([
      {
        id: undefined,
        variable: "NIGHTLY_KEY",
        kind: "elastic-cloud-api-key",
        deployment: undefined,
        owner: undefined,
        expires: undefined,
        span: { start: WHOLE.indexOf("NIGHTLY_KEY"), end: WHOLE.indexOf("NIGHTLY_KEY") + 11 },
      },
    ]);
    expect([...view.versions]).toEqual([
      ["logstash", "8.19.3"],
      ["filebeat", "9.2.0"],
    ]);
    expect([...view.rules]).toEqual([
      ["hard-coded-key", "off"],
      ["key-over-http", "error"],
    ]);
    expect(view.ignored).toBe(false);
    expect([...view.ignoredRules]).toEqual([]);
  });

  test("where paths are named", () => {
    const file = project(WHOLE);
    expect(file.viewOf("ingest/a/b.yml").keys[0]).toMatchObject({
      id: "VuaCfGcBCdbkQm-e5aOx",
      expires: "2027-01-31",
      deployment: "logs-prod",
      owner: "team-logs",
    });
    expect(file.viewOf("legacy/x.yml").versions.get("logstash")).toBe("7.17.9");
    expect(file.viewOf("legacy/x.yml").versions.get("filebeat")).toBe("9.2.0");
    expect(file.viewOf("docs/a/b.md").ignored).toBe(true);
    expect(file.viewOf("config/old.json").ignored).toBe(false);
    expect([...file.viewOf("config/old.json").ignoredRules]).toEqual(["wrong-encoding"]);
  });
});

test("an empty file says nothing", () => {
  expect(project("").viewOf("a")).toEqual({ ...NO_PROJECT, uri: URI });
});

test("later overrides go before earlier ones, and all before the top", () => {
  const file = project(`version: 1
overrides:
  - path: "**"
    rules: { key-echoed: hint, wrong-port: warning }
  - path: a/**
    rules: { key-echoed: error }
rules: { key-echoed: off, wrong-port: off, missing-scheme: false }
`);
  expect([...file.viewOf("a/b").rules]).toEqual([
    ["key-echoed", "error"],
    ["wrong-port", "warning"],
    ["missing-scheme", "off"],
  ]);
  expect([...file.viewOf("b").rules]).toEqual([
    ["key-echoed", "hint"],
    ["wrong-port", "warning"],
    ["missing-scheme", "off"],
  ]);
});

test("a key that is declared for these files goes before one for all, the later one of two first", () => {
  const file = project(`version: 1
keys:
  - { variable: A, owner: all }
  - { variable: A, owner: one, path: "a/**" }
  - { variable: A, owner: two, path: "a/b/**" }
`);
  expect(file.problems).toEqual([]);
  const owners = (path: string) => file.viewOf(path).keys.map(({ owner }) => owner);
  expect(owners("a/b/c")).toEqual(["two", "one", "all"]);
  expect(owners("a/c")).toEqual(["one", "all"]);
  expect(owners("c")).toEqual(["all"]);
});

describe("a path", () => {
  test.each([
    ["docs", "docs", true],
    ["docs", "docs/a/b", true],
    ["docs", "x/docs", false],
    ["docs/", "docs/a", true],
    ["docs/*", "docs/a", true],
    ["docs/*", "docs/a/b", false],
    ["docs/**", "docs/a/b", true],
    ["./docs/a.yml", "docs/a.yml", true],
    ["/docs/a.yml", "docs/a.yml", true],
    ["docs//a.yml", "docs/a.yml", true],
    [".", "any/file", true],
    ["/", "file", true],
    ["*.yml", "a.yml", true],
    ["*.yml", "b/a.yml", false],
    ["**/*.yml", "a.yml", true],
    ["**/*.yml", "b/c/a.yml", true],
    ["a?.yml", "ab.yml", true],
    ["Docs", "docs", false],
    ["[a].yml", "[a].yml", true],
    ["[a].yml", "a.yml", false],
  ])("%s and %s: %s", (path, file, expected) => {
    expect(project(`version: 1\nignore:\n  - path: ${JSON.stringify(path)}\n`).viewOf(file).ignored).toBe(expected);
  });
});
