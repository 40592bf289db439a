/** Versions that files state: who is judged again when they change, what hovers and findings say of them, and no secret. */
import { describe, expect, test } from "vitest";
import { hoverAt } from "../../../server/src/features/hover";
import { messageOf, relatedWords } from "../../../server/src/features/words";
import type { Acceptance } from "../../../server/src/integrations/model";
import { defaultBudget } from "../../../server/src/read/budget";
import { type Analysis, createKeyfit, type Keyfit } from "../../../server/src/service";
import { DEFAULT_SETTINGS } from "../../../server/src/workspace/settings";
import { acceptedAs, type ProgramVersions } from "../../../server/src/workspace/versions";
import { ENCODED } from "../../support/keys";
import { type MemoryFiles, memoryFiles, pathBelow, ROOT } from "./memoryFiles";

const MODULES = `metricbeat.modules:
  - module: elasticsearch
    hosts: ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key: "${ENCODED}"
`;
const compose = (image: string): string =>
  `services:\n  metricbeat:\n    image: ${image}\n    volumes: ["./metricbeat.yml:/usr/share/metricbeat/metricbeat.yml:ro"]\n`;
const OLD = compose("docker.elastic.co/beats/metricbeat:8.17.4");
const NEW = compose("docker.elastic.co/beats/metricbeat:9.3.0");
const LATEST = compose("docker.elastic.co/beats/metricbeat:latest");
const VARIABLE = compose("docker.elastic.co/beats/metricbeat:${STACK_VERSION:-8.17.4}");

interface Bench {
  readonly keyfit: Keyfit;
  readonly files: MemoryFiles;
  readonly told: string[];
  /** Writes a file of the workspace, or deletes it. */
  write(path: string, text: string | undefined): void;
  analyse(path?: string): Promise<Analysis | undefined>;
  /** The severity of wrong-encoding, or nothing. */
  judge(): Promise<string | undefined>;
}

async function bench(disk: Readonly<Record<string, string>>): Promise<Bench> {
  const files = memoryFiles({ "metricbeat.yml": MODULES, ...disk });
  const told: string[] = [];
  const keyfit = createKeyfit({
    seed: "test",
    files,
    today: () => "2026-11-24",
    budget: () => defaultBudget(),
    settings: async () => DEFAULT_SETTINGS,
    folders: () => [ROOT],
    outdated: (uris) => told.push(...uris.map(pathBelow)),
  });
  const scan = (path: string, text: string) => keyfit.scan({ uri: `${ROOT}/${path}`, path, text });
  for (const [path, text] of files.disk) scan(path, text as string);
  keyfit.put({ uri: `${ROOT}/metricbeat.yml`, path: "metricbeat.yml", text: MODULES }, 1);
  const analyse = (path = "metricbeat.yml") => keyfit.analyse(`${ROOT}/${path}`);
  return {
    keyfit,
    files,
    told,
    analyse,
    write(path, text) {
      if (text === undefined) files.disk.delete(path);
      else {
        files.disk.set(path, text);
        scan(path, text);
      }
      keyfit.touch(`${ROOT}/${path}`);
    },
    judge: async () => (await analyse())?.findings.find(({ rule }) => rule === "wrong-encoding")?.severity,
  };
}

describe("a change", () => {
  test("of the image judges the settings again that the service mounts", async () => {
    const { write, judge, told } = await bench({ "compose.yaml": OLD });
    expect(await judge()).toBe("error");
    told.length = 0;
    write("compose.yaml", NEW);
    expect(await judge()).toBeUndefined();
    expect(told).toContain("metricbeat.yml");
    write("compose.yaml", LATEST);
    expect(await judge()).toBe("warning");
    write("compose.yaml", undefined);
    expect(await judge()).toBe("warning");
    write("compose.yaml", OLD);
    expect(await judge()).toBe("error");
  });

  test("of the variable in a tag does so too", async () => {
    const { write, judge } = await bench({ "compose.yaml": VARIABLE });
    expect(await judge()).toBe("error");
    write(".env", "STACK_VERSION=9.3.0\n");
    expect(await judge()).toBeUndefined();
    write(".env", "STACK_VERSION=latest\n");
    expect(await judge()).toBe("warning");
    write(".env", undefined);
    expect(await judge()).toBe("error");
  });

  test("of the Dockerfile that a service is built from, or of an override, does so too", async () => {
    const built =
      'services:\n  metricbeat:\n    build: image\n    volumes: ["./metricbeat.yml:/usr/share/metricbeat/metricbeat.yml"]\n';
    const { write, judge } = await bench({ "compose.yaml": built });
    expect(await judge()).toBe("warning");
    write("image/Dockerfile", "FROM docker.elastic.co/beats/metricbeat:8.17.4\n");
    expect(await judge()).toBe("error");
    write("image/Dockerfile", "FROM docker.elastic.co/beats/metricbeat:9.3.0\n");
    expect(await judge()).toBeUndefined();
    write("compose.override.yaml", "services:\n  metricbeat:\n    image: docker.elastic.co/beats/metricbeat:8.17.4\n");
    expect(await judge()).toBe("error");
  });

  test("of the project file beats what is found", async () => {
    const { write, judge } = await bench({ "compose.yaml": OLD });
    expect(await judge()).toBe("error");
    write(".keyfit.yml", 'version: 1\nversions: { metricbeat: "9.3.0" }\n');
    expect(await judge()).toBeUndefined();
    write(".keyfit.yml", undefined);
    expect(await judge()).toBe("error");
  });
});

