/** What a workspace keeps and when it judges again: versions, files that were looked at, settings, folders, races. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { createKeyfit, type Keyfit } from "../../../server/src/service";
import { DEFAULT_SETTINGS, type Settings } from "../../../server/src/workspace/settings";
import { type MemoryFiles, memoryFiles, pathBelow, ROOT } from "./memoryFiles";

interface Bench {
  readonly keyfit: Keyfit;
  readonly files: MemoryFiles;
  readonly host: { settings: Settings; folders: string[]; today: string };
  /** Paths of the analyses that the host was told of, since it was asked last. */
  told(): string[];
  put(path: string, text: string, version?: number): void;
  /** `rule` of each finding and the resolved value of each use, or "nothing". */
  judge(path: string): Promise<string>;
}

function bench(disk: Readonly<Record<string, string>> = {}): Bench {
  const files = memoryFiles(disk);
  const host: Bench["host"] = { settings: DEFAULT_SETTINGS, folders: [ROOT], today: "2026-11-24" };
  let told: string[] = [];
  const keyfit = createKeyfit({
    seed: "test",
    files,
    today: () => host.today,
    budget: () => defaultBudget(),
    settings: async () => host.settings,
    folders: () => host.folders,
    outdated: (uris) => told.push(...uris.map(pathBelow)),
  });
  return {
    keyfit,
    files,
    host,
    told: () => {
      const all = [...new Set(told)].sort();
      told = [];
      return all;
    },
    put: (path, text, version = 1) => keyfit.put({ uri: uriOf(path), path, text }, version),
    judge: async (path) => {
      const analysis = await keyfit.analyse(uriOf(path));
      if (!analysis) return "nothing";
      const values = analysis.uses.map(({ credential: { resolved } }) =>
        resolved.kind === "value" ? resolved.value.open() : resolved.kind,
      );
      return values.join(" ");
    },
  };
}

const uriOf = (path: string): string => `${ROOT}/${path}`;
/** What was read, project files left out: they are looked for once in each folder. */
const readsOf = (files: MemoryFiles): string[] => files.reads.filter((path) => !path.includes(".keyfit."));
const JOB =
  '0 1 * * * . ./job.env; curl -H "Authorization: ApiKey $K" https://a-d53192.es.us-east-1.aws.elastic-cloud.com/_bulk\n';
const literal = (value: string): string =>
  `0 1 * * * curl -H "Authorization: ApiKey ${value}" https://a-d53192.es.us-east-1.aws.elastic-cloud.com/_bulk\n`;

describe("texts", () => {
  test("an analysis is kept as long as nothing changes", async () => {
    const { keyfit, put } = bench();
    put("j.crontab", literal("a"));
    const first = await keyfit.analyse(uriOf("j.crontab"));
    put("j.crontab", literal("a"));
    expect(await keyfit.analyse(uriOf("j.crontab"))).toBe(first);
    put("j.crontab", literal("a"), 2);
    expect(await keyfit.analyse(uriOf("j.crontab"))).not.toBe(first);
  });

  test("a new text counts whatever its version says", async () => {
    const { put, judge } = bench();
    put("j.crontab", literal("a"), 5);
    expect(await judge("j.crontab")).toBe("a");
    put("j.crontab", literal("b"), 5);
    expect(await judge("j.crontab")).toBe("b");
    put("j.crontab", literal("c"), 1);
    expect(await judge("j.crontab")).toBe("c");
  });

  test("what was never put, was removed, or can hold nothing has no analysis", async () => {
    const { keyfit, put, judge } = bench();
    expect(await judge("j.crontab")).toBe("nothing");
    put("j.crontab", literal("a"));
    keyfit.remove(uriOf("j.crontab"));
    expect(await judge("j.crontab")).toBe("nothing");
    put("filebeat.yml", "logging.level: info\n");
    expect(await judge("filebeat.yml")).toBe("nothing");
    put("notes.txt", "Authorization: ApiKey a\n");
    expect(await judge("notes.txt")).toBe("nothing");
  });

  test("asked twice at once, both get the truth", async () => {
    const { keyfit, put } = bench({ "job.env": "K=a\n" });
    put("j.crontab", JOB);
    const uri = uriOf("j.crontab");
    const [one, two] = await Promise.all([keyfit.analyse(uri), keyfit.analyse(uri)]);
    expect(one?.uses).toHaveLength(1);
    expect(two?.uses).toHaveLength(1);
  });

  test("a text that changes while it is judged is judged as it is then", async () => {
    const { put, judge, files } = bench({ "job.env": "K=a\n" });
    put("j.crontab", JOB, 1);
    files.onRead = () => {
      files.onRead = undefined;
      put("j.crontab", literal("new"), 2);
    };
    expect(await judge("j.crontab")).toBe("new");
  });
});

