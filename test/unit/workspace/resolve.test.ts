/**
 * Where values come from: precedence in crontabs, scripts and the files that they source. Vectors V-CR and V-SH of
 * reference/variables.md 3.8 and 3.10, as far as files can show them.
 */
import { describe, expect, test } from "vitest";
import { findFacts, findFactsAs } from "../../../server/src/find/facts";
import type { UseFact } from "../../../server/src/find/model";
import { NO_PROJECT } from "../../../server/src/project/view";
import { defaultBudget } from "../../../server/src/read/budget";
import { type Resolved, type Resolver, resolver } from "../../../server/src/workspace/resolve";
import { DEFAULT_SETTINGS } from "../../../server/src/workspace/settings";
import { recordLookups } from "../../../server/src/workspace/snapshot";
import { pathOf } from "../../../server/src/workspace/uri";
import { pathBelow, ROOT } from "./memoryFiles";

interface World {
  readonly uses: readonly UseFact[];
  readonly resolve: Resolver;
  /** Files that were looked up, by path. */
  readonly looked: () => string[];
}

function worldOf(files: Readonly<Record<string, string>>, main: string): World {
  const facts = findFacts({ uri: `${ROOT}/${main}`, path: main, text: files[main] ?? "" }, defaultBudget());
  if (!facts) throw new Error("the file holds nothing");
  const recording = recordLookups({
    today: "2026-11-24",
    settings: DEFAULT_SETTINGS,
    folderOf: (uri) => (uri.startsWith(`${ROOT}/`) ? ROOT : undefined),
    project: NO_PROJECT,
    facts: (uri, as) => {
      const text = files[pathBelow(uri)];
      return text === undefined ? "absent" : findFactsAs({ uri, path: pathBelow(uri), text }, as, defaultBudget());
    },
    linked: () => [],
    keySites: () => [],
    readers: () => [],
    literals: () => [],
    ignoreRules: () => "absent",
    complete: () => true,
  });
  return {
    uses: facts.uses,
    resolve: resolver(facts, recording.snapshot),
    looked: () => [...recording.lookups.files].map(pathBelow),
  };
}

function show(resolved: Resolved): string {
  const way = resolved.origin.map((step) => ` < ${step.name} ${pathBelow(step.uri)}:${step.line + 1}`).join("");
  if (resolved.kind === "unset") return `unset ${resolved.name}${way}`;
  if (resolved.kind === "unknown") return `unknown ${resolved.why}${way}`;
  return `${resolved.value.open()}${resolved.open ? " (open)" : ""}${way}`;
}

/** The credential of each use, resolved. */
function credentials(files: Readonly<Record<string, string>> | string, main = "j.crontab"): string[] {
  const { uses, resolve } = worldOf(typeof files === "string" ? { [main]: files } : files, main);
  return uses.map((use) => show(resolve.resolve(use.credential, use.scope)));
}

const CURL = 'curl -H "Authorization: ApiKey $K" https://h';
const JOB = `0 1 * * * ${CURL}\n`;

describe("crontabs", () => {
  test("V-CR-1: an assignment above", () => {
    expect(credentials(`K=AAA\n${JOB}`)).toEqual(["AAA < K j.crontab:1"]);
  });

  test("V-CR-2: nothing expands in an assignment", () => {
    expect(credentials(`B=id1:key1\nK=$B\n${JOB}`)).toEqual(["$B < K j.crontab:2"]);
  });

  test("V-CR-3: an assignment reaches the jobs below it alone", () => {
    expect(credentials(`${JOB}K=AAA\n${JOB}`)).toEqual(["unset K", "AAA < K j.crontab:2"]);
  });

  test("V-CR-4: text behind a quoted value makes it no assignment, behind a bare one it is part of it", () => {
    expect(credentials(`K="AAA" # prod\n${JOB}`)).toEqual(["unset K"]);
    expect(credentials(`K=AAA # prod\n${JOB}`)).toEqual(["AAA # prod < K j.crontab:1"]);
  });

  test("the last assignment above counts", () => {
    expect(credentials(`K=A\n${JOB}K=B\n${JOB}`)).toEqual(["A < K j.crontab:1", "B < K j.crontab:3"]);
  });

  test("what a job assigns beats the table and stays in the job", () => {
    expect(credentials(`K=A\n0 1 * * * K=B; ${CURL}\n${JOB}`)).toEqual(["B < K j.crontab:2", "A < K j.crontab:1"]);
  });

  test("an empty value is a value", () => {
    expect(credentials(`K=\n${JOB}`)).toEqual([" < K j.crontab:1"]);
  });
});

