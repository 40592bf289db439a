/** What units give to their services. Vectors: reference/variables.md 3.7. */
import { describe, expect, test } from "vitest";
import { type CarrierSink, carrierSink } from "../../../server/src/find/carriers/carrier";
import { systemdCarrier } from "../../../server/src/find/carriers/systemd";
import type { EnvironmentFact, EnvironmentLayer } from "../../../server/src/find/environmentModel";
import type { Definition } from "../../../server/src/find/valueModel";
import { defaultBudget } from "../../../server/src/read/budget";
import { readSystemd } from "../../../server/src/read/systemd";
import { at, show } from "../read/shellSupport";
import { showFact } from "./findSupport";

const UNIT = "etc/systemd/system/es.service";
const DROP_IN = "etc/systemd/system/es.service.d/10-key.conf";

function carry(text: string, path = UNIT): CarrierSink {
  const sink = carrierSink();
  for (const tree of readSystemd(text, defaultBudget()).trees) systemdCarrier(tree, path, sink);
  return sink;
}

function environment(text: string, path = UNIT): EnvironmentFact {
  const [only, ...others] = carry(text, path).environments;
  if (!only || others.length > 0) throw new Error("a unit gives one environment");
  return only;
}

function showLayer(layer: EnvironmentLayer): string {
  switch (layer.kind) {
    case "definitions":
      return layer.definitions.map(({ name, value }) => `${name}=${showFact(value)}`).join(" ");
    case "file":
      return `file ${layer.path.path ?? "?"} ${layer.dialect}${layer.required ? "" : " optional"}`;
    case "drop-ins":
      return `drop-ins ${layer.unit} ${layer.part}`;
    case "reset":
      return `reset ${layer.part}`;
    case "removed":
      return `removed ${layer.names.join(" ")}`;
    default:
      return layer.kind;
  }
}

/** The layers, without those of the drop-ins of all services. */
const layers = (text: string, path = UNIT): string[] =>
  environment(text, path)
    .layers.map(showLayer)
    .filter((each) => !each.startsWith("drop-ins service "));

const dropIns = (unit: string): string[] =>
  ["definitions", "files", "removed"].map((part) => `drop-ins ${unit} ${part}`);

const definitions = (text: string, path = UNIT): readonly Definition[] =>
  environment(text, path).layers.flatMap((layer) => (layer.kind === "definitions" ? layer.definitions : []));

const links = (text: string, path = UNIT): string[] =>
  environment(text, path).links.map((link) => {
    if (link.kind === "path") return link.path.path ?? "?";
    return link.kind === "unit" ? `unit ${link.unit}` : link.kind;
  });

describe("the environment of a unit", () => {
  test("from low to high: definitions, drop-ins, files, what is taken away", () => {
    const text = `[Unit]
Description=x
[Service]
EnvironmentFile=/etc/a.env
Environment=K=AAA "L=b c"
UnsetEnvironment=M N=1
EnvironmentFile=-/etc/%%b.env
Environment=K=BBB
PassEnvironment=P Q
`;
    expect(layers(text)).toEqual([
      "P=<?unsupported> Q=<?unsupported>",
      "K=AAA L=b c K=BBB",
      "drop-ins es.service definitions",
      "file /etc/a.env systemd",
      "file /etc/%b.env systemd optional",
      "drop-ins es.service files",
      "removed M",
      "drop-ins es.service removed",
    ]);
    const { owner, name, span } = environment(text);
    expect([owner, name, at(text, span)]).toEqual(["systemd-service", "es.service", "Service"]);
  });

  test("an empty setting takes those before it away", () => {
    const text =
      "[Service]\nEnvironment=K=1\nEnvironment=\nEnvironment=L=2\nEnvironmentFile=/a\nEnvironmentFile=\nUnsetEnvironment=K\nUnsetEnvironment=\n";
    expect(layers(text)).toEqual(["L=2", ...dropIns("es.service")]);
  });

  test("several sections of a name are one", () => {
    expect(layers("[Service]\nEnvironment=K=1\n[Install]\n[Service]\nEnvironment=\nEnvironment=L=2\n")).toEqual([
      "L=2",
      ...dropIns("es.service"),
    ]);
  });

  test("paths that nobody can follow", () => {
    expect(layers("[Service]\nEnvironmentFile=/etc/%i.env\nEnvironmentFile=/etc/*.env\n").slice(1, 3)).toEqual([
      "file ? systemd",
      "file ? systemd",
    ]);
  });

  test("drop-ins of prefixes and templates", () => {
    const unitsOf = (path: string) =>
      environment("[Service]\n", path).layers.flatMap((layer) =>
        layer.kind === "drop-ins" && layer.part === "files" ? [layer.unit] : [],
      );
    expect(unitsOf("a/es-push-daily@x.service")).toEqual([
      "service",
      "es-.service",
      "es-push-.service",
      "es-push-daily@.service",
      "es-push-daily@x.service",
    ]);
    expect(unitsOf("a/es@.service")).toEqual(["service", "es@.service"]);
  });

  test("an empty setting of a drop-in takes away what its unit has", () => {
    const text = "[Service]\nEnvironment=\nEnvironment=K=1\nEnvironmentFile=\nEnvironmentFile=/etc/new.env\n";
    expect(layers(text, DROP_IN)).toEqual(["reset definitions", "K=1", "reset files", "file /etc/new.env systemd"]);
  });

  test("nothing without a service", () => {
    expect(carry("[Timer]\nOnCalendar=daily\nEnvironment=K=1\n", "a/es.timer").environments).toEqual([]);
    expect(carry("[Unit]\nEnvironment=K=1\n").environments).toEqual([]);
    expect(carry("").environments).toEqual([]);
  });

  test("a drop-in is an environment of its own that names its unit", () => {
    const text = "[Service]\nEnvironment=K=CCC\nEnvironmentFile=/etc/x.env\nExecStart=\nExecStart=/opt/es/run.sh\n";
    expect(layers(text, DROP_IN)).toEqual(["K=CCC", "file /etc/x.env systemd"]);
    expect(links(text, DROP_IN)).toEqual(["unit es.service", "/opt/es/run.sh"]);
    expect(environment(text, DROP_IN).name).toBe("es.service");
    expect(links("[Service]\n", "etc/systemd/system/service.d/all.conf")).toEqual(["unit service"]);
  });
});