describe("files that a text looks at", () => {
  test("are read once, and again when they change", async () => {
    const { put, judge, files, keyfit } = bench({ "job.env": "K=a\n" });
    put("j.crontab", JOB);
    expect(await judge("j.crontab")).toBe("a");
    put("j.crontab", `${JOB}# more\n`, 2);
    expect(await judge("j.crontab")).toBe("a");
    expect(readsOf(files)).toEqual(["job.env"]);
    files.disk.set("job.env", "K=b\n");
    expect(await judge("j.crontab")).toBe("a");
    keyfit.touch(uriOf("job.env"));
    expect(await judge("j.crontab")).toBe("b");
    expect(readsOf(files)).toEqual(["job.env", "job.env"]);
  });

  test("count when they appear and when they go away", async () => {
    const { put, judge, files, keyfit } = bench();
    put("j.crontab", JOB);
    expect(await judge("j.crontab")).toBe("unset");
    files.disk.set("job.env", "K=a\n");
    keyfit.touch(uriOf("job.env"));
    expect(await judge("j.crontab")).toBe("a");
    files.disk.delete("job.env");
    keyfit.touch(uriOf("job.env"));
    expect(await judge("j.crontab")).toBe("unset");
  });

  test("change no other analysis, and no other is told of", async () => {
    const { put, keyfit, told } = bench({ "job.env": "K=a\n" });
    put("j.crontab", JOB);
    put("k.crontab", literal("a"));
    const [, other] = [await keyfit.analyse(uriOf("j.crontab")), await keyfit.analyse(uriOf("k.crontab"))];
    keyfit.touch(uriOf("job.env"));
    expect(told()).toEqual(["j.crontab"]);
    expect(await keyfit.analyse(uriOf("k.crontab"))).toBe(other);
    put("k.crontab", literal("b"), 2);
    await keyfit.refresh();
    expect(told()).toEqual([]);
  });

  test("an editor's text of such a file wins over the disk until it is closed", async () => {
    const { put, judge, keyfit } = bench({ "job.env": "K=disk\n" });
    put("j.crontab", JOB);
    expect(await judge("j.crontab")).toBe("disk");
    put("job.env", "K=editor\n");
    expect(await judge("j.crontab")).toBe("editor");
    put("job.env", "K=typed\n", 2);
    expect(await judge("j.crontab")).toBe("typed");
    keyfit.remove(uriOf("job.env"));
    expect(await judge("j.crontab")).toBe("disk");
  });

  test("one that changes while it is read is read again", async () => {
    const { put, judge, files, keyfit } = bench({ "job.env": "K=a\n" });
    put("j.crontab", JOB);
    files.onRead = () => {
      files.onRead = undefined;
      files.disk.set("job.env", "K=b\n");
      keyfit.touch(uriOf("job.env"));
    };
    expect(await judge("j.crontab")).toBe("b");
  });

  test("an unreadable one is as good as none", async () => {
    const { put, judge, files } = bench();
    files.disk.set("job.env", { kind: "unreadable" });
    put("j.crontab", JOB);
    expect(await judge("j.crontab")).toBe("unset");
  });

  test("lie in a workspace folder, or are not read", async () => {
    const { put, judge, files, host } = bench({ "job.env": "K=a\n" });
    host.folders = [`${ROOT}/sub`];
    put("sub/j.crontab", JOB.replace("./job.env", "../job.env"));
    expect(await judge("sub/j.crontab")).toBe("unset");
    host.folders = [];
    put("j.crontab", JOB);
    expect(await judge("j.crontab")).toBe("unset");
    expect(readsOf(files)).toEqual([]);
  });

  test("the innermost folder is the project", async () => {
    const { put, judge, files, host } = bench({ "job.env": "K=outer\n", "sub/job.env": "K=inner\n" });
    host.folders = [ROOT, `${ROOT}/sub`];
    put("sub/j.crontab", JOB);
    expect(await judge("sub/j.crontab")).toBe("inner");
    expect(readsOf(files)).toEqual(["sub/job.env"]);
  });

  test("are found through others", async () => {
    const { put, judge, files, keyfit, told } = bench({ "job.env": ". ./more.env\n", "more.env": "K=a\n" });
    put("j.crontab", JOB);
    expect(await judge("j.crontab")).toBe("a");
    files.disk.set("more.env", "K=b\n");
    keyfit.touch(uriOf("more.env"));
    expect(told()).toEqual(["j.crontab"]);
    expect(await judge("j.crontab")).toBe("b");
  });

  test.each([
    [10, "far"],
    [40, "unset"],
  ])("%d that source each the next are read as far as anyone goes, and nothing stays open", async (length, value) => {
    const disk: Record<string, string> = { [`e${length}.env`]: "K=far\n" };
    for (let at = 0; at < length; at++) disk[`e${at}.env`] = `. ./e${at + 1}.env\n`;
    const { put, judge, keyfit } = bench(disk);
    put("j.crontab", JOB.replace("job.env", "e0.env"));
    expect(await judge("j.crontab")).toBe(value);
    const analysis = await keyfit.analyse(uriOf("j.crontab"));
    expect(analysis?.lookups.pending.size).toBe(0);
  });
});

