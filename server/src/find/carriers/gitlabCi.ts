/**
 * GitLab's pipelines: what each job is given, and the scripts that it runs. Every value of the file is open, because the
 * settings page of a project ranks above all of them. Source: reference/variables.md 3.6; https://docs.gitlab.com/ci/yaml
 */
import type { Entry, ScalarNode, TreeNode } from "../../read/reading";
import { append } from "../../text/append";
import type { Layer } from "../../text/layer";
import { hull } from "../../text/span";
import type { EnvironmentLayer, LinkFact } from "../environmentModel";
import type { ProgramFact } from "../programModel";
import { sealValue } from "../value";
import type { Definition, VariableScope } from "../valueModel";
import { addEnvironment, type CarrierSink } from "./carrier";
import { gitlabParts, literalInGitlab } from "./gitlabVariables";
import { joinLayers } from "./joined";
import { childOf, entriesOf, entryOf, isNull, itemsOf, scalarOf, textOf, withIndexes } from "./tree";
import {
  type Allowance,
  baseName,
  definitionOf,
  fileAllowance,
  layerOf,
  takeUnits,
  valueAt,
  valueOfScalar,
} from "./yamlParts";

/** Adds the jobs of a pipeline to the sink, and answers whether the tree is one. */
export function gitlabCiCarrier(tree: TreeNode, path: string, sink: CarrierSink): boolean {
  if (!isPipeline(tree, path)) return false;
  const limits: Limits = { definitions: 100_000, bases: 20_000 };
  const file: Pipeline = {
    tree,
    // Whoever includes a file gives it its variables; the pipeline's own file is included by nobody.
    includer: baseName(path) === ".gitlab-ci.yml" ? [] : [{ kind: "surroundings", around: { kind: "file" } }],
    allowance: fileAllowance(),
    limits,
    sink,
    lines: new Map(),
    rules: new Map(),
  };
  const extended = new Set<string>();
  const jobs = entriesOf(tree).filter(({ key, value }) => value?.kind === "map" && !KEYWORDS.has(key));
  for (const { value } of jobs) for (const name of basesOf(value)) extended.add(name);
  withIndexes(() => {
    addIncludes(entryOf(tree, "include"), file);
    for (const job of jobs) {
      // A hidden job runs as part of those that extend it; one that nobody extends here, others may.
      if (!job.key.startsWith(".") || !extended.has(job.key)) addJob(job, file);
    }
  });
  return true;
}

/** What may still be read of one file; no file that a person keeps comes near. What jobs share counts for each of them. */
interface Limits {
  definitions: number;
  bases: number;
}

/** What stands beside the jobs: https://docs.gitlab.com/ci/yaml/#global-keywords */
const KEYWORDS = new Set(
  "default include stages variables workflow image services cache before_script after_script spec types".split(" "),
);

const FILE_NAME = /^(?:.*\.)?gitlab-ci\.ya?ml$/;

function isPipeline(tree: TreeNode, path: string): boolean {
  if (FILE_NAME.test(baseName(path))) return true;
  // Included files have any name; most are kept in a folder of the product's name.
  const told = /(?:^|\/)\.gitlab(?:-ci|\/ci)?\//.test(path);
  if (!told && (entryOf(tree, "jobs") || entryOf(tree, "apiVersion"))) return false;
  const scripted = entriesOf(tree).filter(({ value }) => entryOf(value, "script"));
  if (told || scripted.length === 0) return told && scripted.length > 0;
  return scripted.some(({ value }) => TELLING.some((key) => entryOf(value, key))) || isAllJobs(tree);
}

/** What stands beside a job's script, and in no other product's file: https://docs.gitlab.com/ci/yaml/#job-keywords */
const TELLING = "stage image before_script after_script rules only except needs tags artifacts extends".split(" ");

/** What stands in jobs, and in other products' files too. */
const JOB_WORDS = new Set([
  ...TELLING,
  ..."script variables when allow_failure retry timeout parallel interruptible environment services cache".split(" "),
  ..."secrets id_tokens coverage resource_group release dependencies inherit hooks trigger start_in pages".split(" "),
]);

