/**
 * What a few programs print, worked out from their words: `echo`, `printf`, `cat`, `base64`, `tr -d`. What depends on a
 * file or a variable is a part that says so. Their other options, and values that only running shows, have no answer.
 */
import { append } from "../../text/append";
import type { Span } from "../../text/span";
import type { FilePart } from "../reading";
import { base64, coreutilsOptions, opensslOptions, withoutLineEnds } from "./base64";
import type { Piece } from "./ground";
import { spanIn } from "./ground";
import { programOf } from "./program";
import { fileOf } from "./scriptFolder";
import type { ShellWord } from "./shellWord";
import { literalOf, textOf } from "./shellWord";
import type { Place } from "./sink";

/** What a program prints. */
export type Output =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly pieces: readonly Piece[] }
  /** It depends on what is known in a way that no parts can say; `entry`: the line of this name in a file. */
  | { readonly kind: "unknown"; readonly entry?: { readonly name: string; readonly file: FilePart } };

/** Rounds through one format, and pieces of one text. */
const MAX_ROUNDS = 50;

/** The output of a program; undefined where the script does not show it. `at` is the place of what stands nowhere. */
export function runFilter(words: readonly ShellWord[], input: Output, at: Span, place: Place): Output | undefined {
  const args = words.slice(1);
  if (words.some((word) => word.spread ?? word.alternative)) return undefined;
  switch (programOf(words[0])) {
    case "echo":
      return echo(args, at);
    case "printf":
      return printf(args, at);
    case "cat":
      return args.length === 0 ? known(input) : content(args, at, place);
    case "tr":
      return isDeletion(args) ? withoutReturns(known(input)) : undefined;
    case "grep":
      return lookUpLine(args, at, place);
    case "cut":
      return input.kind === "unknown" && isField(args) ? fieldOf(input, args, at) : undefined;
    case "base64": {
      const options = coreutilsOptions(args);
      const [file] = options?.operands ?? [];
      return options && base64(options, file ? content([file], at, place) : input, at, place.ground);
    }
    case "openssl": {
      const options = opensslOptions(args);
      return options && base64(options, input, at, place.ground);
    }
    default:
      return undefined;
  }
}

function known(input: Output): Output | undefined {
  return input.kind === "none" ? undefined : input;
}

/** What stands in the file that the words name: all of it, its last line end included. */
function content(args: readonly ShellWord[], at: Span, place: Place): Output | undefined {
  const [name, ...others] = literalOf(args[0]) === "--" ? args.slice(1) : args;
  if (!name || others.length > 0 || literalOf(name)?.startsWith("-")) return undefined;
  return fileOutput(name, at, place);
}

/** As above, for a word that is no option: `< file`. */
export function fileOutput(name: ShellWord, at: Span, place: Place): Output | undefined {
  const file = fileOf(name, place);
  if (!file) return undefined;
  return text([{ kind: "part", at, part: { kind: "file", ...file, trim: "none", span: spanIn(place.ground, at) } }]);
}

/** `grep ^NAME= file`. */
function lookUpLine(args: readonly ShellWord[], at: Span, place: Place): Output | undefined {
  const [, anchor, name] = /^(\^?)(?:export )?([A-Za-z_]\w*)=$/.exec(literalOf(args[0]) ?? "") ?? [];
  const output = name === undefined ? undefined : content(args.slice(1), at, place);
  const [piece] = output?.kind === "text" ? output.pieces : [];
  if (name === undefined || !output) return undefined;
  // Without the anchor other names may end in this one.
  const file = anchor === "^" && piece?.kind === "part" && piece.part.kind === "file" ? piece.part : undefined;
  return { kind: "unknown", ...(file && { entry: { name, file } }) };
}

/** The value of the line: `-f2-` takes all of it, `-f2` loses the padding behind the next sign. */
function fieldOf(input: Extract<Output, { kind: "unknown" }>, args: readonly ShellWord[], at: Span): Output {
  if (!input.entry) return input;
  const { name, file } = input.entry;
  const all = args.some((word) => /^(?:-f)?2-$/.test(literalOf(word) ?? ""));
  const part: FilePart = { ...file, entry: { name, upTo: all ? "end" : "equals" } };
  return text([{ kind: "part", at, part }]);
}

