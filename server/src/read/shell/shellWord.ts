/**
 * A word of the shell once it has been read, and what can be asked about it: its text, its parts, how it is quoted.
 */
import type { Span } from "../../text/span";
import type { OpaquePart, Part, ReferencePart } from "../reading";
import type { Ground, PartPiece, Piece } from "./ground";
import { textParts } from "./ground";
import type { QuoteStyle } from "./quoting";
import type { SubstitutionPart } from "./syntax";

export interface ShellWord {
  /** The text that it stands in. The words of an array may stand in another one than the command that they end up in. */
  readonly ground: Ground;
  /** In the ground's text, with quotes. */
  readonly at: Span;
  readonly pieces: readonly Piece[];
  /** The word's stretches by quoting, in order. */
  readonly stretches: readonly Stretch[];
  /** Scripts that run before the word has a value. */
  readonly substitutions: readonly Substitution[];
  /** `${NAME:=default}` in it. */
  readonly defaults: readonly DefaultAssignment[];
  /** `$1` and `$@` in it. */
  readonly parameters: readonly ParameterUse[];
  /** `${NAME[0]}` in it. */
  readonly elements: readonly ElementUse[];
  /** `$0` and the like in it. */
  readonly scripts: readonly ScriptUse[];
  /** All of it is `${NAME[@]}` or `${NAME[0]}`: it stands for words of that array. */
  readonly spread?: Spread;
  /** All of it is `${NAME:+…}`, unquoted: the words that it stands for where the name is set. */
  readonly alternative?: readonly ShellWord[];
  /** It is `NAME=(…)`: the words in the parentheses, and whether they have indices of their own. */
  readonly list?: { readonly words: readonly ShellWord[]; readonly indexed: boolean };
}

export interface Stretch {
  readonly style: "none" | "single" | "double" | "other" | "verbatim" | "document";
  readonly at: Span;
  /** Without the quotes. */
  readonly inner: Span;
}

export interface Substitution {
  readonly part: SubstitutionPart;
  /** What stands for it in the word, unless it stands in a default. */
  readonly piece: PartPiece;
  /** It stands between double quotes, where backticks also unescape `\"`. */
  readonly inDouble: boolean;
}

export interface DefaultAssignment {
  readonly nameAt: Span;
  readonly part: ReferencePart;
  readonly at: Span;
}

/** A positional parameter. Its part is opaque until a call of the function shows what it is. */
export interface ParameterUse {
  readonly part: OpaquePart;
  readonly piece: PartPiece;
  /** 1 for `$1`. */
  readonly from: number;
  /** It and all that follow: `$@`. */
  readonly all: boolean;
  readonly fallback?: NonNullable<ReferencePart["fallback"]>;
}

/** One word of an array. */
export interface ElementUse {
  readonly piece: PartPiece;
  readonly name: string;
  readonly index: number;
}

/** The script's own path, or its folder. */
export interface ScriptUse {
  readonly piece: Piece;
  readonly of: "file" | "folder";
}

/** Words of an array; all of them where there is no index. */
export interface Spread {
  readonly name: string;
  readonly index: number | undefined;
}

/** Two words that stand together, as the one word that they are. */
export function joinWords(left: ShellWord, right: ShellWord): ShellWord {
  return {
    ground: left.ground,
    at: { start: left.at.start, end: right.at.end },
    pieces: [...left.pieces, ...right.pieces],
    stretches: [...left.stretches, ...right.stretches],
    substitutions: [...left.substitutions, ...right.substitutions],
    defaults: [...left.defaults, ...right.defaults],
    parameters: [...left.parameters, ...right.parameters],
    elements: [...left.elements, ...right.elements],
    scripts: [...left.scripts, ...right.scripts],
  };
}

/** The word's text where all of it is text. */
export function literalOf(word: ShellWord | undefined): string | undefined {
  if (!word) return undefined;
  return textOf(word.pieces);
}

/** The text that pieces make where all of them are text. */
export function textOf(pieces: readonly Piece[]): string | undefined {
  let text = "";
  for (const piece of pieces) {
    if (piece.kind === "text") text += piece.text;
    else if (piece.part.kind === "text") text += piece.part.text;
    else return undefined;
  }
  return text;
}

/** The parts of a value, in order, with spans of the file. Text that goes on where it stopped is one part. */
export function partsOf(pieces: readonly Piece[], ground: Ground): Part[] {
  const parts: Part[] = [];
  for (const piece of pieces) {
    if (piece.kind === "part") {
      parts.push(piece.part);
      continue;
    }
    for (const part of textParts(ground, piece)) {
      const last = parts.at(-1);
      const joins =
        last?.kind === "text" && last.quoted === part.quoted && last.span && last.span.end === part.span?.start;
      if (!joins) parts.push(part);
      else {
        const span = { start: last.span.start, end: part.span?.end ?? last.span.end };
        parts[parts.length - 1] = { ...last, text: last.text + part.text, span };
      }
    }
  }
  return parts;
}

/** How the stretch `at` of a word is quoted, and where it stands without its quotes. */
export function shapeOf(word: ShellWord, at: Span): { readonly style: QuoteStyle; readonly inner: Span } {
  const within = word.stretches.filter((stretch) => stretch.at.end > at.start && stretch.at.start < at.end);
  const [first] = within;
  if (!first || within.every((stretch) => stretch.style === "none")) return { style: "none", inner: at };
  const partial = at.start > first.at.start && first.style !== "none";
  if (within.length > 1) return { style: partial ? "cut" : "mixed", inner: at };
  const inner = partial ? at : first.inner;
  if (first.style === "other") return { style: partial ? "cut" : "mixed", inner };
  if (first.style === "none") return { style: "none", inner: at };
  if (partial && first.style !== "verbatim" && first.style !== "document") return { style: `in-${first.style}`, inner };
  return { style: first.style, inner };
}
