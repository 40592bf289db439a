/** The known name that somebody meant who wrote another one: for "did you mean". */

/** Longer names are no slips of the names that are known here. */
const LONGEST = 64;

/** The nearest of `names`, where it is near enough for a slip: a third of its letters, two at least. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const from = normal(written);
  if (from.length < 2 || written.length > LONGEST) return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    if (name.length > LONGEST) continue;
    const to = normal(name);
    const distance = editDistance(from, to);
    const most = Math.min(Math.max(2, Math.floor(to.length / 3)), to.length - 1);
    if (distance <= most && distance < least) {
      best = name;
      least = distance;
    }
  }
  return best;
}

/** Case and the mark between words are no difference. */
function normal(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}

/** Letters added, left out, changed, or swapped with their neighbour. */
function editDistance(left: string, right: string): number {
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let at = 1; at <= left.length; at++) {
    const next = [at];
    for (let to = 1; to <= right.length; to++) {
      const same = left[at - 1] === right[to - 1];
      let cost = Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, (row[to - 1] ?? 0) + (same ? 0 : 1));
      const swapped = at > 1 && to > 1 && left[at - 1] === right[to - 2] && left[at - 2] === right[to - 1];
      if (swapped) cost = Math.min(cost, (before[to - 2] ?? 0) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[right.length] ?? 0;
}
