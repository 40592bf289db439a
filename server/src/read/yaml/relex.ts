/**
 * Tokens of the last reading, kept so that a reading of nearly the same text lexes only the lines around the change.
 * Lexing is four fifths of a reading; building the tree from tokens is done anew each time, and sees the same tokens as
 * if everything had been lexed. That holds because of where lexing begins and ends (cuts): at the start of a line `key:`
 * outside of brackets and scalars, from where on no token depends on what stands before.
 * Should the tree's builder ask for something else than it did then, the kept tokens count for nothing.
 */
import { GO_ON, lexYaml, STOP, type TokenKind, type TokenSink } from "./tokens";

/** What one reading took in, token by token. Offsets are those of `source`. */
export interface Tape {
  readonly source: string;
  readonly kinds: TokenKind[];
  readonly starts: number[];
  readonly ends: number[];
  /** What the sink said to each token: `GO_ON`, or the offset from which the next tokens were read. */
  readonly answers: number[];
  /** Starts of the lines where lexing may begin or end. */
  readonly cuts: number[];
  /** For each cut, how many tokens stand before it, and how far they reach: a string without its end, beyond the cut. */
  readonly before: number[];
  readonly reach: number[];
}

/** What the readings of one text leave for the next one. Make it as `{ tape: undefined }`. */
export interface YamlMemory {
  tape: Tape | undefined;
}

/** Above this many units nothing is kept: nobody types in such a file. */
const MOST_UNITS = 1_000_000;

/**
 * Feeds the tokens of `source` to the sink that `begin` makes, those that did not change from the tape of an earlier
 * reading. `begin` is called a second time where that tape turns out to be no help. Answers the tape of this reading;
 * undefined where there is none to keep.
 */
export function relexYaml(source: string, earlier: Tape | undefined, begin: () => TokenSink): Tape | undefined {
  if (earlier !== undefined) {
    const recorder = record(source, begin());
    if (lexAround(source, earlier, recorder)) return recorder.tape();
  }
  const recorder = record(source, begin());
  lexYaml(source, 0, source.length, recorder.sink);
  return recorder.tape();
}

/** Lexes the lines around the change, and replays what stands before and after them. False where that is no help. */
function lexAround(source: string, earlier: Tape, recorder: Recorder): boolean {
  const { cuts, before, kinds } = earlier;
  const same = commonStart(earlier.source, source);
  const sameEnd = commonEnd(earlier.source, source, same);
  const delta = source.length - earlier.source.length;
  const head = lastUntouched(earlier, same);
  const from = cuts[head] ?? 0;
  if (head >= 0 && !recorder.replay(earlier, { from: 0, to: before[head] ?? 0, cut: 0 }, 0)) return false;
  let tail = head + 1;
  const isTail = (line: number): boolean => {
    if (line < source.length - sameEnd) return false;
    while ((cuts[tail] ?? Number.POSITIVE_INFINITY) + delta < line) tail++;
    return (cuts[tail] ?? Number.POSITIVE_INFINITY) + delta === line;
  };
  const reached = recorder.lex(from, head >= 0, isTail);
  if (reached === "end") return true;
  return (
    reached === "tail" && recorder.replay(earlier, { from: before[tail] ?? 0, to: kinds.length, cut: tail }, delta)
  );
}

/**
 * The last cut before which no token depends on anything after the first `same` units. The lexer looks as far as the
 * first line with text after a token, to see how it is indented.
 */
function lastUntouched({ source, cuts, reach }: Tape, same: number): number {
  let head = -1;
  while (head + 1 < cuts.length && (cuts[head + 1] ?? same) < same && (reach[head + 1] ?? same) < same) head++;
  for (; head >= 0; head--) {
    const seen = Math.max(cuts[head] ?? 0, reach[head] ?? 0);
    if (source.slice(seen, same).trimStart().includes("\n")) break;
  }
  return head;
}

interface Recorder {
  readonly sink: TokenSink;
  /** Undefined where this reading is none to go on from. */
  tape(): Tape | undefined;
  /** Lexes from a line on, which is a cut or the start of the text, until a cut that `isTail` takes. */
  lex(from: number, isCut: boolean, isTail: (line: number) => boolean): "tail" | "end" | "no help";
  /** Passes on tokens of an earlier tape, moved by `delta`. False where the sink answers otherwise than it did then. */
  replay(earlier: Tape, part: { from: number; to: number; cut: number }, delta: number): boolean;
}

