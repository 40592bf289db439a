// A small seeded generator of numbers, so that every run edits the same files in the same way.

/**
 * Numbers from 0 to 1, the same for the same seed (mulberry32, public domain).
 * @param {number} seed
 */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    /** A whole number from `low` to `high`, both counted in. */
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    /**
     * @template T
     * @param {readonly T[]} choices
     * @returns {T}
     */
    pick: (choices) => choices[Math.floor(next() * choices.length)],
  };
}
