/** Files that the index has shown: what they mean for each other, who is told of what, and what is no reason to tell anybody. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { type Analysis, createKeyfit, type Keyfit } from "../../../server/src/service";
import { DEFAULT_SETTINGS, type Settings } from "../../../server/src/workspace/settings";
import { ENCODED, encode, PAIR, pairOf } from "../../support/keys";
import { type MemoryFiles, memoryFiles, pathBelow, ROOT } from "./memoryFiles";

const uriOf = (path: string): string => `${ROOT}/${path}`;
const HOST = "https://a-d53192.es.us-east-1.aws.elastic-cloud.com";
const OTHER = "https://b-c41081.es.us-east-1.aws.elastic-cloud.com";
const beat = (host: string, key: string): string =>
  `filebeat.inputs:\n  - type: filestream\noutput.elasticsearch:\n  hosts: ["${host}"]\n  api_key: "${key}"\n`;

interface Engine {
  readonly keyfit: Keyfit;
  readonly files: MemoryFiles;
  readonly host: { settings: Settings; folders: string[] };
  /** Writes a file and tells of it, as an editor's file events do. */
  write(path: string, text: string | undefined): void;
  told(): string[];
  rules(path: string): Promise<readonly string[]>;
}

/** An engine that has scanned all these files. */
function engine(disk: Readonly<Record<string, string>>): Engine {
  const files = memoryFiles(disk);
  const host: Engine["host"] = { settings: DEFAULT_SETTINGS, folders: [ROOT] };
  let told: string[] = [];
  const keyfit = createKeyfit({
    seed: "test",
    files,
    today: () => "2026-11-24",
    budget: () => defaultBudget(),
    settings: async () => host.settings,
    folders: () => host.folders,
    outdated: (uris) => told.push(...uris.map(pathBelow)),
  });
  keyfit.setComplete(false);
  for (const [path, text] of Object.entries(disk)) keyfit.scan({ uri: uriOf(path), path, text });
  keyfit.setComplete(true);
  return {
    keyfit,
    files,
    host,
    write(path, text) {
      if (text === undefined) files.disk.delete(path);
      else files.disk.set(path, text);
      keyfit.touch(uriOf(path));
    },
    told() {
      const all = [...new Set(told)].sort();
      told = [];
      return all;
    },
    rules: async (path) => (await keyfit.analyse(uriOf(path)))?.findings.map(({ rule }) => rule) ?? ["nothing"],
  };
}

/** Files that give each other keys, values, mounts and calls. */
const LINKED: Readonly<Record<string, string>> = {
  "compose.yaml": `services:\n  filebeat:\n    image: docker.elastic.co/beats/filebeat:9.2.1\n    env_file: [beats.env]\n    volumes: [./filebeat.yml:/usr/share/filebeat/filebeat.yml]\n`,
  "beats.env": `ES_API_KEY=${PAIR}\n`,
  "filebeat.yml": beat(HOST, "${ES_API_KEY}"),
  "other/filebeat.yml": beat(OTHER, PAIR),
  "jobs/j.crontab": `0 1 * * * . ./jobs/job.env; curl -H "Authorization: ApiKey $K" ${HOST}/_bulk\n`,
  "jobs/job.env": `K=${encode(pairOf(7))}\n`,
  "alone/metricbeat.yml": beat(HOST, pairOf(5)),
  "k8s/secret.yaml": `apiVersion: v1\nkind: Secret\nmetadata: {name: keys}\nstringData:\n  key: ${pairOf(6)}\n`,
  "k8s/job.yaml": `apiVersion: v1\nkind: Pod\nmetadata: {name: job}\nspec:\n  containers:\n    - name: c\n      env:\n        - name: KEY\n          valueFrom: {secretKeyRef: {name: keys, key: key}}\n      command: [sh, -c, 'curl -H "Authorization: ApiKey $KEY" ${HOST}/_bulk']\n`,
  ".keyfit.yml": "version: 1\n",
  "notes.txt": "nothing\n",
};

