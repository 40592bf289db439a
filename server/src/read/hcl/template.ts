/**
 * What templates and expressions come to, as parts: text, references, and what Terraform's functions make of them.
 * An expression is looked at by its shape: one thing, a call, a path of names; everything else is an operation, whose
 * value the text cannot show. Source: https://github.com/hashicorp/hcl/blob/v2.23.0/hclsyntax/spec.md#expressions
 */
import { composeLayers, type Layer } from "../../text/layer";
import type { Span } from "../../text/span";
import { partsBuilder, type Source } from "../interpolation/parts";
import type { OpaquePart, Part } from "../reading";
import { callParts, type ExpressionView } from "./functions";
import { heredocLayer } from "./heredoc";
import { quotedLayer } from "./quoted";
import { type Piece, templatePieces } from "./scan";
import { Lexer, type Token } from "./tokens";
import { pathOf } from "./traversal";

/** Expressions in expressions that are followed: each level reads its text again. */
const MAX_DEPTH = 12;

/** The parts of an expression. `whole` is the span for what does not map to the file. */
export function expressionParts(source: Source, whole: Span): readonly Part[] {
  return expression({ source, whole, depth: 0 }, 0, source.text.length);
}

/** The parts of an expression between two offsets of a text. */
export function partsBetween(source: Source, whole: Span, from: number, to: number): readonly Part[] {
  return expression({ source, whole, depth: 0 }, from, to);
}

/** The parts of a template. In a here-document, `~` takes blanks up to the end of their line alone. */
export function templateParts(source: Source, whole: Span, isLines: boolean): readonly Part[] {
  return template({ source, whole, depth: 0 }, isLines);
}

/** Where an expression stands. */
interface Place {
  readonly source: Source;
  readonly whole: Span;
  readonly depth: number;
}

function spanOf({ source, whole }: Place, start: number, end: number): Span {
  return source.toHost({ start, end }) ?? whole;
}

function template(place: Place, isLines: boolean): readonly Part[] {
  const { source, whole } = place;
  const { text } = source;
  const parts: Part[] = [];
  let builder = partsBuilder(source, whole);
  const add = (more: readonly Part[]): void => {
    for (const part of builder.done()) parts.push(part);
    for (const part of more) parts.push(part);
    builder = partsBuilder(source, whole);
  };
  const pieces = templatePieces(text, 0, text.length);
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index];
    if (!piece) break;
    const { kind, start, end } = piece;
    if (kind === "text") {
      const stretch = withoutBlanks(text, piece, pieces[index - 1], pieces[index + 1], isLines);
      builder.verbatim(stretch.start, stretch.end);
    } else if (kind === "escape") builder.replaced(text.slice(start + 1, end), start, end);
    else if (kind === "interpolation") add(interpolation(place, piece));
    else {
      const last = lastDirective(text, pieces, index);
      const until = pieces[last]?.end ?? text.length;
      add([{ kind: "opaque", span: spanOf(place, start, until), why: "template" }]);
      index = last;
    }
  }
  add([]);
  return parts;
}

