/**
 * Docker Compose: what each service is given when it starts, and which files it mounts. What it runs is in
 * composeCommands.ts. A `${NAME}` in the file is the project's, never the service's own: variables.md 3.1.
 * Source: https://github.com/compose-spec/compose-spec/blob/main/05-services.md
 */
import { readInterpolation } from "../../read/interpolation";
import type { Entry, Part, ScalarNode, TreeNode, Value } from "../../read/reading";
import { append } from "../../text/append";
import type { Span } from "../../text/span";
import { runsOf } from "../dockerRun";
import type { EnvironmentLayer, LinkFact } from "../environmentModel";
import type { ProgramFact } from "../programModel";
import { literalText, sealValue } from "../value";
import type { Definition, PathFact, VariableScope } from "../valueModel";
import { addEnvironment, type CarrierSink } from "./carrier";
import { addCommands } from "./composeCommands";
import { addHosts, configTexts, elsewhere, serviceLayer, serviceProgram } from "./composeServices";
import { childOf, entriesOf, entryOf, isNull, itemsOf, scalarOf, textOf, withIndexes } from "./tree";
import {
  type Allowance,
  baseName,
  definitionOf,
  fileAllowance,
  layerOf,
  sliceLayer,
  valueAt,
  valueOfScalar,
} from "./yamlParts";

const PROJECT: VariableScope = { kind: "compose-project" };

/**
 * Adds the services of a Compose file to the sink, and answers whether the tree is one. A file that overrides another
 * gives services of its own: nothing says which files a project is started with.
 */
export function composeCarrier(tree: TreeNode, path: string, sink: CarrierSink): boolean {
  if (!isCompose(tree, path)) return false;
  const file: ComposeFile = {
    tree,
    services: childOf(tree, "services"),
    name: baseName(path),
    parts: new Map(),
    left: MAX_PARTS,
    allowance: fileAllowance(),
  };
  addHosts(file.services, sink);
  withIndexes(() => {
    for (const entry of entriesOf(file.services)) addService(entry, file, sink);
  });
  return true;
}

/** `compose.yaml`, `docker-compose.override.yml`, `compose-dev.yml`, and not `composer.yml`. */
const FILE_NAME = /^(?:docker-)?compose(?:[._-].*)?\.ya?ml$/;

const TELLING = ["image", "build", "command", "entrypoint", "environment", "env_file", "extends"];

function isCompose(tree: TreeNode, path: string): boolean {
  if (FILE_NAME.test(baseName(path))) return true;
  if (entryOf(tree, "apiVersion") || entryOf(tree, "jobs")) return false;
  return entriesOf(childOf(tree, "services")).some(({ value }) => TELLING.some((key) => entryOf(value, key)));
}

interface ComposeFile {
  readonly tree: TreeNode;
  readonly services: TreeNode | undefined;
  readonly name: string;
  /** What each service has by itself, read once however many others extend it. */
  readonly parts: Map<TreeNode, ServiceParts>;
  /** Parts that services may still be given. */
  left: number;
  readonly allowance: Allowance;
}

interface ServiceParts {
  readonly files: readonly EnvironmentLayer[];
  readonly definitions: readonly EnvironmentLayer[];
  readonly links: readonly LinkFact[];
}

/** Files and links of all services, those that they share counted for each; no file that a person keeps comes near. */
const MAX_PARTS = 50_000;

function partsOf(service: TreeNode, file: ComposeFile): ServiceParts {
  let parts = file.parts.get(service);
  if (!parts) {
    parts = {
      files: envFiles(service),
      definitions: layerOf(definitionsIn(service)),
      links: [...volumeLinks(service), ...sharedFileLinks(service, file)],
    };
    file.parts.set(service, parts);
  }
  file.left -= parts.files.length + parts.links.length;
  return file.left < 0 ? { ...parts, files: [{ kind: "outside", why: "too-many" }], links: [] } : parts;
}

