/**
 * Finds the credential inside an Authorization header: the part after `Authorization:` and the scheme.
 * The split is made on sealed text, piece by piece, so that a reference after the scheme (`ApiKey $KEY`) keeps its span.
 */
import { headerValue, splitScheme } from "../elastic/secret";
import { span } from "../text/span";
import type { FactPart, FactValue, HeaderFact } from "./model";

export interface HeaderSite {
  readonly credential: FactValue;
  readonly header: HeaderFact;
}

/**
 * Splits a header. `line`: the text is `Name: value`, and the answer is undefined for any other header; a line that
 * begins with a reference cannot be told yet and is `unsplit`. `value`: the text is the value of an Authorization header.
 */
export function authorizationOf(whole: FactValue, text: "line" | "value"): HeaderSite | undefined {
  const first = whole.parts[0];
  if (first === undefined) return undefined;
  if (first.kind !== "text") {
    const insertAt = text === "value" ? whole.span.start : undefined;
    return {
      credential: whole,
      header: { text, scheme: undefined, written: undefined, span: undefined, insertAt, unsplit: true },
    };
  }
  let rest = first.text;
  let offset = 0;
  if (text === "line") {
    const value = headerValue(rest, "authorization");
    if (!value) return undefined;
    rest = value.rest;
    offset = value.restOffset;
  }
  const split = splitScheme(rest);
  const exact = first.span && first.span.end - first.span.start === first.text.length ? first.span : undefined;
  const at = offset + split.restOffset;
  const remaining: FactPart[] = [];
  if (split.rest.length > 0) {
    remaining.push({ ...first, text: split.rest, span: exact && span(exact.start + at, exact.end) });
  }
  remaining.push(...whole.parts.slice(1));
  const schemeStart = exact && split.written !== undefined ? exact.start + offset : undefined;
  const prefix = `${text === "line" ? "Authorization: " : ""}${split.written === undefined ? "" : `${split.written} `}`;
  return {
    credential: {
      span: spanOf(remaining) ?? (exact ? span(exact.end) : whole.span),
      outer: whole.outer,
      parts: remaining,
      quote: whole.quote,
      encode: (credential) => whole.encode(prefix + credential),
    },
    header: {
      text,
      scheme: split.scheme,
      written: split.written,
      span: schemeStart === undefined ? undefined : span(schemeStart, schemeStart + (split.written ?? "").length),
      insertAt: exact && exact.start + offset,
      unsplit: false,
    },
  };
}

function spanOf(parts: readonly FactPart[]): { start: number; end: number } | undefined {
  const first = parts[0]?.span;
  const last = parts[parts.length - 1]?.span;
  return first && last ? { start: first.start, end: last.end } : undefined;
}
