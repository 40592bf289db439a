/**
 * What a stage of a Dockerfile runs: while the image is built (`RUN`), and later, when a container starts from it
 * (`ENTRYPOINT`, `CMD`, `HEALTHCHECK`). The first sees the variables that stand before it, `ARG`s included; the others
 * see the whole stage's `ENV`, over which `docker run -e` and Compose win: variables.md 3.2.
 */
import type { Command, Instruction, TextPart, Value } from "../../read/reading";
import type { Layer, Run } from "../../text/layer";
import { mappedLayer } from "../../text/layer";
import { hull, type Span } from "../../text/span";
import { literalText } from "../value";
import type { Definition, Surroundings } from "../valueModel";
import { addEnvironment, type CarrierSink } from "./carrier";
import { type DeclaredArg, layersOf, type Stage } from "./dockerfileStage";

export interface StageContext {
  /** The stage that this one builds on. */
  readonly base: Stage | undefined;
  readonly environment: number;
  readonly args: readonly Definition[];
  readonly declared: readonly DeclaredArg[];
  readonly envs: readonly Definition[];
  readonly sink: CarrierSink;
}

/** Adds what a stage runs; answers with the `SHELL` and the `ENTRYPOINT` that hold at its end. */
export function addStageCommands(
  own: readonly Instruction[],
  context: StageContext,
): Pick<Stage, "shell" | "entrypoint"> {
  let shell = context.base?.shell;
  let entrypoint = context.base?.entrypoint;
  // Of each of these, only the last one counts.
  const last = new Map<string, Later>();
  for (const each of own) {
    const { keyword } = each;
    if (keyword === "SHELL") shell = each;
    else if (keyword === "RUN" || keyword === "ONBUILD") {
      if (each.script ?? each.exec) addRun(each, shell, context);
    } else if (keyword === "HEALTHCHECK" || keyword === "ENTRYPOINT" || keyword === "CMD") {
      last.set(keyword, { instructions: [each], shell });
      if (keyword === "ENTRYPOINT") entrypoint = each;
    }
  }
  // In exec form, the words of `CMD` are handed to the program of `ENTRYPOINT`.
  const command = last.get("CMD")?.instructions[0];
  if (command?.exec && entrypoint?.exec) {
    last.delete("CMD");
    last.set("ENTRYPOINT", { instructions: [entrypoint, command], shell });
  }
  addLater([...last.values()], context);
  return { shell, entrypoint };
}

interface Later {
  readonly instructions: readonly Instruction[];
  readonly shell: Instruction | undefined;
}

function addRun(run: Instruction, shell: Instruction | undefined, context: StageContext): void {
  addProgram([run], shell, { kind: "environment", environment: environmentAt(run, context) }, context.sink);
}

/** The stage's own environment where the instruction sees all of it, else one of its own. */
function environmentAt(run: Instruction, { environment, args, declared, envs, sink }: StageContext): number {
  const stands = ({ nameSpan }: DeclaredArg): boolean => nameSpan.start < run.span.start;
  if (args.every(stands) && declared.every(stands) && envs.every(stands)) return environment;
  return addEnvironment(sink, {
    owner: "command",
    name: run.keyword,
    span: { start: run.span.start, end: run.span.start + run.keyword.length },
    layers: layersOf(args.filter(stands), declared.filter(stands), envs.filter(stands)),
    links: [],
  });
}

function addLater(later: readonly Later[], { environment: image, envs, sink }: StageContext): void {
  const [first] = later.flatMap(({ instructions }) => instructions);
  if (!first) return;
  const environment = addEnvironment(sink, {
    owner: "command",
    name: first.keyword,
    span: { start: first.span.start, end: first.span.start + first.keyword.length },
    layers: layersOf(
      [],
      [],
      envs.map((each) => ({ ...each, open: true })),
    ),
    links: [],
    image,
  });
  for (const each of later) addProgram(each.instructions, each.shell, { kind: "environment", environment }, sink);
}

