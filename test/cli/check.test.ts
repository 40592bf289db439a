/** `keyfit check` and `keyfit fix` as contract.md section 5 promises them, over the built command. */
import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ENCODED, essu, PAIR } from "../support/keys";
import { folderWith } from "./run";

const HOSTED = "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443";

function filebeat(key: string): string {
  return `filebeat.inputs:\n  - type: filestream\noutput.elasticsearch:\n  hosts: ["${HOSTED}"]\n  api_key: "${key}"\n`;
}

interface Report {
  readonly summary: Record<string, number>;
  readonly findings: readonly Record<string, unknown>[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

function json(out: string): Report {
  return JSON.parse(out) as Report;
}

describe("the main job", () => {
  test("an encoded key in a Filebeat file: found, fixed, and gone", () => {
    const folder = folderWith({ "filebeat.yml": filebeat(ENCODED) });

    const before = folder.run(["check", "--format", "json"]);
    expect(before.code).toBe(1);
    const finding = json(before.out).findings.find(({ rule }) => rule === "wrong-encoding");
    expect(finding).toMatchObject({
      severity: "error",
      file: "filebeat.yml",
      range: { start: { line: 5, column: 13 }, end: { line: 5, column: 73 } },
      fixes: [{ title: "Decode to id:key", safe: true }],
    });

    const fix = folder.run(["fix"]);
    expect(fix.code).toBe(0);
    expect(folder.read("filebeat.yml")).toBe(filebeat(PAIR));

    const after = folder.run(["check", "--format", "json"]);
    expect(after.code).toBe(0);
    expect(json(after.out).findings.map(({ rule }) => rule)).toEqual(["hard-coded-key"]);
  });

  test("a crontab with a literal %, single quotes and a variable in the wrong form is mended in one run", () => {
    const job = (quote: string, percent: string) =>
      `0 3 * * * curl -sS -H ${quote}Authorization: ApiKey $ES_API_KEY${quote} ${HOSTED}/logs-$(date +${percent}Y)/_search\n`;
    const folder = folderWith({ crontab: `ES_API_KEY=${PAIR}\n${job("'", "%")}` });
    expect(folder.run(["check"]).code).toBe(1);
    expect(folder.run(["fix"]).code).toBe(0);
    expect(folder.read("crontab")).toBe(`ES_API_KEY=${ENCODED}\n${job('"', "\\%")}`);
  });

  test("the summary counts what was looked at", () => {
    const folder = folderWith({ "filebeat.yml": filebeat(ENCODED), "other.yml": "a: 1\n", "notes.md": "api_key\n" });
    expect(json(folder.run(["check", "--format", "json"]).out).summary).toEqual({
      files: 1,
      uses: 1,
      errors: 1,
      warnings: 0,
      information: 1,
      hints: 0,
      suppressed: 0,
      baselined: 0,
    });
  });

  test("fingerprints survive moved lines and tell equals apart", () => {
    const two = `${filebeat(ENCODED)}---\n${filebeat(ENCODED)}`;
    const prints = (text: string) =>
      json(folderWith({ "filebeat.yml": text }).run(["check", "--format", "json"]).out).findings.map(
        (each) => each.fingerprint,
      );
    const first = prints(two);
    expect(new Set(first).size).toBe(first.length);
    expect(prints(`# a comment\n\n${two}`)).toEqual(first);
  });

  test("dry run changes nothing, and shows no key unless asked", () => {
    const folder = folderWith({ "filebeat.yml": filebeat(ENCODED) });
    const dry = folder.run(["fix", "--dry-run"]);
    expect(dry.code).toBe(1);
    expect(folder.read("filebeat.yml")).toBe(filebeat(ENCODED));
    expect(dry.out).toContain('-  api_key: "VnVh…=="');
    expect(dry.out).toContain('+  api_key: "VuaC…nw"');
    expect(folder.run(["fix", "--dry-run", "--show-secrets"]).out).toContain(`+  api_key: "${PAIR}"`);
  });

  test("CRLF, BOM and file modes survive a fix", () => {
    const text = `\uFEFF${filebeat(ENCODED).replaceAll("\n", "\r\n")}`;
    const folder = folderWith({ "filebeat.yml": text });
    expect(folder.run(["fix"]).code).toBe(0);
    expect(folder.read("filebeat.yml")).toBe(`\uFEFF${filebeat(PAIR).replaceAll("\n", "\r\n")}`);
  });
});

describe("a fix loses nothing", () => {
  test("a Latin-1 file is checked, and left as it is with a line that says why", () => {
    const bytes = Buffer.from(`# caf\u00e9\n${filebeat(ENCODED)}`, "latin1");
    const folder = folderWith({ "filebeat.yml": bytes });
    const run = folder.run(["fix"]);
    expect(run.code).toBe(2);
    expect(run.err).toContain("keyfit: cannot fix filebeat.yml: it is no text in UTF-8 or UTF-16");
    expect(readFileSync(join(folder.path, "filebeat.yml")).equals(bytes)).toBe(true);
  });

  test.each([
    ["little", (bytes: Buffer) => bytes],
    ["big", (bytes: Buffer) => bytes.swap16()],
  ])("UTF-16 with the %s end first, as Windows shells write it, stays what it is", (_, order) => {
    const encode = (text: string): Buffer => order(Buffer.from(`\uFEFF${text}`, "utf16le"));
    const folder = folderWith({ "filebeat.yml": encode(filebeat(ENCODED)) });
    expect(folder.run(["fix"]).code).toBe(0);
    expect(readFileSync(join(folder.path, "filebeat.yml")).equals(encode(filebeat(PAIR)))).toBe(true);
  });

  test("a link stays a link, and what it leads to is fixed with its mode kept", () => {
    const folder = folderWith({ "real.yml": filebeat(ENCODED) });
    chmodSync(join(folder.path, "real.yml"), 0o640);
    symlinkSync("real.yml", join(folder.path, "filebeat.yml"));
    expect(folder.run(["fix", "filebeat.yml"]).code).toBe(0);
    expect(lstatSync(join(folder.path, "filebeat.yml")).isSymbolicLink()).toBe(true);
    expect(folder.read("real.yml")).toBe(filebeat(PAIR));
    expect(statSync(join(folder.path, "real.yml")).mode & 0o777).toBe(0o640);
  });
});

describe("where it looks", () => {
  test("folders honour .gitignore, named files are always read", () => {
    const folder = folderWith({
      ".gitignore": "secret/\n",
      "secret/filebeat.yml": filebeat(ENCODED),
      "node_modules/x/filebeat.yml": filebeat(ENCODED),
      ".github/filebeat.yml": filebeat(ENCODED),
    });
    const files = (args: string[]) =>
      json(folder.run(["check", "--format", "json", ...args]).out).findings.map(({ file }) => file);
    const rules = (args: string[]) =>
      json(folder.run(["check", "--format", "json", ...args]).out).findings.map(({ rule }) => rule);
    // Nobody commits what git ignores, so only there may a key stand.
    expect(rules([".github/filebeat.yml"])).toContain("hard-coded-key");
    expect(rules(["secret/filebeat.yml"])).toEqual(["wrong-encoding"]);
    expect([...new Set(files([]))]).toEqual([".github/filebeat.yml"]);
    expect([...new Set(files(["secret/filebeat.yml"]))]).toEqual(["secret/filebeat.yml"]);
  });

  test("standard input is read under the name it is given", () => {
    const folder = folderWith({});
    const run = folder.run(["check", "--stdin", "--stdin-filename", "etc/filebeat.yml", "--format", "json"], {
      stdin: filebeat(ENCODED),
    });
    expect(run.code).toBe(1);
    expect(json(run.out).findings[0]).toMatchObject({ file: "etc/filebeat.yml" });
  });

  test("--files-from takes names from a list, one a line or NUL-separated", () => {
    const folder = folderWith({
      "a/filebeat.yml": filebeat(ENCODED),
      "b c/filebeat.yml": filebeat(ENCODED),
      "filebeat.yml": filebeat(ENCODED),
    });
    const named = (stdin: string) =>
      new Set(
        json(folder.run(["check", "--files-from", "-", "--format", "json"], { stdin }).out).findings.map(
          ({ file }) => file,
        ),
      );
    expect([...named("a/filebeat.yml\n")]).toEqual(["a/filebeat.yml"]);
    expect([...named("b c/filebeat.yml\0a/filebeat.yml\0")]).toEqual(["a/filebeat.yml", "b c/filebeat.yml"]);
  });

  test("a job that sources the project's .env is judged by the value in it", () => {
    const folder = folderWith({
      ".env": `ES_API_KEY=${PAIR}\n`,
      crontab: `0 3 * * * . ./.env; curl -H "Authorization: ApiKey $ES_API_KEY" ${HOSTED}/_search\n`,
    });
    const report = json(folder.run(["check", "--format", "json"]).out);
    expect(report.findings.map(({ rule, file }) => [rule, file])).toEqual([["wrong-encoding", "crontab"]]);
  });
});

describe("exit codes and bad input", () => {
  test.each([
    ["error", 1],
    ["warning", 1],
    ["never", 0],
  ])("--fail-on %s with an error exits %i", (failOn, code) => {
    expect(folderWith({ "filebeat.yml": filebeat(ENCODED) }).run(["check", "--fail-on", failOn]).code).toBe(code);
  });

  test("information alone exits 0, and 1 where it was asked to count", () => {
    const folder = folderWith({ "filebeat.yml": filebeat(PAIR) });
    expect(folder.run(["check"]).code).toBe(0);
    expect(folder.run(["check", "--fail-on", "information"]).code).toBe(1);
  });

  test("a missing file: one line, exit code 2, and the rest is still checked", () => {
    const folder = folderWith({ "filebeat.yml": filebeat(ENCODED) });
    const run = folder.run(["check", "nope.yml", "filebeat.yml"]);
    expect(run.code).toBe(2);
    expect(run.err).toBe("keyfit: cannot read nope.yml: there is no such file or folder\n");
    expect(run.out).toContain("wrong-encoding");
  });

  test("a binary file: one line, exit code 0, and 2 with --strict", () => {
    const folder = folderWith({ "filebeat.yml": new Uint8Array([0x66, 0, 1, 2, 0, 255]) });
    const run = folder.run(["check", "filebeat.yml"]);
    expect([run.code, run.err]).toEqual([0, "keyfit: skipped filebeat.yml: it is a binary file\n"]);
    expect(folder.run(["check", "--strict", "filebeat.yml"]).code).toBe(2);
  });

  test("a file and a folder without permission: a line each, exit code 2, the rest is checked", () => {
    const folder = folderWith({
      "a.yml": filebeat(ENCODED),
      "locked/filebeat.yml": filebeat(ENCODED),
      "filebeat.yml": filebeat(ENCODED),
    });
    chmodSync(join(folder.path, "a.yml"), 0);
    chmodSync(join(folder.path, "locked"), 0);
    const run = folder.run(["check"], { unprivileged: true });
    chmodSync(join(folder.path, "locked"), 0o755);
    expect(run.code).toBe(2);
    expect(run.err.trim().split("\n")).toEqual([
      "keyfit: cannot read a.yml: permission denied",
      "keyfit: cannot read locked: permission denied",
    ]);
    expect(run.out).toContain("wrong-encoding");
  });

  test("a link out of the folder is not followed on a walk", () => {
    const outside = folderWith({ "filebeat.yml": filebeat(ENCODED) });
    const folder = folderWith({ "readme.txt": "nothing\n" });
    symlinkSync(outside.path, join(folder.path, "link"));
    expect(json(folder.run(["check", "--format", "json"]).out).summary.files).toBe(0);
  });

  test("one that is named is, as every file that is named", () => {
    const outside = folderWith({ "filebeat.yml": filebeat(ENCODED) });
    const folder = folderWith({ "readme.txt": "nothing\n" });
    symlinkSync(join(outside.path, "filebeat.yml"), join(folder.path, "filebeat.yml"));
    const run = folder.run(["check", "--format", "json", "filebeat.yml"]);
    expect(run.err).toBe("");
    expect(json(run.out).findings.map(({ rule }) => rule)).toContain("wrong-encoding");
  });

  test.each([
    [["check", "--format", "xml"], "--format"],
    [["check", "--nope"], "--nope"],
    [["nope"], "nope"],
    [["check", "--stdin"], "--stdin-filename"],
    [["rules", "no-such-rule"], "no-such-rule"],
    [["fix", "--show-secrets"], "--dry-run"],
  ])("wrong usage %j: exit code 2 and a line that names it", (args, named) => {
    const run = folderWith({}).run(args);
    expect(run.code).toBe(2);
    expect(run.out).toBe("");
    expect(run.err).toContain(named);
  });

  test("nothing to say is said", () => {
    const run = folderWith({ "readme.txt": "hello\n" }).run(["check"]);
    expect([run.code, run.err]).toEqual([0, ""]);
    expect(run.out).toContain("No problems");
  });

  test("colours are absent in a pipe and the report has no key", () => {
    const run = folderWith({ "filebeat.yml": filebeat(essu()) }).run(["check"], { env: { CI: "true" } });
    expect(run.out).not.toMatch(/\u001B/);
    expect(run.out).toContain("essu_Vm5W…");
    expect(run.out).not.toContain(essu().slice(5, 20));
  });
});

describe("inspect", () => {
  test("tells every use with verdict, reason and evidence", () => {
    const folder = folderWith({ "filebeat.yml": filebeat(essu()) });
    const { uses } = JSON.parse(folder.run(["inspect", "--format", "json"]).out) as { uses: Record<string, unknown>[] };
    expect(uses).toHaveLength(1);
    expect(uses[0]).toMatchObject({
      file: "filebeat.yml",
      integration: "filebeat",
      setting: "output.elasticsearch.api_key",
      credential: {
        kind: "elastic-cloud-api-key",
        candidates: ["elastic-cloud-api-key"],
        form: "essu",
        shown: "essu_Vm5W…",
      },
      target: {
        deployment: "ech",
        api: "elasticsearch",
        host: "my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com",
        name: "my-deployment-d53192",
        region: "us-east-1",
        csp: "aws",
      },
      verdict: "mismatch",
      rules: ["hard-coded-key", "wrong-key-type"],
    });
  });
});
