/**
 * Texts of one format for the fuzzer: sentences of its grammar, its pieces in any order, files that people could have,
 * text that is nested or long without need; and all of these changed a little.
 */
import fc from "fast-check";
import { edits } from "./edits";
import { type Grammar, textsOf } from "./grammar";

export interface FormatTexts {
  /** Its name, and that of its folder in seeds/. */
  readonly name: string;
  readonly pieces: readonly string[];
  readonly grammar: Grammar;
  /** What can be put around itself, or behind itself, without end. */
  readonly nests: readonly (readonly [open: string, close: string])[];
  /** Names of files of this format, as a product or a person would call them. */
  readonly paths: readonly string[];
}

/** Texts that `format` could be read from, a rule's instead of a file's where one is named. */
export function texts(format: FormatTexts, seeds: readonly string[], rule?: string): fc.Arbitrary<string> {
  const piece = fc.constantFrom(...format.pieces);
  const soup = fc.array(piece, { maxLength: 24 }).map((all) => all.join(""));
  const sentence = textsOf(format.grammar, rule);
  const seed = seeds.length === 0 ? sentence : fc.oneof(fc.constantFrom(...seeds), part(seeds));
  const base = fc.oneof(
    { weight: 60, arbitrary: sentence },
    { weight: 48, arbitrary: seed },
    { weight: 48, arbitrary: soup },
    { weight: 8, arbitrary: fc.tuple(sentence, soup, sentence).map((all) => all.join("")) },
    { weight: 6, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
    { weight: 5, arbitrary: nested(format, soup, sentence) },
    { weight: 1, arbitrary: long(piece, seed) },
  );
  return fc.tuple(base, edits(piece, soup)).map(([text, edit]) => edit(text));
}

/** Some lines of a seed: small texts are read fast, and say more when they fail. */
function part(seeds: readonly string[]): fc.Arbitrary<string> {
  const size = fc.integer({ min: 1, max: 12 });
  return fc.tuple(fc.constantFrom(...seeds), fc.nat({ max: 10_000 }), size).map(([seed, from, count]) => {
    const lines = seed.split(/(?<=\n)/);
    const start = from % Math.max(1, lines.length);
    return lines.slice(start, start + count).join("");
  });
}

function nested(format: FormatTexts, inner: fc.Arbitrary<string>, around: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const times = fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 2, max: 40 }) },
    { weight: 3, arbitrary: fc.integer({ min: 100, max: 400 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1_000, max: 2_000 }) },
  );
  return fc
    .tuple(around, fc.constantFrom(...format.nests), times, inner, fc.integer({ min: 0, max: 3 }), around)
    .map(([before, [open, close], count, core, missing, after]) => {
      const closed = Math.max(0, count - missing);
      return before + open.repeat(count) + core + close.repeat(closed) + after;
    });
}

/** One piece many times, within a file. */
function long(piece: fc.Arbitrary<string>, around: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const times = fc.integer({ min: 200, max: 2_000 });
  return fc.tuple(around, fc.nat({ max: 10_000 }), piece, piece, times).map(([text, place, one, two, count]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + (one + two).repeat(count) + text.slice(at);
  });
}
