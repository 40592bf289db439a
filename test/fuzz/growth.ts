/**
 * Whether the work for a text grows with its length alone: the text is repeated, and four times as long may not take
 * much more than four times the work. Work is time of the processor, so that other programs do not count.
 */
import { check } from "./check";
import type { Target } from "./targets";

const SMALL = 16_000;
const FACTOR = 4;
/** A square would give sixteen. */
const MOST = 9;
/** What takes less than this, in milliseconds, cannot be told from noise, and hurts nobody. */
const LEAST = 200;

/**
 * What is wrong with the growth of a target's work for a text that is repeated; undefined where nothing is. `begin` is
 * told each text before it is looked at.
 */
export function growthFault(
  target: Target,
  text: string,
  begin: (text: string) => void,
  least = LEAST,
): string | undefined {
  if (text.length < 2 || text.length > SMALL / 8) return undefined;
  const small = text.repeat(Math.ceil(SMALL / text.length));
  const large = small.repeat(FACTOR);
  const workOf = (each: string): number => {
    begin(each);
    return timeOf(target, each);
  };
  let before = workOf(small);
  let after = workOf(large);
  // What was slow by chance is fast the next time.
  for (let again = 0; again < 2 && isMuch(before, after, least); again++) {
    before = Math.max(before, workOf(small));
    after = Math.min(after, workOf(large));
  }
  if (!isMuch(before, after, least)) return undefined;
  // Where something is looked for up to a limit, work grows faster until that is reached.
  const larger = large.repeat(FACTOR);
  const last = workOf(larger);
  if (!isMuch(after, last, least)) return undefined;
  const all = [before, after, last].map(
    (work, at) => `${Math.round(work)} ms for ${small.length * FACTOR ** at} units`,
  );
  return `grew: ${all.join(", ")}`;
}

function isMuch(before: number, after: number, least: number): boolean {
  return after > least && after > MOST * before;
}

/** In milliseconds. */
function timeOf(target: Target, text: string): number {
  const start = process.cpuUsage();
  // In this variant the budget is the usual one.
  check(target, text, 1);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
