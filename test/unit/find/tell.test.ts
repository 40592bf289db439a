/** Whose configuration a file is: by content, by name, and by family where nothing more exact is known. */
import { describe, expect, test } from "vitest";
import { tellIntegrations } from "../../../server/src/find/tell";
import { INTEGRATIONS } from "../../../server/src/integrations/index";
import { defaultBudget } from "../../../server/src/read/budget";
import { readYaml } from "../../../server/src/read/yaml";

function told(path: string, text: string): string[] {
  const tree = readYaml(text, defaultBudget()).trees[0];
  return tree ? tellIntegrations(tree, path, "yaml", INTEGRATIONS).map(({ id }) => id) : [];
}

const OUTPUT = "output.elasticsearch:\n  api_key: x\n";

describe("by content", () => {
  test.each([
    ["filebeat.inputs: []\n", ["filebeat"]],
    ["filebeat:\n  inputs: []\n", ["filebeat"]],
    [`heartbeat.monitors: []\n${OUTPUT}`, ["heartbeat", "beats"]],
    [OUTPUT, ["beats"]],
    ["output:\n  elasticsearch:\n    hosts: [a]\n", ["beats"]],
    ["monitoring.elasticsearch:\n", ["beats"]],
    ["metricbeat.modules:\n  - module: elasticsearch\n", ["metricbeat", "metricbeat-module-elasticsearch"]],
    ["outputs:\n  default:\n    type: elasticsearch\n", ["elastic-agent"]],
    ["outputs.default.type: elasticsearch\n", ["elastic-agent"]],
    ["agent.monitoring:\n  enabled: true\n", ["elastic-agent"]],
    ["exporters:\n  elasticsearch:\n    endpoint: a\n", ["otel-elasticsearch-exporter"]],
    ["exporters:\n  elasticsearch/logs:\n    endpoint: a\n", ["otel-elasticsearch-exporter"]],
  ])("%j", (text, expected) => {
    expect(told("config.yml", text)).toEqual(expected);
  });

  test.each([
    "services:\n  filebeat:\n    image: x\n",
    "filebeats: 1\n",
    "output:\n  logstash:\n    hosts: [a]\n",
    "outputs:\n  sum:\n    value: 1\n",
    "exporters.elasticsearch.endpoint: a\n",
    "exporters:\n  zipkin:\n    endpoint: a\n",
    "- filebeat: 1\n",
    "just text\n",
    "elasticsearch:\n  api_key: x\n",
  ])("%j is nobody's", (text) => {
    expect(told("config.yml", text)).toEqual([]);
  });
});

describe("by name", () => {
  test.each([
    ["filebeat.yml", ["filebeat", "beats"]],
    ["etc/filebeat/filebeat.yml", ["filebeat", "beats"]],
    ["filebeat.docker.yml", ["filebeat", "beats"]],
    ["filebeat-prod.yml", ["filebeat", "beats"]],
    ["deploy/metricbeat_prod.yml", ["metricbeat", "beats"]],
    ["notfilebeat.yml", ["beats"]],
    ["values.yml", ["beats"]],
  ])("%s", (path, expected) => {
    expect(told(path, OUTPUT)).toEqual(expected);
  });

  test("a module's file has its settings at the top", () => {
    expect(told("modules.d/elasticsearch-xpack.yml", "- module: elasticsearch\n")).toEqual([
      "metricbeat-module-elasticsearch",
    ]);
  });

  test("content wins where the name says something else", () => {
    expect(told("filebeat.yml", `metricbeat.modules: []\n${OUTPUT}`)).toEqual(["metricbeat", "filebeat", "beats"]);
    expect(told("filebeat.yml", "exporters:\n  elasticsearch:\n    api_key: x\n")[0]).toBe(
      "otel-elasticsearch-exporter",
    );
  });
});
