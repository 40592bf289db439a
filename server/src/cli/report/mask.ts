/**
 * Lines of a user's file for a terminal, with every secret masked: literal pieces of credentials and of variables in
 * their masked forms, and any other long token in the line cut down, because a line can hold what Keyfit knows nothing of.
 */
import { maskKeys } from "../../elastic/mask";
import { userInfoOf } from "../../elastic/secret";
import type { Facts } from "../../find/model";
import type { Definition, FactPart, FactValue } from "../../find/valueModel";
import type { Analysis } from "../../rules/judge";
import { overlaps, type Span } from "../../text/span";

export interface MaskedLine {
  readonly text: string;
  /** Where a span of the line stands in the masked text; clamped to the line. */
  place(span: Span): Span;
}

interface Mask {
  readonly span: Span;
  readonly text: string;
}

const LONG_TOKEN = /[A-Za-z0-9+/_=-]{12,}/g;

/** Lines that were masked for one finding, for the others of the same line: a file may be one line with thousands. */
const kept = new WeakMap<Analysis, Map<number, MaskedLine>>();

/** The line of the file with the given bounds, masked. */
export function maskLine(analysis: Analysis | undefined, text: string, line: Span): MaskedLine {
  if (!analysis) return maskedLine(undefined, text, line);
  let lines = kept.get(analysis);
  if (!lines) {
    lines = new Map();
    kept.set(analysis, lines);
  }
  const masked = lines.get(line.start) ?? maskedLine(analysis, text, line);
  lines.set(line.start, masked);
  return masked;
}

function maskedLine(analysis: Analysis | undefined, text: string, line: Span): MaskedLine {
  const masks = masksIn(analysis, text, line);
  let masked = "";
  let at = line.start;
  const shifts: { readonly from: Span; readonly to: Span }[] = [];
  for (const mask of masks) {
    masked += text.slice(at, mask.span.start);
    shifts.push({ from: mask.span, to: { start: masked.length, end: masked.length + mask.text.length } });
    masked += mask.text;
    at = mask.span.end;
  }
  masked += text.slice(at, line.end);
  const move = (offset: number, side: "start" | "end"): number => {
    let moved = Math.max(line.start, Math.min(offset, line.end)) - line.start;
    for (const { from, to } of shifts) {
      if (offset >= from.end) moved += to.end - to.start - (from.end - from.start);
      else if (offset > from.start) return side === "start" ? to.start : to.end;
    }
    return moved;
  };
  return { text: masked, place: ({ start, end }) => ({ start: move(start, "start"), end: move(end, "end") }) };
}

function masksIn(analysis: Analysis | undefined, text: string, line: Span): readonly Mask[] {
  const secrets = (analysis ? knownSecrets(analysis) : []).filter(({ span }) => overlaps(span, line));
  const targets = analysis?.uses.flatMap((use) => use.target.spans) ?? [];
  const other: Mask[] = [];
  for (const match of text.slice(line.start, line.end).matchAll(LONG_TOKEN)) {
    const start = line.start + match.index;
    const span = { start, end: start + match[0].length };
    const isKnown = secrets.some((mask) => overlaps(mask.span, span));
    const isTarget =
      targets.some((each) => each.start <= span.start && span.end <= each.end) &&
      !text.slice(span.end, line.end).startsWith("@");
    if (!isKnown && (isKey(match[0]) || (!isTarget && looksSecret(match[0])))) other.push({ span, text: "…" });
  }
  const clipped = secrets.map(({ span, text: shown }) => ({
    span: { start: Math.max(span.start, line.start), end: Math.min(span.end, line.end) },
    text: shown,
  }));
  return withoutOverlaps([...clipped, ...other].sort((left, right) => left.span.start - right.span.start));
}

/** So surely a key that it is masked wherever it stands, in the place of a host or a name too. */
function isKey(token: string): boolean {
  return maskKeys(token) !== token;
}

/** Names and paths have words or dots; a key mixes letters and digits without any. */
function looksSecret(token: string): boolean {
  return /\d/.test(token) && /[A-Za-z]/.test(token) && !/^[a-z]+(?:[-_/][a-z0-9]+)+$/.test(token);
}

const known = new WeakMap<Analysis, readonly Mask[]>();

/** Literal pieces of every value that can hold a secret; a reference that nothing expands is a name, and is shown. */
function knownSecrets(analysis: Analysis): readonly Mask[] {
  let masks = known.get(analysis);
  if (!masks) {
    masks = secretsIn(analysis);
    known.set(analysis, masks);
  }
  return masks;
}

function secretsIn({ facts, uses }: Analysis): readonly Mask[] {
  const names = placesOf(facts.uses.flatMap((use) => use.unexpanded.map(({ span }) => span)));
  // A host that is known to be one is what some findings are about.
  const hosts = placesOf(uses.flatMap(({ target }) => target.nodes.map(({ span }) => span)));
  const values = [
    ...facts.uses.flatMap((use) => [use.credential, ...use.excluded.map(({ value }) => value)]),
    ...definitionsIn(facts)
      .map(({ value }) => value)
      .filter((value) => !hosts.has(placeOf(value.span)) || holdsPassword(value)),
    ...facts.cloudIds.map(({ value }) => value),
  ];
  return values.flatMap(masksOfValue).filter(({ span }) => !names.has(placeOf(span)));
}

function placesOf(spans: readonly Span[]): ReadonlySet<string> {
  return new Set(spans.map(placeOf));
}

function placeOf({ start, end }: Span): string {
  return `${start} ${end}`;
}

/** Every value that this text gives to a name, in scripts, environments and collections. */
function definitionsIn({ definitions, environments, resources }: Facts): readonly Definition[] {
  const layers = [...environments, ...resources].flatMap((each) => [...each.layers]);
  return [...definitions, ...layers.flatMap((layer) => (layer.kind === "definitions" ? layer.definitions : []))];
}

function holdsPassword({ parts }: FactValue): boolean {
  return parts.some((part) => part.kind === "text" && userInfoOf(part.text));
}

function masksOfValue(value: FactValue): readonly Mask[] {
  return value.parts.flatMap((part: FactPart): readonly Mask[] =>
    // What a call hands over stands there.
    part.kind === "argument"
      ? masksOfValue(part.definition.value)
      : part.kind === "text" && !part.text.isBlank
        ? [{ span: part.span ?? value.span, text: part.text.shown }]
        : [],
  );
}

function withoutOverlaps(masks: readonly Mask[]): readonly Mask[] {
  const kept: Mask[] = [];
  for (const mask of masks) {
    const last = kept[kept.length - 1];
    if (!last || last.span.end <= mask.span.start) kept.push(mask);
  }
  return kept;
}