function addProgram(
  instructions: readonly Instruction[],
  shell: Instruction | undefined,
  around: Surroundings,
  sink: CarrierSink,
): void {
  const [first] = instructions;
  const words = instructions.flatMap(({ exec }) => exec ?? []);
  if (first?.script) {
    const { script } = first;
    const as = languageOf(script, shell);
    if (as) sink.embedded.push({ layer: script, span: first.span, as, around });
    return;
  }
  const script = scriptIn(words);
  if (script) {
    sink.embedded.push({ layer: layerOfString(script.word), span: script.word.span, as: script.as, around });
    return;
  }
  const command = commandOf(words);
  if (command) sink.commands.push({ command, around });
}

// --- Scripts -----------------------------------------------------------------------------------------------------

const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "dash", "ash", "ksh", "mksh", "zsh"]);
const POWERSHELLS: ReadonlySet<string> = new Set(["powershell", "pwsh"]);

type Language = "shell" | "powershell";

function languageOfProgram(path: string): Language | undefined {
  const name = programName(path).toLowerCase();
  if (POWERSHELLS.has(name) || path.toLowerCase().endsWith(".ps1")) return "powershell";
  return SHELLS.has(name) ? "shell" : undefined;
}

/** What reads a script: the program in its first line, else the stage's `SHELL`; undefined for what is neither. */
function languageOf(script: Layer, shell: Instruction | undefined): Language | undefined {
  const [, line] = /^#!([^\n]{1,200})/.exec(script.text) ?? [];
  if (line !== undefined) {
    const words = line.trim().split(/\s+/);
    const program = words.find((word, at) => at > 0 && !word.startsWith("-") && !word.includes("="));
    return languageOfProgram((programName(words[0] ?? "") === "env" ? program : words[0]) ?? "");
  }
  const [program] = shell?.words ?? [];
  return program ? languageOfProgram(literalText(program) ?? "") : "shell";
}

/** `sh -ec '…'` in exec form, also behind a program that starts it (`tini -- sh -c '…'`). */
function scriptIn(words: readonly Value[]): { readonly word: Value; readonly as: Language } | undefined {
  const texts = words.map((word) => literalText(word) ?? "");
  for (const [index, text] of texts.entries()) {
    const as = languageOfProgram(text);
    if (!as) continue;
    for (let at = index + 1; at < texts.length; at++) {
      const option = texts[at] ?? "";
      if (!/^[-+]/.test(option)) break;
      const word = words[at + 1];
      if (as === "shell" ? /^-[A-Za-z]*c/.test(option) : /^-c(?:ommand)?$/i.test(option)) return word && { word, as };
      // `-o pipefail` and `-ExecutionPolicy Bypass` take a word.
      if (as === "shell" ? /^[-+][A-Za-z]*o$/.test(option) : /^-(?:ex|ep|w|v|o|i)/i.test(option)) at++;
    }
    return undefined;
  }
  return undefined;
}

/** The text of a JSON string, in which a piece is written as JSON has it. */
function layerOfString(value: Value): Layer {
  const texts = value.parts.flatMap((part): readonly TextPart[] => (part.kind === "text" ? [part] : []));
  const runs: Run[] = [];
  let length = 0;
  let from = value.span.start;
  for (const [at, { text, span }] of texts.entries()) {
    const end = span?.end ?? texts[at + 1]?.span?.start ?? value.span.end;
    // What an escape decodes to has the place of the escape: from the text before it to the text behind it.
    const exact = span && span.end - span.start === text.length && text.length > 1;
    const host: Span = exact ? span : { start: Math.min(from, end), end };
    runs.push({ text: length, length: text.length, host });
    length += text.length;
    from = host.end;
  }
  return mappedLayer(texts.map(({ text }) => text).join(""), runs, (text) => {
    const encoded = value.encode(text);
    return encoded?.startsWith('"') ? encoded.slice(1, -1) : undefined;
  });
}

// --- Commands ----------------------------------------------------------------------------------------------------

function commandOf(words: readonly Value[]): Command | undefined {
  const [program, ...args] = words;
  if (!program) return undefined;
  const name = literalText(program);
  return {
    name: name === undefined ? undefined : programName(name) || undefined,
    nameSpan: program.span,
    args,
    environment: [],
    span: words.reduce((all, { outer }) => hull(all, outer), program.outer),
    job: undefined,
  };
}

/** A program's name without its folder and `.exe`. */
function programName(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  return name.toLowerCase().endsWith(".exe") ? name.slice(0, -4) : name;
}