describe("shell in a job", () => {
  const job = (text: string): string[] => credentials(`0 1 * * * ${text}\n`);

  test("V-SH-1: single quotes keep the text", () => {
    expect(job("K=AAA; curl -H 'Authorization: ApiKey $K' https://h")).toEqual(["$K"]);
  });

  test("V-SH-3: an assignment before a command is not for its own words", () => {
    expect(job(`K=AAA ${CURL}`)).toEqual(["unset K"]);
    expect(job(`K=AAA; K=BBB ${CURL}`)).toEqual(["AAA < K j.crontab:1"]);
  });

  test("V-SH-6: a required variable and a scheme in the value", () => {
    expect(job('K=AAA; H="ApiKey ${K:?}"; curl -H "Authorization: $H" https://h')).toEqual([
      "ApiKey AAA < H j.crontab:1 < K j.crontab:1",
    ]);
  });

  test.each([
    [`A=1; K=$A; ${CURL}`, "1 < K j.crontab:1 < A j.crontab:1"],
    [`K=1; A=$K; K=2; K=$A$K; ${CURL}`, "12 < K j.crontab:1 < A j.crontab:1 < K j.crontab:1 < K j.crontab:1"],
    [`${CURL}; K=1`, "unset K"],
    [`(K=1); ${CURL}`, "unset K"],
    [`(K=1; ${CURL})`, "1 < K j.crontab:1"],
    [`K=0; (K=1); ${CURL}`, "0 < K j.crontab:1"],
    [`K=$(cat f); ${CURL}`, "unknown unseen < K j.crontab:1"],
    [`K=$(pick-a-key x); ${CURL}`, "unknown command < K j.crontab:1"],
    [`K=$K; ${CURL}`, "unset K < K j.crontab:1"],
    [`K=a$(cat f); ${CURL}`, "unknown mixed < K j.crontab:1"],
    [`K=a$(pick-a-key x); ${CURL}`, "unknown command < K j.crontab:1"],
    [`K=a$B; ${CURL}`, "unset B < K j.crontab:1"],
    [`if x; then K=1; fi; ${CURL}`, "unknown conditional"],
    [`K=0; x || K=1; ${CURL}`, "unknown conditional"],
    [`if x; then K=1; fi; K=2; ${CURL}`, "2 < K j.crontab:1"],
  ])("%s", (text, expected) => {
    expect(job(text)).toEqual([expected]);
  });

  test.each([
    ["${K:-AAA}", "AAA (open)"],
    ["${K-AAA}", "AAA (open)"],
    ["${K:-$L}", "unset L"],
  ])("%s without a definition", (reference, expected) => {
    expect(job(`curl -H "Authorization: ApiKey ${reference}" https://h`)).toEqual([expected]);
  });

  test("an empty value takes the default of `:-` and not that of `-`", () => {
    expect(job('K=; curl -H "Authorization: ApiKey ${K:-AAA}" https://h')).toEqual(["AAA (open)"]);
    expect(job('K=; curl -H "Authorization: ApiKey ${K-AAA}" https://h')).toEqual([" < K j.crontab:1"]);
  });
});

