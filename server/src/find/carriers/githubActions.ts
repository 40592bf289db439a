/**
 * Workflows and composite actions of GitHub: what each step is given, and the script that it runs.
 * Source: reference/variables.md 3.5;
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
 */

import { pieceLayer } from "../../read/embedded";
import type { Entry, TreeNode } from "../../read/reading";
import type { Span } from "../../text/span";
import type { FolderFact } from "../currentFolder";
import type { EnvironmentLayer, LinkFact } from "../environmentModel";
import type { ProgramFact } from "../programModel";
import { sealValue } from "../value";
import type { Definition, VariableScope } from "../valueModel";
import { addEnvironment, type CarrierSink } from "./carrier";
import { actionInputs, inputNames, matrixLayers, passedInputs, readValue, workflowInputs } from "./githubContexts";
import { envWrites } from "./githubEnv";
import { childOf, entriesOf, entryOf, isNull, scalarOf, textOf, withIndexes } from "./tree";
import { type Allowance, baseName, definitionOf, fileAllowance, layerOf, takeUnits, valueAt } from "./yamlParts";

/** Adds the steps of a workflow or a composite action to the sink, and answers whether the tree is one. */
export function githubActionsCarrier(tree: TreeNode, path: string, sink: CarrierSink): boolean {
  if (isWorkflow(tree, path)) {
    const run = childOf(tree, "defaults", "run");
    const defaults = { shell: textOf(childOf(run, "shell")), folder: childOf(run, "working-directory") };
    const inputs = workflowInputs(tree);
    const file = { sink, allowance: fileAllowance(), writes: { units: MAX_WRITING }, inputs };
    const span = entryOf(tree, "on")?.keySpan ?? tree.span;
    const { layers } = readLevel(childOf(tree, "env"), enclosingScope({ sink, name: "on", span, layers: inputs }));
    withIndexes(() => {
      for (const entry of entriesOf(childOf(tree, "jobs"))) addJob(entry, layers, defaults, file);
    });
    return true;
  }
  const runs = entryOf(tree, "runs");
  if (!isAction(path) || !runs) return false;
  // Whoever uses the action gives it all that it has: https://docs.github.com/actions/sharing-automations/creating-actions
  const layers: readonly EnvironmentLayer[] = [
    { kind: "outside", why: "github-caller" },
    ...actionInputs(childOf(tree, "inputs")),
  ];
  const name = textOf(childOf(tree, "name")) ?? baseName(path);
  const job = { name, span: runs.keySpan, below: [], layers, programs: [] };
  addSteps(childOf(runs.value, "steps"), {
    ...job,
    shell: undefined,
    sink,
    allowance: fileAllowance(),
    writes: { units: MAX_WRITING },
    inputs: layers,
  });
  return true;
}

/** Gitea and Forgejo read the same: https://docs.gitea.com/usage/actions/comparison */
const WORKFLOW_PATH = /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/;

function isWorkflow(tree: TreeNode, path: string): boolean {
  if (WORKFLOW_PATH.test(path)) return true;
  if (!entryOf(tree, "on")) return false;
  return entriesOf(childOf(tree, "jobs")).some(({ value }) => entryOf(value, "runs-on") && entryOf(value, "steps"));
}

function isAction(path: string): boolean {
  return /^action\.ya?ml$/.test(baseName(path));
}

interface WorkflowFile {
  readonly sink: CarrierSink;
  readonly allowance: Allowance;
  /** Scripts that write to `GITHUB_ENV` are read here, and again by whoever looks for uses in them. */
  readonly writes: Allowance;
  /** What the file is called with, if it can be. */
  readonly inputs: readonly EnvironmentLayer[];
}

/** Units of such scripts; no file that a person keeps comes near. */
const MAX_WRITING = 100_000;

interface Job extends WorkflowFile {
  readonly name: string;
  readonly span: Span;
  /** What is there without being part of the context `env`: a container's own variables. */
  readonly below: readonly EnvironmentLayer[];
  /** Of the workflow and of the job. */
  readonly layers: readonly EnvironmentLayer[];
  readonly shell: string | undefined;
  /** The image of the container that its steps run in. */
  readonly programs: readonly ProgramFact[];
  /** The current folder of its steps, as it is written. */
  readonly folder?: TreeNode | undefined;
}

/** A step starts where the repository was checked out, or in the folder that the text says. */
function folderOf(node: TreeNode | undefined): FolderFact {
  const from = "workspace-folder";
  if (!node) return { path: ".", from };
  const text = textOf(node)?.replace(/^\$\{\{ {0,9}github\.workspace {0,9}\}\}\/?/, "./");
  return text === undefined || text.includes("${{") || text === "" ? { path: undefined, from } : { path: text, from };
}