/** The index of the directive that ends what the one at `from` begins: `endif` or `endfor`, others between them counted. */
function lastDirective(text: string, pieces: readonly Piece[], from: number): number {
  let open = 0;
  for (let index = from; index < pieces.length; index++) {
    const piece = pieces[index];
    if (piece?.kind !== "directive") continue;
    const word = /^%\{~?\s{0,50}(if|for|endif|endfor)\b/.exec(text.slice(piece.start, piece.start + 70))?.[1];
    if (word === "if" || word === "for") open++;
    else if (word !== undefined && --open <= 0) return index;
  }
  return pieces.length - 1;
}

/** A stretch without the blanks that a `~` at its sides takes. */
function withoutBlanks(
  text: string,
  { start, end }: Piece,
  before: Piece | undefined,
  after: Piece | undefined,
  isLines: boolean,
): Span {
  let from = start;
  let to = end;
  if (before && isOpening(before) && text.charAt(before.end - 2) === "~") {
    while (from < to && isSpace(text.charCodeAt(from))) if (text.charCodeAt(from++) === LF && isLines) break;
  }
  if (after && isOpening(after) && text.charAt(after.start + 2) === "~") {
    while (to > from && isSpace(text.charCodeAt(to - 1))) {
      if (isLines && text.charCodeAt(to - 1) === LF) break;
      to--;
    }
  }
  return { start: from, end: to };
}

function isOpening({ kind }: Piece): boolean {
  return kind === "interpolation" || kind === "directive";
}

function interpolation(place: Place, { start, end, closed }: Piece): readonly Part[] {
  const { text } = place.source;
  const span = spanOf(place, start, end);
  if (!closed) return [{ kind: "opaque", span, why: "unsupported" }];
  const from = start + (text.charAt(start + 2) === "~" ? 3 : 2);
  const to = Math.max(from, end - (text.charAt(end - 2) === "~" ? 2 : 1));
  const parts = expression({ ...place, depth: place.depth + 1 }, from, to);
  const [only] = parts;
  // One that stands for something is the whole of its interpolation, as in other formats.
  return parts.length === 1 && only && only.kind !== "text" ? [{ ...only, span }] : parts;
}

/** An expression in the text of a place. */
function expression(place: Place, from: number, to: number): readonly Part[] {
  const tokens: Token[] = [];
  const lexer = new Lexer(place.source.text, from, to);
  for (let token = lexer.next(); token.kind !== "end"; token = lexer.next())
    if (token.kind !== "newline") tokens.push(token);
  return new Expression(place, tokens).parts(0, tokens.length, place.depth);
}

/** The tokens of an expression, with which bracket closes which. */
class Expression implements ExpressionView {
  readonly place: Place;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly #closing = new Map<number, number>();

  constructor(place: Place, tokens: readonly Token[]) {
    this.place = place;
    this.text = place.source.text;
    this.tokens = tokens;
    const open: number[] = [];
    for (const [index, { kind }] of tokens.entries()) {
      if (kind === "(" || kind === "[" || kind === "{") open.push(index);
      else if (kind === ")" || kind === "]" || kind === "}") {
        const last = open.pop();
        if (last !== undefined) this.#closing.set(last, index);
      }
    }
  }

  /** The index of the bracket that closes the one at `open`. */
  closing(open: number): number | undefined {
    return this.#closing.get(open);
  }

  opaque(from: number, to: number, why: OpaquePart["why"]): readonly Part[] {
    return [{ kind: "opaque", span: this.span(from, to), why }];
  }

  /** The file's span of the tokens from one index to before another. */
  span(from: number, to: number): Span {
    const start = this.tokens[from]?.start ?? 0;
    return spanOf(this.place, start, Math.max(start, this.tokens[to - 1]?.end ?? start));
  }

  /** The parts of the tokens from one index to before another. */
  parts(from: number, to: number, depth: number): readonly Part[] {
    const first = this.tokens[from];
    if (!first || from >= to) return [];
    if (depth > MAX_DEPTH) return this.opaque(from, to, "operation");
    if (to - from === 1) return this.#one(first, from, depth);
    if (first.kind === "(" && this.closing(from) === to - 1) return this.parts(from + 1, to - 1, depth + 1);
    if (first.kind !== "name") return this.opaque(from, to, "operation");
    if (this.tokens[from + 1]?.kind === "(" && this.closing(from + 1) === to - 1) {
      const name = this.text.slice(first.start, first.end);
      return callParts(this, name, { from, to, args: this.split(from + 2, to - 1), depth: depth + 1 });
    }
    const name = pathOf(this.text, this.tokens.slice(from, to));
    if (name === undefined) return this.opaque(from, to, "operation");
    return UNKNOWN_ROOTS.test(name)
      ? this.opaque(from, to, "unsupported")
      : [{ kind: "reference", name, span: this.span(from, to) }];
  }

  #one({ kind, start, end, heredoc, closed }: Token, index: number, depth: number): readonly Part[] {
    const { source, whole } = this.place;
    const { text } = source;
    const host: Layer = { ...source, text, toHost: (inner) => source.toHost(inner), encode: () => undefined };
    const inside = { start: start + 1, end: closed ? end - 1 : end };
    const inner = heredoc ? heredocLayer(text, heredoc) : kind === "string" ? quotedLayer(text, inside) : undefined;
    if (inner) return template({ source: composeLayers(host, inner), whole, depth: depth + 1 }, heredoc !== undefined);
    const word = text.slice(start, end);
    if (kind === "number" || word === "true" || word === "false")
      return [{ kind: "text", text: word, span: source.toHost({ start, end }) }];
    return this.opaque(index, index + 1, "unsupported");
  }

  isFor(index: number): boolean {
    const token = this.tokens[index];
    return token?.kind === "name" && this.text.slice(token.start, token.end) === "for";
  }

  /** The stretches between commas that stand in no further brackets. */
  split(from: number, to: number): readonly Span[] {
    const found: Span[] = [];
    let start = from;
    for (let index = from; index < to; index++) {
      const kind = this.tokens[index]?.kind;
      if (kind === ",") {
        found.push({ start, end: index });
        start = index + 1;
      } else index = Math.min(this.closing(index) ?? index, to);
    }
    if (start < to) found.push({ start, end: to });
    return found;
  }
}

/** What is known only where Terraform runs, or for each of several resources. */
const UNKNOWN_ROOTS = /^(?:path|each|count|self|terraform)\./;

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13);
}

const LF = 10;
