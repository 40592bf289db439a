/**
 * The property that design.md section 1 asks for: after any sequence of edits, of whatever is open and on disk, with
 * answers asked for in between and at the same time, what the engine says is what a new engine would say.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messageOf } from "../../../server/src/features/words";
import { defaultBudget } from "../../../server/src/read/budget";
import { type Analysis, createKeyfit, type Keyfit } from "../../../server/src/service";
import { DEFAULT_SETTINGS, type Settings } from "../../../server/src/workspace/settings";
import { ENCODED, encode, PAIR, pairOf } from "../../support/keys";
import { type MemoryFiles, memoryFiles, pathBelow, ROOT } from "./memoryFiles";

const FILES = ["j.crontab", "sub/j.crontab", "a.env", "b.env", "sub/a.env", "filebeat.yml", "otel.yml"] as const;

const HOST = "https://a-d53192.es.us-east-1.aws.elastic-cloud.com";
const VALUES = [PAIR, ENCODED, pairOf(2), encode(pairOf(3)), "changeme", "ApiKey $K", "$L", "", "'", `${ENCODED} x`];

const value = fc.constantFrom(...VALUES);
const name = fc.constantFrom("K", "L", "EC_API_KEY");
const source = fc.constantFrom(
  "",
  ". ./a.env; ",
  ". ./b.env; ",
  ". ./sub/a.env; ",
  ". ./a.env; . ./b.env; ",
  ". ../a.env; ",
);
const lines: Readonly<Record<string, fc.Arbitrary<string>>> = {
  crontab: fc.oneof(
    fc.tuple(name, value).map(([key, text]) => `${key}=${text}`),
    fc.tuple(source, name, fc.constantFrom('"', '"', '"', "'")).map(([from, key, quote]) => {
      return `0 1 * * * ${from}curl -H ${quote}Authorization: ApiKey $${key}${quote} ${HOST}/_bulk`;
    }),
    fc.tuple(source, value).map(([from, text]) => `0 1 * * * ${from}curl -H "Authorization: ${text}" $H`),
    fc.constantFrom(
      "# keyfit-disable-next-line wrong-encoding",
      "",
      "H=https://api.elastic-cloud.com/api/v1/deployments",
    ),
  ),
  env: fc.oneof(
    fc.tuple(name, value).map(([key, text]) => `${key}=${text}`),
    fc.constantFrom(". ./b.env", ". ./sub/a.env", `export H=${HOST}/_search`, "if x; then K=y; fi", "# note", 'K="'),
  ),
  yml: fc.oneof(
    fc.tuple(fc.constantFrom("  api_key: ", "  username: "), value).map(([key, text]) => `${key}"${text}"`),
    fc.constantFrom(
      "output.elasticsearch:",
      "exporters:",
      "  elasticsearch:",
      `  hosts: ["${HOST}"]`,
      "    api_key: ${K:-x}",
      "  api_key: ${output.elasticsearch.username}",
      "cloud.id: broken:=",
      "  - [",
      "# keyfit-disable-file hard-coded-key",
    ),
  ),
};

const text = (path: string): fc.Arbitrary<string> => {
  const line = lines[path.slice(path.lastIndexOf(".") + 1)] ?? fc.constant("");
  return fc.array(line, { maxLength: 6 }).map((all) => `${all.join("\n")}\n`);
};

type Step =
  | { readonly kind: "write" | "open"; readonly path: string; readonly text: string }
  | { readonly kind: "delete" | "close" | "ask" | "start"; readonly path: string }
  | { readonly kind: "settings"; readonly settings: Settings }
  | { readonly kind: "wait"; readonly turns: number };

const path = fc.constantFrom(...FILES);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: path.chain((each) => text(each).map((made): Step => ({ kind: "write", path: each, text: made }))),
  },
  {
    weight: 6,
    arbitrary: path.chain((each) => text(each).map((made): Step => ({ kind: "open", path: each, text: made }))),
  },
  { weight: 1, arbitrary: path.map((each): Step => ({ kind: "delete", path: each })) },
  { weight: 2, arbitrary: path.map((each): Step => ({ kind: "close", path: each })) },
  { weight: 4, arbitrary: path.map((each): Step => ({ kind: "ask", path: each })) },
  { weight: 4, arbitrary: path.map((each): Step => ({ kind: "start", path: each })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<Settings>(
        DEFAULT_SETTINGS,
        { ...DEFAULT_SETTINGS, enable: false },
        { ...DEFAULT_SETTINGS, rules: { "hard-coded-key": "off", "wrong-encoding": "hint" } },
      )
      .map((settings): Step => ({ kind: "settings", settings })),
  },
  { weight: 3, arbitrary: fc.nat(8).map((turns): Step => ({ kind: "wait", turns })) },
);

/** A change that comes while an answer is being worked out, mostly of what the answer rests on. */
const sourced = fc.constantFrom("a.env", "b.env", "sub/a.env");
const race = fc
  .tuple(
    fc.constantFrom("j.crontab", "sub/j.crontab"),
    fc.nat(8),
    fc.oneof(
      sourced.chain((each) => text(each).map((made): Step => ({ kind: "write", path: each, text: made }))),
      step,
    ),
  )
  .map(([each, turns, change]): Step[] => [{ kind: "start", path: each }, { kind: "wait", turns }, change]);
