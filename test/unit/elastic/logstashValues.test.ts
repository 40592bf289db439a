import { describe, expect, test } from "vitest";
import { isEncodedOrPair, withoutQuotes } from "../../../server/src/elastic/logstashValues";
import { seal } from "../../../server/src/elastic/secret";

test.each([
  ["'id:key'", "id:key"],
  ['"id:key"', "id:key"],
  [`'"id:key"'`, "id:key"],
  [`"'id:key'"`, "'id:key'"],
  ["'id:key", "'id:key"],
  ["'", "'"],
  [" 'id:key' ", " 'id:key' "],
])("the quotes of %j", (text, expected) => {
  expect(withoutQuotes(seal(text)).open()).toBe(expected);
});

describe("what the plugins start with", () => {
  test.each(["a:b", "YTpi", "YWI=", " a: b"])("%j", (text) => {
    expect(isEncodedOrPair(seal(text))).toBe(true);
  });

  test.each(["", ":", "a:", "a:b:c", "YTp", "YWI", "YWJ=", "a-b", "YTpi\n"])("not %j", (text) => {
    expect(isEncodedOrPair(seal(text))).toBe(false);
  });
});
