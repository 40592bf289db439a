/**
 * A layer is text inside text: the decoded value of a quoted scalar, the command in a crontab line, a here-document.
 * It knows the decoded text, where each piece of it stands in the host file, and how to write a new text back.
 * Layers compose, so a shell word inside a crontab command still yields exact spans of the file.
 * No mapping (`toHost` is undefined): report on the whole host value. No encoding: offer no fix.
 */
import type { Span } from "./span";

export interface Layer {
  /** The decoded text. */
  readonly text: string;
  /** The host's span for a span of `text`; undefined where the two do not correspond. */
  toHost(inner: Span): Span | undefined;
  /** What must stand in the host, in place of the whole layer, so that it decodes to `text`; undefined where it cannot. */
  encode(text: string): string | undefined;
}

/** A stretch of decoded text and the host units that it came from. Equal lengths map unit by unit, others only as a whole. */
export interface Run {
  readonly text: number;
  readonly length: number;
  readonly host: Span;
}

/** A layer that is a verbatim piece of the host. `encode` may refuse texts that cannot stand there verbatim. */
export function verbatimLayer(host: string, where: Span, encode: Layer["encode"] = (text) => text): Layer {
  return {
    text: host.slice(where.start, where.end),
    toHost: (inner) => ({ start: where.start + inner.start, end: where.start + inner.end }),
    encode,
  };
}

/** A layer that was decoded piece by piece: escapes, folded lines, removed indentation. Runs are in order of `text`. */
export function mappedLayer(text: string, runs: readonly Run[], encode: Layer["encode"]): Layer {
  return {
    text,
    toHost: (inner) => {
      const start = hostOffset(runs, inner.start, "start");
      const end = inner.end === inner.start ? start : hostOffset(runs, inner.end, "end");
      return start === undefined || end === undefined || end < start ? undefined : { start, end };
    },
    encode,
  };
}

/** The layer `inner`, whose host is the text of `outer`, seen from the host of `outer`. */
export function composeLayers(outer: Layer, inner: Layer): Layer {
  return {
    text: inner.text,
    toHost: (part) => {
      const middle = inner.toHost(part);
      return middle && outer.toHost(middle);
    },
    encode: (text) => {
      const middle = inner.encode(text);
      return middle === undefined ? undefined : outer.encode(middle);
    },
  };
}

/** Finds the run that holds an offset by bisection: values can be whole files in block scalars. */
function hostOffset(runs: readonly Run[], offset: number, side: "start" | "end"): number | undefined {
  let low = 0;
  let high = runs.length - 1;
  let found: Run | undefined;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (!run) break;
    const before = side === "start" ? run.text + run.length <= offset : run.text + run.length < offset;
    if (before) low = middle + 1;
    else {
      found = run;
      high = middle - 1;
    }
  }
  if (!found) {
    const last = runs[runs.length - 1];
    return last && offset === last.text + last.length ? last.host.end : undefined;
  }
  const into = offset - found.text;
  if (into < 0) return undefined;
  if (found.host.end - found.host.start === found.length) return found.host.start + into;
  if (into === 0) return found.host.start;
  return into === found.length || side === "end" ? found.host.end : found.host.start;
}
