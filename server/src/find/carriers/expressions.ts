/**
 * Expressions that a pipeline evaluates before anything else reads the text: `${{ env.NAME || 'default' }}`. Only what
 * an environment defines can be followed; secrets, inputs and whatever is computed stay unknown.
 * Sources: reference/variables.md 3.5; https://docs.github.com/actions/reference/workflows-and-actions/expressions
 */
import type { OpaquePart, ReferencePart, WrittenPart } from "../../read/reading";
import { append } from "../../text/append";
import type { Layer } from "../../text/layer";
import type { Span } from "../../text/span";
import { exactSpan } from "./yamlParts";

/** An expression in a text, and what it puts there. Fits `Hole` of the shell's grounds. */
export interface ExpressionHole {
  /** `${{ … }}`, in the text. */
  readonly at: Span;
  readonly part: ReferencePart | OpaquePart;
}

/**
 * The expressions of a text, in order. The spans of their parts are those that `toHost` answers; without it they are
 * those of the text itself. Of what does not map, `whole` is meant.
 */
export function expressionHoles(
  text: string,
  toHost: Layer["toHost"] = (inner) => inner,
  whole: Span = { start: 0, end: text.length },
): readonly ExpressionHole[] {
  return findExpressions(text).map((at) => {
    const span = toHost(at) ?? whole;
    const [part] = partsOfExpression(text, at, { toHost }, span);
    // A literal in an expression is no reference, and a hole holds nothing else.
    return { at, part: part && part.kind !== "text" ? part : { kind: "opaque", span, why: "template" } };
  });
}

/** The parts of a plain value, for instance of an entry under `env`. */
export function expressionParts(layer: Pick<Layer, "text" | "toHost">, whole: Span): readonly WrittenPart[] {
  const { text } = layer;
  const parts: WrittenPart[] = [];
  let from = 0;
  const addText = (end: number): void => {
    const at = { start: from, end };
    if (end > from) parts.push({ kind: "text", text: text.slice(from, end), span: exactSpan(layer, at) });
  };
  for (const at of findExpressions(text)) {
    addText(at.start);
    append(parts, partsOfExpression(text, at, layer, layer.toHost(at) ?? whole));
    from = at.end;
  }
  addText(text.length);
  return parts;
}

const OPENING = "${{";

/** Where expressions stand. One that is still being typed ends at the next, or is none. */
function findExpressions(text: string): readonly Span[] {
  const found: Span[] = [];
  let start = text.indexOf(OPENING);
  while (start >= 0) {
    const end = expressionEnd(text, start + OPENING.length);
    if (end !== undefined) found.push({ start, end });
    start = text.indexOf(OPENING, end ?? start + OPENING.length);
  }
  return found;
}

/** Braces in a string close nothing. */
function expressionEnd(text: string, from: number): number | undefined {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const unit = text[at];
    if (unit === "'") quoted = !quoted;
    else if (quoted) continue;
    else if (unit === "}" && text[at + 1] === "}") return at + 2;
    else if (unit === "$" && text.startsWith(OPENING, at)) return undefined;
  }
  return undefined;
}

type Token =
  | { readonly kind: "name" | "number" | "mark"; readonly text: string }
  /** `at`: what stands between the quotes. */
  | { readonly kind: "string"; readonly text: string; readonly at: Span };

type Operand =
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "text"; readonly text: string; readonly at: Span | undefined }
  | { readonly kind: "opaque"; readonly why: OpaquePart["why"] };

/** What an expression gives: a chain of alternatives, of which the first counts that is not empty. */
function partsOfExpression(text: string, at: Span, layer: Pick<Layer, "toHost">, span: Span): readonly WrittenPart[] {
  const tokens = tokensOf(text, { start: at.start + OPENING.length, end: at.end - 2 });
  const operands = operandsOf(tokens);
  if (operands) return chain(operands, layer, span);
  const secret = tokens.some((token, index) => isContext(token, "secrets") && opensProperty(tokens[index + 1]));
  return [{ kind: "opaque", span, why: secret ? "secret-store" : "template" }];
}

