import { describe, expect, test } from "vitest";
import { isInRange, isNewer } from "../../../server/src/text/version";

describe("a range of versions", () => {
  test.each([
    ["7.8.0", ">=7.7.0 <7.8.1", true],
    ["7.8.1", ">=7.7.0 <7.8.1", false],
    ["8.19.19", ">=8.19.20 <9 || >=9.0.8 <9.1 || >=9.1.5", false],
    ["8.19.20", ">=8.19.20 <9 || >=9.0.8 <9.1 || >=9.1.5", true],
    ["9.0.8", ">=8.19.20 <9 || >=9.0.8 <9.1 || >=9.1.5", true],
    ["9.1.4", ">=8.19.20 <9 || >=9.0.8 <9.1 || >=9.1.5", false],
    ["v9.2.0-SNAPSHOT", ">=8.19.20 <9 || >=9.0.8 <9.1 || >=9.1.5", true],
    ["latest", ">=9.1.5", undefined],
    ["9.1.5", ">=9.1.5 || soon", undefined],
  ])("%s in %s: %s", (version, range, expected) => {
    expect(isInRange(version, range)).toBe(expected);
  });
});

test("the newer of two versions", () => {
  expect(isNewer("9.5.3", "9.5.2")).toBe(true);
  expect(isNewer("9.5.2", "9.5.2")).toBe(false);
  expect(isNewer("latest", "9.5.2")).toBe(false);
});
