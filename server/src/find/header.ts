/**
 * Finds the credential inside an Authorization header: the part after `Authorization:` and the scheme.
 * The split is made on sealed text, piece by piece, so that a reference after the scheme (`ApiKey $KEY`) keeps its span.
 */
import {
  concatSecrets,
  encodedBlank,
  equalsText,
  headerInList,
  headerValue,
  type Secret,
  sliceSecret,
  splitScheme,
} from "../elastic/secret";
import { type Span, span } from "../text/span";
import type { HeaderFact } from "./model";
import type { FactPart, FactValue } from "./valueModel";

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
  const leading = leadingText(whole.parts);
  if (text === "value" && encodedBlank(leading.text) !== undefined) return withEncodedBlank(whole, leading);
  let rest = leading.text;
  let offset = 0;
  if (text === "line") {
    const value = headerValue(rest, "authorization");
    if (!value) return undefined;
    rest = value.rest;
    offset = value.restOffset;
  }
  const split = splitScheme(rest);
  // Blanks before what follows, a reference mostly, stand between the scheme and it.
  const at = split.rest.length === 0 ? leading.text.length : offset + split.restOffset;
  const writtenAt = offset + split.writtenOffset;
  const following = whole.parts.slice(leading.parts.length);
  const credential = restOf(leading, at, split.rest, following.length > 0);
  const remaining = credential ? [credential, ...following] : following;
  const insertAt = placeOf(leading, writtenAt, "start");
  const end = placeOf(leading, at, "end");
  const schemeEnd = split.written === undefined ? undefined : placeOf(leading, writtenAt + split.written.length, "end");
  const prefix = `${text === "line" ? "Authorization: " : ""}${split.written === undefined ? "" : `${split.written} `}`;
  return {
    credential: {
      span: spanOf(remaining) ?? (end === undefined ? whole.span : span(end)),
      outer: whole.outer,
      parts: remaining,
      quote: whole.quote,
      encode: (credential) => whole.encode(prefix + credential),
    },
    header: {
      text,
      scheme: split.scheme,
      written: split.written,
      span: insertAt === undefined || schemeEnd === undefined ? undefined : span(insertAt, schemeEnd),
      insertAt,
      unsplit: false,
    },
  };
}

/** `ApiKey%20…` as what is meant by it. A value is sent as it stands, unlike a list of headers. */
function withEncodedBlank(whole: FactValue, { parts }: Leading): HeaderSite | undefined {
  const meant = [...spaced(parts), ...whole.parts.slice(parts.length)];
  const site = authorizationOf({ ...whole, parts: meant }, "value");
  return site && { ...site, header: { ...site.header, blank: "encoded" } };
}

/**
 * The Authorization header in a list of headers (`Authorization=ApiKey …,name=value`), also one that is written as a
 * header line or as JSON by mistake; undefined where the list has none. Of what a reference gives nothing is known.
 */
export function authorizationInList(whole: FactValue): HeaderSite | undefined {
  const [first] = whole.parts;
  if (first === undefined) return undefined;
  if (first.kind !== "text") {
    const header = {
      text: "list",
      scheme: undefined,
      written: undefined,
      span: undefined,
      insertAt: undefined,
    } as const;
    return { credential: whole, header: { ...header, unsplit: true } };
  }
  const leading = leadingText(whole.parts);
  const found = headerInList(leading.text, "authorization");
  if (!found) return undefined;
  const { length } = leading.text;
  const last = sliceSecret(leading.text, found.end, length).isBlank;
  const rest = last ? whole.parts.slice(leading.parts.length) : [];
  // Blanks before what follows, a reference mostly, stand between the scheme and it.
  const cut = cutParts(leading.parts, found.start, rest.length > 0 ? length : found.end);
  const mark = found.written === "json" ? '"' : ",";
  const end = rest.findIndex((part) => part.kind === "text" && equalsText(sliceSecret(part.text, 0, 1), mark));
  const inner: FactValue = {
    ...whole,
    span: spanOf([...cut, ...rest]) ?? whole.span,
    parts: [...spaced(cut), ...(end < 0 ? rest : rest.slice(0, end))],
    encode: () => undefined,
  };
  const site = authorizationOf(inner, "value");
  if (!site) return undefined;
  const blank = cut[0] && encodedBlank(cut[0].text) !== undefined ? "encoded" : "literal";
  return { credential: site.credential, header: { ...site.header, text: "list", list: found.written, blank } };
}