/** Writes a tape while tokens pass to a sink. */
function record(source: string, sink: TokenSink): Recorder {
  const tape: Tape = { source, kinds: [], starts: [], ends: [], answers: [], cuts: [], before: [], reach: [] };
  let usable = source.length <= MOST_UNITS;
  let furthest = 0;
  // Of the lexer: where it began, how many brackets are open, and whether the lines of a block scalar are to come.
  let begun = 0;
  let depth = 0;
  let inHeader = false;
  let isTail: (line: number) => boolean = () => false;
  let atTail = false;

  const keep = (kind: TokenKind, start: number, end: number, answer: number): void => {
    tape.kinds.push(kind);
    tape.starts.push(start);
    tape.ends.push(end);
    tape.answers.push(answer);
    if (end > furthest) furthest = end;
  };
  const keepCut = (line: number): void => {
    tape.cuts.push(line);
    tape.before.push(tape.kinds.length);
    tape.reach.push(furthest);
  };

  const take: TokenSink = (kind, start, end) => {
    const answer = sink(kind, start, end);
    keep(kind, start, end, answer);
    if (answer !== GO_ON) {
      // Whoever stops, or asks for what lies behind, leaves no tape that others can go on from.
      if (answer === STOP || answer <= begun || answer <= (tape.cuts.at(-1) ?? -1)) usable = false;
      begun = answer;
      depth = 0;
      inHeader = false;
      return answer;
    }
    if (kind === "flow-map" || kind === "flow-list") depth++;
    else if (kind === "flow-map-end" || kind === "flow-list-end") depth = Math.max(0, depth - 1);
    else if (kind === "flow-broken") depth = 0;
    else if (kind === "block-header") inHeader = true;
    else if (kind === "block") inHeader = false;
    if ((kind !== "newline" && kind !== "block") || depth > 0 || inHeader || !beginsWithKey(source, end)) return GO_ON;
    if (isTail(end)) {
      atTail = true;
      return STOP;
    }
    keepCut(end);
    return GO_ON;
  };

  return {
    sink: take,
    tape: () => (usable ? tape : undefined),
    lex: (from, isCut, tail) => {
      if (isCut) keepCut(from);
      begun = from;
      isTail = tail;
      lexYaml(source, from, source.length, take);
      if (!usable) return "no help";
      return atTail ? "tail" : "end";
    },
    replay: (earlier, { from, to, cut: firstCut }, delta) => {
      let cut = firstCut;
      for (let token = from; token < to; token++) {
        for (; earlier.before[cut] === token; cut++) keepCut((earlier.cuts[cut] ?? 0) + delta);
        const kind = earlier.kinds[token] ?? "unknown";
        const start = (earlier.starts[token] ?? 0) + delta;
        const end = (earlier.ends[token] ?? 0) + delta;
        const then = earlier.answers[token] ?? GO_ON;
        const answer = sink(kind, start, end);
        if (answer !== (then === GO_ON ? GO_ON : then + delta)) return false;
        keep(kind, start, end, answer);
      }
      return true;
    },
  };
}

/** The line at `at` is `key:`, or `- key:`, with a key that is one plain word. */
function beginsWithKey(source: string, at: number): boolean {
  let unit = source.charCodeAt(at);
  let next = at;
  while (unit === 32 || (unit === 45 && source.charCodeAt(next + 1) === 32)) unit = source.charCodeAt(++next);
  const start = next;
  while (isWordUnit(unit) || (next > start && (unit === 45 || unit === 46 || unit === 47)))
    unit = source.charCodeAt(++next);
  return next > start && unit === 58 && isBlank(source.charCodeAt(next + 1));
}

function isWordUnit(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57) || unit === 95;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 13;
}

function commonStart(left: string, right: string): number {
  const limit = Math.min(left.length, right.length);
  let at = 0;
  while (at < limit && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  return at;
}

/** How many units at the end are the same, the first `start` units not counted. */
function commonEnd(left: string, right: string, start: number): number {
  const limit = Math.min(left.length, right.length) - start;
  let count = 0;
  while (count < limit && left.charCodeAt(left.length - 1 - count) === right.charCodeAt(right.length - 1 - count))
    count++;
  return count;
}