describe("files of the workspace", () => {
  test("are judged without being open, and what they mean for each other counts", async () => {
    const { rules } = engine(LINKED);
    expect(await rules("other/filebeat.yml")).toContain("key-in-two-deployments");
    expect(await rules("filebeat.yml")).toContain("key-in-two-deployments");
    expect(await rules("alone/metricbeat.yml")).toEqual(["hard-coded-key"]);
    expect(await rules("k8s/job.yaml")).toEqual(["wrong-encoding"]);
    expect(await rules("notes.txt")).toEqual(["nothing"]);
  });

  test("tell those who were answered of what they mean now, across several steps", async () => {
    const { keyfit, write, told, rules } = engine(LINKED);
    for (const path of Object.keys(LINKED)) await rules(path);
    expect(told()).toEqual([]);
    // A value that a mounted file reads through a Compose file: another key now, so the third one has it alone.
    write("beats.env", `ES_API_KEY=${pairOf(9)}\n`);
    await keyfit.refresh();
    expect(told()).toEqual(["beats.env", "filebeat.yml", "other/filebeat.yml"]);
    expect(await rules("other/filebeat.yml")).toEqual(["hard-coded-key"]);
    // What mounts it is gone: nothing gives it its value any more.
    await rules("filebeat.yml");
    write("compose.yaml", undefined);
    await keyfit.refresh();
    expect(told()).toContain("filebeat.yml");
  });

  test("a project file is told of to all that it counts for, and a nearer one to those below it", async () => {
    const { keyfit, write, told, rules } = engine(LINKED);
    for (const path of Object.keys(LINKED)) await rules(path);
    write(".keyfit.yml", "version: 1\nrules: { hard-coded-key: off }\n");
    await keyfit.refresh();
    expect(told()).toEqual(
      Object.keys(LINKED)
        .filter((path) => path !== "notes.txt")
        .sort(),
    );
    expect(await rules("alone/metricbeat.yml")).toEqual([]);
    write("alone/.keyfit.yml", "version: 1\n");
    expect(told()).toEqual(["alone/metricbeat.yml"]);
    expect(await rules("alone/metricbeat.yml")).toEqual(["hard-coded-key"]);
  });

  test.each(Object.keys(LINKED))(
    "a comment at the end of %s is told to those alone who had looked into it",
    async (path) => {
      const { keyfit, write, told } = engine(LINKED);
      const before = new Map<string, Analysis | undefined>();
      for (const each of Object.keys(LINKED)) before.set(each, await keyfit.analyse(uriOf(each)));
      write(path, `${LINKED[path]}# a note\n`);
      await keyfit.refresh();
      const lookers = [...before].filter(
        ([each, analysis]) => analysis && (each === path || analysis.lookups.files.has(uriOf(path))),
      );
      expect(told()).toEqual(lookers.map(([each]) => each).sort());
    },
  );

  test.each(["compose.yaml", "filebeat.yml", "jobs/j.crontab", "alone/metricbeat.yml"])(
    "nor is anybody told of a comment that is typed at the end of %s, but those",
    async (path) => {
      const { keyfit, told } = engine(LINKED);
      for (const each of Object.keys(LINKED)) await keyfit.analyse(uriOf(each));
      const text = LINKED[path] ?? "";
      keyfit.put({ uri: uriOf(path), path, text }, 1);
      await keyfit.analyse(uriOf(path));
      for (const each of Object.keys(LINKED)) await keyfit.analyse(uriOf(each));
      told();
      for (let version = 2; version < 6; version++) {
        keyfit.put({ uri: uriOf(path), path, text: `${text}#${" note".repeat(version)}\n` }, version);
        await keyfit.refresh();
      }
      expect(told().filter((each) => !["filebeat.yml", "jobs/job.env", "beats.env"].includes(each))).toEqual([]);
    },
  );

  test("a file that nobody knows is nothing to anybody", async () => {
    const { keyfit, write, told, files } = engine(LINKED);
    for (const path of Object.keys(LINKED)) await keyfit.analyse(uriOf(path));
    const reads = files.reads.length;
    write("node_modules/x/index.js", "x");
    write("src/new.yml", beat(HOST, PAIR));
    await keyfit.refresh();
    expect([told(), files.reads.length - reads]).toEqual([[], 0]);
  });
});