/** The pieces of a text between two of its offsets, each with its place. */
function cutParts(parts: readonly TextPart[], start: number, end: number): readonly TextPart[] {
  const cut: TextPart[] = [];
  let at = 0;
  for (const part of parts) {
    const from = Math.max(0, start - at);
    const to = Math.min(part.text.length, end - at);
    at += part.text.length;
    if (from >= to) continue;
    const exact = part.span && part.span.end - part.span.start === part.text.length;
    const where = exact && part.span ? span(part.span.start + from, part.span.start + to) : part.span;
    cut.push({ ...part, text: sliceSecret(part.text, from, to), span: where });
  }
  return cut;
}

/** `ApiKey%20…` as the blank that it stands for, so that the scheme is seen. */
function spaced(parts: readonly TextPart[]): readonly TextPart[] {
  const [first, ...others] = parts;
  const at = first && encodedBlank(first.text);
  if (!first || at === undefined) return parts;
  const place = (from: number, to: number): Span | undefined =>
    first.span && first.span.end - first.span.start === first.text.length
      ? span(first.span.start + from, first.span.start + to)
      : undefined;
  const word: TextPart = { ...first, text: sliceSecret(first.text, 0, at), span: place(0, at) };
  const blank: TextPart = { ...first, text: concatSecrets([" "]), span: place(at, at + 3) };
  const rest: TextPart = {
    ...first,
    text: sliceSecret(first.text, at + 3, first.text.length),
    span: place(at + 3, first.text.length),
  };
  return rest.text.length === 0 ? [word, blank, ...others] : [word, blank, rest, ...others];
}

type TextPart = Extract<FactPart, { kind: "text" }>;

/** The literal text that a value begins with: several pieces where quotes or escapes part it. */
interface Leading {
  readonly parts: readonly TextPart[];
  readonly text: Secret;
}

function leadingText(parts: readonly FactPart[]): Leading {
  const end = parts.findIndex((part) => part.kind !== "text");
  const leading = (end < 0 ? parts : parts.slice(0, end)).filter((part) => part.kind === "text");
  const only = leading.length === 1 ? leading[0] : undefined;
  return { parts: leading, text: only?.text ?? concatSecrets(leading.map((part) => part.text)) };
}

/** The text from `at` on as one piece; blanks at its end count only where something follows. */
function restOf(leading: Leading, at: number, rest: Secret, followed: boolean): TextPart | undefined {
  const blanks = followed ? leading.text.length - at - rest.length : 0;
  const end = at + rest.length + blanks;
  if (end === at) return undefined;
  const from = placeOf(leading, at, "start");
  const to = placeOf(leading, end, "end");
  return {
    kind: "text",
    text: blanks > 0 ? concatSecrets([rest, " ".repeat(blanks)]) : rest,
    span: from === undefined || to === undefined ? undefined : span(from, to),
  };
}

/** Where a unit of the leading text stands in the file, as the start or the end of something. */
function placeOf({ parts }: Leading, offset: number, side: "start" | "end"): number | undefined {
  let from = 0;
  for (const { text, span: where } of parts) {
    const into = offset - from;
    from += text.length;
    if (side === "start" ? into >= text.length : into > text.length) continue;
    if (!where) return undefined;
    if (where.end - where.start === text.length) return where.start + into;
    if (into === 0) return where.start;
    return into === text.length ? where.end : undefined;
  }
  return parts[parts.length - 1]?.span?.end;
}

function spanOf(parts: readonly FactPart[]): { start: number; end: number } | undefined {
  const first = parts[0]?.span;
  const last = parts[parts.length - 1]?.span;
  return first && last ? { start: first.start, end: last.end } : undefined;
}
