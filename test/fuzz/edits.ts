/** Changes to a text as typing, pasting and broken tools make them; places are taken modulo the text's length. */
import fc from "fast-check";

type Edit = (text: string) => string;

/** What no file of settings has, and some file has all the same: NUL, halves of surrogate pairs, marks that nobody sees. */
const STRANGE =
  "\0¦\uD83D¦\uDE00¦😀¦\uFEFF¦\u2028¦\u0085¦\u00A0¦\u200B¦\u001B[0m¦\u202E¦é¦e\u0301¦\v¦\f¦\x7F¦\uFFFF".split("¦");

/** Whole texts get other line ends, or a mark in front. */
const FINISHES: readonly Edit[] = [
  (text) => text.replaceAll("\n", "\r\n"),
  (text) => text.replaceAll("\n", "\r"),
  (text) => text.replace(/\n/g, (_, at: number) => (at % 3 === 0 ? "\r\n" : at % 3 === 1 ? "\r" : "\n")),
  (text) => `\uFEFF${text}`,
  (text) => text.trimEnd(),
  (text) => text.replaceAll(" ", "\t"),
];

/** Up to three changes. `piece` makes what is put in, `other` the text that is pasted. */
export function edits(piece: fc.Arbitrary<string>, other: fc.Arbitrary<string>): fc.Arbitrary<Edit> {
  const place = fc.nat({ max: 1_000_000 });
  const few = fc.integer({ min: 1, max: 12 });
  const put = fc.oneof({ weight: 5, arbitrary: piece }, { weight: 2, arbitrary: fc.constantFrom(...STRANGE) });
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    // Half-typed: the rest of the text, or of the line, is not there yet.
    {
      weight: 3,
      arbitrary: place.map(
        (at): Edit =>
          (text) =>
            text.slice(0, in_(text, at)),
      ),
    },
    {
      weight: 3,
      arbitrary: place.map(
        (at): Edit =>
          (text) =>
            withoutRestOfLine(text, in_(text, at)),
      ),
    },
    {
      weight: 2,
      arbitrary: place.map(
        (at): Edit =>
          (text) =>
            text.slice(in_(text, at)),
      ),
    },
    {
      weight: 4,
      arbitrary: fc.tuple(place, few).map(
        ([at, length]): Edit =>
          (text) =>
            replaced(text, at, length, ""),
      ),
    },
    {
      weight: 6,
      arbitrary: fc.tuple(place, put).map(
        ([at, by]): Edit =>
          (text) =>
            replaced(text, at, 0, by),
      ),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(place, few, put).map(
        ([at, length, by]): Edit =>
          (text) =>
            replaced(text, at, length, by),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(place, other).map(
        ([at, by]): Edit =>
          (text) =>
            replaced(text, at, 0, by),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(place, few, few).map(
        ([at, length, times]): Edit =>
          (text) =>
            repeated(text, at, length, times),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(place, place).map(
        ([from, to]): Edit =>
          (text) =>
            lineMoved(text, from, to),
      ),
    },
  );
  const finish = fc.oneof(
    { weight: 8, arbitrary: fc.constant<Edit>((text) => text) },
    { weight: 2, arbitrary: fc.constantFrom(...FINISHES) },
  );
  return fc.tuple(fc.array(edit, { maxLength: 3 }), finish).map(
    ([all, last]): Edit =>
      (text) =>
        last(all.reduce((changed, each) => each(changed), text)),
  );
}

function in_(text: string, at: number): number {
  return at % (text.length + 1);
}

function replaced(text: string, at: number, length: number, by: string): string {
  const start = in_(text, at);
  return text.slice(0, start) + by + text.slice(start + length);
}

function repeated(text: string, at: number, length: number, times: number): string {
  const start = in_(text, at);
  return replaced(text, start, 0, text.slice(start, start + length).repeat(times));
}

function withoutRestOfLine(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  return text.slice(0, at) + (end < 0 ? "" : text.slice(end));
}

function lineMoved(text: string, from: number, to: number): string {
  const lines = text.split("\n");
  const [line = ""] = lines.splice(from % lines.length, 1);
  lines.splice(to % (lines.length + 1), 0, line);
  return lines.join("\n");
}
