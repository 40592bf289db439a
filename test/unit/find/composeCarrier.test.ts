/** Compose: what each service is given, what it mounts and what it runs; a `${NAME}` is the project's, never its own. */
import { describe, expect, test } from "vitest";
import { composeCarrier } from "../../../server/src/find/carriers/compose";
import type { Carried } from "./pipelineSupport";
import { carry, expectSound, expectTotal } from "./pipelineSupport";

const PATH = "compose.yaml";
const carried = (text: string, path = PATH): Carried => carry(composeCarrier, path, text);
/** One service `s` with these lines. */
const service = (lines: string, more = ""): Carried =>
  carried(`services:\n  s:\n${lines.replace(/^/gm, "    ")}\n${more}`);

/** The layers that the same service, or the one that it extends, has in other files; overrides of this file left out. */
const servicesOf = ({ environments }: Carried, name: string): string[] =>
  (environments.find((each) => each.name === name)?.layers ?? []).flatMap((layer) =>
    layer.kind === "service" && !layer.paths.some(({ path }) => path?.includes("override"))
      ? [`${layer.part} ${layer.paths.map(({ path }) => path).join()} ${layer.service}`]
      : [],
  );

const COMPOSE = `x-env: &env
  LEVEL: base
services:
  push:
    build:
      context: ./push
      target: run
    env_file:
      - common.env
      - path: ./secret.env
        required: false
        format: raw
    environment:
      <<: *env
      ES_API_KEY: "\${ES_API_KEY}"
      ES_URL: 'https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com'
      PORT: 9243
    volumes:
      - ./scripts:/scripts:ro
      - data:/data
      - type: bind
        source: ./filebeat.yml
        target: /usr/share/filebeat/filebeat.yml
    configs: [pipeline]
    command: ["sh", "-c", "curl -H \\"Authorization: ApiKey $$ES_API_KEY\\" \${ES_URL:-http://es:9200}"]
  es:
    image: docker.elastic.co/elasticsearch/elasticsearch:9.2.0
    healthcheck:
      test: ["CMD", "curl", "-H", "Authorization: ApiKey \${ES_API_KEY}", "http://localhost:9200"]
configs:
  pipeline: {file: ./logstash.conf}
volumes: {data: }
`;

describe("a Compose file", () => {
  test("has an environment for each service, at its name", () => {
    const found = carried(COMPOSE);
    expect(found.own).toBe(true);
    expect(found.environments.map(({ name, span, owner }) => [name, found.at(span), owner])).toEqual([
      ["push", "push", "compose-service"],
      ["es", "es", "compose-service"],
    ]);
  });

  test("has image, files and variables, from low to high", () => {
    const found = carried(COMPOSE);
    expect(found.layers("push")).toEqual([
      "image ./push/Dockerfile run",
      "file common.env compose",
      "file ./secret.env compose-raw optional",
      expect.stringContaining("ES_API_KEY=<ES_API_KEY> ES_URL=https://my-deployment-d53192"),
    ]);
    expect(found.layers("push")[3]).toContain("PORT=9243");
    expect(found.layers("push")[3]).toContain("LEVEL=base");
    expect(found.layers("es")).toEqual([]);
  });

  test("links what it mounts from the host", () => {
    const found = carried(COMPOSE);
    const links = found
      .environment("push")
      .links.map((link) => link.kind === "path" && [link.path.path, found.at(link.path.span)]);
    expect(links).toEqual([
      ["./scripts", "./scripts"],
      ["./filebeat.yml", "./filebeat.yml"],
      ["./logstash.conf", "./logstash.conf"],
    ]);
  });

  test("spans cover names and values without their quotes", () => {
    const found = carried(COMPOSE);
    const { nameSpan, value } = found.definition("push", "ES_API_KEY");
    expect([found.at(nameSpan), found.at(value.span), found.at(value.outer)]).toEqual([
      "ES_API_KEY",
      "${ES_API_KEY}",
      '"${ES_API_KEY}"',
    ]);
    expect(value.parts.map((part) => found.at(part.span))).toEqual(["${ES_API_KEY}"]);
    expect(value.encode("a$b")).toBe('"a$$b"');
  });
});

