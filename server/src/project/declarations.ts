/**
 * What a project file declares: its text, read and compared with the schema, and what no schema can say: names that stand
 * twice, a deployment that nobody declared, secrets. Everything that is wrong is told and left out. Paths are still
 * patterns here; `project.ts` applies them.
 */
import { APIS, type Api, DEPLOYMENTS, type Deployment, KINDS, type Kind } from "../elastic/model";
import type { Budget, MapNode, Reading, ReadProblem } from "../read/reading";
import { readYaml } from "../read/yaml";
import { overlaps } from "../text/span";
import { nearest } from "./near";
import { MOST_PROBLEMS, type ProjectProblem, problem } from "./problems";
import { KNOWN_PRODUCTS, PROJECT_SCHEMA } from "./schema";
import { holdsSecret, isLikelySecret, secretsIn } from "./secrets";
import { type Sound, type SoundMap, type SoundScalar, validate } from "./validate";
import { type DeclaredDeployment, type DeclaredKey, SEVERITIES, type Severity } from "./view";

/** The rules and versions of the top of the file, or of an override. */
export interface Layer {
  /** Undefined at the top: everywhere. */
  readonly path: string | undefined;
  readonly versions: ReadonlyMap<string, string>;
  readonly rules: ReadonlyMap<string, Severity | "off">;
}

export interface Declarations {
  readonly deployments: readonly DeclaredDeployment[];
  readonly keys: readonly { readonly path: string | undefined; readonly key: DeclaredKey }[];
  /** The top of the file, then its overrides, in order. */
  readonly layers: readonly Layer[];
  readonly ignored: readonly { readonly path: string; readonly rule: string | undefined }[];
}

/** Reads a project file. Never throws, and holds no secret. */
export function readDeclarations(
  text: string,
  budget: Budget,
): { readonly declarations: Declarations; readonly problems: readonly ProjectProblem[] } {
  const reading = readYaml(text, budget);
  const found = reading.problems.map((each) => tellReading(each, text));
  const secrets = secretsIn(reading.trees);
  const told: ProjectProblem[] = [
    ...secrets.spans.map((span) => problem(span, "secret")),
    ...tellDocuments(reading, found.length > 0),
  ];
  const { tree, problem: noMap } = wholeMap(reading);
  const { value, problems: broken } = validate(tree, PROJECT_SCHEMA, secrets);
  const later = broken.filter((each) => isLaterVersion(value, each));
  // What another version means by its words is not known, so nothing of it counts, and only this is told.
  if (later.length > 0) return { declarations: NOTHING, problems: ordered([...told, ...later]) };
  // Text that is no map lacks a version too, which is the same slip told again.
  const problems = noMap ? [noMap, ...broken.filter(({ message }) => message !== "missing")] : broken;
  const declared: ProjectProblem[] = [];
  const declarations = declare(value, declared);
  // Of a file that was not read to its end, nothing is known to be missing.
  if (reading.problems.some(({ budget: stopped }) => stopped)) return { declarations, problems: ordered(found) };
  // What could not be read gives an empty or odd value, which is the same slip told again.
  const rest = [...told, ...problems, ...declared].filter((each) => !found.some((slip) => isToldBy(each, slip, text)));
  return { declarations, problems: ordered([...found, ...rest]) };
}

/** At the same place, or in the line of a value that is missing because of it. */
function isToldBy({ span, message }: ProjectProblem, slip: ProjectProblem, text: string): boolean {
  if (overlaps(slip.span, span)) return true;
  if (message !== "no-value" || slip.span.start < span.start) return false;
  return !text.slice(span.end, slip.span.start).includes("\n");
}

/** An unquoted `*.example` is what people write, and an alias to YAML. */
function tellReading({ span, message }: ReadProblem, text: string): ProjectProblem {
  const written = /^\*[^\s,\]}"'\\]{0,200}/.exec(text.slice(span.start, span.start + 200))?.[0];
  if (written === undefined) return problem(span, "unreadable", { why: message });
  const where = { start: span.start, end: span.start + written.length };
  return problem(where, "unquoted-star", {}, { correction: { text: `"${written}"`, lossless: true } });
}

/** Trees that stand apart because of a slip count as one; documents on purpose do not. */
function tellDocuments({ trees }: Reading, broken: boolean): readonly ProjectProblem[] {
  const second = trees[1];
  if (second === undefined || broken) return [];
  const span = second.kind === "map" ? (second.entries[0]?.keySpan ?? second.span) : second.span;
  return [problem(span, "several-documents")];
}