function addService(entry: Entry, file: ComposeFile, sink: CarrierSink): void {
  const { chain, outside, other } = chainOf(entry, file);
  const beyond: EnvironmentLayer = { kind: "outside", why: "extends" };
  const { below, above } = elsewhere(file.name, entry.keySpan);
  const base = other ? [other.path] : [];
  const extended = (part: "files" | "definitions") => serviceLayer(base, other?.service ?? "", part);
  const parts = chain.map((service) => partsOf(service, file));
  const id = addEnvironment(sink, {
    owner: "compose-service",
    name: entry.key,
    span: entry.keySpan,
    // The lists of a service and of the one that it extends are appended, so any `environment` beats any `env_file`.
    layers: [
      ...imageLayer(chain),
      ...serviceLayer(below, entry.key, "files"),
      ...extended("files"),
      ...parts.flatMap(({ files }) => files),
      ...serviceLayer(above, entry.key, "files"),
      ...(outside && !other ? [beyond] : []),
      ...serviceLayer(below, entry.key, "definitions"),
      ...extended("definitions"),
      ...parts.flatMap(({ definitions }) => definitions),
      ...serviceLayer(above, entry.key, "definitions"),
    ],
    links: parts.flatMap(({ links }) => links),
    ...runsOf(textOf(imageOf(chain))),
    programs: [
      ...serviceProgram(below, entry.key),
      ...serviceProgram(base, other?.service ?? ""),
      ...programIn(chain),
      ...serviceProgram(above, entry.key),
    ],
  });
  addCommands(chain, id, sink, file.allowance);
  for (const service of chain) append(sink.embedded, configTexts(service, file.tree, id));
}

/** The image of a service, or of the nearest one that it extends. */
function imageOf(chain: readonly TreeNode[]): ScalarNode | undefined {
  const service = chain.findLast((each) => !isNull(childOf(each, "image")));
  return scalarOf(childOf(service, "image"));
}

interface Chain {
  /** The farthest first. */
  readonly chain: readonly TreeNode[];
  /** The last one extends what is not seen here. */
  readonly outside: boolean;
  /** Where that is, if its file is named. */
  readonly other?: { readonly path: PathFact; readonly service: string };
}

/** Services that extend each other; no file that a person keeps comes near. */
const MAX_CHAIN = 32;

/** A service and those that it extends. */
function chainOf(entry: Entry, file: ComposeFile): Chain {
  const chain: TreeNode[] = [];
  const seen = new Set<string>();
  let [name, node]: [string, TreeNode | undefined] = [entry.key, entry.value];
  while (!seen.has(name)) {
    if (!node || seen.size >= MAX_CHAIN) return { chain, outside: seen.size > 0 };
    seen.add(name);
    chain.unshift(node);
    const base = entryOf(node, "extends")?.value;
    if (!base) break;
    const next = textOf(base) ?? textOf(childOf(base, "service"));
    const named = scalarOf(childOf(base, "file"));
    const other = named && textOf(named);
    const here = other === undefined || other === file.name || other === `./${file.name}`;
    if (next !== undefined && named && !here) {
      return { chain, outside: true, other: { path: pathOf(named), service: next } };
    }
    if (next === undefined || !here) return { chain, outside: true };
    name = next;
    node = childOf(file.services, next);
  }
  return { chain, outside: false };
}

/** A scalar's text as Compose takes it; undefined where variables decide. */
function literalOf(scalar: ScalarNode): string | undefined {
  return literalText(readValue(scalar));
}

/** A value in which Compose expands references. A dollar that is meant as one is doubled. */
function readValue(scalar: ScalarNode): Value {
  const parts = readInterpolation(scalar.layer, scalar.span, "compose");
  return valueOfScalar(scalar, parts, (text) => text.replaceAll("$", "$$$$"));
}

// --- What a service is given ---------------------------------------------------------------------------------------

