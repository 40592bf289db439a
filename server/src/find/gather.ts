/**
 * Gathers facts from a reading, and from the texts that stand in it: scripts in a pipeline's steps, files in a ConfigMap,
 * commands of a container. Each text has its own surroundings, so that a name in it is looked up where it runs.
 */
import { mapComments, mapTree } from "../read/embedded";
import { readPowerShell } from "../read/powershell";
import type { Budget, Command, Comment, Format, FunctionBody, Reading, TreeNode } from "../read/reading";
import { readShell, readShellIn } from "../read/shell";
import { newSink } from "../read/shell/sink";
import { append } from "../text/append";
import type { Span } from "../text/span";
import { archivesIn } from "./archives";
import { bodyOf } from "./bodies";
import { type CarriedCommand, type CarrierSink, carrierSink, type EmbeddedText } from "./carriers/carrier";
import { fileText, fileTexts } from "./carriers/fileTexts";
import { carriersOf, carriersOfFile } from "./carriers/index";
import { definitionsOf, findInCommand, type ScriptContext, shellScope } from "./commands";
import { currentFolder, type FolderFact, NO_FOLDER, STARTED } from "./currentFolder";
import { mapReading } from "./embedded";
import type { EnvironmentFact, HostFact, KustomizationFact, ResourceFact, SourceFact } from "./environmentModel";
import { expressionGround, holeGround } from "./expressionGround";
import { fedTo } from "./feeding";
import { filledText, holesOf, withFilling } from "./filled";
import { looksLikeSettings, tellFormat } from "./formats";
import { carriedUses, END, environmentUses, exportedUses, givenUses } from "./groups";
import { assignmentInFolder, commandInFolder, environmentInFolder, folderHere } from "./inFolders";
import type { CloudIdFact, MarkFact, MisplacedFact, UseFact } from "./model";
import type { ChartFact, ChartValue, PlacedProgram, StatedProgram } from "./programModel";
import { readAs } from "./readAs";
import { environmentsOfCommand } from "./runs";
import { findSettings, type SettingsSite } from "./settings";
import { bashEnvOf, sourcesOf, sourcingOf } from "./sources";
import { terraformBlocks } from "./terraform";
import { terraformTexts } from "./terraformTexts";
import { tracedCommands } from "./traced";
import type { Definition, Surroundings } from "./valueModel";
import { findVariables } from "./variables";
import { type WrittenFile, writtenBy } from "./written";

/** What was found so far. */
export interface Gathered {
  readonly uses: UseFact[];
  readonly definitions: Definition[];
  readonly environments: EnvironmentFact[];
  readonly resources: ResourceFact[];
  readonly functions: FunctionBody[];
  readonly hosts: HostFact[];
  readonly programs: PlacedProgram[];
  chart?: ChartFact;
  readonly chartValues: ChartValue[];
  readonly kustomizations: KustomizationFact[];
  readonly sources: SourceFact[];
  readonly misplaced: MisplacedFact[];
  readonly cloudIds: CloudIdFact[];
  /** Comments of embedded texts. */
  readonly comments: Comment[];
  /** Embedded texts that are JSON. */
  readonly uncommentable: Span[];
}

export interface Gathering {
  readonly found: Gathered;
  add(reading: Reading): void;
}

interface Source {
  readonly path: string;
  readonly text: string;
}

/** Texts in texts that are followed. */
const MAX_DEPTH = 4;
/** Texts of one file that are read. */
const MAX_TEXTS = 2_000;

const CONTAINERS: ReadonlySet<EnvironmentFact["owner"]> = new Set([
  "compose-service",
  "kubernetes-container",
  "eck-resource",
  "dockerfile-stage",
  "lambda-function",
]);

const FILE: Surroundings = { kind: "file" };

/** Formats whose trees are settings; a unit's tree is for its carrier alone. */
const SETTINGS: ReadonlySet<Format> = new Set(["yaml", "json", "hcl", "properties", "ini", "logstash"]);

