/**
 * What the command line makes of files that lead to each other: values from files that nobody asked about, the whole
 * repository behind a sub-folder, and things that are not as they should be. All over the built command.
 */
import { chmodSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ENCODED, PAIR, pairOf } from "../support/keys";
import { type Folder, folderWith, type RunOptions } from "./run";

const HOST = "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443";
const OTHER = "https://other-c41081.es.us-east-1.aws.elastic-cloud.com:443";
const REPOSITORY = { ".git/HEAD": "ref: refs/heads/main\n" };

const beat = (host: string, key: string): string =>
  `filebeat.inputs:\n  - type: filestream\noutput.elasticsearch:\n  hosts: ["${host}"]\n  api_key: "${key}"\n`;
const COMPOSE =
  "services:\n  filebeat:\n    image: docker.elastic.co/beats/filebeat:9.2.1\n    env_file: .env\n    volumes:\n      - ./filebeat.yml:/usr/share/filebeat/filebeat.yml:ro\n";

interface Place {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}
interface FoundJson {
  readonly rule: string;
  readonly file: string;
  readonly range: Place;
  readonly group?: string;
  readonly related: readonly { readonly file: string; readonly range?: Place; readonly message: string }[];
}

function findings(folder: Folder, args: readonly string[] = [], options?: RunOptions): readonly FoundJson[] {
  const { out } = folder.run(["check", "--format", "json", ...args], options);
  return (JSON.parse(out) as { findings: readonly FoundJson[] }).findings;
}
const told = (all: readonly FoundJson[]): string[] => all.map(({ rule, file }) => `${file} ${rule}`);

describe("values from other files", () => {
  const compose = (env: string): Record<string, string> => ({
    "compose.yaml": COMPOSE,
    "filebeat.yml": beat(HOST, "${ES_API_KEY}"),
    ".env": `# for Compose\nES_API_KEY=${env}\n`,
  });

  test("a file that Compose mounts is judged by the .env that Compose loads, and says where it stands", () => {
    const folder = folderWith(compose(ENCODED));
    const all = findings(folder);
    expect(told(all)).toEqual(["filebeat.yml wrong-encoding"]);
    expect(all[0]?.related).toEqual([
      {
        file: ".env",
        range: { start: { line: 2, column: 1 }, end: { line: 2, column: 11 } },
        message: "ES_API_KEY is defined here",
      },
    ]);
    const { out, code } = folder.run(["check"]);
    expect(code).toBe(1);
    expect(out).toContain("= ES_API_KEY is defined here: .env:2\n");
    expect(findings(folderWith(compose(PAIR)))).toEqual([]);
  });

  test("an ignored .env gives its values and is never reported on", () => {
    const ignored = {
      ...compose(ENCODED),
      ".gitignore": ".env\n",
      ".env": `ES_API_KEY=${ENCODED}\nELASTICSEARCH_URL=${HOST}\nOTHER_API_KEY=${ENCODED}x\n`,
    };
    expect(told(findings(folderWith(ignored)))).toEqual(["filebeat.yml wrong-encoding"]);
    const folder = folderWith(ignored);
    const { summary } = JSON.parse(folder.run(["check", "--format", "json"]).out) as { summary: { files: number } };
    expect(summary.files).toBe(2);
    // Named on the command line it is looked at.
    const named = folder.run(["inspect", "--format", "json", ".env"]);
    expect(named.code).toBe(0);
  });

  test("only what was asked for is reported, and what others mean for it counts", () => {
    const folder = folderWith({
      ...REPOSITORY,
      "a/filebeat.yml": beat(HOST, PAIR),
      "b/filebeat.yml": beat(OTHER, PAIR),
      "c/filebeat.yml": beat(HOST, ENCODED),
    });
    const all = findings(folder, ["a"]);
    expect(told(all)).toEqual(["a/filebeat.yml hard-coded-key", "a/filebeat.yml key-in-two-deployments"]);
    // The other file is not loaded: its line is known, and its name as seen from here.
    expect(all[1]?.related).toEqual([
      {
        file: "b/filebeat.yml",
        range: { start: { line: 5, column: 1 }, end: { line: 5, column: 1 } },
        message: expect.stringContaining("the same key goes to other"),
      },
    ]);
  });
});