/** All that stands at the top of the file; text that is no map is told, once. */
function wholeMap({ trees }: Reading): { readonly tree: MapNode; readonly problem: ProjectProblem | undefined } {
  const maps = trees.filter((tree) => tree.kind === "map");
  const other = trees.find((tree) => tree.kind !== "map");
  const span = other?.kind === "list" ? (other.items[0]?.span ?? other.span) : other?.span;
  const [only] = maps;
  const entries = maps.flatMap((each) => each.entries);
  return {
    tree: only && maps.length === 1 ? only : { kind: "map", span: only?.span ?? { start: 0, end: 0 }, entries },
    problem: span && problem(span, "wrong-type", { name: "This file", expected: "a map" }),
  };
}

const NOTHING: Declarations = { deployments: [], keys: [], layers: [], ignored: [] };

/** A whole number that is not this format's. Anything else in its place is a slip, and costs nothing but itself. */
function isLaterVersion({ node }: SoundMap, { span, message }: ProjectProblem): boolean {
  if (message !== "wrong-value") return false;
  const version = node.entries.find(({ key }) => key === "version")?.value;
  return version?.kind === "scalar" && version.span.start === span.start;
}

function ordered(problems: readonly ProjectProblem[]): readonly ProjectProblem[] {
  const seen = new Set<string>();
  return problems
    .filter(({ span, message }) => {
      const key = `${span.start} ${span.end} ${message}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .sort((left, right) => left.span.start - right.span.start || left.span.end - right.span.end)
    .slice(0, MOST_PROBLEMS);
}

// --- From the tree to what it declares -----------------------------------------------------------------------------

function declare(top: SoundMap, problems: ProjectProblem[]): Declarations {
  const declared = mapsIn(top, "deployments");
  const deployments = deploymentsIn(declared, problems);
  const names = new Set([...deployments.map(({ name }) => name), ...namesIn(top)]);
  return {
    deployments,
    keys: keysIn(mapsIn(top, "keys"), deployments, names, problems),
    layers: [
      layerOf(top, undefined, problems),
      ...mapsIn(top, "overrides").flatMap((each) => withPath(each, problems, (path) => layerOf(each, path, problems))),
    ],
    ignored: mapsIn(top, "ignore").flatMap((each) => {
      // A rule that is misspelt must not silence all the others.
      if (each.broken.has("rule")) return [];
      return withPath(each, problems, (path) => ({ path, rule: textOf(each, "rule") }));
    }),
  };
}

/** Names of deployments that are wrong in another way: a key that names one of them is right. */
function namesIn(top: SoundMap): readonly string[] {
  const node = top.node.entries.find(({ key }) => key === "deployments")?.value;
  if (node?.kind !== "list") return [];
  return node.items.flatMap((item) => {
    const value = item.kind === "map" ? item.entries.find(({ key }) => key === "name")?.value : undefined;
    return value?.kind === "scalar" && !holdsSecret(value.layer.text) ? [value.layer.text] : [];
  });
}

function deploymentsIn(maps: readonly SoundMap[], problems: ProjectProblem[]): readonly DeclaredDeployment[] {
  const byName = new Map<string, DeclaredDeployment>();
  for (const map of maps) {
    const name = textOf(map, "name") ?? "";
    const field = scalarOf(map, "name");
    if (byName.has(name)) {
      if (field) problems.push(problem(field.node.span, "duplicate-name", { name }));
      continue;
    }
    const api: Api | undefined = APIS.find((each) => each !== "unknown" && each === textOf(map, "api"));
    const type: Deployment = DEPLOYMENTS.find((each) => each === textOf(map, "type")) ?? "unknown";
    byName.set(name, { name, type, hosts: hostsOf(map, problems), api, span: field?.node.span ?? map.node.span });
  }
  return [...byName.values()];
}

function hostsOf(map: SoundMap, problems: ProjectProblem[]): readonly string[] {
  const hosts = map.fields.get("hosts");
  return (hosts?.kind === "list" ? hosts.items : []).flatMap((item) => {
    if (item.kind !== "scalar" || typeof item.value !== "string") return [];
    if (Number(/:([0-9]+)$/.exec(item.value)?.[1] ?? 1) <= 65_535) return [item.value];
    problems.push(problem(item.node.span, "invalid-host", { name: "host", value: item.value }));
    return [];
  });
}

function keysIn(
  maps: readonly SoundMap[],
  deployments: readonly DeclaredDeployment[],
  names: ReadonlySet<string>,
  problems: ProjectProblem[],
): Declarations["keys"] {
  const seen = new Set<string>();
  const declared = new Set(deployments.map(({ name }) => name));
  return maps.flatMap((map) => {
    const field = scalarOf(map, "id") ?? scalarOf(map, "variable");
    const { id, variable, path } = { id: textOf(map, "id"), variable: textOf(map, "variable"), path: pathOf(map) };
    if (!field || map.broken.has("path") || !isPathWithin(map, problems)) return [];
    if (id !== undefined && isLikelySecret(id)) {
      problems.push(problem(field.node.span, "likely-secret", {}, { severity: "warning" }));
      return [];
    }
    const identity = JSON.stringify([id, variable, path]);
    if (seen.has(identity)) {
      problems.push(problem(field.node.span, "duplicate-entry", { name: id ?? variable ?? "" }));
      return [];
    }
    seen.add(identity);
    const deployment = textOf(map, "deployment");
    if (deployment !== undefined && !names.has(deployment)) tellUndeclared(map, deployment, names, problems);
    const key: DeclaredKey = {
      id,
      variable,
      kind: kindOf(map),
      deployment: deployment !== undefined && declared.has(deployment) ? deployment : undefined,
      owner: textOf(map, "owner"),
      expires: textOf(map, "expires"),
      span: field.node.span,
    };
    return [{ path, key }];
  });
}

function kindOf(map: SoundMap): Kind | undefined {
  return KINDS.find((each) => each !== "unknown" && each === textOf(map, "kind"));
}

function tellUndeclared(map: SoundMap, name: string, names: ReadonlySet<string>, problems: ProjectProblem[]): void {
  const span = scalarOf(map, "deployment")?.node.span ?? map.node.span;
  const known = problems.length < MOST_PROBLEMS ? [...names].slice(0, MOST_PROBLEMS) : [];
  const near = nearest(name, known);
  if (near === undefined) problems.push(problem(span, "undeclared-deployment", { name }));
  else problems.push(problem(span, "undeclared-deployment-near", { name, near }));
}

/** A slip of a name is one; a name that is like no other may be a product that a later Keyfit knows. */
function tellProduct(map: SoundMap, name: string, problems: ProjectProblem[]): void {
  const versions = map.fields.get("versions");
  const entry = versions?.kind === "map" ? versions.node.entries.find(({ key }) => key === name) : undefined;
  if (!entry || problems.length >= MOST_PROBLEMS) return;
  const near = nearest(name, KNOWN_PRODUCTS);
  const { keySpan } = entry;
  if (near === undefined) problems.push(problem(keySpan, "unknown-product", { name }, { severity: "warning" }));
  else
    problems.push(
      problem(keySpan, "unknown-product-near", { name, near }, { correction: { text: near, lossless: false } }),
    );
}

function layerOf(map: SoundMap, path: string | undefined, problems: ProjectProblem[]): Layer {
  const versions = new Map<string, string>();
  for (const [name, value] of fieldsOf(map, "versions")) {
    if (!KNOWN_PRODUCTS.includes(name)) tellProduct(map, name, problems);
    if (value.kind === "scalar" && typeof value.value === "string") versions.set(name, value.value);
  }
  const rules = new Map<string, Severity | "off">();
  for (const [id, value] of fieldsOf(map, "rules")) {
    if (value.kind !== "scalar") continue;
    const severity = SEVERITIES.find((each) => each === value.value) ?? "off";
    rules.set(id, severity);
  }
  return { path, versions, rules };
}

// --- Fields --------------------------------------------------------------------------------------------------------

function withPath<T>(map: SoundMap, problems: ProjectProblem[], make: (path: string) => T): readonly T[] {
  const path = pathOf(map);
  return path === undefined || !isPathWithin(map, problems) ? [] : [make(path)];
}

function pathOf(map: SoundMap): string | undefined {
  return textOf(map, "path");
}

/** Whether the path stays in the folder; tells where it does not. */
function isPathWithin(map: SoundMap, problems: ProjectProblem[]): boolean {
  const field = scalarOf(map, "path");
  if (!field || !String(field.value).split("/").includes("..")) return true;
  problems.push(problem(field.node.span, "invalid-path", { name: "path", value: String(field.value) }));
  return false;
}

function mapsIn(map: SoundMap, name: string): readonly SoundMap[] {
  const field = map.fields.get(name);
  return field?.kind === "list" ? field.items.filter((item) => item.kind === "map") : [];
}

function fieldsOf(map: SoundMap, name: string): Iterable<readonly [string, Sound]> {
  const field = map.fields.get(name);
  return field?.kind === "map" ? field.fields : [];
}

function scalarOf(map: SoundMap, name: string): SoundScalar | undefined {
  const field = map.fields.get(name);
  return field?.kind === "scalar" ? field : undefined;
}

function textOf(map: SoundMap, name: string): string | undefined {
  const value = scalarOf(map, name)?.value;
  return typeof value === "string" ? value : undefined;
}
