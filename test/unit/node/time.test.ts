import { afterEach, describe, expect, test, vi } from "vitest";
import { localDate, timedBudget } from "../../../server/src/node/time";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

describe("localDate", () => {
  test("is the day of this time zone", () => {
    vi.stubEnv("KEYFIT_TODAY", undefined);
    vi.useFakeTimers({ now: new Date(2026, 2, 5, 23, 59, 59) });
    expect(localDate()).toBe("2026-03-05");
  });

  test("KEYFIT_TODAY replaces it, where it is a date", () => {
    vi.stubEnv("KEYFIT_TODAY", "2031-01-02");
    expect(localDate()).toBe("2031-01-02");
    vi.stubEnv("KEYFIT_TODAY", "soon");
    expect(localDate()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});

describe("timedBudget", () => {
  test("expires by itself, each one from its own start", () => {
    vi.useFakeTimers();
    const early = timedBudget();
    expect(early.expired()).toBe(false);
    vi.advanceTimersByTime(1400);
    const late = timedBudget();
    vi.advanceTimersByTime(200);
    expect([early.expired(), late.expired()]).toEqual([true, false]);
  });
});