describe("a repository around the current folder", () => {
  const repository = {
    ...REPOSITORY,
    ".keyfit.yml": "version: 1\nrules: { hard-coded-key: off }\n",
    "shared/keys.env": `ES_API_KEY=${ENCODED}\n`,
    "app/compose.yaml": COMPOSE.replace("env_file: .env", "env_file: ../shared/keys.env"),
    "app/filebeat.yml": beat(HOST, "${ES_API_KEY}"),
    "app/literal/filebeat.yml": beat(HOST, pairOf(3)),
    "elsewhere/filebeat.yml": beat(HOST, ENCODED),
  };

  test("its project file counts, its files give values, and nothing beside the folder is reported", () => {
    const all = findings(folderWith(repository), [], { within: "app" });
    expect(told(all)).toEqual(["filebeat.yml wrong-encoding"]);
    expect(all[0]?.related.map(({ file }) => file)).toEqual([expect.stringMatching(/shared\/keys\.env$/)]);
    const without = findings(folderWith({ ...repository, ".git/HEAD": "", ".keyfit.yml": "version: 1\n" }), [], {
      within: "app",
    });
    expect(told(without)).toContain("literal/filebeat.yml hard-coded-key");
  });

  test("a name in it that is given by its path is the same file, wherever one stands", () => {
    const folder = folderWith(repository);
    expect(told(findings(folder, ["../elsewhere"], { within: "app" })).map((each) => each.split(" ")[1])).toEqual([
      "wrong-encoding",
    ]);
  });

  test("--stdin with a name inside it is that file, whatever lies on disk", () => {
    const folder = folderWith({ ...repository, "app/filebeat.yml": "old: text\n" });
    const args = ["--stdin", "--stdin-filename", "filebeat.yml"];
    const stdin = beat(HOST, "${ES_API_KEY}");
    expect(told(findings(folder, args, { within: "app", stdin }))).toEqual(["filebeat.yml wrong-encoding"]);
    const fits = { within: "app", stdin: beat(HOST, pairOf(4)) };
    expect(findings(folder, args, fits)).toEqual([]);
  });
});

describe("groups", () => {
  const two = {
    "a.yml": "",
    "one/filebeat.yml": beat(HOST, PAIR),
    "two/filebeat.yml": beat(OTHER, PAIR),
    "two/copy/filebeat.yml": beat(OTHER, PAIR),
  };

  test("are one name in JSON, at each place, on each machine", () => {
    const all = findings(folderWith(two)).filter(({ rule }) => rule === "key-in-two-deployments");
    expect(told(all).map((each) => each.split(" ")[0])).toEqual([
      "one/filebeat.yml",
      "two/copy/filebeat.yml",
      "two/filebeat.yml",
    ]);
    expect(new Set(all.map(({ group }) => group)).size).toBe(1);
    expect(all[0]?.group).toMatch(/^[0-9a-f]{64}$/);
    expect(findings(folderWith(two)).map(({ group }) => group)).toEqual(
      findings(folderWith(two)).map(({ group }) => group),
    );
    expect(all[0]?.related.map(({ file, range }) => `${file}:${range?.start.line}:${range?.start.column}`)).toEqual([
      "two/copy/filebeat.yml:5:13",
      "two/filebeat.yml:5:13",
    ]);
  });

  test("are told once in a text, with their other places, and counted once", () => {
    const { out } = folderWith(two).run(["check"]);
    expect(out.match(/ {2}key-in-two-deployments\n/g)).toHaveLength(1);
    expect(out).toContain("other-c41081: two/copy/filebeat.yml:5\n");
    expect(out).toContain("other-c41081: two/filebeat.yml:5\n");
    expect(out).toMatch(/^1 warning, 3 information: 3 key uses in 3 files$/m);
  });

  test("of many places name some, and say how many more", () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`s${at}/filebeat.yml`, beat(at === 0 ? HOST : OTHER, PAIR)]),
    );
    const { out } = folderWith(many).run(["check"]);
    expect(out.match(/ {2}key-in-two-deployments\n/g)).toHaveLength(1);
    expect(out).toContain("= and 19 more places\n");
  });

  test("a variable's group names no path of this machine, and two variables are two groups", () => {
    const compose = `services:\n  a:\n    image: docker.elastic.co/beats/filebeat:9.2.1\n    env_file: .env\n    volumes: [./filebeat.yml:/usr/share/filebeat/filebeat.yml]\n  b:\n    image: otel/opentelemetry-collector-contrib:0.140.0\n    command: ["--config", "/etc/otel.yml"]\n    env_file: .env\n    volumes: [./otel.yml:/etc/otel.yml]\n`;
    const otel = `receivers: {otlp: {protocols: {grpc: {}}}}\nexporters:\n  elasticsearch:\n    endpoint: ${HOST}\n    api_key: \${env:ES_API_KEY}\nservice: {pipelines: {logs: {receivers: [otlp], exporters: [elasticsearch]}}}\n`;
    const all = findings(
      folderWith({
        "compose.yaml": compose,
        "filebeat.yml": beat(HOST, "${ES_API_KEY}"),
        "otel.yml": otel,
        ".env": `ES_API_KEY=${PAIR}\n`,
      }),
    ).filter(({ rule }) => rule === "variable-in-two-forms");
    expect(all.map(({ file }) => file)).toEqual(["filebeat.yml", "otel.yml"]);
    expect(new Set(all.map(({ group }) => group)).size).toBe(1);
    expect(all[0]?.related.map(({ file }) => file)).toEqual([".env", "otel.yml"]);
  });
});

