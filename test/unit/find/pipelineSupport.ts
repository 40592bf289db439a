/** Carriers' facts as a person would write them down, with the text that each span covers. */
import fc from "fast-check";
import { expect } from "vitest";
import type { CarrierSink } from "../../../server/src/find/carriers/carrier";
import { carrierSink } from "../../../server/src/find/carriers/carrier";
import type { EnvironmentFact, EnvironmentLayer } from "../../../server/src/find/environmentModel";
import type { Definition, VariableScope } from "../../../server/src/find/valueModel";
import { defaultBudget } from "../../../server/src/read/budget";
import type { TreeNode, Value } from "../../../server/src/read/reading";
import { readYaml } from "../../../server/src/read/yaml";
import type { Span } from "../../../server/src/text/span";
import { tokens } from "../read/yamlArbitraries";
import { showFact } from "./findSupport";

export type Carrier = (tree: TreeNode, path: string, sink: CarrierSink) => boolean;

export interface Carried extends CarrierSink {
  /** Whether the carrier took the first document for its own. */
  readonly own: boolean;
  readonly text: string;
  /** The text of a span. */
  at(span: Span | undefined): string | undefined;
  environment(name: string): EnvironmentFact;
  /** `K=value`, `file path`, `outside why` and the like, a layer each. */
  layers(name: string): string[];
  /** The last definition of a name in an environment. */
  definition(environment: string, name: string): Definition;
}

/** What a carrier makes of a text. */
export function carry(carrier: Carrier, path: string, text: string): Carried {
  const sink = carrierSink();
  const [own = false] = readYaml(text, defaultBudget()).trees.map((tree) => carrier(tree, path, sink));
  const at = (span: Span | undefined): string | undefined => span && text.slice(span.start, span.end);
  const environment = (name: string): EnvironmentFact => {
    const found = sink.environments.findLast((each) => each.name === name);
    expect(found, `${name} of ${sink.environments.map((each) => each.name).join(", ")}`).toBeDefined();
    return found!;
  };
  return {
    ...sink,
    own,
    text,
    at,
    environment,
    // What the same service has in other files is looked up when it is asked for; composeServices.ts says where.
    layers: (name) =>
      environment(name)
        .layers.filter(({ kind }) => kind !== "service")
        .map(showLayer),
    definition: (owner, name) => {
      const all = environment(owner).layers.flatMap((layer) => (layer.kind === "definitions" ? layer.definitions : []));
      return all.findLast((each) => each.name === name)!;
    },
  };
}

function showLayer(layer: EnvironmentLayer): string {
  switch (layer.kind) {
    case "definitions":
      return layer.definitions.map(showDefinition).join(" ");
    case "file":
      return `file ${layer.path.path} ${layer.dialect}${layer.required ? "" : " optional"}`;
    case "image":
      return [`image ${layer.dockerfile.path}`, layer.stage ?? [], (layer.args ?? []).map(showDefinition)]
        .flat()
        .join(" ");
    case "outside":
      return `outside ${layer.why}`;
    default:
      return layer.kind;
  }
}

function showDefinition({ name, value, open, conditional }: Definition): string {
  return `${name}=${showFact(value)}${open ? "*" : ""}${conditional ? "?" : ""}`;
}

export function showScope(scope: VariableScope | undefined, { environments }: CarrierSink): string {
  if (scope?.kind !== "environment") return scope?.kind ?? "none";
  const found = environments[scope.environment];
  return `${found?.name}: ${found?.layers.map(showLayer).join(" | ")}`;
}

/** A word of a command: text as it is, references as `<NAME>`, from an expression `<<NAME>>`. */
export function showWord({ parts }: Value): string {
  return parts
    .map((part) => {
      if (part.kind === "text") return part.text;
      if (part.kind !== "reference") return `<?${part.kind === "opaque" ? part.why : part.kind}>`;
      return part.from ? `<<${part.name}>>` : `<${part.name}>`;
    })
    .join("");
}

/** Every span that a carrier answers lies in the text, and ids are places. */
export function expectSound(found: Carried): void {
  const inside = (span: Span | undefined): void => {
    if (!span) return;
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.start).toBeLessThanOrEqual(span.end);
    expect(span.end).toBeLessThanOrEqual(found.text.length);
  };
  for (const [index, environment] of found.environments.entries()) {
    expect(environment.id).toBe(index);
    inside(environment.span);
    for (const layer of environment.layers) {
      if (layer.kind === "file") inside(layer.path.span);
      if (layer.kind === "image") inside(layer.dockerfile.span);
      if (layer.kind !== "definitions") continue;
      for (const { nameSpan, value, inside: scope } of layer.definitions) {
        inside(nameSpan);
        inside(value.span);
        inside(value.outer);
        for (const part of value.parts) inside(part.span);
        if (scope?.kind === "environment") expect(found.environments[scope.environment]).toBeDefined();
      }
    }
    for (const link of environment.links) if (link.kind === "path") inside(link.path.span);
  }
  for (const { layer, span, around } of found.embedded) {
    inside(span);
    inside(layer.toHost({ start: 0, end: layer.text.length }));
    if (around.kind === "environment") expect(found.environments[around.environment]).toBeDefined();
  }
  for (const { command } of found.commands) for (const { span } of [command, ...command.args]) inside(span);
}

/** Any YAML, and files of this format with anything put in anywhere, or cut off anywhere, is answered and sound. */
export function expectTotal(carrier: Carrier, path: string, files: readonly string[]): void {
  const check = (text: string): void => expectSound(carry(carrier, path, text));
  fc.assert(fc.property(tokens, check), { numRuns: 500 });
  const put = fc.tuple(fc.constantFrom(...files), fc.nat(), fc.nat({ max: 40 }), tokens);
  fc.assert(
    fc.property(put, ([file, place, gap, text]) => {
      const offset = place % (file.length + 1);
      check(file.slice(0, offset) + text + file.slice(offset + gap));
    }),
    { numRuns: 500 },
  );
  const values = fc.constantFrom("null", "[]", "{}", "~", "x", "[[x, y], {a: b}]", "{a: [b]}", "*a", "3");
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.nat(), values, (file, which, value) => {
      // Any value of the file in place of what stands behind one of its keys.
      const colons = [...file.matchAll(/: .*$/gm)];
      const colon = colons[which % colons.length]!;
      check(`${file.slice(0, colon.index)}: ${value}${file.slice(colon.index + colon[0].length)}`);
    }),
    { numRuns: 500 },
  );
  for (const file of files) for (let end = 0; end <= file.length; end++) check(file.slice(0, end));
}