/** A context that is fetched from elsewhere. */
const REMOTE = /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/;

/** What is built is what runs, and an `image` beside it only the name of that. */
function programIn(chain: readonly TreeNode[]): readonly ProgramFact[] {
  const [built] = imageLayer(chain);
  if (built?.kind === "image") return [{ kind: "built", dockerfile: built.dockerfile, stage: built.stage }];
  const image = imageOf(chain);
  return image ? [{ kind: "image", value: sealValue(readValue(image)), scope: PROJECT, setting: "image" }] : [];
}

function imageLayer(chain: readonly TreeNode[]): readonly EnvironmentLayer[] {
  const build = chain.findLast((service) => !isNull(childOf(service, "build")));
  if (!build) return [];
  const [context, dockerfile, target, inline] = ["context", "dockerfile", "target", "dockerfile_inline"].map((key) =>
    buildField(chain, key),
  );
  const folder = context ? literalOf(context) : ".";
  const file = dockerfile ? literalOf(dockerfile) : "Dockerfile";
  const stage = target && literalOf(target);
  const seen = !inline && (!target || stage !== undefined);
  const path = seen && folder !== undefined && file !== undefined ? pathOfBuild(folder, file) : undefined;
  const span = (dockerfile ?? context)?.span ?? entryOf(build, "build")?.keySpan ?? build.span;
  const args = chain.flatMap((service) => variablesIn(childOf(service, "build", "args")));
  const given = args.length > 0 ? { args } : {};
  return [{ kind: "image", dockerfile: { path, span, from: "own-folder" }, stage, ...given }];
}

/** A setting under `build`, from the nearest service that has it. `build: folder` is its context. */
function buildField(chain: readonly TreeNode[], key: string): ScalarNode | undefined {
  for (const service of [...chain].reverse()) {
    const build = childOf(service, "build");
    const found =
      key === "context" ? (scalarOf(build) ?? scalarOf(childOf(build, key))) : scalarOf(childOf(build, key));
    if (found) return found;
  }
  return undefined;
}

function pathOfBuild(folder: string, file: string): string | undefined {
  if (file.startsWith("/")) return file;
  if (REMOTE.test(folder)) return undefined;
  const base = folder.endsWith("/") ? folder.slice(0, -1) : folder;
  return base === "." ? file : `${base}/${file}`;
}

function envFiles(service: TreeNode): readonly EnvironmentLayer[] {
  return itemsOf(childOf(service, "env_file")).flatMap((item): readonly EnvironmentLayer[] => {
    const scalar = scalarOf(item) ?? scalarOf(childOf(item, "path"));
    if (!scalar) return [];
    const dialect = textOf(childOf(item, "format")) === "raw" ? "compose-raw" : "compose";
    const required = textOf(childOf(item, "required"))?.toLowerCase() !== "false";
    return [{ kind: "file", path: pathOf(scalar), dialect, required }];
  });
}

function pathOf(scalar: ScalarNode): PathFact {
  return { path: literalOf(scalar), span: scalar.span, from: "own-folder" };
}

function definitionsIn(service: TreeNode): readonly Definition[] {
  return variablesIn(childOf(service, "environment"));
}

/** `environment` and `build.args` are written alike: a map, or a list of `NAME=value`. */
function variablesIn(node: TreeNode | undefined): readonly Definition[] {
  return node?.kind === "list" ? node.items.flatMap(listedDefinition) : entriesOf(node).flatMap(mappedDefinition);
}

function mappedDefinition({ key, keySpan, value }: Entry): readonly Definition[] {
  if (key === "" || (value && value.kind !== "scalar")) return [];
  if (!value || isNull(value)) return [passedOn(key, keySpan)];
  return [definitionOf({ name: key, nameSpan: keySpan, value: readValue(value), inside: PROJECT })];
}

