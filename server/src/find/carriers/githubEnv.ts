/**
 * What a step of a GitHub workflow leaves to the next ones through the file that `GITHUB_ENV` names: `echo "K=v" >>
 * "$GITHUB_ENV"`. Only what surely was written counts; anything else may define any name.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-environment-variable
 */
import { defaultBudget } from "../../read/budget";
import type { Assignment, Command, Part, TextPart } from "../../read/reading";
import { readShellIn } from "../../read/shell";
import type { Ground } from "../../read/shell/ground";
import { newSink } from "../../read/shell/sink";
import { append } from "../../text/append";
import type { Layer } from "../../text/layer";
import type { Span } from "../../text/span";
import { type FolderFact, NO_FOLDER } from "../currentFolder";
import { partInFolder } from "../inFolders";
import { literalText } from "../value";
import type { Definition, VariableScope } from "../valueModel";
import { expressionHoles } from "./expressions";
import { type Line, linesOf, powershellWrites } from "./githubEnvText";
import { type Allowance, definitionOf, exactSpan, takeUnits, valueAt } from "./yamlParts";

export interface EnvWrites {
  readonly definitions: readonly Definition[];
  /** Something else was written as well, with names or values that the text does not show. */
  readonly outside: boolean;
}

export interface EnvScript {
  readonly layer: Layer;
  readonly span: Span;
  readonly as: "shell" | "powershell" | "other";
  /** The step's environment, in which its script and its expressions look names up. */
  readonly inside: VariableScope;
  /** The step may be skipped. */
  readonly conditional: boolean;
  /** Where the step starts. */
  readonly folder: FolderFact;
}

const MAX_WRITES = 200;

/** What a step's script writes to the file. One that the allowance has no room for may write anything. */
export function envWrites(script: EnvScript, allowance: Allowance): EnvWrites {
  const { text } = script.layer;
  if (!text.includes("GITHUB_ENV")) return { definitions: [], outside: false };
  if (script.as === "other" || !takeUnits(allowance, [script.layer])) return { definitions: [], outside: true };
  const { lines, outside } = script.as === "powershell" ? powershellWrites(text) : shellWrites(text);
  const conditional = script.conditional || CONDITIONS.test(text);
  const { writes, complete } = writesIn(lines);
  return {
    definitions: writes.map(({ name, at, parts }) => definitionIn(script, conditional, name, at, parts)),
    outside: outside || !complete || CUT.test(text),
  };
}

/** What may keep a line from running. It need not be exact: what is conditional is merely unknown. */
const CONDITIONS = /(?:^|[\s;])(?:if|case|for|foreach|while|until|function)\b|&&|\|\|/;
/** `>` instead of `>>` takes away what was there. */
const CUT = /[^>]>\s{0,9}"?\$\{?(?:env:)?GITHUB_ENV/;

interface Write {
  readonly name: string;
  readonly at: Span;
  readonly parts: readonly Part[];
}

/** `K=v`, and `K<<MARK`, of which the value is the lines up to the mark. */
function writesIn(lines: readonly Line[]): { readonly writes: readonly Write[]; readonly complete: boolean } {
  const writes: Write[] = [];
  let complete = true;
  let mark: string | undefined;
  for (const line of lines.slice(0, MAX_WRITES)) {
    const [first, ...rest] = line.parts;
    const text = first?.kind === "text" ? first.text : "";
    if (mark !== undefined) {
      if (rest.length === 0 && text === mark) mark = undefined;
      continue;
    }
    const match = /^([A-Za-z_]\w*)(=|<<)/.exec(text);
    const [head, name, sign] = match ?? [];
    if (first?.kind !== "text" || head === undefined || name === undefined) {
      complete &&= line.parts.length === 0;
      continue;
    }
    const at = { start: line.at.start, end: line.at.start + name.length };
    if (sign === "=") {
      const tail = cutText(first, head.length);
      writes.push({ name, at, parts: tail ? [tail, ...rest] : rest });
    } else {
      mark = rest.length === 0 ? text.slice(head.length) : "";
      writes.push({ name, at, parts: [{ kind: "opaque", span: line.at, why: "unsupported" }] });
    }
  }
  return { writes, complete: complete && lines.length <= MAX_WRITES };
}

