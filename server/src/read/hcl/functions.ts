/**
 * Terraform's functions whose result follows from the text: https://developer.hashicorp.com/terraform/language/functions
 * Others are operations, whose value the text cannot show.
 */
import type { Span } from "../../text/span";
import type { FilePart, OpaquePart, Part, TextPart } from "../reading";
import type { Token } from "./tokens";

/** An expression as functions see it; stretches are indices of its tokens. */
export interface ExpressionView {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** The bracket that closes the one at `open`. */
  closing(open: number): number | undefined;
  /** A `for`, which makes a list or object of another one. */
  isFor(index: number): boolean;
  opaque(from: number, to: number, why: OpaquePart["why"]): readonly Part[];
  parts(from: number, to: number, depth: number): readonly Part[];
  span(from: number, to: number): Span;
  /** The stretches between commas that stand in no further brackets. */
  split(from: number, to: number): readonly Span[];
}

/** A call, as indices of tokens: from the function's name to behind its bracket, and its arguments. */
export interface Call {
  readonly from: number;
  readonly to: number;
  readonly args: readonly Span[];
  readonly depth: number;
}

/** What a call comes to. */
export function callParts(expression: ExpressionView, name: string, call: Call): readonly Part[] {
  return known(expression, name, call) ?? expression.opaque(call.from, call.to, "operation");
}

function known(expression: ExpressionView, name: string, { from, to, args, depth }: Call): readonly Part[] | undefined {
  const [first] = args;
  if (!first) return undefined;
  const span = expression.span(from, to);
  if (name === "format") return formatted(expression, args, depth);
  if (name === "join") return joined(expression, args, depth);
  if (args.length !== 1) return undefined;
  const argument = (): readonly Part[] => expression.parts(first.start, first.end, depth);
  switch (name) {
    case "base64encode":
      return [{ kind: "computed", operation: "base64", parts: argument(), wrap: 0, span }];
    case "base64decode":
      return [{ kind: "computed", operation: "base64-decode", parts: argument(), wrap: 0, span }];
    case "file": {
      const file = fileOf(expression, first, span);
      return file && [file];
    }
    case "filebase64": {
      const file = fileOf(expression, first, span);
      return file && [{ kind: "computed", operation: "base64", parts: [file], wrap: 0, span }];
    }
    case "sensitive":
    case "nonsensitive":
    case "tostring":
      return argument();
    case "trimspace":
      return trimmedLater("trim", trimmed(trimmed(argument(), "start", trimStart), "end", trimEnd), span);
    case "chomp":
      return trimmedLater("chomp", trimmed(argument(), "end", withoutLineEnds), span);
    default:
      return undefined;
  }
}

function fileOf({ text, tokens }: ExpressionView, { start, end }: Span, span: Span): FilePart | undefined {
  const token = tokens[start];
  return token && end - start === 1 ? filePart(text, token, span) : undefined;
}

/** `"f"`, `"${path.module}/f"` (the folder of this file), `"${path.root}/f"` (where Terraform runs, as without it). */
export function filePart(text: string, token: Token, span: Span): FilePart | undefined {
  if (token.kind !== "string" || !token.closed) return undefined;
  const written = text.slice(token.start + 1, token.end - 1);
  const match = /^(?:\$\{\s{0,50}path\.(module|root)\s{0,50}\}\/)?([^$%"\\]+)$/.exec(written);
  const path = match?.[2];
  if (path === undefined) return undefined;
  return { kind: "file", path, trim: "none", ...(match?.[1] === "module" && { own: true }), span };
}

/** `format` with nothing but `%s`, as many as there are arguments. */
function formatted(
  expression: ExpressionView,
  [pattern, ...args]: readonly Span[],
  depth: number,
): readonly Part[] | undefined {
  if (!pattern) return undefined;
  const parts: Part[] = [];
  let used = 0;
  for (const part of expression.parts(pattern.start, pattern.end, depth)) {
    if (part.kind !== "text") return undefined;
    for (const piece of part.text.split(/(%[\s\S])/)) {
      const isVerb = piece.startsWith("%") && piece !== "%s" && piece !== "%%";
      if (isVerb || (piece.length > 1 && !piece.startsWith("%") && piece.endsWith("%"))) return undefined;
      if (piece !== "%s") {
        if (piece !== "") parts.push(textOf(part, piece === "%%" ? "%" : piece));
        continue;
      }
      const argument = args[used++];
      if (!argument) return undefined;
      for (const each of expression.parts(argument.start, argument.end, depth)) parts.push(each);
    }
  }
  return used === args.length ? parts : undefined;
}

/** `join` of texts in one list. */
function joined(expression: ExpressionView, args: readonly Span[], depth: number): readonly Part[] | undefined {
  const [separator, list] = args;
  if (!separator || !list || args.length !== 2) return undefined;
  const isList = expression.tokens[list.start]?.kind === "[" && expression.closing(list.start) === list.end - 1;
  if (!isList || expression.isFor(list.start + 1)) return undefined;
  const between = expression.parts(separator.start, separator.end, depth);
  const parts: Part[] = [];
  for (const [index, item] of expression.split(list.start + 1, list.end - 1).entries()) {
    if (index > 0) for (const part of between) parts.push(part);
    for (const part of expression.parts(item.start, item.end, depth)) parts.push(part);
  }
  return parts;
}

/** Text that a function put together stands in no one place; what it is part of is meant. */
function textOf(part: TextPart, text: string): TextPart {
  return { ...part, text, span: text === part.text ? part.span : undefined };
}

const trimStart = (text: string): string => text.trimStart();
const trimEnd = (text: string): string => text.trimEnd();

function withoutLineEnds(text: string): string {
  let end = text.length;
  while (end > 0 && "\r\n".includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Takes blanks off one end. A file's are cut at its end. */
function trimmed(parts: readonly Part[], side: "start" | "end", cutText: (text: string) => string): readonly Part[] {
  const rest = [...parts];
  for (;;) {
    const part = side === "start" ? rest[0] : rest[rest.length - 1];
    if (part?.kind === "file" && side === "end") {
      rest[rest.length - 1] = { ...part, trim: "newlines" };
      return rest;
    }
    if (part?.kind !== "text") return rest;
    const left = cutText(part.text);
    if (left === part.text) return rest;
    if (left !== "") {
      rest[side === "start" ? 0 : rest.length - 1] = cut(part, left, side);
      return rest;
    }
    if (side === "start") rest.shift();
    else rest.pop();
  }
}

/** What a reference leads to is trimmed once that is known. */
function trimmedLater(operation: "trim" | "chomp", parts: readonly Part[], span: Span): readonly Part[] {
  const isKnown = parts.every(({ kind }) => kind === "text" || kind === "file");
  return isKnown ? parts : [{ kind: "computed", operation, parts, wrap: 0, span }];
}

/** Where its text maps unit by unit, the rest of a part does too. */
function cut(part: TextPart, text: string, side: "start" | "end"): TextPart {
  const { span } = part;
  if (span === undefined || span.end - span.start !== part.text.length) return { ...part, text };
  const start = side === "start" ? span.end - text.length : span.start;
  return { ...part, text, span: { start, end: start + text.length } };
}