/** Whatever stands at the top is a job, with a script and nothing that no job has; no other product's file is like that. */
function isAllJobs(tree: TreeNode): boolean {
  return entriesOf(tree).every(
    ({ key, value }) =>
      KEYWORDS.has(key) ||
      key.startsWith(".") ||
      (entryOf(value, "script") !== undefined && entriesOf(value).every((entry) => JOB_WORDS.has(entry.key))),
  );
}

interface Pipeline {
  readonly tree: TreeNode;
  readonly includer: readonly EnvironmentLayer[];
  readonly allowance: Allowance;
  readonly limits: Limits;
  /** Of scripts and rules that jobs may share, read once. */
  readonly lines: Map<TreeNode, readonly ScalarNode[]>;
  readonly rules: Map<TreeNode, readonly TreeNode[]>;
  readonly sink: CarrierSink;
}

function addJob(entry: Entry, file: Pipeline): void {
  const { sink } = file;
  const { chain, outside } = chainOf(entry, file);
  const inside: VariableScope = { kind: "environment", environment: sink.environments.length };
  const read = (node: TreeNode | undefined): readonly EnvironmentLayer[] => variableLayer(node, inside, file);
  const globals = globalLayers(inside, file);
  const beyond: readonly EnvironmentLayer[] = outside ? [{ kind: "outside", why: "extends" }] : [];
  addEnvironment(sink, {
    owner: "gitlab-job",
    name: entry.key,
    span: entry.keySpan,
    layers: [
      SETTINGS,
      ...inherited(chain, "variables", globals),
      ...beyond,
      ...chain.flatMap((job) => read(childOf(job, "variables"))),
      ...ruleVariables(
        chain.findLast((job) => entryOf(job, "rules")),
        file,
      ).flatMap((node) => conditional(read(node))),
    ],
    links: [],
    programs: programsOf(keyword(chain, "image", file), inside),
  });
  addScripts(chain, inside, file);
}

/** `image: name`, or `image: {name: …}`: https://docs.gitlab.com/ci/yaml/#image */
function programsOf(node: TreeNode | undefined, scope: VariableScope): readonly ProgramFact[] {
  const image = scalarOf(node) ?? scalarOf(childOf(node, "name"));
  if (!image) return [];
  const value = valueOfScalar(image, gitlabParts(image.layer, image.span, false), literalInGitlab);
  return [{ kind: "image", value: sealValue(value), scope, setting: "image" }];
}

const SETTINGS: EnvironmentLayer = { kind: "outside", why: "gitlab-settings" };

/** What all jobs of a file are given. What the including file says wins over what the included one says. */
function globalLayers(inside: VariableScope, file: Pipeline): readonly EnvironmentLayer[] {
  const { tree, includer } = file;
  const read = (node: TreeNode | undefined): readonly EnvironmentLayer[] => variableLayer(node, inside, file);
  return [
    ...read(childOf(tree, "variables")),
    ...ruleVariables(childOf(tree, "workflow"), file).flatMap((node) => conditional(read(node))),
    ...read(childOf(tree, "default", "variables")),
    ...includer,
  ];
}

/** What the jobs of included files are given by this one. Files of other projects are not followed. */
function addIncludes(include: Entry | undefined, file: Pipeline): void {
  const { sink } = file;
  const links = itemsOf(include?.value).flatMap((item): readonly LinkFact[] => {
    const scalar = scalarOf(item) ?? scalarOf(childOf(item, "local"));
    const path = scalar && includedPath(scalar.layer.text);
    return scalar && path ? [{ kind: "path", path: { path, span: scalar.span, from: "working-folder" } }] : [];
  });
  if (!include || links.length === 0) return;
  const inside: VariableScope = { kind: "environment", environment: sink.environments.length };
  const layers = [SETTINGS, ...globalLayers(inside, file)];
  addEnvironment(sink, { owner: "gitlab-job", name: include.key, span: include.keySpan, layers, links });
}