describe("sourced files", () => {
  test("count from the line that sources them", () => {
    const files = { "j.crontab": `0 1 * * * . ./job.env; ${CURL}\n${JOB}`, "job.env": "# keys\nK=AAA\n" };
    expect(credentials(files)).toEqual(["AAA < K job.env:2", "unset K"]);
    expect(credentials({ ...files, "j.crontab": `0 1 * * * ${CURL}; . ./job.env\n` })).toEqual(["unset K"]);
  });

  test("what comes last counts, the file or an assignment", () => {
    const env = { "job.env": "K=FILE\n" };
    expect(credentials({ ...env, "j.crontab": `0 1 * * * K=JOB; . ./job.env; ${CURL}\n` })).toEqual([
      "FILE < K job.env:1",
    ]);
    expect(credentials({ ...env, "j.crontab": `0 1 * * * . ./job.env; K=JOB; ${CURL}\n` })).toEqual([
      "JOB < K j.crontab:1",
    ]);
    expect(credentials({ ...env, "j.crontab": `K=TABLE\n0 1 * * * . ./job.env; ${CURL}\n` })).toEqual([
      "FILE < K job.env:1",
    ]);
  });

  test("of two files, the later one that defines it", () => {
    const files = { "a.env": "K=A\n", "b.env": "K=B\n", "c.env": "X=C\n" };
    expect(credentials({ ...files, "j.crontab": `0 1 * * * . ./a.env; . ./b.env; . ./c.env; ${CURL}\n` })).toEqual([
      "B < K b.env:1",
    ]);
  });

  test("are read as shell, their own references as of their own lines", () => {
    const files = {
      "j.crontab": `0 1 * * * . ./job.env; ${CURL}\n`,
      "job.env": "export ID=i\nS='s'\nK=$ID:$S\nID=late\n",
    };
    expect(credentials(files)).toEqual(["i:s < K job.env:3 < ID job.env:1 < S job.env:2"]);
  });

  test("what they do not do for certain is not certain, and a subshell's variables stay in it", () => {
    const job = { "j.crontab": `0 1 * * * . ./job.env; ${CURL}\n` };
    expect(credentials({ ...job, "job.env": "if x; then\n  K=A\nfi\n" })).toEqual(["unknown conditional"]);
    expect(credentials({ ...job, "job.env": "K=A\n(K=B)\n" })).toEqual(["A < K job.env:1"]);
    expect(credentials({ ...job, "job.env": "K=A cmd\n" })).toEqual(["unset K"]);
  });

  test("may source others", () => {
    const files = { "j.crontab": `0 1 * * * . ./a.env; ${CURL}\n`, "a.env": ". ./sub/b.env\n", "sub/b.env": "K=B\n" };
    expect(credentials(files)).toEqual(["B < K sub/b.env:1"]);
  });

  test("that source each other come to an end", () => {
    const files = {
      "j.crontab": `0 1 * * * . ./a.env; ${CURL}\n`,
      "a.env": ". ./b.env\n. ./a.env\n",
      "b.env": ". ./a.env\n",
    };
    expect(credentials(files)).toEqual(["unset K"]);
    expect(credentials({ ...files, "b.env": "K=B\n. ./a.env\n" })).toEqual(["B < K b.env:1"]);
  });

  test("lie under the project folder or beside the file, where nobody tells which; both count where they agree", () => {
    const table = `0 1 * * * . ./e; ${CURL}\n`;
    const both = { "sub/j.crontab": table, e: "K=ROOT\n", "sub/e": "K=SUB\n" };
    expect(credentials(both, "sub/j.crontab")).toEqual(["unknown ambiguous < K e:1"]);
    expect(credentials({ ...both, "sub/e": "K=ROOT\n" }, "sub/j.crontab")).toEqual(["ROOT < K e:1"]);
    expect(credentials({ ...both, "sub/e": "L=SUB\n" }, "sub/j.crontab")).toEqual(["ROOT < K e:1"]);
    expect(credentials({ "sub/j.crontab": table, "sub/e": "K=SUB\n" }, "sub/j.crontab")).toEqual(["SUB < K sub/e:1"]);
  });

  test("/etc/e is looked for below the workspace folder, which may mirror a machine", () => {
    const files = { "j.crontab": `0 1 * * * . /etc/e; ${CURL}\n`, "etc/e": "K=A\n" };
    expect(credentials(files)).toEqual(["A < K etc/e:1"]);
  });

  test.each(["~/e", "$HOME/e", '"$(dirname "$0")/e"'])("%s leads out of reach and is not looked for", (path) => {
    const { uses, resolve, looked } = worldOf(
      { "j.crontab": `0 1 * * * . ${path}; ${CURL}\n`, e: "K=A\n" },
      "j.crontab",
    );
    expect(show(resolve.resolve(uses[0]!.credential, uses[0]!.scope))).toBe("unset K");
    expect(looked()).toEqual([]);
  });

  test("an absolute path within the workspace is the file that it names", () => {
    const path = `${pathOf(ROOT)}/etc/e`;
    expect(credentials({ "j.crontab": `0 1 * * * . ${path}; ${CURL}\n`, "etc/e": "K=A\n" }, "j.crontab")).toEqual([
      "A < K etc/e:1",
    ]);
  });

  test("each look is recorded, found or not", () => {
    const { uses, resolve, looked } = worldOf({ "sub/j.crontab": `0 1 * * * . ./e; ${CURL}\n` }, "sub/j.crontab");
    resolve.resolve(uses[0]!.credential, uses[0]!.scope);
    expect(looked()).toEqual(["e", "sub/e"]);
  });
});