function chain(operands: readonly Operand[], layer: Pick<Layer, "toHost">, span: Span): readonly WrittenPart[] {
  let parts: readonly WrittenPart[] = [];
  for (const [index, operand] of [...operands.entries()].reverse()) {
    if (operand.kind === "opaque") parts = [{ kind: "opaque", span, why: operand.why }];
    else if (operand.kind === "text") {
      const { text, at } = operand;
      // A doubled quote stands in the file as two.
      const exact = at && at.end - at.start === text.length ? exactSpan(layer, at) : undefined;
      if (text !== "") parts = [{ kind: "text", text, span: exact }];
    } else {
      const fallback = index < operands.length - 1 && { fallback: { parts, whenEmpty: true } };
      parts = [{ kind: "reference", name: operand.name, span, from: "expression", ...fallback }];
    }
  }
  return parts;
}

/** More than this is no default that a person wrote, and would nest as deep. */
const MAX_ALTERNATIVES = 16;

/** `a || b || c` of names and literals; undefined for anything that must be computed. */
function operandsOf(tokens: readonly Token[]): readonly Operand[] | undefined {
  const operands: Operand[] = [];
  let at = 0;
  while (operands.length < MAX_ALTERNATIVES) {
    const read = operandAt(tokens, at);
    if (!read) return undefined;
    operands.push(read.operand);
    at = read.next;
    const token = tokens[at];
    if (!token) return operands;
    if (token.kind !== "mark" || token.text !== "||") return undefined;
    at++;
  }
  return undefined;
}

function operandAt(
  tokens: readonly Token[],
  at: number,
): { readonly operand: Operand; readonly next: number } | undefined {
  const token = tokens[at];
  if (token?.kind === "string") return { operand: { kind: "text", text: token.text, at: token.at }, next: at + 1 };
  if (token?.kind === "number") return { operand: { kind: "text", text: token.text, at: undefined }, next: at + 1 };
  if (token?.kind !== "name") return undefined;
  let next = at + 1;
  const names: string[] = [];
  for (let mark = tokens[next]; mark?.kind === "mark" && opensProperty(mark); mark = tokens[next]) {
    const property = tokens[next + 1];
    const indexed = mark.text === "[";
    if (property?.kind !== (indexed ? "string" : "name")) return undefined;
    const closing = tokens[next + 2];
    if (indexed && (closing?.kind !== "mark" || closing.text !== "]")) return undefined;
    names.push(property.text);
    next += indexed ? 3 : 2;
  }
  const [only] = names;
  if (isContext(token, "env") && names.length === 1 && only) return { operand: { kind: "variable", name: only }, next };
  const context = FILLED.find((each) => isContext(token, each));
  if (context && only) return { operand: { kind: "variable", name: [context, ...names].join(".") }, next };
  return { operand: { kind: "opaque", why: isContext(token, "secrets") ? "secret-store" : "template" }, next };
}

/** Contexts that a carrier fills, and looks up as variables of these names (githubContexts.ts). */
const FILLED: readonly string[] = ["inputs", "matrix"];

/** Names of contexts are the same in any case. */
function isContext(token: Token, name: string): boolean {
  return token.kind === "name" && token.text.toLowerCase() === name;
}

function opensProperty(token: Token | undefined): boolean {
  return token?.kind === "mark" && (token.text === "." || token.text === "[");
}

const NAME = /[A-Za-z_][\w-]*/y;
const NUMBER = /\d[\w.]*/y;

function tokensOf(text: string, where: Span): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = where.start; at < where.end; ) {
    const unit = text.charAt(at);
    if (unit.trim() === "") at++;
    else if (unit === "'") {
      const end = stringEnd(text, at + 1, where.end);
      const inner = { start: at + 1, end };
      tokens.push({ kind: "string", text: text.slice(inner.start, inner.end).replaceAll("''", "'"), at: inner });
      at = end + 1;
    } else {
      const token = wordAt(text, at) ?? { kind: "mark", text: text.startsWith("||", at) ? "||" : unit };
      tokens.push(token);
      at += token.text.length;
    }
  }
  return tokens;
}

function wordAt(text: string, at: number): Token | undefined {
  for (const [kind, pattern] of [
    ["name", NAME],
    ["number", NUMBER],
  ] as const) {
    pattern.lastIndex = at;
    const word = pattern.exec(text)?.[0];
    if (word !== undefined) return { kind, text: word };
  }
  return undefined;
}

/** The closing quote; two of them stand for one that is text. */
function stringEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    if (text[at] !== "'") at++;
    else if (text[at + 1] === "'") at += 2;
    else return at;
  }
  return end;
}
