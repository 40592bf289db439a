/** What a Dockerfile gives to the programs that its stages run. Vectors: reference/variables.md 3.2. */
import { describe, expect, test } from "vitest";
import type { CarrierSink } from "../../../server/src/find/carriers/carrier";
import { carrierSink } from "../../../server/src/find/carriers/carrier";
import { dockerfileCarrier } from "../../../server/src/find/carriers/dockerfile";
import type { EnvironmentFact, LinkFact } from "../../../server/src/find/environmentModel";
import type { Definition, VariableScope } from "../../../server/src/find/valueModel";
import { defaultBudget } from "../../../server/src/read/budget";
import { readDockerfile } from "../../../server/src/read/dockerfile";
import { show } from "../read/shellSupport";
import { showFact } from "./findSupport";

function carry(text: string): CarrierSink {
  const sink = carrierSink();
  dockerfileCarrier(readDockerfile(text, defaultBudget()), sink);
  return sink;
}

/** `owner name: K=v, …` with `?` for what a build's command line may replace; the lowest rank first. */
function environments(text: string): string[] {
  return carry(text).environments.map(
    ({ owner, name, layers }) =>
      `${owner === "dockerfile-stage" ? "stage" : owner} ${name}: ${layers.map((each) => layerText(each)).join(" < ")}`,
  );
}

function layerText(layer: EnvironmentFact["layers"][number]): string {
  if (layer.kind === "build-args") return `args ${layer.names.map(({ name }) => name).join(" ")}`;
  if (layer.kind !== "definitions") return layer.kind;
  return layer.definitions.map(({ name, value, open }) => `${name}=${showFact(value)}${open ? "?" : ""}`).join(", ");
}

/** What a name is in an environment, as the resolver looks it up: the highest layer, the last value before. */
function valueIn(sink: CarrierSink, scope: VariableScope | undefined, name: string): string {
  if (scope?.kind !== "environment") return "";
  const layers = sink.environments[scope.environment]?.layers ?? [];
  const { before = Number.POSITIVE_INFINITY } = scope;
  for (const layer of [...layers].reverse()) {
    if (layer.kind !== "definitions") continue;
    const found = layer.definitions.findLast((each) => each.name === name && each.nameSpan.start < before);
    if (found) return expanded(sink, found);
  }
  return "";
}

function expanded(sink: CarrierSink, { value, inside }: Definition): string {
  return value.parts
    .map((part) => {
      if (part.kind === "text") return part.text.open();
      return part.kind === "reference" ? valueIn(sink, inside, part.name) : `<?${part.kind}>`;
    })
    .join("");
}

function lastValue(text: string, name: string): string {
  const sink = carry(text);
  const environment = sink.environments.findLastIndex(({ owner }) => owner === "dockerfile-stage");
  return valueIn(sink, { kind: "environment", environment }, name);
}

describe("vectors of variables.md 3.2", () => {
  test("V-DF-1: ENV beats ARG, whatever the order", () => {
    expect(environments("FROM x\nARG K=AAA\nENV K=BBB")).toEqual(["stage 0: K=AAA? < args K < K=BBB"]);
    expect(environments("FROM x\nENV K=BBB\nARG K=AAA")).toEqual(["stage 0: K=AAA? < args K < K=BBB"]);
  });

  test("V-DF-2: one instruction sees the state before it", () => {
    expect(lastValue("FROM x\nENV a=hello\nENV a=bye b=$a", "b")).toBe("hello");
    expect(lastValue("FROM x\nENV a=bye b=$a", "b")).toBe("");
    expect(lastValue("FROM x\nENV a=1\nENV a=${a}2\nENV a=${a}3", "a")).toBe("123");
  });

  test("V-DF-3: ARG before FROM counts where a bare ARG brings it in", () => {
    expect(lastValue("ARG K=AAA\nFROM x\nENV E=$K", "E")).toBe("");
    expect(lastValue("ARG K=AAA\nFROM x\nARG K\nENV E=$K", "E")).toBe("AAA");
    expect(environments("ARG K=AAA\nFROM x\nARG K\nENV E=$K")).toEqual(["stage 0: K=AAA? < args K < E=<K>"]);
    expect(environments("FROM x\nARG K\nENV E=$K")).toEqual(["stage 0: args K < E=<K>"]);
    expect(lastValue("ARG H=h\nARG K=a-$H\nARG H=i\nFROM x\nARG K\nENV H=z E=$K", "E")).toBe("a-h");
  });

  test("V-DF-4: single quotes are literal", () => {
    expect(environments("FROM x\nENV K='$A'")).toEqual(["stage 0: K=$A"]);
  });
});

