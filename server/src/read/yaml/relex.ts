/**
 * Tokens of the last reading, kept so that a reading of nearly the same text lexes only the lines around the change.
 * Lexing is four fifths of a reading; building the tree from tokens is done anew each time, and sees the same tokens as
 * if everything had been lexed. That holds because of where lexing begins and ends (cuts): at the start of a line `key:`
 * outside of brackets and scalars, from where on no token depends on what stands before.
 * Should the tree's builder ask for something else than it did then, the kept tokens count for nothing.
 */
import { GO_ON, lexYaml, STOP, type TokenKind, type TokenSink } from "./tokens";

/** What one reading took in, token by token. Offsets are those of `source`. Changed in place from reading to reading. */
export interface Tape {
  source: string;
  kinds: TokenKind[];
  starts: number[];
  ends: number[];
  /** What the sink said to each token: `GO_ON`, or the offset from which the next tokens were read. */
  answers: number[];
  /** Starts of the lines where lexing may begin or end. */
  cuts: number[];
  /** For each cut, how many tokens stand before it, and how far they reach: a string without its end, beyond the cut. */
  before: number[];
  reach: number[];
}

/** What the readings of one text leave for the next one. Make it as `{ tape: undefined }`. */
export interface YamlMemory {
  tape: Tape | undefined;
}

/** Above this many units nothing is kept: nobody types in such a file. */
const MOST_UNITS = 1_000_000;

/**
 * Feeds the tokens of `source` to the sink that `begin` makes, those that did not change from the tape of an earlier
 * reading. `begin` is called a second time where that tape turns out to be no help. Answers the tape of this reading,
 * which may be the earlier one, changed; undefined where there is none to keep.
 */
export function relexYaml(source: string, earlier: Tape | undefined, begin: () => TokenSink): Tape | undefined {
  if (earlier !== undefined && lexAround(source, earlier, begin())) return earlier;
  const { tape, usable } = record(source, 0, 0, begin(), () => false);
  return usable ? tape : undefined;
}

/**
 * Lexes the lines around the change, passes on what stands before and after them as it was, and puts all of it on the
 * tape. False where the tape is no help; it then holds nonsense.
 */
function lexAround(source: string, tape: Tape, sink: TokenSink): boolean {
  const same = commonStart(tape.source, source);
  const changed = source.length - commonEnd(tape.source, source, same);
  const delta = source.length - tape.source.length;
  const head = lastUntouched(tape, same);
  const headTokens = tape.before[head] ?? 0;
  if (!passOn(tape, 0, headTokens, sink)) return false;

  let tail = head + 1;
  const lineOf = (cut: number): number => (tape.cuts[cut] ?? Number.POSITIVE_INFINITY) + delta;
  const part = record(source, tape.cuts[head] ?? 0, tape.reach[head] ?? 0, sink, (line) => {
    while (lineOf(tail) < line) tail++;
    return line >= changed && lineOf(tail) === line;
  });
  if (!part.usable) return false;
  if (!part.atTail) tail = tape.cuts.length;
  const tailTokens = part.atTail ? (tape.before[tail] ?? 0) : tape.kinds.length;
  const more = part.tape.kinds.length - (tailTokens - headTokens);
  shiftTail(tape, { tail, tailTokens, delta, more, reach: part.furthest });
  if (!passOn(tape, tailTokens, tape.kinds.length, sink)) return false;

  const { tape: lexed } = part;
  tape.source = source;
  tape.kinds = replaced(tape.kinds, headTokens, tailTokens, lexed.kinds);
  tape.starts = replaced(tape.starts, headTokens, tailTokens, lexed.starts);
  tape.ends = replaced(tape.ends, headTokens, tailTokens, lexed.ends);
  tape.answers = replaced(tape.answers, headTokens, tailTokens, lexed.answers);
  const tokensBefore = lexed.before.map((count) => count + headTokens);
  tape.cuts = replaced(tape.cuts, head + 1, tail, lexed.cuts);
  tape.before = replaced(tape.before, head + 1, tail, tokensBefore);
  tape.reach = replaced(tape.reach, head + 1, tail, lexed.reach);
  return true;
}