describe("settings", () => {
  const beat = (lines: string): string[] => credentials(`output.elasticsearch:\n${lines}`, "filebeat.yml");

  test("V-BT-2, V-BT-3: a default counts, and the environment could win", () => {
    expect(beat("  api_key: ${ES_API_KEY:-id1:key1}\n")).toEqual(["-id1:key1 (open)"]);
    expect(beat("  api_key: '${K:id1:key1}'\n")).toEqual(["id1:key1 (open)"]);
    expect(beat("  api_key: '${K}'\n")).toEqual(["unset K"]);
    expect(beat("  api_key: ${K:?set it}\n")).toEqual(["unset K"]);
  });

  test("V-BT-4: a setting of that path", () => {
    expect(beat("  username: u1\n  api_key: ${output.elasticsearch.username}:x\n")).toEqual([
      "u1:x < output.elasticsearch.username filebeat.yml:2",
    ]);
  });

  test("an empty setting takes the default", () => {
    expect(beat("  username: ''\n  api_key: ${output.elasticsearch.username:d}\n")).toEqual(["d (open)"]);
  });

  test("settings that lead to each other come to an end", () => {
    expect(beat("  api_key: ${output.elasticsearch.api_key}\n")[0]).toMatch(/^unknown cycle/);
  });

  test("V-EA-3, V-EA-4, V-OT-2", () => {
    const agent = (value: string): string[] =>
      credentials(`outputs:\n  default:\n    type: elasticsearch\n    api_key: ${value}\n`, "elastic-agent.yml");
    expect(agent("${ES_API_KEY:'id1:key1'}")).toEqual(["id1:key1 (open)"]);
    expect(agent("${ES_API_KEY:id1:key1}")).toEqual(["id1 (open)"]);
    expect(agent('"${ES_PASSWORD:}"')).toEqual([" (open)"]);
    const otel = credentials("exporters:\n  elasticsearch:\n    api_key: ${env:K:-AAA}\n", "otel.yml");
    expect(otel).toEqual(["AAA (open)"]);
  });
});

describe("hostile files", () => {
  test("definitions that double and double are given up", () => {
    const doubling = Array.from({ length: 12 }, (_, at) => `V${at + 1}=${`$V${at}`.repeat(12)}`).join("; ");
    expect(credentials(`0 1 * * * V0=x; ${doubling}; K=$V12; ${CURL}\n`)[0]).toMatch(/^unknown/);
  }, 5_000);

  test("a value that grows without end is given up", () => {
    const longer = Array.from({ length: 6 }, (_, at) => `V${at + 1}=${`$V${at}`.repeat(4)}`).join("; ");
    expect(credentials(`0 1 * * * V0=${"x".repeat(10_000)}; ${longer}; K=$V6; ${CURL}\n`)[0]).toMatch(/^unknown/);
  });

  test("files that source files that source files are given up", () => {
    const level = (at: number): string => `. ./l${at}.env\n`.repeat(40);
    const files: Record<string, string> = { "j.crontab": `0 1 * * * . ./l0.env; ${CURL}\n` };
    for (let at = 0; at < 12; at++) files[`l${at}.env`] = level(at + 1);
    expect(credentials(files)).toHaveLength(1);
  }, 5_000);

  test("of a script that sources one file after the other the last ones are looked at, the others may set any name", () => {
    const script = (count: number): string => `0 1 * * * ${". ./a.env; ".repeat(count)}${CURL}\n`;
    expect(credentials({ "j.crontab": script(16), "a.env": "L=A\n" })).toEqual(["unset K"]);
    expect(credentials({ "j.crontab": script(17), "a.env": "L=A\n" })[0]).toMatch(/^unknown/);
    expect(credentials({ "j.crontab": script(17), "a.env": "K=A\n" })).toEqual(["A < K a.env:1"]);
  });

  test("a chain of definitions is followed, and a very long one is not", () => {
    const chain = (length: number): string => Array.from({ length }, (_, at) => `V${at + 1}=$V${at}`).join("; ");
    expect(credentials(`0 1 * * * V0=x; ${chain(8)}; K=$V8; ${CURL}\n`)[0]).toMatch(/^x /);
    expect(credentials(`0 1 * * * V0=x; ${chain(100)}; K=$V100; ${CURL}\n`)[0]).toMatch(/^unknown cycle/);
  });

  test("each line of a long table is told from the others", () => {
    const lines = Array.from(
      { length: 5_000 },
      (_, at) => `K${at}=v${at}\n0 1 * * * curl -H "Authorization: ApiKey $K${at}" h`,
    );
    const found = credentials(lines.join("\n"));
    expect(found).toEqual(lines.map((_, at) => `v${at} < K${at} j.crontab:${2 * at + 1}`));
  }, 20_000);
});
