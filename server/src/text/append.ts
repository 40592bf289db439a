/** Lists whose length a file decides. */

/** Appends without spreading: a hostile file has more items than a call takes arguments, and the call would throw. */
export function append<T>(target: T[], items: readonly T[]): void {
  for (const item of items) target.push(item);
}