describe("environment", () => {
  const layer = (lines: string): string | undefined =>
    service(`environment:\n${lines.replace(/^/gm, "  ")}`).layers("s")[0];

  test.each([
    ["V-CMP-1", "- ES_API_KEY=${K}", "ES_API_KEY=<K>"],
    ["V-CMP-3", "K: CCC", "K=CCC"],
    ["V-CMP-4", "- K", "K=<K>"],
    ["V-CMP-5", '- ES_API_KEY="Zm9vOmJhcg=="', 'ES_API_KEY="Zm9vOmJhcg=="'],
    ["V-CMP-6", "K: ${X:-${Y:-DDD}}", "K=<X>"],
    ["null", "K:", "K=<K>"],
    ["written null", "K: ~\nL: null", "K=<K> L=<L>"],
    ["empty", 'K: ""', "K="],
    ["empty in a list", "- K=", "K="],
    ["a quoted item", '- "K=v"', "K=v"],
    ["more signs", "- K=v==", "K=v=="],
    ["doubled dollar", "K: a$$b", "K=a$b"],
    ["numbers", "K: 1\nL: true", "K=1 L=true"],
  ])("%s: %s", (_, lines, expected) => {
    expect(layer(lines)).toBe(expected);
  });

  test.each(["- {K: v}", "- =v", "- K =v", "- ${A}=v", "-", "K: [v]", "K: {a: b}", "[]", "{}"])(
    "%s defines nothing",
    (lines) => {
      expect(layer(lines)).toBeUndefined();
    },
  );

  test("references are the project's", () => {
    expect(service("environment: [A=${K}, B]").definition("s", "A").inside).toEqual({ kind: "compose-project" });
    expect(service("environment: [A=${K}, B]").definition("s", "B").inside).toEqual({ kind: "compose-project" });
  });

  test("V-CMP-5: items of a list are cut at their exact places", () => {
    const found = service('environment:\n  - KEY="Zm9v"\n  - "URL=https://${HOST}/x"\n  - NAME');
    const places = ["KEY", "URL", "NAME"].map((name) => {
      const { nameSpan, value } = found.definition("s", name);
      return [nameSpan, value.span, value.outer, ...value.parts.map((part) => part.span)].map(found.at);
    });
    expect(places).toEqual([
      ["KEY", '"Zm9v"', 'KEY="Zm9v"', '"Zm9v"'],
      ["URL", "https://${HOST}/x", '"URL=https://${HOST}/x"', "https://", "${HOST}", "/x"],
      ["NAME", "NAME", "NAME", "NAME"],
    ]);
  });

  test("an item is written with its name, an alias is not", () => {
    const found = service('environment:\n  - KEY="Zm9v"\n  - "URL=x"\n  - NAME');
    expect(found.definition("s", "KEY").value.encode("v$w")).toBe("KEY=v$$w");
    expect(found.definition("s", "URL").value.encode("v")).toBe('"URL=v"');
    expect(found.definition("s", "NAME").value.encode("v")).toBeUndefined();
    const aliased = carried("x: &v abc\nservices: {s: {image: i, environment: {K: *v}}}\n");
    expect(aliased.definition("s", "K").value.encode("v")).toBeUndefined();
  });
});