test("while files have not been looked at, nothing is said that one of them may refute", async () => {
  const { keyfit, judge, write } = await bench({});
  keyfit.setComplete(false);
  expect(await judge()).toBeUndefined();
  keyfit.setComplete(true);
  expect(await judge()).toBe("warning");
  keyfit.setComplete(false);
  write("compose.yaml", OLD);
  expect(await judge()).toBe("error");
});

describe("what is said", () => {
  test("of a version is where it stands", async () => {
    const { analyse } = await bench({ "compose.yaml": VARIABLE, ".env": "STACK_VERSION=8.17.4\n" });
    const analysis = await analyse();
    const [finding] = analysis?.findings.filter(({ rule }) => rule === "wrong-encoding") ?? [];
    expect(finding && messageOf(finding)).toBe(
      "Version 8.17.4 encodes this form once more; only releases of Metricbeat since September 2025 take it here",
    );
    expect(finding?.related.map((each) => [pathBelow(each.uri), each.line, relatedWords(each)])).toEqual([
      ["compose.yaml", 2, "Metricbeat 8.17.4 is stated here"],
      [".env", 0, "STACK_VERSION is defined here"],
    ]);
    expect(analysis && hoverAt(analysis, MODULES.indexOf(ENCODED))?.markdown.replaceAll("\\", "")).toContain(
      "Metricbeat 8.17.4, by image in compose.yaml:3 (setting)",
    );
  });

  test("of one that the project file declares is that", async () => {
    const { analyse } = await bench({ ".keyfit.yml": 'version: 1\nversions: { metricbeat: "8.17.4" }\n' });
    const analysis = await analyse();
    expect(analysis && hoverAt(analysis, MODULES.indexOf(ENCODED))?.markdown.replaceAll("\\", "")).toContain(
      "the project file declares metricbeat 8.17.4 (project-file)",
    );
  });

  test("holds no text of an image or a tag", async () => {
    for (const image of [`docker.elastic.co/beats/metricbeat:${ENCODED}`, `${ENCODED}:8.17.4`, ENCODED]) {
      const { analyse } = await bench({ "compose.yaml": compose(image) });
      const analysis = await analyse();
      const { uses, findings } = analysis ?? {};
      const said = JSON.stringify([uses?.map(({ versions, evidence }) => [versions, evidence]), findings]);
      expect(said).not.toContain(ENCODED.slice(8));
    }
  });
});

describe("forms", () => {
  const ROWS: readonly Acceptance[] = [
    { versions: ">=7.7.0 <7.8.1", forms: ["encoded"], inWords: "7.7.0 to 7.8.0", only: true },
    { forms: ["pair"] },
    { versions: ">=9.2.0", forms: ["encoded"], inWords: "9.2 and later" },
    { versions: ">=9.1.4 <9.2.0", forms: ["encoded"], inWords: "9.2 and later", unsure: true },
  ];
  const known = (...versions: string[]): ProgramVersions => ({
    stated: versions.map((version) => {
      const rest = { product: "x", title: "X", checked: "9.4.0", foreign: false, at: undefined };
      return { ...rest, version };
    }),
    open: false,
    early: false,
  });

  test.each<["encoded" | "pair" | "essu", string[], "always" | "never" | "depends"]>([
    ["encoded", [], "depends"],
    ["pair", [], "always"],
    ["essu", [], "never"],
    ["encoded", ["7.7.0"], "always"],
    ["pair", ["7.7.0"], "never"],
    ["pair", ["7.7"], "never"],
    // Hardly any 7 refuses it, and which one runs nobody knows.
    ["pair", ["7"], "always"],
    ["encoded", ["7.8.1"], "never"],
    ["encoded", ["8"], "never"],
    ["encoded", ["9"], "depends"],
    ["encoded", ["9.1.3"], "never"],
    ["encoded", ["9.1.4"], "depends"],
    ["encoded", ["9.1"], "depends"],
    ["encoded", ["9.2"], "always"],
    ["encoded", ["9.2.0", "9.3.0"], "always"],
    ["encoded", ["9.1.0", "9.3.0"], "depends"],
    ["encoded", ["8.15.0", "9.0.1"], "never"],
    ["encoded", ["latest"], "depends"],
  ])("%s in %j: %s", (form, versions, answer) => {
    const accepted = acceptedAs(form, ROWS, versions.length === 0 ? undefined : known(...versions));
    expect(typeof accepted === "object" ? "depends" : accepted).toBe(answer);
  });

  test("in versions of another numbering, and beside one that nobody tells, are not known", () => {
    const [one] = known("9.3.0").stated;
    const foreign: ProgramVersions = { stated: one ? [{ ...one, foreign: true }] : [], open: false, early: false };
    expect(acceptedAs("encoded", ROWS, foreign)).toBeTypeOf("object");
    expect(acceptedAs("encoded", ROWS, { ...known("9.3.0"), open: true })).toBeTypeOf("object");
  });
});