/** Begins to gather from one text. */
export function createGathering(source: Source, budget: Budget): Gathering {
  const found: Gathered = {
    uses: [],
    definitions: [],
    environments: [],
    resources: [],
    functions: [],
    hosts: [],
    programs: [],
    chartValues: [],
    kustomizations: [],
    sources: [],
    misplaced: [],
    cloudIds: [],
    comments: [],
    uncommentable: [],
  };
  const template = /\{\{|\{%|<%/.test(source.text);
  // Each embedded script is a job of its own, so that one script's variables do not reach another.
  let jobs = 0;
  let texts = 0;

  const addEnvironment = (draft: Omit<EnvironmentFact, "id">): void => {
    found.environments.push({ id: found.environments.length, ...draft });
  };

  /** Where a script starts. A container has folders of its own, which are none of the workspace. */
  const startOf = (around: Surroundings): FolderFact => {
    if (around.kind === "file") return STARTED;
    const environment = around.kind === "environment" ? found.environments[around.environment] : undefined;
    if (!environment || CONTAINERS.has(environment.owner)) return NO_FOLDER;
    return environment.folder ?? STARTED;
  };

  const addTree = (
    tree: TreeNode,
    where: Pick<SettingsSite, "path" | "format" | "around" | "filled" | "beneath">,
    depth: number,
    fragment = false,
  ): void => {
    const settings = findSettings(tree, { ...where, template: template || fragment });
    append(found.uses, settings.uses);
    append(found.misplaced, settings.misplaced);
    append(found.cloudIds, settings.cloudIds);
    for (const { scalar, name } of settings.embedded) {
      addEmbedded(fileText(scalar, name, where.around, where.filled), where.path, depth + 1);
    }
  };

  const addScript = (
    { functions = [], ...written }: Pick<Reading, "assignments" | "commands" | "functions">,
    context: ScriptContext,
    depth: number,
  ): void => {
    const script = { assignments: written.assignments, commands: written.commands, functions };
    const folderAt = folderHere(currentFolder(script, startOf(context.around)), script, source.text);
    const assignments = written.assignments.map((each) => assignmentInFolder(each, folderAt));
    const commands = written.commands.map((each) => commandInFolder(each, folderAt));
    const definitions = definitionsOf([...assignments, ...commands.flatMap((each) => each.environment)], context);
    append(found.definitions, definitions);
    append(found.functions, functions);
    const sources = sourcesOf({ assignments, commands }, folderAt, context.around);
    append(found.sources, [...bashEnvOf(assignments, commands), ...sources]);
    for (const each of sources) addEnvironment(sourcingOf(each));
    addArchives(archivesIn(commands, context), context.around);
    const traced = tracedCommands(commands, depth === 0 && context.around.kind === "file" ? source.text : "");
    for (const [at, command] of commands.entries()) {
      const fed = command.stdin ? undefined : fedTo(command, commands[at - 1], source.text);
      const whole = fed ? { ...command, stdin: fed } : command;
      addCommand(whole, context, folderAt(command.span.start, command.job), traced.get(command));
      const file = writtenBy(command, commands[at + 1], source.text) ?? bodyOf(command);
      if (file) addWritten(file, command, context, depth + 1);
    }
    append(found.uses, exportedUses(definitions, commands, context));
  };

  const addArchives = (archives: readonly StatedProgram[], around: Surroundings): void => {
    if (archives.length === 0) return;
    const environment = around.kind === "environment" ? found.environments[around.environment] : undefined;
    if (environment) {
      const programs = [...archives, ...(environment.programs ?? [])];
      found.environments[environment.id] = { ...environment, programs };
    }
    const within = { start: 0, end: source.text.length };
    if (around.kind === "file")
      for (const program of archives) found.programs.push({ kind: "stated", within, program });
  };

  const addCommand = (command: Command, context: ScriptContext, folder: FolderFact, traced?: MarkFact): void => {
    for (const use of findInCommand(command, context)) {
      found.uses.push(traced && !use.echo ? { ...use, echo: traced } : use);
    }
    append(found.uses, givenUses(command, context));
    const first = found.environments.length;
    for (const each of environmentsOfCommand(command, source.text, context, first)) {
      addEnvironment(environmentInFolder(each, folder));
    }
    for (const each of found.environments.slice(first)) append(found.uses, environmentUses(each));
  };

  const addCarried = (sink: CarrierSink, path: string, depth: number): void => {
    const first = found.environments.length;
    append(found.environments, sink.environments.slice(first));
    append(found.resources, sink.resources);
    append(found.hosts, sink.hosts);
    append(found.kustomizations, sink.kustomizations);
    append(found.programs, sink.programs);
    if (sink.chart) found.chart = sink.chart;
    found.chartValues.push(...sink.chartValues);
    append(found.uses, carriedUses(sink, first));
    for (const each of sink.commands) addCarriedCommand(each);
    for (const { tree, name, around, fragment, beneath } of sink.trees) {
      addTree(tree, { path: `${path}/${name}`, format: "yaml", around, beneath }, depth, fragment);
    }
    for (const each of sink.embedded) addEmbedded(each, path, depth + 1);
  };

  const addCarriedCommand = ({ command, around, expressions }: CarriedCommand): void => {
    const context: ScriptContext = { around, exec: true, ...(expressions && { expressions }) };
    addCommand({ ...command, job: ++jobs }, context, startOf(around));
  };

  const addEmbedded = (embedded: EmbeddedText, path: string, depth: number): void => {
    if (depth > MAX_DEPTH || ++texts > MAX_TEXTS) return;
    const { layer, span, around, expressions } = embedded;
    const context: ScriptContext = { around, ...(expressions && { expressions }) };
    const job = ++jobs;
    if (embedded.as === "shell") {
      const sink = newSink(budget, layer.text.length);
      readShellIn(expressionGround(source.text, layer, span, expressions !== undefined), sink, { job });
      addScript(sink, context, depth);
      append(found.comments, sink.comments);
      return;
    }
    if (embedded.as === "powershell") {
      const reading = mapReading(readPowerShell(layer.text, budget), layer, span, job);
      addScript(reading, { ...context, powershell: true }, depth);
      append(found.comments, reading.comments);
      return;
    }
    addFile(embedded, `${path}/${embedded.name ?? ""}`, job, depth);
  };

  const addTerraform = (tree: TreeNode): void => {
    const { templates, texts: all } = terraformTexts(tree);
    for (const each of templates) addEnvironment(each);
    for (const each of all) addEmbedded(each, source.path, 1);
  };

  /** A file that a script writes: what the shell puts into it is looked up where that runs. */
  const addWritten = (file: WrittenFile, command: Command, context: ScriptContext, depth: number): void => {
    if (depth > MAX_DEPTH || ++texts > MAX_TEXTS) return;
    const { path, text, append } = file;
    const { layer, parts } = filledText(text.parts, text.span);
    const scope = shellScope(command, context);
    const name = path.slice(path.lastIndexOf("/") + 1);
    const embedded: EmbeddedText = { layer, span: text.span, as: "file", name, around: context.around };
    addFile({ ...embedded, filling: { parts, scope }, fragment: append }, path, ++jobs, depth);
  };

  /** A file in a value: told by its own name and content. */
  const addFile = (embedded: EmbeddedText, path: string, job: number, depth: number): void => {
    const { layer, span, around, name, filling, fragment } = embedded;
    const tell =
      tellFormat(name ?? "", layer.text) ?? (looksLikeSettings(layer.text) ? { format: "yaml" as const } : undefined);
    if (tell && SETTINGS.has(tell.format)) {
      const reading = readAs(layer.text, tell, budget);
      if (tell.format === "json") found.uncommentable.push(span);
      for (const read of reading.trees) {
        const tree = filling ? withFilling(read, filling) : read;
        const mapped = mapTree(tree, layer, span);
        addTree(mapped, { path, format: tell.format, around, filled: filling?.scope }, depth, fragment);
        if (tell.format !== "yaml" && tell.format !== "json") continue;
        const sink = carrierSink(found.environments);
        // Where something was put in, a value of an environment is more than its text.
        const isManifest = !filling?.parts.size && carriersOfFile(mapped, sink);
        addCarried(sink, path, depth);
        if (isManifest) continue;
        for (const each of fileTexts(mapped, around, filling?.scope)) addEmbedded(each, path, depth + 1);
      }
      append(found.comments, mapComments(reading.comments, layer, span));
    } else if (tell?.format === "shell" && filling) {
      const sink = newSink(budget, layer.text.length);
      readShellIn(holeGround(source.text, layer, span, holesOf(filling)), sink, { job });
      addScript(sink, { around, expressions: filling.scope }, depth);
      append(found.comments, sink.comments);
    } else if (tell?.format === "shell") {
      const reading = mapReading(readShell(layer.text, budget), layer, span, job);
      addScript(reading, { around }, depth);
      append(found.comments, reading.comments);
    }
  };

  return {
    found,
    add(reading) {
      const sink = carrierSink();
      carriersOf(reading, source.path, sink);
      addCarried(sink, source.path, 0);
      const isTerraform = reading.format === "hcl" || source.path.endsWith(".tf.json");
      const format = isTerraform ? "hcl" : reading.format;
      const trees = isTerraform ? reading.trees.flatMap(terraformBlocks) : reading.trees;
      if (SETTINGS.has(format)) {
        for (const tree of trees) addTree(tree, { path: source.path, format, around: FILE }, 0);
      }
      jobs = Math.max(jobs, ...jobsOf(reading));
      if (isTerraform) for (const tree of reading.trees) addTerraform(tree);
      if (reading.format === "dotenv") {
        const definitions = definitionsOf(reading.assignments, { around: FILE });
        append(found.definitions, definitions);
        append(found.uses, findVariables({ definitions, scopeOf: () => ({ kind: "lines", before: END }) }));
      } else if (reading.format === "http") {
        const context: ScriptContext = { around: FILE, requests: true };
        append(found.definitions, definitionsOf(reading.assignments, context));
        for (const command of reading.commands) {
          append(found.uses, findInCommand(command, context));
          const body = bodyOf(command);
          if (body) addWritten(body, command, context, 1);
        }
      } else if (reading.commands.length > 0 || reading.assignments.length > 0) {
        addScript(reading, { around: FILE, ...(reading.format === "powershell" && { powershell: true }) }, 0);
      }
      found.uses.sort((left, right) => left.credential.span.start - right.credential.span.start);
    },
  };
}

function jobsOf({ commands }: Reading): readonly number[] {
  return commands.slice(-1).map(({ job }) => job ?? 0);
}
