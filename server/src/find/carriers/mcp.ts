/**
 * What an MCP client gives to the servers that it starts: their environment and their command line. A server that runs in
 * a container is given only what `docker run` names. Remote servers are settings (integrations/mcp.ts).
 * Source: reference/variables.md 3.23; for VS Code
 * https://github.com/microsoft/vscode/blob/main/src/vs/workbench/api/node/extHostMcpNode.ts (startNodeMpc)
 */
import { MCP_CLIENTS, MCP_SERVER_MAPS } from "../../integrations/mcp";
import type { FileReader, ReferenceSyntax } from "../../integrations/model";
import type { Command, Entry, Part, ScalarNode, TreeNode, Value } from "../../read/reading";
import { hull, type Span } from "../../text/span";
import { expandingCommand } from "../commands";
import { type FolderFact, NO_FOLDER } from "../currentFolder";
import { type ContainerRun, containerOf, runsOf } from "../dockerRun";
import type { EnvironmentFact, EnvironmentLayer } from "../environmentModel";
import { launchedBy, programIn } from "../launchers";
import { valueOfScalar } from "../references/index";
import { unexpandedIn } from "../references/unexpanded";
import { readerOf } from "../tell";
import { literalText } from "../value";
import type { Definition, PathFact, VariableScope } from "../valueModel";
import { addEnvironment, type CarrierSink } from "./carrier";
import { childOf, entriesOf, isNull, itemsOf, scalarAt, scalarOf } from "./tree";
import { definitionOf, layerOf } from "./yamlParts";

/** Adds the servers of a client's file to the sink, and answers whether the tree is one. */
export function mcpCarrier(tree: TreeNode, path: string, sink: CarrierSink): boolean {
  const client = readerOf(MCP_CLIENTS, path);
  let found = false;
  for (const map of MCP_SERVER_MAPS) {
    for (const entry of entriesOf(childOf(tree, ...map.split(".")))) {
      const server = serverOf(entry);
      found ||= server !== undefined || scalarAt(entry.value, "url") !== undefined;
      if (server) addServer(server, client, sink);
    }
  }
  return found;
}

/** A server that the client starts. */
interface Server {
  readonly name: string;
  readonly span: Span;
  readonly command: ScalarNode;
  readonly args: readonly ScalarNode[];
  readonly env: TreeNode | undefined;
  readonly envFile: ScalarNode | undefined;
}

/** Zed once nested what is started: `"command": {"path": …, "args": …, "env": …}`. */
function serverOf({ key, keySpan, value }: Entry): Server | undefined {
  const nested = childOf(value, "command");
  const [start, program] = nested?.kind === "map" ? [nested, "path"] : [value, "command"];
  const command = scalarAt(start, program);
  if (!command) return undefined;
  return {
    name: key,
    span: keySpan,
    command,
    args: itemsOf(childOf(start, "args")).flatMap((item) => scalarOf(item) ?? []),
    env: childOf(start, "env"),
    envFile: scalarAt(value, "envFile"),
  };
}

/** The client's own environment, which no file shows. */
const CLIENT: VariableScope = { kind: "settings", definitions: [], around: { kind: "file" } };
/** What the client puts into words comes before the server's environment. */
const BEFORE: VariableScope = { kind: "nothing" };

function addServer(server: Server, client: FileReader | undefined, sink: CarrierSink): void {
  const syntax = client?.references ?? "mcp-any";
  const { name, span } = server;
  const command = commandOf(server, syntax);
  const id = sink.environments.length;
  const definitions = definitionsIn(server.env, syntax);
  const given: Omit<EnvironmentFact, "id"> = {
    owner: "mcp-server",
    name,
    span,
    layers: [...fileLayer(server.envFile, client), ...layerOf(definitions), ...removedIn(server.env)],
    links: [],
    folder: folderOf(client),
  };
  const run = containerOf(command, BEFORE, { kind: "environment", environment: id }, "");
  if (run) {
    addEnvironment(sink, { ...given, container: id + 1 });
    addEnvironment(sink, {
      owner: "container",
      name,
      span: run.image?.outer ?? span,
      layers: containerLayers(run, definitions),
      links: run.links,
      folder: folderOf(client),
      ...runsOf(run.image && literalText(run.image)),
    });
    return;
  }
  const { known } = launchedBy(command.name ?? "", command.args);
  addEnvironment(sink, { ...given, runs: known });
  addProgram(command, server, id, sink);
}

function folderOf(client: FileReader | undefined): FolderFact {
  return client?.startsIn === undefined ? NO_FOLDER : { path: client.startsIn, from: "own-folder" };
}

