/**
 * Reads Logstash pipelines: sections, plugins in any branches, options with all that nests in them.
 * Own code: the packages on npm that have Logstash in their names send logs to it, none reads its configuration, and
 * what reads it elsewhere (Ruby, Go, Python) is strict, while half-typed text is the normal case here.
 * The grammar: https://github.com/elastic/logstash/blob/main/logstash-core/lib/logstash/compiler/lscl/lscl_grammar.treetop
 *
 * What the grammar takes is read as Logstash reads it. Text that it refuses is read again with guesses: first about
 * strings without an end, and if braces do not match then, about which ones, by indents. See logstash/reader.ts.
 */
import { type Guess, newReader, type Reader } from "./logstash/reader";
import { readSections } from "./logstash/sections";
import type { Budget, MapNode, Reading } from "./reading";
import { readingOf } from "./shell";
import { newSink } from "./shell/sink";

/**
 * Reads a pipeline into one tree: a map with an entry for each section (`input`, `filter`, `output`) in the order of the
 * file, one that stands twice stands there twice. Each is a list of plugins in order, from whatever branches; a plugin is
 * a map of its name to the map of its options, which keep their order and may repeat. A plugin as a value, a codec, is
 * such a map too. Answers for any text; what cannot be read is a problem, and what stands before and after it counts.
 */
export function readLogstash(text: string, budget: Budget): Reading {
  if (text.length > budget.units) {
    const sink = newSink(budget, text.length);
    const span = { start: 0, end: text.length };
    sink.problems.push({ span, message: "This file is too large to be read", budget: "too-large" });
    return readingOf("logstash", sink);
  }
  const exact = readOnce(text, budget, { lines: false, indents: false });
  if (isFinal(exact)) return exact.reading;
  const byLines = readOnce(text, budget, { lines: true, indents: false });
  if (isFinal(byLines) || !byLines.reader.unbalanced || byLines.reader.indented <= 0) return byLines.reading;
  return readOnce(text, budget, { lines: true, indents: true }).reading;
}

interface Attempt {
  readonly reader: Reader;
  readonly reading: Reading;
}

/** Nothing to guess about, or nothing left to spend. */
function isFinal({ reader }: Attempt): boolean {
  return reader.sink.problems.length === 0 || reader.sink.stopped;
}

function readOnce(text: string, budget: Budget, guess: Guess): Attempt {
  const sink = newSink(budget, text.length);
  const reader = newReader(text, sink, guess);
  const tree: MapNode = { kind: "map", span: { start: 0, end: text.length }, entries: readSections(reader) };
  return { reader, reading: { ...readingOf("logstash", sink), trees: [tree] } };
}