/** The text without its first units; undefined where nothing is left. */
function cutText(part: TextPart, units: number): TextPart | undefined {
  if (part.text.length <= units) return undefined;
  const exact = part.span && part.span.end - part.span.start === part.text.length;
  const span = exact && part.span ? { start: part.span.start + units, end: part.span.end } : undefined;
  return { ...part, text: part.text.slice(units), span };
}

function definitionIn(
  { layer, span: whole, inside, folder: start }: EnvScript,
  conditional: boolean,
  name: string,
  at: Span,
  parts: readonly Part[],
): Definition {
  // Where a script that goes elsewhere is when it writes is not followed.
  const folder = GOES.test(layer.text) ? NO_FOLDER : start;
  const hosted = parts.map((part) => partInFolder(hostedPart(part, layer, whole), folder));
  const nameSpan = layer.toHost(at) ?? whole;
  const first = hosted[0]?.span;
  const last = hosted[hosted.length - 1]?.span;
  const span = first && last && first.start <= last.end ? { start: first.start, end: last.end } : nameSpan;
  const value = { ...valueAt(span, hosted), ...(isExactText(hosted) && { encode: plainly }) };
  return definitionOf({ name, nameSpan, value, inside, conditional });
}

/** All of it is one text that stands in the file as it is, so that another one may stand there. */
function isExactText([only, ...others]: readonly Part[]): boolean {
  return only?.kind === "text" && only.span !== undefined && others.length === 0;
}

/** A text that means itself in YAML and in any shell's quotes, which every key does. */
function plainly(text: string): string | undefined {
  return /^\w[\w+/=:.-]*$/.test(text) ? text : undefined;
}