describe("what is not as it should be", () => {
  test("an env file that is missing says nothing about its values", () => {
    const run = folderWith({ "compose.yaml": COMPOSE, "filebeat.yml": beat(HOST, "${ES_API_KEY}") }).run(["check"]);
    expect([run.code, run.err]).toEqual([0, ""]);
  });

  test("an env file without permission: one line where it is asked for, nothing where it is ignored", () => {
    const files = {
      "compose.yaml": COMPOSE,
      "filebeat.yml": beat(HOST, "${ES_API_KEY}"),
      ".env": `ES_API_KEY=${ENCODED}\n`,
    };
    const folder = folderWith(files);
    chmodSync(join(folder.path, ".env"), 0);
    const run = folder.run(["check"], { unprivileged: true });
    expect([run.code, run.err]).toEqual([2, "keyfit: cannot read .env: permission denied\n"]);
    expect(run.out).toContain("No problems");

    const ignored = folderWith({ ...files, ".gitignore": ".env\n" });
    chmodSync(join(ignored.path, ".env"), 0);
    const quiet = ignored.run(["check"], { unprivileged: true });
    expect([quiet.code, quiet.err]).toEqual([0, ""]);
  });

  test("a link out of the workspace gives no value, and one inside does", () => {
    const outside = folderWith({ "keys.env": `ES_API_KEY=${ENCODED}\n` });
    const folder = folderWith({ "compose.yaml": COMPOSE, "filebeat.yml": beat(HOST, "${ES_API_KEY}") });
    symlinkSync(join(outside.path, "keys.env"), join(folder.path, ".env"));
    const run = folder.run(["check", "--format", "json"]);
    expect([run.code, run.err]).toEqual([0, ""]);
    expect(findings(folder)).toEqual([]);

    const inside = folderWith({
      "compose.yaml": COMPOSE,
      "filebeat.yml": beat(HOST, "${ES_API_KEY}"),
      "secrets/keys.env": `ES_API_KEY=${ENCODED}\n`,
    });
    symlinkSync("secrets/keys.env", join(inside.path, ".env"));
    expect(told(findings(inside))).toEqual(["filebeat.yml wrong-encoding"]);
  });

  test("links that lead in a circle end", () => {
    const folder = folderWith({ "filebeat.yml": beat(HOST, ENCODED), "compose.yaml": COMPOSE });
    symlinkSync(".env", join(folder.path, ".env"));
    symlinkSync(".", join(folder.path, "again"));
    const run = folder.run(["check"]);
    expect([run.code, run.err]).toEqual([1, ""]);
  });

  /** Runs with a hook that takes a file away in the moment in which it is opened. */
  function deleting(folder: Folder, name: string): RunOptions {
    const hook = join(folder.path, "hook.cjs");
    writeFileSync(
      hook,
      `const files = require("node:fs/promises"); const { rmSync } = require("node:fs"); const { open } = files;\nfiles.open = (path, ...rest) => { if (String(path).endsWith(${JSON.stringify(name)})) rmSync(path, { force: true }); return open(path, ...rest); };\n`,
    );
    return { env: { NODE_OPTIONS: `--require ${hook}` } };
  }

  test("a file that is deleted while it is read: one line, and the rest is checked", () => {
    const folder = folderWith({ "filebeat.yml": beat(HOST, ENCODED), "gone.yml": beat(HOST, ENCODED) });
    const run = folder.run(["check"], deleting(folder, "gone.yml"));
    expect([run.code, run.err]).toEqual([2, "keyfit: cannot read gone.yml: there is no such file or folder\n"]);
    expect(run.out).toContain("wrong-encoding");
  });

  test("an env file that is deleted while it is read is none", () => {
    const folder = folderWith({
      ".gitignore": ".env\n",
      "compose.yaml": COMPOSE,
      "filebeat.yml": beat(HOST, "${ES_API_KEY}"),
      ".env": `ES_API_KEY=${ENCODED}\n`,
    });
    const run = folder.run(["check"], deleting(folder, ".env"));
    expect([run.code, run.err]).toEqual([0, ""]);
  });

  test("a cycle of variables, two files that define a name, a project file with a typo: an answer each", () => {
    const folder = folderWith({
      ".keyfit.yml": "version: 1\nruels: {}\n",
      ".env": "A=${B}\nB=${A}\nES_API_KEY=${A}\n",
      "one.env": `K=${PAIR}\n`,
      "two.env": `K=${ENCODED}\n`,
      "compose.yaml": COMPOSE,
      "filebeat.yml": beat(HOST, "${ES_API_KEY}"),
      "run.sh": `#!/bin/sh\nset -a\n. ./one.env\n. ./two.env\ncurl -H "Authorization: ApiKey $K" ${HOST}/_search\n`,
    });
    const run = folder.run(["check", "--format", "json"]);
    expect([run.code, run.err]).toEqual([1, ""]);
    expect(told(findings(folder))).toEqual([".keyfit.yml invalid-project-file"]);
  });

  test("more files than one look waits for are all looked at before anything is said", () => {
    const files = Object.fromEntries(
      Array.from({ length: 120 }, (_, at) => [`s${at}/filebeat.yml`, beat(at === 119 ? OTHER : HOST, PAIR)]),
    );
    const all = findings(folderWith({ ...REPOSITORY, ...files }), ["s0"]);
    expect(told(all)).toContain("s0/filebeat.yml key-in-two-deployments");
  });
});
