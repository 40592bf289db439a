/**
 * The clock of a Node host. The core has none: today and the end of its patience are handed in, so that tests fix the
 * one and never meet the other.
 */
import { defaultBudget } from "../read/budget";
import type { Budget } from "../read/reading";

/** Reading one text stops after this time; a full Beats reference takes a hundredth of it. */
const MAX_MS = 1500;

/** Today as `2026-11-24` in the local time zone; `KEYFIT_TODAY` in the same form replaces it. */
export function localDate(): string {
  const fixed = process.env.KEYFIT_TODAY;
  return fixed !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(fixed) ? fixed : isoDate(new Date());
}

/** The usual budget with a deadline that starts now. */
export function timedBudget(): Budget {
  const end = performance.now() + MAX_MS;
  return defaultBudget({ expired: () => performance.now() > end });
}

function isoDate(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
