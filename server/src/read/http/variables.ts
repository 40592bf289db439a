/**
 * File variables, `@name = value`: the rest of the line, in which a backslash stands before what it escapes.
 * https://github.com/Huachao/vscode-restclient/blob/master/src/utils/httpVariableProviders/fileVariableProvider.ts
 */
import { type Layer, verbatimLayer } from "../../text/layer";
import type { Span } from "../../text/span";
import { lazyLayer } from "../lazyLayer";
import type { Value } from "../reading";
import { type Decoded, runBuilder } from "../yaml/decode";
import { referenceParts } from "./references";

/** A variable's name, and its value with references. */
export interface FileVariable {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Value;
}

/** Reads a line that begins with `@` and holds a `=`. */
export function variableOf(text: string, line: Span): FileVariable {
  const equals = text.indexOf("=", line.start);
  let nameEnd = equals;
  while (nameEnd > line.start + 1 && isBlankUnit(text.charCodeAt(nameEnd - 1))) nameEnd--;
  let start = equals + 1;
  while (start < line.end && isBlankUnit(text.charCodeAt(start))) start++;
  const nameSpan = { start: line.start + 1, end: nameEnd };
  const span = { start, end: line.end };
  const layer = layerOf(text, span);
  const value: Value = {
    span,
    outer: span,
    parts: referenceParts(layer, span),
    quote: "none",
    encode: (next) => layer.encode(next),
  };
  return { name: text.slice(nameSpan.start, nameSpan.end), nameSpan, value };
}

function layerOf(text: string, span: Span): Layer {
  const isEscaped = text.slice(span.start, span.end).includes("\\");
  return isEscaped ? lazyLayer(() => decode(text, span), encode) : verbatimLayer(text, span, encode);
}

const SIMPLE: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

function decode(text: string, { start, end }: Span): Decoded {
  const out = runBuilder(text);
  let piece = start;
  for (let at = start; at < end; at++) {
    if (text.charAt(at) !== "\\") continue;
    out.verbatim(piece, at);
    const mark = text.slice(at + 1, Math.min(at + 2, end));
    piece = Math.min(at + 2, end);
    out.replaced(SIMPLE[mark] ?? mark, at, piece);
    at++;
  }
  out.verbatim(piece, end);
  return out.done(start);
}

/** A literal; braces would begin a reference, and blanks at the ends would be lost. */
function encode(text: string): string | undefined {
  if (text.includes("{{") || text.trim() !== text || /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text))
    return undefined;
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t");
}

function isBlankUnit(unit: number): boolean {
  return unit === 32 || unit === 9;
}
