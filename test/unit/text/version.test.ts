/** Which versions a text means, and how they compare with ranges. */
import { describe, expect, test } from "vitest";
import { isInRange, isNewer, samplesOf } from "../../../server/src/text/version";

describe("samples", () => {
  test.each<[string, string[], string[]]>([
    ["8.15.0", [">=8.0.0 <9.0.0"], ["8.15.0"]],
    ["v0.150.0", [], ["0.150.0"]],
    ["8.19", [], ["8.19.0"]],
    ["8.19", [">=8.19.4 <9.0.0"], ["8.19.0", "8.19.4", "8.19.5"]],
    ["8", [">=7.7.0 <7.8.1"], ["8.0.0"]],
    ["8", ["<=8.3.1", ">9.0.0"], ["8.0.0", "8.3.1", "8.3.2"]],
    ["9.2.0-SNAPSHOT", [">=9.2.0"], ["9.1.0", "9.2.0"]],
    ["9.6.0-SNAPSHOT", [">=9.2.0"], ["9.5.0"]],
    ["9.2.3-rc1", [">=9.2.3"], ["9.2.2", "9.2.3"]],
    ["9.0.0-beta1", [">=8.19.0"], ["8.0.0", "8.19.0", "8.19.1"]],
    ["8.15.0-arm64", [], ["8.15.0"]],
    ["latest", [">=1.0.0"], []],
    ["1.2.3.4", [], ["1.2.3"]],
    ["8.x", [], []],
    ["^8.5.0", [], []],
    ["", [], []],
  ])("of %s against %j are %j", (text, ranges, samples) => {
    expect(samplesOf(text, ranges)).toEqual(samples);
  });
});

describe("a version", () => {
  test.each<[string, string, boolean | undefined]>([
    ["7.7.0", ">=7.7.0 <7.8.1", true],
    ["7.8.1", ">=7.7.0 <7.8.1", false],
    ["7.8.0", "<=7.8.0", true],
    ["7.8.0", ">7.8.0", false],
    ["7.8.0", "7.8.0", true],
    ["7.8.0", "=7.8.1", false],
    ["9.10.0", ">=9.2.0", true],
    ["8.19.19", ">=8.19.20 <9 || >=9.0.8 <9.1 || >=9.1.5", false],
    ["8.19.20", ">=8.19.20 <9 || >=9.0.8 <9.1 || >=9.1.5", true],
    ["9.0.8", ">=8.19.20 <9 || >=9.0.8 <9.1 || >=9.1.5", true],
    ["9.1.4", ">=8.19.20 <9 || >=9.0.8 <9.1 || >=9.1.5", false],
    ["9.1.5", ">=9.1.5 || soon", undefined],
    ["nine", ">=9.2.0", undefined],
    ["9.2.0", ">=nine", undefined],
  ])("%s lies in %s: %s", (version, range, inside) => {
    expect(isInRange(version, range)).toBe(inside);
  });

  test.each<[string, string, boolean]>([
    ["9.4.1", "9.4.0", true],
    ["9.4.0", "9.4.0", false],
    ["10", "9.4.0", true],
    // Some 9 are newer, and some are not.
    ["9", "9.4.0", false],
    ["9.6.0-SNAPSHOT", "9.4.0", true],
    ["9.5.0-SNAPSHOT", "9.4.0", false],
    ["latest", "9.4.0", false],
  ])("%s is newer than %s: %s", (version, other, newer) => {
    expect(isNewer(version, other)).toBe(newer);
  });
});
