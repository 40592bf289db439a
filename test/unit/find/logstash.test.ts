/** Logstash's own ways: sections that stand twice, switches beside hosts, texts in settings, names that are none. */
import { describe, expect, test } from "vitest";
import type { UseFact } from "../../../server/src/find/model";
import { joinSections } from "../../../server/src/find/pipelineSections";
import { unexpandedInLogstash } from "../../../server/src/find/references/logstash";
import { findSettings } from "../../../server/src/find/settings";
import { defaultBudget } from "../../../server/src/read/budget";
import { readLogstash } from "../../../server/src/read/logstash";
import { readYaml } from "../../../server/src/read/yaml";
import { showFact } from "./findSupport";

const SITE = { around: { kind: "file" }, template: false } as const;

function settings(text: string) {
  const [tree] = readLogstash(text, defaultBudget()).trees;
  return findSettings(tree!, { ...SITE, path: "main.conf", format: "logstash" });
}

/** `scheme host, …`, and what the program asks for. */
function targets(use: UseFact | undefined): string {
  const hosts = (use?.targets ?? []).map(({ scheme, value }) => `${scheme ?? "?"} ${showFact(value)}`).join(", ");
  return `${hosts}${use?.needsTls ? " needs TLS" : ""}${use?.idle ? " idle" : ""}`;
}

describe("sections", () => {
  const TWICE = 'output { a { x => "1" } }\nfilter { b { } }\noutput { a { x => "2" } c { } }\n';

  test("that stand twice go on where they stood first", () => {
    const tree = joinSections(readLogstash(TWICE, defaultBudget()).trees[0]!);
    if (tree.kind !== "map") throw new Error("no map");
    const names = tree.entries.map(({ key, value }) => `${key} ${value?.kind === "list" ? value.items.length : "-"}`);
    expect(names).toEqual(["output 3", "filter 1"]);
  });

  test("that stand once stay as they are", () => {
    const tree = readLogstash("input { a { } }\noutput { b { } }\n", defaultBudget()).trees[0]!;
    expect(joinSections(tree)).toBe(tree);
  });
});

describe("hosts without a scheme", () => {
  const output = (options: string): string =>
    targets(settings(`output { elasticsearch { hosts => ["es:9200"] api_key => "k" ${options} } }`).uses[0]);

  test.each([
    ["", "http es:9200 needs TLS"],
    ["ssl_enabled => true", "https es:9200 needs TLS"],
    ["ssl => true", "https es:9200 needs TLS"],
    ["ssl_enabled => false ssl => true", "http es:9200 needs TLS"],
    ['ssl_enabled => "${TLS}"', "? es:9200 needs TLS"],
  ])("with %j", (options, expected) => {
    expect(output(options)).toBe(expected);
  });

  test("of an input, whose switch satisfies it alone", () => {
    const input = (options: string): string =>
      targets(settings(`input { elasticsearch { hosts => ["es"] api_key => "k" ${options} } }`).uses[0]);
    expect(input("")).toBe("http es needs TLS");
    expect(input("ssl_enabled => true")).toBe("https es");
    expect(input("ssl_enabled => false")).toBe("http es needs TLS");
    expect(input('ssl_enabled => "${TLS}"')).toBe("? es");
  });

  test("of logstash.yml, where any TLS setting is enough", () => {
    const monitoring = (more: string): string => {
      const text = `xpack.monitoring.elasticsearch: { hosts: [es], api_key: k }\n${more}`;
      const site = { ...SITE, path: "logstash.yml", format: "yaml" } as const;
      return targets(findSettings(readYaml(text, defaultBudget()).trees[0]!, site).uses[0]);
    };
    expect(monitoring("")).toBe("http es needs TLS");
    expect(monitoring("xpack.monitoring.elasticsearch.ssl.certificate_authority: ca.pem\n")).toBe("https es needs TLS");
    expect(monitoring("xpack.monitoring.enabled: false\n")).toBe("http es needs TLS idle");
  });
});

test("pipelines stand as texts in lists, in logstash.yml and in what central management stores", () => {
  const embedded = (path: string, text: string): string[] => {
    const site = { ...SITE, path, format: "yaml" } as const;
    const { embedded: texts } = findSettings(readYaml(text, defaultBudget()).trees[0]!, site);
    return texts.map(({ scalar, name }) => `${name}: ${scalar.layer.text}`);
  };
  expect(embedded("pipelines.yml", "- pipeline.id: a\n  config.string: x\n- config: { string: y }\n")).toEqual([
    "pipeline.logstash: x",
    "pipeline.logstash: y",
  ]);
  expect(embedded("logstash.yml", "config.string: x\n")).toEqual(["pipeline.logstash: x"]);
  expect(embedded("a.yml", "pipeline: x\npipeline_settings: {}\n")).toEqual(["pipeline: x"]);
  expect(embedded("a.yml", "pipeline: x\n")).toEqual([]);
});

describe("what looks like a reference and is none", () => {
  test.each([
    ["${ES-KEY}", "name"],
    ["${ES-KEY:default}", "name"],
    ["${1KEY}", "name"],
    ["%{[@metadata][key]}", "event-field"],
    ["%{key}", "event-field"],
  ])("%s", (text, why) => {
    expect(unexpandedInLogstash(text)?.why).toBe(why);
  });

  test.each(["${ES_KEY}", "${es.key}", "${K:a-b}", "${}", "${A}${B}", "x%{key}", "%{a}%{b}", "$K", ""])(
    "%j is one, or something else",
    (text) => {
      expect(unexpandedInLogstash(text)).toBeUndefined();
    },
  );
});