describe("stages", () => {
  test("are named, or numbered, and build on each other", () => {
    const text = `FROM x AS Base
ENV A=1 B=base
ARG C=c
FROM y
ENV D=4
FROM base
ENV B=own E=$A$B$C
ARG A=arg`;
    expect(environments(text)).toEqual([
      "stage Base: C=c? < args C < A=1, B=base",
      "stage 1: D=4",
      "stage 2: C=c?, A=arg? < args C A < A=1, B=base, B=own, E=<A><B><C>",
    ]);
    expect(lastValue(text, "E")).toBe("1basec");
    expect(lastValue(text, "A")).toBe("1");
  });

  test("a flag, a reference or an image of that name is no stage", () => {
    expect(environments("FROM x AS a\nENV K=1\nFROM --platform=$P a\nFROM $a\nFROM other/a AS a\nFROM a")).toEqual([
      "stage a: K=1",
      "stage 1: K=1",
      "stage 2: ",
      "stage a: ",
      "stage 4: ",
    ]);
  });

  test("what ONBUILD delays is of another build", () => {
    expect(environments("FROM x\nONBUILD ENV K=v")).toEqual(["stage 0: "]);
  });

  test("the image has no ARG", () => {
    const [stage] = carry("FROM x\nARG A=1\nENV B=2").environments;
    const definitions = stage?.layers.flatMap((each) => (each.kind === "definitions" ? each.definitions : []));
    expect(definitions?.map(({ name, exported }) => [name, exported])).toEqual([
      ["A", false],
      ["B", true],
    ]);
  });
});

describe("what runs", () => {
  /** `as in environment: text`. */
  const scripts = (text: string): string[] => {
    const sink = carry(text);
    return sink.embedded.map(({ as, layer, around }) => {
      const environment = around.kind === "environment" ? sink.environments[around.environment] : undefined;
      return `${as} in ${environment?.layers.map((each) => layerText(each)).join(" < ")}: ${layer.text}`;
    });
  };
  const commands = (text: string): string[] =>
    carry(text).commands.map(({ command }) => [command.name, ...command.args.map(show)].join(" "));

  test("RUN sees what stands before it, ARGs too; later programs see the image, and may be given other values", () => {
    expect(scripts("FROM x\nARG A=a\nENV K=1\nRUN curl $K\nENV K=2\nRUN wget $K\nCMD curl $A\nENV L=3")).toEqual([
      "shell in A=a? < args A < K=1: curl $K",
      "shell in A=a? < args A < K=1, K=2: wget $K",
      "shell in K=1?, K=2?, L=3?: curl $A",
    ]);
  });

  test("one environment for each stage, and more only where they differ", () => {
    expect(environments("FROM x\nENV K=1\nRUN a\nRUN b")).toEqual(["stage 0: K=1"]);
    expect(environments("FROM x\nRUN a\nENV K=1\nRUN b\nENTRYPOINT c")).toEqual([
      "stage 0: K=1",
      "command RUN: ",
      "command ENTRYPOINT: K=1?",
    ]);
  });

  test("exec form is a command, and its shell's word is a script", () => {
    const text = `FROM x
RUN ["/usr/bin/curl.exe", "-H", "Authorization: ApiKey $K"]
RUN ["sh", "-ec", "curl \\"$U\\"\\n"]
HEALTHCHECK CMD ["curl", "-f", "http://x"]
CMD ["pwsh", "-NoProfile", "-Command", "irm $env:U"]`;
    expect(commands(text)).toEqual(["curl -H Authorization: ApiKey $K", "curl -f http://x"]);
    expect(scripts(text)).toEqual(['shell in : curl "$U"\n', "powershell in : irm $env:U"]);
    const script = carry(text).embedded[0]?.layer;
    const start = text.indexOf('\\"$U');
    expect(script?.toHost({ start: 6, end: 8 })).toEqual({ start: start + 2, end: start + 4 });
    expect(script?.toHost({ start: 0, end: 4 })).toEqual({ start: start - 5, end: start - 1 });
    expect(script?.encode('"a"')).toBe('\\"a\\"');
  });

  test("the words of CMD are handed to ENTRYPOINT, also of the stage below", () => {
    expect(commands('FROM x\nCMD ["-f", "http://x"]\nENTRYPOINT ["curl"]')).toEqual(["curl -f http://x"]);
    expect(commands('FROM x AS a\nENTRYPOINT ["curl"]\nFROM a\nCMD ["http://x"]')).toEqual(["curl", "curl http://x"]);
    expect(commands('FROM x\nCMD ["curl", "http://x"]')).toEqual(["curl http://x"]);
    expect(commands("FROM x\nCMD []")).toEqual([]);
  });

  test("the language is that of SHELL, or of the first line", () => {
    expect(
      scripts(`FROM x AS w
SHELL ["powershell", "-Command"]
RUN irm x
SHELL ["cmd", "/S", "/C"]
RUN curl %K%
FROM w
RUN echo
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN <<EOF
#!/usr/bin/env -S pwsh -NoProfile
irm y
EOF
RUN <<EOF
#!/usr/bin/python3
pass
EOF
RUN <<EOF
#!/bin/sh
curl z
EOF`).map((each) => each.split(" ").slice(0, 1).concat(each.split("\n").slice(-2, -1)).join(" ")),
    ).toEqual(["powershell", "powershell irm y", "shell curl z"]);
  });
});

test("files that are copied from the build's folder get the stage's environment", () => {
  const text = `FROM x
COPY --chown=1:1 filebeat.yml /etc/
ADD ["a b.yml", "/conf/", "/d"]
COPY . /app
COPY --from=0 x y
COPY *.yml $F https://x/y <<EOF /d
EOF
COPY only`;
  const path = (link: LinkFact): string => (link.kind === "path" ? `${link.path.from} ${link.path.path}` : link.kind);
  expect(carry(text).environments[0]?.links.map(path)).toEqual([
    "own-folder filebeat.yml",
    "own-folder a b.yml",
    "own-folder conf/",
    "own-folder .",
  ]);
});
