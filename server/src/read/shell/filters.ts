/**
 * What a few programs print, worked out from their words: `echo`, `printf`, `cat` of a here-document, `base64`, `tr -d`.
 * Their other options, and values that only running shows, have no answer.
 */

import { decodeText, encodeText } from "../../elastic/base64";
import type { Span } from "../../text/span";
import type { Piece } from "./ground";
import { programOf } from "./program";
import type { ShellWord } from "./shellWord";
import { literalOf, textOf } from "./shellWord";

/** What a program prints. */
export type Output =
  | { readonly kind: "none" }
  /** `wrapped`: base64 that GNU's program breaks into lines and others do not. */
  | { readonly kind: "text"; readonly pieces: readonly Piece[]; readonly wrapped: boolean }
  /** It depends on a variable in a way that no parts can say. */
  | { readonly kind: "unknown" };

/** Rounds through one format, and pieces of one text. */
const MAX_ROUNDS = 50;

/** The output of a program; undefined where the script does not show it. `at` is the place of what stands nowhere. */
export function runFilter(words: readonly ShellWord[], input: Output, at: Span): Output | undefined {
  const args = words.slice(1);
  if (words.some((word) => word.spread ?? word.alternative)) return undefined;
  switch (programOf(words[0])) {
    case "echo":
      return echo(args, at);
    case "printf":
      return printf(args, at);
    case "cat":
      return args.length === 0 && input.kind !== "none" ? input : undefined;
    case "tr":
      return isDeletion(args) ? withoutLineEnds(input) : undefined;
    case "base64":
      return base64(coreutilsOptions(args), input, at);
    case "openssl":
      return base64(opensslOptions(args), input, at);
    default:
      return undefined;
  }
}

function made(text: string, at: Span): Piece {
  return { kind: "part", at, part: { kind: "text", text, span: undefined } };
}

function text(pieces: readonly Piece[], wrapped = false): Output {
  return { kind: "text", pieces, wrapped };
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
    for (const each of directives) pieces.push(...(each === SLOT ? (values[next++]?.pieces ?? []) : [made(each, at)]));
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

function withoutLineEnds(input: Output): Output | undefined {
  if (input.kind !== "text") return input.kind === "none" ? undefined : input;
  const pieces = input.pieces.flatMap((piece): readonly Piece[] => {
    const written = textOf([piece]);
    if (written === undefined || !/[\n\r]/.test(written)) return [piece];
    const rest = written.replaceAll(/[\n\r]/g, "");
    return rest === "" ? [] : [made(rest, piece.at)];
  });
  return text(pieces);
}

interface Base64Options {
  readonly decode: boolean;
  /** The length of a line; 0 for no line ends at all. */
  readonly wrap: number;
}

/** https://www.gnu.org/software/coreutils/manual/html_node/base64-invocation.html; macOS has `-D` and `-b`. */
function coreutilsOptions(args: readonly ShellWord[]): Base64Options | undefined {
  let decode = false;
  let wrap = 76;
  for (let at = 0; at < args.length; at++) {
    const option = literalOf(args[at]);
    if (option === undefined) return undefined;
    const width = /^(?:-[wb]|--wrap=|--break=)(\d{1,4})$/.exec(option)?.[1];
    if (width !== undefined) wrap = Number(width);
    else if (option === "-w" || option === "-b" || option === "--wrap") {
      const next = literalOf(args[++at]);
      if (next === undefined || !/^\d{1,4}$/.test(next)) return undefined;
      wrap = Number(next);
    } else if (/^(?:-d|-D|-di|--decode)$/.test(option)) decode = true;
    else if (option !== "-" && option !== "-i" && option !== "--ignore-garbage") return undefined;
  }
  return { decode, wrap };
}

/** `openssl base64 -A` and `openssl enc -base64 -A`. */
function opensslOptions(args: readonly ShellWord[]): Base64Options | undefined {
  const [verb, ...options] = args.map((word) => literalOf(word));
  const known = options.every((option) => option !== undefined && /^-(?:A|d|e|a|base64)$/.test(option));
  const isBase64 = verb === "base64" || (verb === "enc" && (options.includes("-base64") || options.includes("-a")));
  if (!known || !isBase64) return undefined;
  return { decode: options.includes("-d"), wrap: options.includes("-A") ? 0 : 64 };
}

function base64(options: Base64Options | undefined, input: Output, at: Span): Output | undefined {
  if (!options || input.kind === "none") return undefined;
  const written = input.kind === "text" ? textOf(input.pieces) : undefined;
  // Beyond ASCII the bytes depend on how the script is encoded.
  if (written === undefined || !/^[\0-\x7f]*$/.test(written)) return { kind: "unknown" };
  if (options.decode) {
    const decoded = decodeText(written.replaceAll("\n", ""));
    return decoded === undefined || !/^[\0-\x7f]*$/.test(decoded) ? { kind: "unknown" } : text([made(decoded, at)]);
  }
  const encoded = encodeText(written);
  if (encoded === undefined) return { kind: "unknown" };
  const wrapped = options.wrap > 0 && encoded.length > options.wrap;
  return text([made(options.wrap > 0 ? `${encoded}\n` : encoded, at)], wrapped);
}