describe("definitions", () => {
  test("are the environment's, and nothing in them is looked up", () => {
    const [definition] = definitions("[Service]\nEnvironment=K=AAA\n");
    expect(definition).toMatchObject({ scope: "environment", inside: { kind: "nothing" }, exported: true });
    expect(definition).not.toHaveProperty("open");
  });

  test("of a user's manager are open, and it may define more", () => {
    const path = "home/.config/systemd/user/es.service";
    expect(definitions("[Service]\nEnvironment=K=AAA\n", path)[0]?.open).toBe(true);
    expect(environment("[Service]\n", path).layers[0]?.kind).toBe("outside");
  });

  test("V-SD-2: a variable in one is text, and known as such", () => {
    const text = '[Service]\nEnvironment="H=ApiKey $K" I=${K}x J=pa$5 L=a$$K M=%%$K N=x$Kw9rP Q=1\n';
    const found = definitions(text).flatMap(({ name, unexpanded }) =>
      unexpanded.map((each) => [name, each.name, each.why, at(text, each.span)]),
    );
    expect(found).toEqual([
      ["H", "K", "unit-assignment", "$K"],
      ["I", "K", "unit-assignment", "${K}"],
      ["M", "K", "unit-assignment", "$K"],
    ]);
  });

  test("V-SD-3: specifiers", () => {
    expect(definitions("[Service]\nEnvironment=P=a%%b Q=%h/x\n").map(({ value }) => showFact(value))).toEqual([
      "a%b",
      "<?template>/x",
    ]);
  });
});

describe("what a unit runs", () => {
  const commands = (text: string): (string | undefined)[] =>
    carry(text).commands.map(({ command }) => [command.name ?? "?", ...command.args.map(show)].join(" | "));

  test("commands in its environment", () => {
    const text =
      '[Service]\nExecStartPre=-/bin/a ; /bin/b c\nExecStart=/usr/bin/curl -H "Authorization: ApiKey ${K}" \\\n  https://x\n';
    expect(commands(text)).toEqual(["a", "b | c", "curl | -H | Authorization: ApiKey <K> | https://x"]);
    const [, , curl] = carry(text).commands;
    expect(curl?.around).toEqual({ kind: "environment", environment: 0 });
    expect(at(text, curl?.command.nameSpan)).toBe("/usr/bin/curl");
    expect(at(text, curl?.command.span)).toContain("\\\n  https://x");
    expect(curl?.command).toMatchObject({ environment: [], job: undefined });
  });

  test("an empty key takes its own commands away, and no others", () => {
    expect(commands("[Service]\nExecStop=/bin/s\nExecStart=/bin/a\nExecStart=\nExecStart=/bin/b\n")).toEqual([
      "s",
      "b",
    ]);
    expect(commands("[Timer]\nExecStart=/bin/a\n")).toEqual([]);
  });

  test("a script of a shell is shell text", () => {
    const text = "[Service]\nExecStart=/usr/bin/env -i A=b bash -euo pipefail -c 'curl ${K} $$L' x\n";
    const { commands: none, embedded } = carry(text);
    expect(none).toEqual([]);
    expect(embedded).toHaveLength(1);
    const [script] = embedded;
    expect(script?.layer.text).toBe("curl ${{ env.K }} $L");
    expect(at(text, script?.span)).toBe("curl ${K} $$L");
    expect(script).toMatchObject({
      as: "shell",
      around: { kind: "environment", environment: 0 },
      expressions: { kind: "environment", environment: 0 },
    });
    expect(carry("[Service]\nExecStart=/bin/sh -c 'curl $K'\n").embedded[0]).not.toHaveProperty("expressions");
  });

  test("a shell that is given a file, or nobody knows what, is a command", () => {
    expect(commands("[Service]\nExecStart=/bin/sh /opt/a.sh -c\nExecStart=/bin/sh -c $SCRIPT\n")).toEqual([
      "sh | /opt/a.sh | -c",
      "sh | -c | <SCRIPT>",
    ]);
  });

  test("links: programs, and arguments that look like paths", () => {
    const text = `[Service]
ExecStart=/usr/share/filebeat/bin/filebeat -c /etc/filebeat/filebeat.yml --path.home=/var/lib conf/a -c filebeat.yml
ExecStartPost=/usr/bin/curl -d @/etc/b.json https://x/y "a /b" ${"${K}"}/c --no-x -x
`;
    expect(links(text)).toEqual([
      "/usr/share/filebeat/bin/filebeat",
      "/etc/filebeat/filebeat.yml",
      "/var/lib",
      "conf/a",
      "filebeat.yml",
      "/usr/bin/curl",
      "/etc/b.json",
    ]);
    const [, config] = environment(text).links;
    expect(config).toMatchObject({ kind: "path", path: { from: "working-folder" } });
    expect(config?.kind === "path" && at(text, config.path.span)).toBe("/etc/filebeat/filebeat.yml");
  });
});
