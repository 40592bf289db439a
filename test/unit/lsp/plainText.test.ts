import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeMarkdown, inlineCode, link } from "../../../server/src/features/markdown";
import { plainText } from "../../../server/src/lsp/plainText";

test.each([
  ["**Fits.** It does", "Fits. It does"],
  ["`a*b\\c` · id `x`", "a*b\\c · id x"],
  ["first  \nsecond", "first\nsecond"],
  ["one\n\n---\n\ntwo", "one\n\ntwo"],
  ["made at [the console](https://cloud.example/keys)", "made at the console (https://cloud.example/keys)"],
])("%j", (markdown, expected) => {
  expect(plainText(markdown)).toBe(expected);
});

test("whatever a document holds comes out as it was", () => {
  // Characters that the escaping itself replaces (controls, invisible ones) are none of this test's business.
  const visible = fc.string().map((text) => text.replace(/ {2}\n|[^\x20-\x7e]/g, ""));
  fc.assert(
    fc.property(visible, (text) => {
      expect(plainText(escapeMarkdown(text))).toBe(text);
      expect(plainText(inlineCode(text))).toBe(text.replaceAll("`", "'"));
      expect(plainText(link(text, "https://a.example"))).toBe(`${text} (https://a.example)`);
    }),
  );
});
