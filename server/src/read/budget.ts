/**
 * What reading one text may cost, the same for every entry point: editor, command line, browser.
 * The limits are far above any configuration file that a person keeps, and low enough that a hostile file is answered or
 * skipped within a blink. The core has no clock, so whoever wants a limit in time hands in `expired`.
 */
import type { Budget } from "./reading";

/** The usual limits, with some of them replaced. */
export function defaultBudget(overrides: Partial<Budget> = {}): Budget {
  return { units: 5_000_000, depth: 200, aliases: 4_000, expired: () => false, ...overrides };
}