const GOES = /(?:^|[\s;&|({])(?:cd|chdir|pushd|sl|set-location|push-location)\s/i;

/** A part of the script's text as a part of the file. */
function hostedPart(part: Part, layer: Layer, whole: Span): Part {
  if (part.kind === "text") return { ...part, span: part.span && exactSpan(layer, part.span) };
  const span = layer.toHost(part.span) ?? whole;
  if (part.kind !== "reference" || !part.fallback) return { ...part, span };
  const { parts, whenEmpty } = part.fallback;
  return { ...part, span, fallback: { parts: parts.map((each) => hostedPart(each, layer, whole)), whenEmpty } };
}

// --- Shell ---------------------------------------------------------------------------------------------------------

const TO_FILE = />>\s{0,9}"?\$\{?GITHUB_ENV\b/;
/** Every way to name the file; each must belong to a write that was read. */
const NAMED = /\bGITHUB_ENV\b/g;

/** Spans of lines and parts are those of the script's text. */
function shellWrites(text: string): { readonly lines: readonly Line[]; readonly outside: boolean } {
  const holes = expressionHoles(text);
  let filled = "";
  for (const { at } of holes) filled += text.slice(filled.length, at.start) + "_".repeat(at.end - at.start);
  filled += text.slice(filled.length);
  const whole: Span = { start: 0, end: text.length };
  const layer: Layer = { text: filled, toHost: (inner) => inner, encode: () => undefined };
  const ground: Ground = { file: filled, layer, whole, verbatim: false, holes };
  const sink = newSink(defaultBudget(), filled.length);
  readShellIn(ground, sink, { job: undefined });
  const groups = groupsIn(filled);
  const lines: Line[] = [];
  let read = groups.length;
  for (const [index, command] of sink.commands.entries()) {
    const next = sink.commands[index + 1];
    const group = groups.some(({ start, end }) => start < command.span.start && command.span.end <= end);
    const direct = TO_FILE.test(restOfCommand(filled, command, next));
    const piped =
      next?.name === "tee" && namesFile(next) && filled.slice(command.span.end, next.span.start).trim() === "|";
    const itself = command.name === "tee" && namesFile(command) && command.stdin !== undefined;
    if (!group && !direct && !piped && !itself) continue;
    const written = writtenBy(command);
    if (written === undefined) continue;
    if (!group) read++;
    append(lines, linesOf(withAssigned(written, sink.assignments, command.span.start)));
  }
  const named = [...filled.matchAll(NAMED)].length;
  return { lines, outside: read < named || sink.stopped };
}

/** The command with its redirections, up to the next one or the end of its line. */
function restOfCommand(text: string, command: Command, next: Command | undefined): string {
  const feed = text.indexOf("\n", command.span.end);
  const end = Math.min(feed < 0 ? text.length : feed, next ? Math.max(next.span.start, command.span.end) : text.length);
  return text.slice(command.span.start, end);
}

/** Each is searched for backwards. */
const MAX_GROUPS = 50;

/** `{ …; } >> "$GITHUB_ENV"`: what stands between the braces. */
function groupsIn(text: string): readonly Span[] {
  const ends = [...text.matchAll(/\}[ \t]{0,9}>>\s{0,9}"?\$\{?GITHUB_ENV\b/g)].slice(0, MAX_GROUPS);
  return ends.flatMap(({ index }): readonly Span[] => {
    const start = Math.max(text.lastIndexOf("{ ", index), text.lastIndexOf("{\n", index));
    return start < 0 ? [] : [{ start, end: index }];
  });
}

function namesFile({ args }: Command): boolean {
  return args.some(
    ({ parts }) => parts.length === 1 && parts[0]?.kind === "reference" && parts[0].name === "GITHUB_ENV",
  );
}

/** What a command prints; undefined where that cannot be told. */
function writtenBy({ name, args, stdin }: Command): readonly Part[] | undefined {
  if ((name === "cat" || name === "tee") && stdin) return stdin.parts;
  if (name === "echo") {
    const words = args.slice(args.findIndex((word) => !/^-[neE]+$/.test(literalText(word) ?? "")));
    const escapes = args.some((word) => /^-[nE]*e/.test(literalText(word) ?? ""));
    const parts = words.flatMap((word, index): readonly Part[] =>
      index === 0 ? word.parts : [{ kind: "text", text: " ", span: undefined }, ...word.parts],
    );
    return escapes && parts.some((part) => part.kind === "text" && part.text.includes("\\")) ? undefined : parts;
  }
  if (name !== "printf") return undefined;
  const [format, ...values] = args;
  const first = format?.parts[0];
  if (!format || first?.kind !== "text" || format.parts.length !== 1) return undefined;
  const [, head = ""] = /^([A-Za-z_]\w*=)%s(?:\\n)?$/.exec(first.text) ?? [];
  const [value] = values;
  if (head === "" || !value || values.length !== 1) return undefined;
  const span = first.span && { start: first.span.start, end: first.span.start + head.length };
  return [{ kind: "text", text: head, span }, ...value.parts];
}

/** What the script itself assigned before stands for its names: the next step knows only the value. */
function withAssigned(parts: readonly Part[], assignments: readonly Assignment[], before: number, depth = 0): Part[] {
  return parts.flatMap((part): Part[] => {
    if (part.kind !== "reference" || part.from === "expression") return [part];
    const own = assignments.filter(
      ({ name, span, scope }) => name === part.name && scope === "shell" && span.start < before,
    );
    const last = own[own.length - 1];
    if (!last) return [part];
    if (depth > 3 || last.conditional || last.within) return [{ kind: "opaque", span: part.span, why: "command" }];
    return withAssigned(last.value.parts, assignments, last.span.start, depth + 1);
  });
}