/** From the repository's root; of a pattern the folder: https://docs.gitlab.com/ci/yaml/#includelocal */
function includedPath(written: string): string | undefined {
  if (/^[a-z]+:\/\/|\$/.test(written)) return undefined;
  const path = written.replace(/^\/+/, "");
  const star = path.indexOf("*");
  return star < 0 ? path : path.slice(0, path.lastIndexOf("/", star) + 1) || ".";
}

/** The variables that rules set. */
function ruleVariables(node: TreeNode | undefined, { rules }: Pipeline): readonly TreeNode[] {
  const list = childOf(node, "rules");
  if (list?.kind !== "list") return [];
  let found = rules.get(list);
  if (!found) {
    found = list.items.flatMap((rule) => childOf(rule, "variables") ?? []);
    rules.set(list, found);
  }
  return found;
}

/** What counts only in some pipelines. */
function conditional(layers: readonly EnvironmentLayer[]): readonly EnvironmentLayer[] {
  return layers.map((layer) =>
    layer.kind === "definitions"
      ? { ...layer, definitions: layer.definitions.map((each) => ({ ...each, conditional: true })) }
      : layer,
  );
}

// --- Extends -------------------------------------------------------------------------------------------------------

/** GitLab refuses more levels than 11; a list may be longer. */
const MAX_CHAIN = 100;

function basesOf(job: TreeNode | undefined): readonly string[] {
  return itemsOf(childOf(job, "extends")).flatMap((item) => textOf(item) ?? []);
}

/**
 * A job and those that it extends, what ranks lowest first. A later base of a list beats an earlier one, and what both
 * extend stands where the later one does. `outside` where a base is of another file.
 */
function chainOf(
  entry: Entry,
  { tree, limits }: Pipeline,
): { readonly chain: readonly TreeNode[]; readonly outside: boolean } {
  const chain: TreeNode[] = [];
  const seen = new Set<string>();
  const waiting = [entry.key];
  let outside = false;
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const job = name === entry.key ? entry.value : childOf(tree, name);
    const bases = basesOf(job);
    limits.bases -= bases.length;
    if (!job || chain.length >= MAX_CHAIN || limits.bases < 0) {
      outside = true;
      continue;
    }
    chain.unshift(job);
    append(waiting, bases.slice(-MAX_CHAIN));
  }
  return { chain, outside };
}

/** `inherit: {variables: false}`, or a list of names. */
function inherited(
  chain: readonly TreeNode[],
  what: "variables",
  layers: readonly EnvironmentLayer[],
): readonly EnvironmentLayer[] {
  const rule = childOf(
    chain.findLast((job) => entryOf(job, "inherit")),
    "inherit",
    what,
  );
  if (!rule || rule.kind === "map") return layers;
  if (rule.kind === "scalar") return textOf(rule) === "false" ? [] : layers;
  const names = new Set(rule.items.map(textOf));
  return layers.map((layer) =>
    layer.kind === "definitions"
      ? { ...layer, definitions: layer.definitions.filter(({ name }) => names.has(name)) }
      : layer,
  );
}

// --- Variables -----------------------------------------------------------------------------------------------------

function variableLayer(
  node: TreeNode | undefined,
  inside: VariableScope,
  { tree, limits }: Pipeline,
): readonly EnvironmentLayer[] {
  const entries = entriesOf(dereferenced(node, tree));
  limits.definitions -= entries.length;
  if (limits.definitions < 0) return [{ kind: "outside", why: "too-many" }];
  return layerOf(entries.flatMap((entry) => definitionsOf(entry, inside, tree)));
}

