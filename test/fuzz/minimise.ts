/** Makes a text that fails smaller, as long as it still fails: the part that matters is what somebody has to look at. */

/** Takes away ever smaller pieces; asks at most `tries` times. */
export async function minimise(
  text: string,
  fails: (text: string) => Promise<boolean>,
  tries: number,
): Promise<string> {
  let smallest = text;
  let left = tries;
  for (let size = Math.ceil(text.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < smallest.length; ) {
      if (left-- <= 0) return smallest;
      const shorter = smallest.slice(0, at) + smallest.slice(at + size);
      if (await fails(shorter)) smallest = shorter;
      else at += size;
    }
  }
  return smallest;
}