/** `cut -d= -f2` and `-f2-`. */
function isField(args: readonly ShellWord[]): boolean {
  return /^-d ?= -f ?2-? ?$/.test(args.map((word) => `${literalOf(word) ?? "?"} `).join(""));
}

function made(text: string, at: Span): Piece {
  return { kind: "part", at, part: { kind: "text", text, span: undefined } };
}

function text(pieces: readonly Piece[]): Output {
  return { kind: "text", pieces };
}

/** Shells differ in what `echo` does with backslashes, so a text with one has no answer. */
function echo(args: readonly ShellWord[], at: Span): Output | undefined {
  let from = 0;
  let newline = true;
  for (let option = literalOf(args[from]); option && /^-[neE]+$/.test(option); option = literalOf(args[from])) {
    if (option.includes("n")) newline = false;
    from++;
  }
  const pieces = args.slice(from).flatMap((word, index) => (index > 0 ? [made(" ", at), ...word.pieces] : word.pieces));
  if (pieces.some((piece) => textOf([piece])?.includes("\\"))) return undefined;
  return text(newline ? [...pieces, made("\n", at)] : pieces);
}

function printf(args: readonly ShellWord[], at: Span): Output | undefined {
  const [format, ...values] = literalOf(args[0]) === "--" ? args.slice(1) : args;
  if (!format) return undefined;
  const literal = literalOf(format);
  if (literal === undefined) {
    // `printf "$ID:$KEY"`: keys have neither `%` nor backslash.
    const isPlain = values.length === 0 && !format.pieces.some((piece) => /[%\\]/.test(textOf([piece]) ?? ""));
    return isPlain ? text(format.pieces) : undefined;
  }
  const directives = directivesOf(literal);
  if (!directives) return undefined;
  const slots = directives.filter((each) => each === SLOT).length;
  const pieces: Piece[] = [];
  let next = 0;
  for (let round = 0; round === 0 || (slots > 0 && next < values.length); round++) {
    if (round >= MAX_ROUNDS) return undefined;
    for (const each of directives) append(pieces, each === SLOT ? (values[next++]?.pieces ?? []) : [made(each, at)]);
  }
  return text(pieces);
}

/** Stands for `%s`. */
const SLOT = Symbol("%s");

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["\\", "\\"],
  ['"', '"'],
]);

/** A format in its directives; undefined where it has others than `%s`. */
function directivesOf(format: string): readonly (string | typeof SLOT)[] | undefined {
  const found: (string | typeof SLOT)[] = [];
  for (let at = 0; at < format.length; ) {
    const unit = format.charAt(at);
    const next = format.charAt(at + 1);
    if (unit === "%") {
      if (next !== "s" && next !== "%") return undefined;
      found.push(next === "s" ? SLOT : "%");
      at += 2;
    } else if (unit === "\\") {
      const unescaped = ESCAPES.get(next);
      if (unescaped === undefined) return undefined;
      found.push(unescaped);
      at += 2;
    } else {
      let end = at;
      while (end < format.length && format.charAt(end) !== "%" && format.charAt(end) !== "\\") end++;
      found.push(format.slice(at, end));
      at = end;
    }
    if (found.length > MAX_ROUNDS) return undefined;
  }
  return found;
}

/** `tr -d '\n'`; what it takes away beside line ends stands in no key. */
function isDeletion(args: readonly ShellWord[]): boolean {
  const [option, units] = args.map((word) => literalOf(word));
  if (option !== "-d" || units === undefined || args.length !== 2) return false;
  return units === "[:space:]" || /^(?:\\n|\\r|\\t|\\012|\n|\r|\t| )+$/.test(units);
}

function withoutReturns(input: Output | undefined): Output | undefined {
  return input?.kind === "text" ? text(withoutLineEnds(input.pieces, /[\n\r]/g)) : input;
}