describe("events that come at a bad time", () => {
  test("a file that changes between its reading and its scan is read again", async () => {
    const { keyfit, write, rules } = engine({});
    const old = beat(HOST, ENCODED);
    write("filebeat.yml", beat(HOST, PAIR));
    await keyfit.refresh();
    keyfit.scan({ uri: uriOf("filebeat.yml"), path: "filebeat.yml", text: old });
    expect(await rules("filebeat.yml")).toEqual(["hard-coded-key"]);
  });

  test("a file that is scanned again with another text is another file", async () => {
    const { keyfit, rules, files, told } = engine(LINKED);
    await rules("filebeat.yml");
    files.disk.set("beats.env", `ES_API_KEY=${ENCODED}\n`);
    keyfit.scan({ uri: uriOf("beats.env"), path: "beats.env", text: `ES_API_KEY=${ENCODED}\n` });
    expect(told()).toEqual(["filebeat.yml"]);
    expect(await rules("filebeat.yml")).toContain("wrong-encoding");
  });

  test("a folder that goes takes its files along, and brings them back", async () => {
    const { keyfit, files, rules, told } = engine(LINKED);
    expect(await rules("jobs/j.crontab")).toEqual([]);
    files.disk.delete("jobs/job.env");
    keyfit.touch(uriOf("jobs"));
    expect(told()).toEqual(["jobs/j.crontab"]);
    const gone = await keyfit.analyse(uriOf("jobs/j.crontab"));
    expect(gone?.uses[0]?.credential.resolved.kind).toBe("unset");
    files.disk.set("jobs/job.env", `K=${pairOf(7)}\n`);
    keyfit.touch(uriOf("jobs"));
    expect(await rules("jobs/j.crontab")).toEqual(["wrong-encoding"]);
  });

  test("what happens on disk to an open text is nothing until it is closed", async () => {
    const { keyfit, write, rules } = engine(LINKED);
    keyfit.put({ uri: uriOf("alone/metricbeat.yml"), path: "alone/metricbeat.yml", text: beat(HOST, ENCODED) }, 1);
    write("alone/metricbeat.yml", beat(HOST, "${X}"));
    expect(await rules("alone/metricbeat.yml")).toContain("wrong-encoding");
    keyfit.remove(uriOf("alone/metricbeat.yml"));
    expect(await rules("alone/metricbeat.yml")).toEqual([]);
  });

  test("settings that change are asked for again, and no file is read again but the one that is judged", async () => {
    const { keyfit, host, rules, files } = engine(LINKED);
    for (const path of Object.keys(LINKED)) await rules(path);
    host.settings = { ...DEFAULT_SETTINGS, rules: { "hard-coded-key": "off" } };
    keyfit.reset();
    const reads = files.reads.length;
    expect(await rules("alone/metricbeat.yml")).toEqual([]);
    expect(files.reads.slice(reads)).toEqual(["alone/metricbeat.yml"]);
  });

  test("folders that change make everything another thing", async () => {
    const { keyfit, host, rules } = engine(LINKED);
    expect(await rules("other/filebeat.yml")).toContain("key-in-two-deployments");
    host.folders = [uriOf("other")];
    keyfit.reset();
    expect(await rules("other/filebeat.yml")).toEqual(["hard-coded-key"]);
    host.folders = [ROOT];
    keyfit.reset();
    expect(await rules("other/filebeat.yml")).toContain("key-in-two-deployments");
  });
});

describe("a large change", () => {
  const many = (key: string): Record<string, string> =>
    Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`m${at}/filebeat.yml`, beat(HOST, key)]));

  test("does not hold an answer, which is given early, and told of once the rest is known", async () => {
    const { keyfit, files, told } = engine({ "one/filebeat.yml": beat(OTHER, PAIR) });
    keyfit.put({ uri: uriOf("one/filebeat.yml"), path: "one/filebeat.yml", text: beat(OTHER, PAIR) }, 1);
    await keyfit.analyse(uriOf("one/filebeat.yml"));
    const more = many(PAIR);
    for (const [path, text] of Object.entries(more)) {
      files.disk.set(path, text);
      keyfit.scan({ uri: uriOf(path), path, text });
    }
    let reads = files.reads.length;
    const early = await keyfit.analyse(uriOf("one/filebeat.yml"));
    expect(files.reads.length - reads).toBeLessThan(20);
    expect(early?.findings.map(({ rule }) => rule)).toEqual(["hard-coded-key"]);
    await keyfit.refresh();
    expect(told()).toContain("one/filebeat.yml");
    const late = await keyfit.analyse(uriOf("one/filebeat.yml"));
    expect(late?.findings.map(({ rule }) => rule)).toContain("key-in-two-deployments");
    // Of two hundred places some are named; see the rule.
    expect(late?.findings.find(({ rule }) => rule === "key-in-two-deployments")?.related).toHaveLength(20);
    reads = files.reads.length;
    await keyfit.refresh();
    expect(files.reads.length).toBe(reads);
  });

  test("what nobody defines is not called undefined before all is known", async () => {
    const text = `0 1 * * * curl -H "Authorization: ApiKey $K" ${HOST}/_bulk\n`;
    const { keyfit, files, host } = engine({});
    host.settings = { ...DEFAULT_SETTINGS, rules: { "undefined-variable": "warning" } };
    keyfit.put({ uri: uriOf("j.crontab"), path: "j.crontab", text }, 1);
    for (const [path, each] of Object.entries(many(pairOf(3)))) {
      files.disk.set(path, each);
      keyfit.scan({ uri: uriOf(path), path, text: each });
    }
    const rules = async () => (await keyfit.analyse(uriOf("j.crontab")))?.findings.map(({ rule }) => rule);
    expect(await rules()).toEqual([]);
    await keyfit.refresh();
    expect(await rules()).toEqual(["undefined-variable"]);
  });

  test("one hundred answers at once are one hundred truths, and no file is surveyed twice", async () => {
    const { keyfit, files } = engine(many(PAIR));
    await keyfit.refresh();
    const reads = files.reads.length;
    await keyfit.refresh();
    expect(files.reads.length).toBe(reads);
    const all = await Promise.all(Array.from({ length: 100 }, (_, at) => keyfit.analyse(uriOf(`m${at}/filebeat.yml`))));
    expect(all.every((each) => each?.uses.length === 1)).toBe(true);
  });
});
