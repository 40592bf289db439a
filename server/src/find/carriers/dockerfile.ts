/**
 * Dockerfiles: what each stage gives to the programs that it runs, and which files it copies beside them.
 * Sources: reference/variables.md 3.2; https://docs.docker.com/reference/dockerfile/#environment-replacement;
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert.go
 */
import type { Instruction, Reading, Value } from "../../read/reading";
import type { LinkFact } from "../environmentModel";
import type { ProgramFact } from "../programModel";
import { literalText, sealValue } from "../value";
import type { Definition, FactValue, VariableScope } from "../valueModel";
import { addEnvironment, type CarrierSink } from "./carrier";
import { addStageCommands } from "./dockerfileCommands";
import { type DeclaredArg, layersOf, type Stage } from "./dockerfileStage";

/** Stages that are followed: each has all that the one has which it builds on, and no image has as many. */
const MAX_STAGES = 200;

/**
 * Adds the stages of a Dockerfile to the sink, one environment each, named as the stage or by its number. Its layers are
 * `ARG` below `ENV`, which wins whatever the order, both with what the stage takes over from the one that it builds on.
 * `ARG`s are not `exported`: the image that is built does not have them.
 */
export function dockerfileCarrier(reading: Reading, sink: CarrierSink): void {
  const instructions = reading.instructions ?? [];
  const globals = globalsOf(instructions, sink);
  const stages: Stage[] = [];
  for (const own of groupByStage(instructions)) {
    if (stages.length >= MAX_STAGES) break;
    const [from] = own;
    if (from?.keyword === "FROM") stages.push(addStage(from, own, { stages, globals, sink }));
  }
}

interface File {
  readonly stages: readonly Stage[];
  readonly globals: Globals;
  readonly sink: CarrierSink;
}

/** What stands before the first `FROM`. */
interface Globals {
  readonly definitions: readonly Definition[];
  /** Where references to it are looked up. */
  readonly scope: VariableScope;
}

function groupByStage(instructions: readonly Instruction[]): readonly (readonly Instruction[])[] {
  const groups: Instruction[][] = [];
  for (const each of instructions) {
    const last = groups[groups.length - 1];
    if (last && last[0]?.stage === each.stage) last.push(each);
    else groups.push([each]);
  }
  return groups;
}

function addStage(from: Instruction, own: readonly Instruction[], { stages, globals, sink }: File): Stage {
  const environment = sink.environments.length;
  const name = stageName(from);
  const base = baseOf(from, stages);
  const args = [...(base?.args ?? []), ...own.flatMap((each) => argsOf(each, environment, globals.definitions))];
  const envs = [...(base?.envs ?? []), ...own.flatMap((each) => envsOf(each, environment))];
  const declared = [...(base?.declared ?? []), ...own.flatMap(declaredIn)];
  const programs = base?.programs ?? programsOf(from, globals.scope);
  const links = [...(base?.links ?? []), ...own.flatMap((each) => linksOf(each, stages))];
  addEnvironment(sink, {
    owner: "dockerfile-stage",
    name,
    span: from.span,
    layers: layersOf(args, declared, envs),
    links,
    programs,
  });
  const { shell, entrypoint } = addStageCommands(own, { base, environment, args, declared, envs, sink });
  return { name, args, declared, envs, shell, entrypoint, programs, links };
}

/** The image that a stage is built on. Its name sees the `ARG`s before the first `FROM`, and nothing else. */
function programsOf(from: Instruction, scope: VariableScope): readonly ProgramFact[] {
  const image = imageWord(from);
  return image ? [{ kind: "image", value: sealValue(image), scope, setting: "FROM" }] : [];
}

function imageWord({ words }: Instruction): Value | undefined {
  return words.find(({ parts }) => !literalStart(parts).startsWith("--"));
}

/** `FROM image AS name`. */
function stageName(from: Instruction): string {
  const words = from.words.map(literalText);
  const as = words.findIndex((word) => word?.toUpperCase() === "AS");
  return (as > 0 ? words[as + 1] : undefined) ?? String(from.stage);
}

/** The earlier stage that a `FROM` names; of two with one name the later. */
function baseOf(from: Instruction, stages: readonly Stage[]): Stage | undefined {
  const word = imageWord(from);
  return word && stageNamed(literalText(word), stages);
}

function stageNamed(image: string | undefined, stages: readonly Stage[]): Stage | undefined {
  const wanted = image?.toLowerCase();
  return wanted === undefined ? undefined : stages.findLast(({ name }) => name.toLowerCase() === wanted);
}