/** Passes on tokens of a tape. False where the sink answers otherwise than it did then. */
function passOn({ kinds, starts, ends, answers }: Tape, from: number, to: number, sink: TokenSink): boolean {
  for (let token = from; token < to; token++) {
    const answer = sink(kinds[token] ?? "unknown", starts[token] ?? 0, ends[token] ?? 0);
    if (answer !== answers[token]) return false;
  }
  return true;
}

interface Shift {
  readonly tail: number;
  readonly tailTokens: number;
  /** How many units and how many tokens there are more before the tail. */
  readonly delta: number;
  readonly more: number;
  /** How far the tokens before the tail reach. */
  readonly reach: number;
}

/** Moves what stands after a change to where it stands now. */
function shiftTail(tape: Tape, { tail, tailTokens, delta, more, reach }: Shift): void {
  const { starts, ends, answers, cuts, before } = tape;
  let furthest = reach;
  let cut = tail;
  for (let token = tailTokens; token < ends.length; token++) {
    for (; before[cut] === token; cut++) tape.reach[cut] = furthest;
    const end = (ends[token] ?? 0) + delta;
    if (end > furthest) furthest = end;
    if (delta === 0) continue;
    starts[token] = (starts[token] ?? 0) + delta;
    ends[token] = end;
    const answer = answers[token] ?? GO_ON;
    if (answer !== GO_ON) answers[token] = answer + delta;
  }
  for (; cut < cuts.length; cut++) tape.reach[cut] = furthest;
  for (let at = tail; at < cuts.length; at++) {
    cuts[at] = (cuts[at] ?? 0) + delta;
    before[at] = (before[at] ?? 0) + more;
  }
}

/** More values than this are no arguments of one call. */
const MOST_ARGUMENTS = 10_000;

/** The values with those from `from` to `to` replaced: in place, unless there are too many. */
function replaced<T>(values: T[], from: number, to: number, by: readonly T[]): T[] {
  if (by.length > MOST_ARGUMENTS) return [...values.slice(0, from), ...by, ...values.slice(to)];
  values.splice(from, to - from, ...by);
  return values;
}

/**
 * The last cut before which no token depends on anything after the first `same` units; -1 where there is none. The lexer
 * looks as far as the first line with text after a token, to see how it is indented.
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

interface Recorded {
  readonly tape: Tape;
  /** Nobody stopped, or asked for what lay behind: others can go on from this tape. */
  readonly usable: boolean;
  readonly atTail: boolean;
  readonly furthest: number;
}

/** Lexes from a line on and keeps the tokens, until the start of a line that `isTail` takes. */
function record(
  source: string,
  from: number,
  reach: number,
  sink: TokenSink,
  isTail: (line: number) => boolean,
): Recorded {
  const tape: Tape = { source, kinds: [], starts: [], ends: [], answers: [], cuts: [], before: [], reach: [] };
  let usable = source.length <= MOST_UNITS;
  let furthest = reach;
  let atTail = false;
  // Of the lexer: where it began, how many brackets are open, and whether the lines of a block scalar are to come.
  let begun = from;
  let depth = 0;
  let inHeader = false;
  let lastCut = from;

  lexYaml(source, from, source.length, (kind, start, end) => {
    const answer = sink(kind, start, end);
    tape.kinds.push(kind);
    tape.starts.push(start);
    tape.ends.push(end);
    tape.answers.push(answer);
    if (end > furthest) furthest = end;
    if (answer !== GO_ON) {
      if (answer === STOP || answer <= begun || answer <= lastCut) usable = false;
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
    lastCut = end;
    tape.cuts.push(end);
    tape.before.push(tape.kinds.length);
    tape.reach.push(furthest);
    return GO_ON;
  });
  return { tape, usable, atTail, furthest };
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