const NOTHING: VariableScope = { kind: "nothing" };

/** `defaults.run` of the workflow. */
type Defaults = Pick<Job, "shell" | "folder">;

function addJob(entry: Entry, above: readonly EnvironmentLayer[], defaults: Defaults, file: WorkflowFile): void {
  const { key: name, keySpan: span, value } = entry;
  const outer = enclosingScope({ sink: file.sink, name, span, layers: file.inputs });
  for (const matrix of matrixLayers(value, outer)) {
    const contexts = [...file.inputs, ...matrix];
    const inside = enclosingScope({ sink: file.sink, name, span, layers: contexts });
    const uses = textOf(childOf(value, "uses"));
    if (uses === undefined) addJobSteps(entry, [...contexts, ...above], inside, defaults, file);
    // A workflow that is called is given nothing but what is passed.
    else if (uses.startsWith("./")) {
      const layers = passedInputs(childOf(value, "with"), inside);
      addEnvironment(file.sink, { owner: "github-step", name, span, layers, links: [localLink(uses, span)] });
    }
  }
}

function localLink(path: string, span: Span): LinkFact {
  return { kind: "path", path: { path, span, from: "working-folder" } };
}

function addJobSteps(
  { key, keySpan, value }: Entry,
  above: readonly EnvironmentLayer[],
  inside: () => VariableScope,
  defaults: Defaults,
  file: WorkflowFile,
): void {
  const layers = [...above, ...readLevel(childOf(value, "env"), inside).layers];
  const runner = textOf(childOf(value, "runs-on")) ?? "";
  const job: Job = {
    ...file,
    name: key,
    span: keySpan,
    below: [],
    programs: [],
    layers,
    folder: childOf(value, "defaults", "run", "working-directory") ?? defaults.folder,
    shell:
      textOf(childOf(value, "defaults", "run", "shell")) ??
      defaults.shell ??
      (/^windows\b/.test(runner) ? "pwsh" : undefined),
  };
  const enclosing = enclosingScope(job);
  const container = entryOf(value, "container");
  const below = addContainer(container, job, enclosing);
  for (const service of entriesOf(childOf(value, "services"))) addContainer(service, job, enclosing);
  addSteps(childOf(value, "steps"), { ...job, below, programs: programsOf(container?.value, enclosing) });
}

/** `container: image`, or `container: {image: …}`. */
function programsOf(node: TreeNode | undefined, enclosing: () => VariableScope): readonly ProgramFact[] {
  const image = scalarOf(node) ?? scalarOf(childOf(node, "image"));
  if (!image) return [];
  const value = sealValue(readValue(image));
  const refers = value.parts.some(({ kind }) => kind === "reference");
  return [{ kind: "image", value, scope: refers ? enclosing() : NOTHING, setting: "image" }];
}

/** Variables of a container are its own; the steps that run in it find them below their own. */
function addContainer(
  entry: Entry | undefined,
  { sink }: Job,
  enclosing: () => VariableScope,
): readonly EnvironmentLayer[] {
  const env = childOf(entry?.value, "env");
  if (!entry || !env) return [];
  const { layers } = readLevel(env, enclosing);
  const programs = programsOf(entry.value, enclosing);
  addEnvironment(sink, { owner: "github-step", name: entry.key, span: entry.keySpan, layers, links: [], programs });
  return layers;
}

/** Writes that are kept; each later step holds all of them. */
const MAX_WRITTEN = 500;
/** Actions that set up a program or move files, and hand no key on. */
const HARMLESS = /^actions\/(?:checkout|cache|upload-artifact|download-artifact|setup-[a-z]+)@/;

