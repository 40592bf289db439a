/**
 * A word of the shell once it has been read, and what can be asked about it: its text, its parts, how it is quoted.
 */
import type { Span } from "../../text/span";
import type { Part, ReferencePart } from "../reading";
import type { Ground, Piece } from "./ground";
import { textParts } from "./ground";
import type { QuoteStyle } from "./quoting";
import type { SubstitutionPart } from "./syntax";

export interface ShellWord {
  /** In the ground's text, with quotes. */
  readonly at: Span;
  readonly pieces: readonly Piece[];
  /** The word's stretches by quoting, in order. */
  readonly stretches: readonly Stretch[];
  /** Scripts that run before the word has a value. */
  readonly substitutions: readonly Substitution[];
  /** `${NAME:=default}` in it. */
  readonly defaults: readonly DefaultAssignment[];
}

export interface Stretch {
  readonly style: "none" | "single" | "double" | "other" | "verbatim" | "document";
  readonly at: Span;
  /** Without the quotes. */
  readonly inner: Span;
}

export interface Substitution {
  readonly part: SubstitutionPart;
  /** It stands between double quotes, where backticks also unescape `\"`. */
  readonly inDouble: boolean;
}

export interface DefaultAssignment {
  readonly nameAt: Span;
  readonly part: ReferencePart;
  readonly at: Span;
}

/** Two words that stand together, as the one word that they are. */
export function joinWords(left: ShellWord, right: ShellWord): ShellWord {
  return {
    at: { start: left.at.start, end: right.at.end },
    pieces: [...left.pieces, ...right.pieces],
    stretches: [...left.stretches, ...right.stretches],
    substitutions: [...left.substitutions, ...right.substitutions],
    defaults: [...left.defaults, ...right.defaults],
  };
}

/** The word's text where all of it is text. */
export function literalOf(word: ShellWord | undefined): string | undefined {
  if (!word) return undefined;
  let text = "";
  for (const piece of word.pieces) {
    if (piece.kind === "part") return undefined;
    text += piece.text;
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