describe("settings, day and folders", () => {
  test("switched off there is no analysis, and on again there is one", async () => {
    const { put, judge, host, keyfit } = bench();
    put("j.crontab", literal("a"));
    expect(await judge("j.crontab")).toBe("a");
    host.settings = { ...DEFAULT_SETTINGS, enable: false };
    keyfit.reset();
    expect(await judge("j.crontab")).toBe("nothing");
    expect(await keyfit.fixes(uriOf("j.crontab"), { start: 0, end: 99 })).toEqual([]);
    expect(await keyfit.hover(uriOf("j.crontab"), 50)).toBeUndefined();
    host.settings = DEFAULT_SETTINGS;
    keyfit.reset();
    expect(await judge("j.crontab")).toBe("a");
  });

  test("folders that come and go change what is in reach", async () => {
    const { put, judge, host, keyfit } = bench({ "job.env": "K=a\n" });
    host.folders = [];
    put("j.crontab", JOB);
    expect(await judge("j.crontab")).toBe("unset");
    host.folders = [ROOT];
    keyfit.reset();
    expect(await judge("j.crontab")).toBe("a");
    host.folders = [];
    keyfit.reset();
    expect(await judge("j.crontab")).toBe("unset");
  });

  test("settings that change while they are asked for count as they are then", async () => {
    const files = memoryFiles({});
    let ask: () => Promise<Settings> = async () => DEFAULT_SETTINGS;
    const keyfit = createKeyfit({
      seed: "test",
      files,
      today: () => "2026-11-24",
      budget: () => defaultBudget(),
      settings: () => ask(),
      folders: () => [ROOT],
    });
    keyfit.put({ uri: uriOf("j.crontab"), path: "j.crontab", text: literal("a") }, 1);
    ask = async () => {
      ask = async () => ({ ...DEFAULT_SETTINGS, enable: false });
      keyfit.reset();
      return DEFAULT_SETTINGS;
    };
    expect(await keyfit.analyse(uriOf("j.crontab"))).toBeUndefined();
  });
});

describe("lines", () => {
  test("of a text, and of a file that an analysis looked at", async () => {
    const { put, judge, keyfit } = bench({ "job.env": "# one\n# two\nK=a\n" });
    put("j.crontab", JOB);
    await judge("j.crontab");
    expect(keyfit.lines(uriOf("j.crontab"))?.lines).toBe(2);
    expect(keyfit.lines(uriOf("job.env"))?.lines).toBe(4);
    expect(keyfit.lines(uriOf("gone.env"))).toBeUndefined();
    expect(pathBelow(uriOf("job.env"))).toBe("job.env");
  });
});
