/** From trees of settings to facts: credentials, targets, what excludes them, and what one file says about references. */
import { describe, expect, test } from "vitest";
import type { UseFact } from "../../../server/src/find/model";
import { findSettings } from "../../../server/src/find/settings";
import { defaultBudget } from "../../../server/src/read/budget";
import { readYaml } from "../../../server/src/read/yaml";
import type { Span } from "../../../server/src/text/span";
import { showFact, showHeader } from "./findSupport";

function facts(text: string, path = "filebeat.yml"): ReturnType<typeof findSettings> {
  return findSettings(readYaml(text, defaultBudget()).trees[0]!, {
    path,
    format: "yaml",
    around: { kind: "file" },
    template: false,
  });
}

function uses(text: string, path?: string): readonly UseFact[] {
  return facts(text, path).uses;
}

/** `integration path = credential -> role value, role value`. */
function shown(text: string, path?: string): string[] {
  return uses(text, path).map((use) => {
    const targets = use.targets.map((each) => `${each.role} ${each.value ? showFact(each.value) : each.text}`);
    return `${use.integration.id} ${use.path} = ${showFact(use.credential)} -> ${targets.join(", ")}`;
  });
}

const at = (text: string, span: Span | undefined): string | undefined => span && text.slice(span.start, span.end);

const OUTPUT = "output.elasticsearch:\n";

describe("key settings", () => {
  test("are found under the program that reads the file, in file order", () => {
    const text = `filebeat.inputs: []\nmonitoring.elasticsearch.api_key: a\n${OUTPUT}  api_key: b\n`;
    expect(shown(text, "x.yml")).toEqual([
      "filebeat monitoring.elasticsearch.api_key = a -> ",
      "filebeat output.elasticsearch.api_key = b -> ",
    ]);
  });

  test("each belongs to one program, however many could read it", () => {
    const text = "metricbeat.modules:\n  - module: elasticsearch\n    api_key: a\n    hosts: [h]\n";
    expect(shown(text, "metricbeat.yml")).toEqual([
      "metricbeat-module-elasticsearch metricbeat.modules[0].api_key = a -> url h",
    ]);
  });

  test("a module's key counts only for the modules that have one", () => {
    const module = (name: string): string[] => shown(`- module: ${name}\n  api_key: a\n`, "modules.d/x.yml");
    expect(module("elasticsearch")).toHaveLength(1);
    expect(module("elasticsearch-xpack")).toHaveLength(1);
    expect(module("nginx")).toEqual([]);
    expect(shown("- api_key: a\n", "modules.d/x.yml")).toEqual([]);
  });

  test("a list or a map is no key", () => {
    expect(uses(`${OUTPUT}  api_key: [a]\n`)).toEqual([]);
    expect(uses(`${OUTPUT}  api_key: {a: b}\n`)).toEqual([]);
    expect(uses(`${OUTPUT}  api_key:\n`)).toEqual([]);
  });

  test("a header is split, its name in any case", () => {
    const [use] = uses(`${OUTPUT}  headers:\n    authorization: ApiKey abc\n`);
    expect(showHeader(use?.header)).toBe("apikey ApiKey");
    expect(showFact(use?.credential)).toBe("abc");
  });

  test("an alias can be read, and is not rewritten where it stands for other settings too", () => {
    const text = `key: &k abc\n${OUTPUT}  api_key: *k\n`;
    const [use] = uses(text);
    expect(showFact(use?.credential)).toBe("abc");
    expect(use?.credential.encode("other")).toBeUndefined();
    expect(uses(`${OUTPUT}  api_key: abc\n`)[0]?.credential.encode("other")).toBe("other");
  });
});