// --- Variables ---------------------------------------------------------------------------------------------------

/** `ARG` before the first `FROM`, in an environment of their own, because they may refer to each other. */
function globalsOf(instructions: readonly Instruction[], sink: CarrierSink): Globals {
  const own = instructions.filter(({ keyword, stage }) => keyword === "ARG" && stage < 0);
  const environment = sink.environments.length;
  const definitions = own.flatMap((each) => argsOf(each, environment, []));
  const [first] = own;
  const read = [...definitions.map(({ value }) => value), ...instructions.flatMap((each) => imagesIn(each))];
  if (!first || !read.some(({ parts }) => parts.some(({ kind }) => kind === "reference"))) {
    return { definitions, scope: { kind: "nothing" } };
  }
  const layers = layersOf(definitions, own.flatMap(declaredIn), []);
  addEnvironment(sink, { owner: "command", name: "FROM", span: first.span, layers, links: [] });
  return { definitions, scope: { kind: "environment", environment } };
}

function imagesIn(instruction: Instruction): readonly Value[] {
  const image = instruction.keyword === "FROM" ? imageWord(instruction) : undefined;
  return image ? [image] : [];
}

function envsOf({ keyword, pairs, span }: Instruction, environment: number): readonly Definition[] {
  if (keyword !== "ENV") return [];
  return pairs.flatMap(({ name, nameSpan, value }) =>
    value ? [definition({ name, nameSpan, exported: true }, sealValue(value), before(environment, span.start))] : [],
  );
}

/** A name without a value takes that of the same name before the first `FROM`. `--build-arg` wins over both. */
function argsOf(
  { keyword, pairs, span }: Instruction,
  environment: number,
  globals: readonly Definition[],
): readonly Definition[] {
  if (keyword !== "ARG") return [];
  return pairs.flatMap(({ name, nameSpan, value }) => {
    const head = { name, nameSpan, exported: false, open: true } as const;
    if (value) return [definition(head, sealValue(value), before(environment, span.start))];
    const global = globals.findLast((each) => each.name === name);
    return global ? [definition(head, global.value, global.inside)] : [];
  });
}

function declaredIn({ keyword, pairs }: Instruction): readonly DeclaredArg[] {
  return keyword === "ARG" ? pairs.map(({ name, nameSpan }) => ({ name, nameSpan })) : [];
}

/** One instruction sees the state before it. */
function before(environment: number, offset: number): VariableScope {
  return { kind: "environment", environment, before: offset };
}

function definition(
  head: Pick<Definition, "name" | "nameSpan" | "exported" | "open">,
  value: FactValue,
  inside: VariableScope | undefined,
): Definition {
  const rest = { scope: "environment", conditional: false, job: undefined, unexpanded: [] } as const;
  return { ...head, value, ...rest, ...(inside && { inside }) };
}

// --- Files -------------------------------------------------------------------------------------------------------

/** What `COPY` and `ADD` take from the folder of the build; its own folder, mostly. Or what an earlier stage has. */
function linksOf({ keyword, words }: Instruction, stages: readonly Stage[]): readonly LinkFact[] {
  if (keyword !== "COPY" && keyword !== "ADD") return [];
  const flags = words.filter((word) => literalStart(word.parts).startsWith("--"));
  const from = flags.find((flag) => literalStart(flag.parts).startsWith("--from"));
  if (from) return stageCopied(literalText(from)?.slice("--from=".length), stages)?.links ?? [];
  const sources = words.filter((word) => !flags.includes(word)).slice(0, -1);
  return sources.flatMap((word): readonly LinkFact[] => {
    const path = literalText(word);
    if (path === undefined || !isPath(path)) return [];
    return [{ kind: "path", path: { path: path.replace(/^\/+/, "") || ".", span: word.span, from: "own-folder" } }];
  });
}

/** By its name, or by its number. */
function stageCopied(from: string | undefined, stages: readonly Stage[]): Stage | undefined {
  return stageNamed(from, stages) ?? (from !== undefined && /^\d{1,4}$/.test(from) ? stages[Number(from)] : undefined);
}

function literalStart(parts: Instruction["words"][number]["parts"]): string {
  const [first] = parts;
  return first?.kind === "text" ? first.text : "";
}

/** No URL, no here-document, no pattern: which files a pattern means, only the folder tells. */
function isPath(path: string): boolean {
  return path !== "" && !/[*?[\]$]|^[0-9]*<<|^[a-z][a-z0-9+.-]*:\/\/|^git@/.test(path);
}
