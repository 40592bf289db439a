/** Keys that others send: who names the block, where each of them sends, and the scheme that stands beside the key. */
import { describe, expect, test } from "vitest";
import { findSettings } from "../../../server/src/find/settings";
import { defaultBudget } from "../../../server/src/read/budget";
import { readYaml } from "../../../server/src/read/yaml";
import { showFact, showHeader } from "./findSupport";

/** `integration API header credential -> targets (block)`. */
function shown(text: string): string[] {
  const site = { path: "collector.yaml", format: "yaml", around: { kind: "file" }, template: false } as const;
  const { uses } = findSettings(readYaml(text, defaultBudget()).trees[0]!, site);
  return uses.flatMap((use) => {
    if (use.kind !== "setting") return [];
    const targets = use.targets.map(({ value }) => showFact(value)).join(", ");
    const block = use.block ? ` (${use.block.name}${use.whole ? ", whole" : ""})` : "";
    return [`${use.setting.api} ${showHeader(use.header)} ${showFact(use.credential)} -> ${targets}${block}`];
  });
}

const BEARER = (settings: string): string => `extensions:\n  bearertokenauth: { ${settings} }\n`;
const EXPORTER = "exporters:\n  otlphttp: { endpoint: https://a, auth: { authenticator: bearertokenauth } }\n";

describe("senders", () => {
  test("say where the key goes, and which API that is", () => {
    expect(shown(`${BEARER("token: k")}${EXPORTER}`)).toEqual(["otlp bearer Bearer k -> https://a (otlphttp)"]);
    const elasticsearch =
      "exporters:\n  elasticsearch/x: { endpoints: [https://a, https://b], auth: { authenticator: bearertokenauth/e } }\n";
    expect(shown(`extensions:\n  bearertokenauth/e: { token: k }\n${elasticsearch}`)).toEqual([
      "elasticsearch bearer Bearer k -> https://a, https://b (elasticsearch/x)",
    ]);
  });

  test("of one sort are one use, of two sorts two; none of them is the block where there are several", () => {
    const two = `${BEARER("token: k")}exporters:
  otlp/a: { endpoint: a:1, auth: { authenticator: bearertokenauth } }
  otlp/b: { endpoint: b:1, auth: { authenticator: bearertokenauth } }
  elasticsearch: { endpoint: https://c, auth: { authenticator: bearertokenauth } }
service: { pipelines: { logs: { exporters: [otlp/a, otlp/b, elasticsearch] } } }
`;
    expect(shown(two)).toEqual([
      "elasticsearch bearer Bearer k -> https://c (elasticsearch, whole)",
      "otlp bearer Bearer k -> a:1, b:1",
    ]);
  });

  test("may be any exporter, central configuration, or a receiver that asks Elasticsearch", () => {
    const by = (component: string): string[] => shown(`${BEARER("token: k")}${component}`);
    expect(by("exporters:\n  loki: { endpoint: https://a, auth: { authenticator: bearertokenauth } }\n")).toEqual([
      "unknown bearer Bearer k -> https://a (loki)",
    ]);
    expect(
      by("receivers:\n  elasticsearch: { endpoint: https://a, auth: { authenticator: bearertokenauth } }\n"),
    ).toEqual(["elasticsearch bearer Bearer k -> https://a (elasticsearch)"]);
  });

  test("a receiver that checks what comes in sends nothing", () => {
    const receiver = "receivers:\n  otlp: { protocols: { grpc: { auth: { authenticator: bearertokenauth } } } }\n";
    expect(shown(`${BEARER("token: k")}${receiver}`)).toEqual([]);
    expect(shown(`${BEARER("token: k")}${receiver}${EXPORTER}`)).toHaveLength(1);
  });

  test("nobody who names it: the file is a part, and the target not known", () => {
    expect(shown(BEARER("token: k"))).toEqual(["unknown bearer Bearer k ->  (bearertokenauth)"]);
    expect(shown(`${BEARER("token: k")}${EXPORTER.replace("tokenauth", "tokenauth/other")}`)).toHaveLength(1);
  });
});

describe("a scheme beside the key", () => {
  const scheme = (settings: string): string[] =>
    shown(`${BEARER(settings)}${EXPORTER}`).map((line) => line.replace(/^otlp | -> .*$/g, ""));

  test("in any case, with quotes or without", () => {
    expect(scheme("token: k, scheme: ApiKey")).toEqual(["apikey ApiKey k"]);
    expect(scheme('scheme: "APIKEY", token: k')).toEqual(["apikey APIKEY k"]);
    expect(scheme("scheme: Token, token: k")).toEqual(["other Token k"]);
  });

  test("is not known where a variable names it", () => {
    expect(scheme("scheme: '${env:S}', token: k")).toEqual(["other undefined k"]);
  });

  test("is in the value where the setting is empty", () => {
    // https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/bearertokenauthextension/bearertokenauth.go
    expect(scheme('scheme: "", token: ApiKey k')).toEqual(["apikey ApiKey k"]);
    expect(scheme('scheme: "", token: k')).toEqual(["none k"]);
  });

  test("another header than Authorization holds no key of ours", () => {
    expect(scheme("token: k, header: X-Key")).toEqual([]);
    expect(scheme("token: k, header: authorization")).toEqual(["bearer Bearer k"]);
  });
});