describe("targets", () => {
  test.each([
    ["  hosts: h\n", "url h"],
    ["  hosts: [a, b]\n", "url a, url b"],
    ['  hosts: ["${A}", "b"]\n', "url <A>, url b"],
    ["  hosts: {a: b}\n", ""],
    ["", ""],
  ])("%j", (hosts, expected) => {
    expect(shown(`${OUTPUT}  api_key: k\n${hosts}`)).toEqual([
      `filebeat output.elasticsearch.api_key = k -> ${expected}`,
    ]);
  });

  test("monitoring goes where the output goes, unless it has hosts of its own", () => {
    const output = `${OUTPUT}  hosts: [a]\n`;
    const monitoring = "monitoring.elasticsearch:\n  api_key: k\n";
    expect(shown(output + monitoring)[0]).toMatch(/-> url a$/);
    expect(shown(`${output}${monitoring}  hosts: [b]\n`)[0]).toMatch(/-> url b$/);
  });

  test("the protocol beside the hosts gives the scheme, anything else the default", () => {
    const scheme = (line: string): string | undefined =>
      uses(`${OUTPUT}  api_key: k\n  hosts: [a]\n${line}`)[0]?.targets[0]?.scheme;
    expect([scheme(""), scheme("  protocol: https\n"), scheme("  protocol: ftp\n"), scheme("  protocol:\n")]).toEqual([
      "http",
      "https",
      "http",
      "http",
    ]);
  });

  test("a Cloud ID comes first; hosts count where it turns out empty", () => {
    const text = `cloud.id: "\${CLOUD_ID:}"\n${OUTPUT}  api_key: k\n  hosts: [h]\n`;
    expect(shown(text)[0]).toMatch(/-> cloud-id <CLOUD_ID>, url h$/);
    expect(shown(text.replace(/cloud.id.*/, "cloud.id:"))[0]).toMatch(/-> url h$/);
    expect(shown(text.replace(/cloud.id.*/, "cloud: {id: x}"))[0]).toMatch(/-> cloud-id x, url h$/);
  });

  test("the settings beside a key are those of its own block", () => {
    const text =
      "outputs:\n  a:\n    type: elasticsearch\n    hosts: [h1]\n    api_key: k1\n  b:\n    hosts: [h2]\n    api_key: k2\n";
    expect(shown(text, "elastic-agent.yml")).toEqual([
      "elastic-agent outputs.a.api_key = k1 -> url h1",
      "elastic-agent outputs.b.api_key = k2 -> url h2",
    ]);
    const exporters =
      "exporters:\n  elasticsearch/a:\n    endpoint: h1\n    api_key: k1\n  elasticsearch/b:\n    endpoints: [h2]\n    api_key: k2\n";
    expect(shown(exporters, "otel.yml")).toEqual([
      "otel-elasticsearch-exporter exporters.elasticsearch/a.api_key = k1 -> url h1",
      "otel-elasticsearch-exporter exporters.elasticsearch/b.api_key = k2 -> url h2",
    ]);
  });

  test("a program's documented default counts where nothing is set", () => {
    expect(shown("- module: elasticsearch\n  api_key: k\n", "modules.d/e.yml")[0]).toMatch(
      /-> default http:\/\/localhost:9200$/,
    );
  });
});

describe("what may not stand beside a key", () => {
  test("is found in the key's own block, with the place of its name", () => {
    const text = `${OUTPUT}  api_key: k\n  username: u\n  password:\ncloud.auth: a:b\n`;
    const [use] = uses(text);
    expect(use?.excluded.map(({ path, keySpan }) => `${path} ${at(text, keySpan)}`)).toEqual([
      "output.elasticsearch.username username",
      "cloud.auth cloud.auth",
    ]);
    const other = "outputs:\n  a:\n    type: elasticsearch\n    api_key: k\n  b:\n    username: u\n";
    expect(uses(other, "elastic-agent.yml")[0]?.excluded).toEqual([]);
  });
});

describe("misplaced settings and Cloud IDs", () => {
  test("are named once, whoever could read the file", () => {
    const text = `filebeat.inputs: []\n${OUTPUT}  cloud.id: x\n`;
    expect(
      facts(text).misplaced.map(({ path, keySpan, belongs }) => `${path} ${at(text, keySpan)} ${belongs}`),
    ).toEqual(["output.elasticsearch.cloud.id cloud.id cloud.id"]);
    const cloudIds = facts(`cloud.id: a\nmonitoring.cloud.id: b\n${OUTPUT}  hosts: []\n`).cloudIds;
    expect(cloudIds.map(({ path, value }) => `${path} ${showFact(value)}`)).toEqual([
      "cloud.id a",
      "monitoring.cloud.id b",
    ]);
  });
});

describe("references", () => {
  test("V-BT-4: Beats look for a setting of that path first", () => {
    const [use] = uses(`${OUTPUT}  username: u1\n  api_key: "\${output.elasticsearch.username}:x"\n`);
    expect(
      use?.scope.kind === "settings" && use.scope.definitions.map(({ name, value }) => `${name}=${showFact(value)}`),
    ).toEqual(["output.elasticsearch.username=u1"]);
  });

  test("other programs do not", () => {
    const text = "exporters:\n  elasticsearch:\n    api_key: ${exporters}\nexporters2: x\n";
    const [use] = uses(text);
    expect(use?.scope).toEqual({ kind: "settings", definitions: [], around: { kind: "file" } });
  });

  test("a name with marks of a pattern is a name", () => {
    const [use] = uses(`${OUTPUT}  api_key: "\${*}\${output[]}\${output.*.x}"\n`);
    expect(use?.scope).toEqual({ kind: "settings", definitions: [], around: { kind: "file" } });
  });

  test.each([
    ["$KEY", "dollar-only $KEY"],
    ['"$KEY"', "dollar-only $KEY"],
    ["' $(KEY) '", "parentheses $(KEY)"],
    ['"%KEY%"', "percent-signs %KEY%"],
    ["ApiKey $KEY", "dollar-only $KEY"],
    ["ApiKey   $KEY", "dollar-only $KEY"],
    ['"Api\\x4bey $KEY"', "dollar-only $KEY"],
    [">-\n    $KEY", "dollar-only $KEY"],
  ])("V-BT-5: %s is text that looks like one, and is found where it stands", (value, expected) => {
    const text = `${OUTPUT}  api_key: ${value}\n`;
    expect(uses(text)[0]?.unexpanded.map(({ why, span }) => `${why} ${at(text, span)}`)).toEqual([expected]);
  });

  test.each(["${KEY}", "a$KEY", "$KEY b", "pa$$word"])("%s is none", (value) => {
    expect(uses(`${OUTPUT}  api_key: "${value}"\n`)[0]?.unexpanded).toEqual([]);
  });
});