// --- Environment -----------------------------------------------------------------------------------------------------

/** VS Code reads the file as its own debugger does: https://github.com/microsoft/vscode/blob/main/src/vs/base/common/envfile.ts */
function fileLayer(file: ScalarNode | undefined, client: FileReader | undefined): readonly EnvironmentLayer[] {
  if (!file || (client && !client.loadsFiles)) return [];
  return [{ kind: "file", path: pathOf(file, client), dialect: "node", required: true }];
}

const IN_WORKSPACE = /^\$\{workspaceFolder\}[/\\]([^$]+)$/;

/** In a folder that nobody knows, unless it begins at the workspace. */
function pathOf({ layer, span }: ScalarNode, client: FileReader | undefined): PathFact {
  if (layer.text.startsWith("/") && !layer.text.includes("$")) return { path: layer.text, span, from: "own-folder" };
  const rest = IN_WORKSPACE.exec(layer.text)?.[1]?.replaceAll("\\", "/");
  const known = rest !== undefined && client?.startsIn !== undefined;
  return { path: known ? `${client.startsIn}/${rest}` : undefined, span, from: "own-folder" };
}

function definitionsIn(env: TreeNode | undefined, syntax: ReferenceSyntax): readonly Definition[] {
  return entriesOf(env).flatMap((entry) => {
    const { key: name, keySpan: nameSpan } = entry;
    const scalar = scalarOf(entry.value);
    if (!scalar || name === "") return [];
    const value = valueOfScalar(scalar, syntax);
    const unexpanded = unexpandedIn(scalar, syntax);
    return [definitionOf({ name, nameSpan, whole: entry.span, value, inside: CLIENT, unexpanded })];
  });
}

/** `null` takes a name away. */
function removedIn(env: TreeNode | undefined): readonly EnvironmentLayer[] {
  const names = entriesOf(env).flatMap(({ key, value }) => (value && isNull(value) ? [key] : []));
  return names.length > 0 ? [{ kind: "removed", names }] : [];
}

/** What a container is given, its names that come from `env` as they stand there. */
function containerLayers(
  { layers, open }: ContainerRun,
  definitions: readonly Definition[],
): readonly EnvironmentLayer[] {
  const passed = layers.map((layer): EnvironmentLayer => {
    if (layer.kind !== "definitions") return layer;
    return { ...layer, definitions: layer.definitions.map((each) => passedOn(each, definitions)) };
  });
  return open ? [...layerOf(definitions), ...passed] : passed;
}

/** `-e NAME` has the value of the program that starts the container. */
function passedOn(definition: Definition, definitions: readonly Definition[]): Definition {
  if (definition.inside?.kind !== "environment") return definition;
  return definitions.findLast(({ name }) => name === definition.name) ?? definition;
}

// --- Command ---------------------------------------------------------------------------------------------------------

function commandOf({ command, args }: Server, syntax: ReferenceSyntax): Command {
  const program = literalText(valueOfScalar(command, syntax));
  const words = args.map((word) => wordOf(word, syntax));
  const name = program === undefined ? undefined : programIn(program);
  // A program that puts in `${NAME}` by itself does so where the client leaves it.
  const leaves = name !== undefined && expandingCommand(launchedBy(name, words).name) ? "braces" : undefined;
  return {
    name,
    nameSpan: command.span,
    args: leaves ? args.map((word) => wordOf(word, syntax, leaves)) : words,
    environment: [],
    span: args.reduce((all, { outer }) => hull(all, outer), command.outer),
    job: undefined,
  };
}

function wordOf(scalar: ScalarNode, syntax: ReferenceSyntax, leaves?: "braces"): Value {
  const value = valueOfScalar(scalar, syntax, leaves);
  return { ...value, parts: value.parts.map(asPutIn) };
}

/** What the client puts in is text to the program. */
function asPutIn(part: Part): Part {
  if (part.kind !== "reference") return part;
  const { fallback, ...rest } = part;
  const kept = fallback && { fallback: { ...fallback, parts: fallback.parts.map(asPutIn) } };
  return { ...rest, ...kept, from: "expression" };
}

const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "dash", "ash", "ksh", "zsh"]);

/** The program itself, or the script that it hands to a shell. */
function addProgram(command: Command, { args }: Server, environment: number, sink: CarrierSink): void {
  const around = { kind: "environment", environment } as const;
  const [option, script] = args;
  if (SHELLS.has(command.name ?? "") && script && /^-[a-z]*c$/.test(option?.layer.text ?? "")) {
    sink.embedded.push({ layer: script.layer, span: script.span, as: "shell", around });
  } else sink.commands.push({ command, around, expressions: BEFORE });
}
