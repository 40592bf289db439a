/**
 * Time as the server sees it, handed in by the entry of each platform and by tests, which never wait.
 * There are no debounce timers: changes are coalesced by waiting until one turn of the event loop brings no more.
 */

export interface Clock {
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
  /** Today as `2026-11-24` in the local time zone. */
  today(): string;
  /** Milliseconds until today changes. */
  untilTomorrow(): number;
  /** Runs `work` after `ms` milliseconds, or with 0 on the next turn. Answers what calls it off. Keeps no process alive. */
  after(ms: number, work: () => void): () => void;
}

/** Resolves after `ms` milliseconds, or with 0 on the next turn. */
export function pause(clock: Clock, ms = 0): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, resolve);
  });
}

/**
 * Resolves once `count` stays the same from one turn to the next. It looks every second turn, because a connection
 * handles one message a turn, and takes the next message out of its queue only after we have asked for ours.
 */
export async function quiet(clock: Clock, count: () => number): Promise<void> {
  for (let before = -1; before !== count(); ) {
    before = count();
    await pause(clock);
    await pause(clock);
  }
}

/** Milliseconds from `now` to the next midnight of the local time zone. */
export function untilMidnight(now: Date): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime() - now.getTime();
}