function addSteps(node: TreeNode | undefined, job: Job): void {
  let written: readonly Definition[] = [];
  let unseen = false;
  let enclosing = enclosingScope(job);
  for (const step of node?.kind === "list" ? node.items : []) {
    if (step.kind !== "map") continue;
    const own = readLevel(childOf(step, "env"), enclosing);
    // What actions and scripts leave behind may be anything, and a later step finds it where nobody defines the name.
    const outside: readonly EnvironmentLayer[] = unseen ? [{ kind: "outside", why: "github-env" }] : [];
    const given = [...outside, ...job.below, ...job.layers, ...layerOf(written), ...own.layers];
    const { name, span } = titleOf(step);
    const uses = textOf(childOf(step, "uses"));
    const local = uses?.startsWith("./") ? uses : undefined;
    const layers = local === undefined ? given : [...given, ...passedOn(step, { ...job, name, span, layers: given })];
    const links = local === undefined ? [] : [localLink(local, span)];
    const folder = folderOf(childOf(step, "working-directory") ?? job.folder);
    const { programs } = job;
    const id = addEnvironment(job.sink, { owner: "github-step", name, span, layers, links, folder, programs });
    if (uses !== undefined && !HARMLESS.test(uses)) unseen = true;
    const run = scalarOf(childOf(step, "run"));
    if (!run) continue;
    const inside: VariableScope = { kind: "environment", environment: id };
    const as = shellOf(textOf(childOf(step, "shell")) ?? job.shell);
    if (!takeUnits(job.allowance, [run.layer])) {
      unseen = true;
      continue;
    }
    const script = { layer: pieceLayer(run), span: run.span };
    if (as !== "other") job.sink.embedded.push({ ...script, as, around: inside, expressions: inside });
    const conditional = entryOf(step, "if") !== undefined;
    const writes = envWrites({ ...script, as, inside, conditional, folder }, job.writes);
    unseen ||= writes.outside;
    if (writes.definitions.length === 0) continue;
    written = [...written, ...writes.definitions].slice(-MAX_WRITTEN);
    enclosing = enclosingScope({ ...job, layers: [...job.layers, ...layerOf(written)] });
  }
}

/** What a step passes to an action of the repository; inputs of its own workflow are not passed on by themselves. */
function passedOn(step: TreeNode, job: Job): readonly EnvironmentLayer[] {
  const names = inputNames(job.inputs);
  const own: readonly EnvironmentLayer[] = names.length > 0 ? [{ kind: "removed", names }] : [];
  return [...own, ...passedInputs(childOf(step, "with"), enclosingScope(job))];
}

type ScriptKind = "shell" | "powershell" | "other";

/** `bash -e {0}`, `pwsh`, `python`: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax */
function shellOf(shell: string | undefined): ScriptKind {
  const program = baseName((shell ?? "bash").trim().split(" ")[0] ?? "").toLowerCase();
  if (/^(?:pwsh|powershell)(?:\.exe)?$/.test(program)) return "powershell";
  return /^(?:ba|da|z|k)?sh(?:\.exe)?$/.test(program) ? "shell" : "other";
}

/** The step's name, or the first word of what it runs. */
function titleOf(step: TreeNode): { readonly name: string; readonly span: Span } {
  const named = scalarOf(childOf(step, "name")) ?? scalarOf(childOf(step, "uses"));
  if (named) return { name: named.layer.text, span: named.span };
  const run = scalarOf(childOf(step, "run"));
  const word = run && /\S+/.exec(run.layer.text);
  if (!run || !word) return { name: "step", span: step.span };
  const at = { start: word.index, end: word.index + word[0].length };
  return { name: word[0], span: run.layer.toHost(at) ?? run.span };
}

// --- Levels of `env` -----------------------------------------------------------------------------------------------

/**
 * The variables of one level. Those of one map do not see each other: their expressions are looked up in the levels
 * around, which a workflow and a job cannot do at all.
 */
function readLevel(
  node: TreeNode | undefined,
  around: VariableScope | (() => VariableScope),
): { readonly layers: readonly EnvironmentLayer[] } {
  if (isNull(node)) return { layers: [] };
  // `env: ${{ fromJSON(…) }}` may define any name.
  if (node?.kind === "scalar") return { layers: [{ kind: "outside", why: "template" }] };
  const definitions = entriesOf(node).flatMap(({ key, keySpan, value }): readonly Definition[] => {
    if (key === "" || key === "<<" || (value && value.kind !== "scalar")) return [];
    const read = value && !isNull(value) ? readValue(value) : valueAt(keySpan, []);
    const refers = read.parts.some(({ kind }) => kind === "reference");
    const inside = typeof around !== "function" ? around : refers ? around() : NOTHING;
    return [definitionOf({ name: key, nameSpan: keySpan, value: read, inside })];
  });
  return { layers: layerOf(definitions) };
}

/** The levels around a step as an environment, which is added once, when the first expression needs it. */
function enclosingScope({
  sink,
  name,
  span,
  layers,
}: Pick<Job, "sink" | "name" | "span" | "layers">): () => VariableScope {
  let scope: VariableScope | undefined;
  return () => {
    if (layers.length === 0) return NOTHING;
    scope ??= {
      kind: "environment",
      environment: addEnvironment(sink, { owner: "github-step", name, span, layers, links: [] }),
    };
    return scope;
  };
}
