/**
 * The clock, where there is one: the core has none and is handed today's date and a budget that knows when it is spent.
 */
import { performance } from "node:perf_hooks";
import process from "node:process";
import { defaultBudget } from "../read/budget";
import type { Budget } from "../read/reading";

/** Milliseconds that reading one text may take; far more than any honest file needs. */
const MAX_READING_MS = 1_500;

/** Today as `2026-11-24` in local time, or what `KEYFIT_TODAY` says, for tests and reproducible reports. */
export function localDate(): string {
  const fixed = process.env.KEYFIT_TODAY;
  if (fixed) return fixed;
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A budget for one text that starts now. */
export function timedBudget(): Budget {
  const end = performance.now() + MAX_READING_MS;
  return defaultBudget({ expired: () => performance.now() > end });
}