/** Cut at the first `=`; quotes behind it are part of the value: https://github.com/compose-spec/compose-go mapping.go */
function listedDefinition(item: TreeNode): readonly Definition[] {
  const scalar = scalarOf(item);
  if (!scalar) return [];
  const { layer } = scalar;
  const equals = layer.text.indexOf("=");
  const name = equals < 0 ? layer.text : layer.text.slice(0, equals);
  // Compose refuses a name with blanks; one that a variable makes is not known.
  if (!/^[^\s$]+$/.test(name)) return [];
  const nameSpan = layer.toHost({ start: 0, end: name.length }) ?? scalar.span;
  if (equals < 0) return [passedOn(name, nameSpan)];
  const inner = sliceLayer(layer, equals + 1);
  const span = layer.toHost({ start: equals + 1, end: layer.text.length }) ?? scalar.span;
  const value = valueOfScalar(
    scalar,
    readInterpolation(inner, span, "compose"),
    (text) => `${name}=${text.replaceAll("$", "$$$$")}`,
  );
  return [definitionOf({ name, nameSpan, value: { ...value, span }, inside: PROJECT })];
}

/** A name alone takes its value from the project, or is left out. */
function passedOn(name: string, span: Span): Definition {
  const parts: readonly Part[] = [{ kind: "reference", name, span }];
  return definitionOf({ name, nameSpan: span, value: valueAt(span, parts), inside: PROJECT });
}

// --- What a service mounts -----------------------------------------------------------------------------------------

function volumeLinks(service: TreeNode): readonly LinkFact[] {
  return itemsOf(childOf(service, "volumes")).flatMap((volume): readonly LinkFact[] => {
    const short = scalarOf(volume);
    if (short) return shortVolume(short);
    const source = scalarOf(childOf(volume, "source")) ?? scalarOf(childOf(volume, "src"));
    if (!source || textOf(childOf(volume, "type")) !== "bind") return [];
    const target = textOf(childOf(volume, "target")) ?? textOf(childOf(volume, "dst"));
    return [{ kind: "path", path: pathOf(source), ...(target !== undefined && { as: target }) }];
  });
}

/** `./host:/container:ro`. A source that is no path names a volume, of which no file tells. */
function shortVolume(scalar: ScalarNode): readonly LinkFact[] {
  const { text } = scalar.layer;
  // A Windows drive has a colon of its own; so may a reference, and then the path is not known anyway.
  const colon = text.indexOf(":", /^[A-Za-z]:[\\/]/.test(text) ? 2 : 0);
  if (
    colon < 0 ||
    text.lastIndexOf("${", colon) > text.lastIndexOf("}", colon) ||
    !/^(?:[./~]|[A-Za-z]:[\\/])/.test(text)
  )
    return [];
  const layer = sliceLayer(scalar.layer, 0, colon);
  const span = layer.toHost({ start: 0, end: colon }) ?? scalar.span;
  const inside = text.slice(colon + 1).replace(/:[a-zA-Z,]{1,20}$/, "");
  return [{ kind: "path", path: pathOf({ ...scalar, layer, span }), as: inside }];
}

/** The files of `configs` and `secrets` that the service is given. */
function sharedFileLinks(service: TreeNode, { tree }: ComposeFile): readonly LinkFact[] {
  return ["configs", "secrets"].flatMap((kind) =>
    itemsOf(childOf(service, kind)).flatMap((item): readonly LinkFact[] => {
      const name = textOf(item) ?? textOf(childOf(item, "source"));
      const file = name === undefined ? undefined : scalarOf(childOf(tree, kind, name, "file"));
      if (!file || name === undefined) return [];
      const target = textOf(childOf(item, "target")) ?? name;
      // https://github.com/compose-spec/compose-spec/blob/main/05-services.md#secrets
      const folder = kind === "secrets" ? "/run/secrets/" : "/";
      return [{ kind: "path", path: pathOf(file), as: target.startsWith("/") ? target : folder + target }];
    }),
  );
}