describe("files of variables and images", () => {
  const layers = (lines: string): string[] => service(lines).layers("s");

  test.each([
    ["env_file: a.env", ["file a.env compose"]],
    ["env_file: [a.env, ./b.env]", ["file a.env compose", "file ./b.env compose"]],
    ["env_file: [{path: a.env, format: raw}]", ["file a.env compose-raw"]],
    ["env_file: [{path: a.env, required: false}]", ["file a.env compose optional"]],
    ["env_file: ${FILE}", ["file undefined compose"]],
    ["env_file: a$$b.env", ["file a$b.env compose"]],
    ["env_file: [null, {required: true}, []]", []],
    ["build: .", ["image Dockerfile"]],
    ["build: ./app/", ["image ./app/Dockerfile"]],
    ["build: {dockerfile: docker/push.Dockerfile}", ["image docker/push.Dockerfile"]],
    ["build: {context: .., dockerfile: a/Dockerfile, target: run}", ["image ../a/Dockerfile run"]],
    ["build: {context: app, dockerfile: /abs/Dockerfile}", ["image /abs/Dockerfile"]],
    ["build: https://github.com/me/app.git", ["image undefined"]],
    ["build: {context: app, dockerfile_inline: FROM x}", ["image undefined"]],
    ["build: {context: $DIR}", ["image undefined"]],
    ["build: {context: app, target: $T}", ["image undefined"]],
    ["build: {context: app, args: {K: v, L: null}}", ["image app/Dockerfile K=v L=<L>"]],
    ["build: {context: app, args: [K=v, L]}", ["image app/Dockerfile K=v L=<L>"]],
    ["image: filebeat", []],
  ])("%s", (lines, expected) => {
    expect(layers(lines)).toEqual(expected);
  });

  test("V-CMP-3: variables beat files, and those beat the image", () => {
    expect(layers("environment: {K: CCC}\nenv_file: svc.env\nbuild: app")).toEqual([
      "image app/Dockerfile",
      "file svc.env compose",
      "K=CCC",
    ]);
  });
});

describe("extends", () => {
  test("puts the base's files and variables below the service's own", () => {
    const found = carried(`services:
  base:
    build: base
    env_file: base.env
    environment: {K: base, L: base}
    volumes: ["./a:/a"]
    command: ["one"]
  s:
    extends: {service: base}
    env_file: own.env
    environment: {K: own}
    volumes: ["./b:/b"]
`);
    expect(found.layers("s")).toEqual([
      "image base/Dockerfile",
      "file base.env compose",
      "file own.env compose",
      "K=base L=base",
      "K=own",
    ]);
    expect(found.environment("s").links.map((link) => link.kind === "path" && link.path.path)).toEqual(["./a", "./b"]);
    expect(found.commands.map(({ command }) => command.name)).toEqual(["one", "one"]);
  });

  test("takes from a build what the nearest says", () => {
    const found = carried(
      "services:\n  base: {build: {context: a, target: t}}\n  s: {extends: base, build: {target: u}}\n",
    );
    expect(found.layers("s")).toEqual(["image a/Dockerfile u"]);
  });

  test("a base of another file is looked up there, below the service's own variables", () => {
    const found = service("extends: {file: other.yml, service: x}\nenv_file: a.env\nenvironment: {K: v}");
    expect(found.layers("s")).toEqual(["file a.env compose", "K=v"]);
    expect(servicesOf(found, "s")).toEqual(["files other.yml x", "definitions other.yml x"]);
    expect(service("extends: {file: compose.yaml, service: s}\nenvironment: {K: v}").layers("s")).toEqual(["K=v"]);
    expect(service("extends: {service: x}\nenvironment: {K: v}").layers("s")).toEqual(["outside extends", "K=v"]);
  });

  test("a circle ends", () => {
    const found = carried("services:\n  a: {extends: b, environment: [K=a]}\n  b: {extends: a, environment: [K=b]}\n");
    expect(found.layers("a")).toEqual(["K=b", "K=a"]);
  });
});

describe("what is mounted", () => {
  const links = (lines: string, more?: string): (string | undefined | false)[] =>
    service(lines, more)
      .environment("s")
      .links.map((link) => link.kind === "path" && link.path.path);

  test.each([
    ["volumes: ['./a.yml:/b.yml']", ["./a.yml"]],
    ["volumes: ['../a:/b:ro']", ["../a"]],
    ["volumes: ['/etc/a:/b']", ["/etc/a"]],
    ["volumes: ['C:\\a:/b']", ["C:\\a"]],
    ["volumes: ['data:/b', '/b', 'x']", []],
    ["volumes: ['${DIR}:/b']", []],
    ["volumes: ['./${DIR:-a}:/b']", []],
    ["volumes: [{type: bind, source: ./a, target: /b}]", ["./a"]],
    ["volumes: [{type: volume, source: a, target: /b}, {type: tmpfs, target: /c}]", []],
    ["volumes: {a: b}", []],
  ])("%s", (lines, expected) => {
    expect(links(lines)).toEqual(expected);
  });

  test("configs and secrets are the files that they name", () => {
    const more = "configs: {a: {file: ./a.yml}, b: {content: x}}\nsecrets: {s: {file: ./s.txt}, t: {environment: T}}\n";
    expect(links("configs: [a, b, none]\nsecrets: [{source: s, target: x}, t]", more)).toEqual(["./a.yml", "./s.txt"]);
  });
});

