/**
 * What must hold for whatever the readers and `find` answer, whatever its shape: every span lies in the text, every
 * layer leads into it, and every way back answers a text or nothing. Walks through all that an answer holds, so that a
 * field that is new is looked at too.
 */
import type { Span } from "../../server/src/text/span";

/** The first thing that is wrong in an answer about `text`, with the way to it; undefined where nothing is. */
export function faultIn(text: string, answer: unknown): string | undefined {
  const seen = new Set<object>();
  const open: Step[] = [{ value: answer, name: "", from: undefined }];
  let encoded = 0;
  for (let step = open.pop(); step; step = open.pop()) {
    const { value } = step;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (value instanceof Map || value instanceof Set) {
      for (const each of value.values()) open.push({ value: each, name: "values", from: step });
      continue;
    }
    const fault = faultOf(text, value, step.name, encoded);
    if (fault !== undefined) return `${wayTo(step)}: ${fault}`;
    if ("encode" in value) encoded++;
    for (const [name, inner] of Object.entries(value)) {
      if (!APART.has(name)) open.push({ value: inner, name, from: step });
    }
  }
  return undefined;
}

interface Step {
  readonly value: unknown;
  readonly name: string;
  readonly from: Step | undefined;
}

/**
 * Rows of tables, texts that keep to themselves, and what counts in another text: a word of a unit counts in the value
 * that it stands in.
 */
const APART: ReadonlySet<string> = new Set(["integration", "setting", "accepts", "lines", "word"]);

/** Numbers that are places of the text; the largest one stands for all of it. */
const OFFSETS: ReadonlySet<string> = new Set(["offset", "insertAt", "from", "before", "calls"]);

/** Ways back that are tried in one answer: many values of one file have the same, and one may read the file again. */
function mostEncoded(text: string): number {
  return Math.min(12, Math.floor(6_000 / (text.length + 1)));
}

/** Texts that somebody may want to write: a key, nothing, what means something in each format, half a pair. */
const WRITTEN: readonly string[] = ["VuaCfGc:ui2lp2", "", "a'b\"c\\d $e ${f} `g` %h #i", "a\r\nb\n", "\uD800{{x}}\0"];

function faultOf(text: string, value: object, name: string, encoded: number): string | undefined {
  if (isSpan(value)) return faultOfSpan(text, value);
  const given = value as Readonly<Record<string, unknown>>;
  for (const [key, each] of Object.entries(given)) {
    if (!OFFSETS.has(key)) continue;
    for (const offset of Array.isArray(each) ? each : [each]) {
      if (typeof offset !== "number" || offset === Number.MAX_SAFE_INTEGER) continue;
      if (!isPlace(text, offset)) return `${key} ${offset} of ${text.length}`;
    }
  }
  const { span, outer, toHost, encode } = given;
  if (isSpan(span) && isSpan(outer) && (span.start < outer.start || span.end > outer.end)) {
    return `span ${shown(span)} not in outer ${shown(outer)}`;
  }
  if (typeof encode === "function" && encoded < mostEncoded(text)) {
    // Each is asked for two of them, the next one for two others.
    for (const next of [WRITTEN[encoded % WRITTEN.length], WRITTEN[(encoded + 2) % WRITTEN.length]]) {
      const answer: unknown = encode.call(value, next);
      if (answer !== undefined && typeof answer !== "string") return `encode answers ${typeof answer}`;
    }
  }
  if (typeof toHost !== "function" || name === "word") return undefined;
  return faultOfLayer(text, value as { readonly text: string; toHost(inner: Span): Span | undefined });
}

/** The whole layer, nothing at either end, and single units of it. */
function faultOfLayer(
  text: string,
  layer: { readonly text: string; toHost(inner: Span): Span | undefined },
): string | undefined {
  const { length } = layer.text;
  const asked: Span[] = [
    { start: 0, end: length },
    { start: 0, end: 0 },
    { start: length, end: length },
  ];
  for (let at = 0; at < length; at += Math.max(1, Math.ceil(length / 12))) asked.push({ start: at, end: at + 1 });
  for (const inner of asked) {
    const host = layer.toHost(inner);
    const fault = host && faultOfSpan(text, host);
    if (fault !== undefined) return `toHost(${shown(inner)}) ${fault}`;
  }
  return undefined;
}

function isSpan(value: unknown): value is Span {
  return (
    typeof value === "object" &&
    value !== null &&
    "start" in value &&
    "end" in value &&
    typeof value.start === "number" &&
    typeof value.end === "number"
  );
}

function faultOfSpan(text: string, { start, end }: Span): string | undefined {
  const isGood = isPlace(text, start) && isPlace(text, end) && start <= end;
  return isGood ? undefined : `span ${start}-${end} in a text of ${text.length}`;
}

function isPlace(text: string, offset: number): boolean {
  return Number.isInteger(offset) && offset >= 0 && offset <= text.length;
}

function shown({ start, end }: Span): string {
  return `${start}-${end}`;
}

function wayTo(step: Step): string {
  const names: string[] = [];
  for (let at: Step | undefined = step; at?.from; at = at.from) names.unshift(at.name);
  return names.join(".") || "answer";
}