/** `KEY: value`, or `KEY: {value, description, options, expand}`. */
function definitionsOf({ key, keySpan, value }: Entry, inside: VariableScope, tree: TreeNode): readonly Definition[] {
  const node = dereferenced(value, tree);
  const scalar = node?.kind === "map" ? scalarOf(childOf(node, "value")) : scalarOf(node);
  if (key === "" || node?.kind === "list") return [];
  const literal = textOf(childOf(node, "expand")) === "false";
  const read = scalar
    ? valueOfScalar(scalar, gitlabParts(scalar.layer, scalar.span, literal), literal ? (text) => text : literalInGitlab)
    : valueAt(keySpan, []);
  return [definitionOf({ name: key, nameSpan: keySpan, value: read, inside, open: true })];
}

/** References that lead to references. */
const MAX_HOPS = 8;

/** `!reference [.job, variables]`, whose tag is not in the tree: a list of names of which the first is a job's. */
function dereferenced(node: TreeNode | undefined, tree: TreeNode, hops = 0): TreeNode | undefined {
  if (node?.kind !== "list" || node.items.length < 2 || hops >= MAX_HOPS) return node;
  const names = node.items.map(textOf);
  const [first] = names;
  if (first === undefined || !names.every((name) => name !== undefined) || !entryOf(tree, first)) return node;
  const found = childOf(tree, ...names.flatMap((name) => name ?? []));
  return found ? dereferenced(found, tree, hops + 1) : node;
}

// --- Scripts -------------------------------------------------------------------------------------------------------

function addScripts(chain: readonly TreeNode[], inside: VariableScope & { kind: "environment" }, file: Pipeline): void {
  if (file.allowance.units === 0) return;
  const script = nearest(chain, "script");
  const lines = (node: TreeNode | undefined): readonly ScalarNode[] => sharedLines(node, file);
  if (script) addScript([...lines(keyword(chain, "before_script", file)), ...lines(script)], inside, file);
  addScript(lines(keyword(chain, "after_script", file)), inside, file);
}

function sharedLines(node: TreeNode | undefined, { tree, lines }: Pipeline): readonly ScalarNode[] {
  if (!node) return [];
  let found = lines.get(node);
  if (!found) {
    found = linesOf(node, tree);
    lines.set(node, found);
  }
  return found;
}

function nearest(chain: readonly TreeNode[], key: string): TreeNode | undefined {
  return childOf(
    chain.findLast((job) => !isNull(childOf(job, key))),
    key,
  );
}

/** The job's own, or that of all jobs, unless the job does without. */
function keyword(chain: readonly TreeNode[], key: string, { tree }: Pipeline): TreeNode | undefined {
  const own = nearest(chain, key);
  if (own) return own;
  const rule = childOf(
    chain.findLast((job) => entryOf(job, "inherit")),
    "inherit",
    "default",
  );
  const names = rule?.kind === "list" ? rule.items.map(textOf) : undefined;
  if (textOf(rule) === "false" || (names && !names.includes(key))) return undefined;
  return childOf(tree, "default", key) ?? childOf(tree, key);
}

/** GitLab takes lists in lists up to ten levels: https://docs.gitlab.com/ci/yaml/#script */
function linesOf(node: TreeNode | undefined, tree: TreeNode, depth = 0): readonly ScalarNode[] {
  if (!node || depth > 10) return [];
  const scalar = scalarOf(node);
  if (scalar) return [scalar];
  return itemsOf(node).flatMap((item) => {
    const meant = dereferenced(item, tree);
    return meant?.kind === "map" ? [] : linesOf(meant, tree, depth + 1);
  });
}

/** The lines run in one shell, so they are one text: what the first exports, the last one sees. */
function addScript(
  lines: readonly ScalarNode[],
  inside: VariableScope & { kind: "environment" },
  { sink, allowance }: Pipeline,
): void {
  const [first] = lines;
  const layers = lines.map(({ layer }): Layer => layer);
  if (!first || !takeUnits(allowance, layers)) return;
  const span = lines.reduce((all, line) => hull(all, line.span), first.span);
  sink.embedded.push({ layer: joinLayers(layers), span, as: "shell", around: inside });
}