describe("any file", () => {
  test("Compose files are told by name or by services that are some", () => {
    for (const name of ["compose.yml", "docker-compose.yaml", "a/compose.override.yaml", "docker-compose-dev.yml"]) {
      expect(carried("x: y\n", name).own, name).toBe(true);
    }
    expect(carried("services: {a: {image: b}}\n", "stack.yml").own).toBe(true);
    expect(carried("services: {a: {environment: {}}}\n", "stack.yml").own).toBe(true);
    expect(carried("services: {a: {port: 1}}\n", "values.yaml").own).toBe(false);
    expect(carried("services: [elasticsearch]\n", "x.yml").own).toBe(false);
    expect(carried("apiVersion: v1\nservices: {a: {image: b}}\n", "x.yml").own).toBe(false);
    expect(carried("x: y\n", "composer.yml").own).toBe(false);
  });

  test.each([
    "services: [a]",
    "services:",
    "services: {a: }",
    "services: {a: [b]}",
    "services: x",
    "a",
    "services: {a: {build: [], environment: x, env_file: {}, command: null, volumes: null, extends: [], healthcheck: x}}",
  ])("%s is answered", (text) => {
    const found = carried(text);
    expectSound(found);
    expect(found.commands).toEqual([]);
    expect(found.embedded).toEqual([]);
  });

  test("half a service keeps the others", () => {
    const found = carried(
      "services:\n  a:\n    environment:\n      - K=v\n      - L\n    env_\n  b:\n    environment: {M: w}\n",
    );
    expect(found.layers("b")).toEqual(["M=w"]);
    expect(found.layers("a")).toEqual(["K=v L=<L>"]);
  });

  test("is answered, and every span lies in it", { timeout: 60_000 }, () => {
    const more =
      'services:\n  a: {extends: b, command: \'x $K $$L ${M:-n}\'}\n  b:\n    extends: {service: a}\n    entrypoint: [sh, -c]\n    environment: ["A=${B}", C, D="e"]\n';
    expectTotal(composeCarrier, PATH, [COMPOSE, more]);
  });

  test("services that all extend one another, and long texts, do not multiply", () => {
    const chain = Array.from({ length: 2_000 }, (_, at) => `  s${at}: {extends: s${at + 1}, environment: {K: v}}\n`);
    const found = carried(`services:\n${chain.join("")}`);
    expect(Math.max(...found.environments.map(({ layers }) => layers.length))).toBeLessThan(40);
    const shared = Array.from({ length: 1_000 }, (_, at) => `  t${at}: {extends: base}\n`);
    const long = carried(`services:\n  base: {command: "${"$$K".repeat(30_000)}"}\n${shared.join("")}`);
    expect(long.embedded.length).toBeLessThan(30);
  });
});

describe("the text of a config", () => {
  const text = (content: string) => {
    const found = carried(
      `services: {s: {image: i, configs: [{source: c, target: /etc/f.yml}]}}\nconfigs: {c: {content: "${content}"}}\n`,
    );
    const [only] = found.embedded;
    return { only, parts: [...(only?.filling?.parts ?? [])] };
  };

  test("is filled in by Compose: a mark for each reference, and one dollar for two", () => {
    const { only, parts } = text("a: ${K}\\nb: $$L $M");
    expect([only?.as, only?.name, only?.layer.text]).toEqual(["file", "f.yml", "a: \uE000\nb: $L \uE000"]);
    expect(parts).toMatchObject([
      [3, { kind: "reference", name: "K", from: "filled" }],
      [11, { kind: "reference", name: "M", from: "filled" }],
    ]);
    expect(only?.filling?.scope).toEqual({ kind: "compose-project" });
  });

  test("without a reference it is what it is", () => {
    expect(text("a: b").only?.layer.text).toBe("a: b");
    expect(text("a: b").parts).toEqual([]);
  });
});