const steps = fc
  .array(fc.oneof({ weight: 2, arbitrary: step.map((each) => [each]) }, { weight: 1, arbitrary: race }), {
    minLength: 5,
    maxLength: 25,
  })
  .map((all) => all.flat());

interface World {
  readonly files: MemoryFiles;
  readonly open: Map<string, { readonly text: string; readonly version: number }>;
  settings: Settings;
}

function engine(world: World): Keyfit {
  return createKeyfit({
    seed: "test",
    files: world.files,
    today: () => "2026-11-24",
    budget: () => defaultBudget(),
    settings: async () => world.settings,
    folders: () => [ROOT],
  });
}

const uriOf = (each: string): string => `${ROOT}/${each}`;

/** What there is to see of an analysis, without closures and with nothing that only an engine's memory holds. */
function view(analysis: Analysis | undefined): string {
  if (!analysis) return "nothing";
  const { findings, uses, suppressed, lookups } = analysis;
  const seen = {
    findings: findings.map((finding) => ({ ...finding, use: finding.use?.path, words: messageOf(finding) })),
    uses,
    suppressed,
    looked: [...lookups.files].map(pathBelow).sort(),
    pending: [...lookups.pending],
  };
  return JSON.stringify(seen, (key, each: unknown) => (key === "fact" || key === "definition" ? undefined : each), 1);
}

async function fromScratch(world: World, each: string): Promise<string> {
  const files = memoryFiles(Object.fromEntries(world.files.disk));
  const fresh = engine({ ...world, files });
  for (const [open, { text: source }] of world.open) fresh.put({ uri: uriOf(open), path: open, text: source }, 1);
  return view(await fresh.analyse(uriOf(each)));
}

async function run(all: readonly Step[]): Promise<void> {
  const world: World = { files: memoryFiles({}), open: new Map(), settings: DEFAULT_SETTINGS };
  // Reads take their time, and different times, so that edits come in between.
  let reads = 0;
  world.files.onRead = async () => {
    for (let turn = reads++ % 7; turn > 0; turn--) await Promise.resolve();
  };
  const keyfit = engine(world);
  const started: Promise<unknown>[] = [];
  const compare = async (each: string): Promise<void> => {
    expect(view(await keyfit.analyse(uriOf(each)))).toBe(await fromScratch(world, each));
  };
  let version = 0;
  for (const each of all) {
    switch (each.kind) {
      case "write":
        world.files.disk.set(each.path, each.text);
        keyfit.touch(uriOf(each.path));
        break;
      case "delete":
        world.files.disk.delete(each.path);
        keyfit.touch(uriOf(each.path));
        break;
      case "open":
        version++;
        world.open.set(each.path, { text: each.text, version });
        keyfit.put({ uri: uriOf(each.path), path: each.path, text: each.text }, version);
        break;
      case "close":
        world.open.delete(each.path);
        keyfit.remove(uriOf(each.path));
        break;
      case "settings":
        world.settings = each.settings;
        keyfit.reset();
        break;
      case "start":
        started.push(keyfit.analyse(uriOf(each.path)));
        break;
      case "wait":
        for (let turn = each.turns; turn > 0; turn--) await Promise.resolve();
        break;
      case "ask":
        await compare(each.path);
        break;
    }
  }
  for (const each of FILES) await compare(each);
  await Promise.all(started);
  for (const each of FILES) await compare(each);
}

describe("incremental equals from scratch", () => {
  test("after any sequence of changes", async () => {
    await fc.assert(
      fc.asyncProperty(steps, (all) => run(all)),
      { numRuns: 250 },
    );
  }, 60_000);

  test("whoever is touched by a change is told: dependents name every analysis that it changes", async () => {
    const onDisk = fc.constantFrom("a.env", "b.env", "sub/a.env");
    const changes = fc.array(
      onDisk.chain((each) => fc.tuple(fc.constant(each), fc.option(text(each), { nil: undefined }))),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(text("j.crontab"), text("sub/j.crontab"), changes, async (one, two, each) => {
        const world: World = { files: memoryFiles({}), open: new Map(), settings: DEFAULT_SETTINGS };
        const keyfit = engine(world);
        const tables = ["j.crontab", "sub/j.crontab"];
        for (const [at, source] of [one, two].entries()) {
          const table = tables[at] ?? "";
          keyfit.put({ uri: uriOf(table), path: table, text: source }, 1);
        }
        const judge = (): Promise<string[]> =>
          Promise.all(tables.map(async (table) => view(await keyfit.analyse(uriOf(table)))));
        let before = await judge();
        for (const [changed, content] of each) {
          const dependents = keyfit.dependents(uriOf(changed));
          if (content === undefined) world.files.disk.delete(changed);
          else world.files.disk.set(changed, content);
          keyfit.touch(uriOf(changed));
          const after = await judge();
          tables.forEach((table, at) => {
            if (after[at] !== before[at]) expect(dependents).toContain(uriOf(table));
          });
          before = after;
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
