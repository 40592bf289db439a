/** Layers: text inside text, where each piece of it stands, and how it is written back. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { composeLayers, type Layer, mappedLayer, type Run, verbatimLayer } from "../../../server/src/text/layer";
import { span } from "../../../server/src/text/span";

const none = (): undefined => undefined;

/** A made-up escaping: `\n` stands for a newline, `\\` for one backslash, a `~` for nothing. */
function decode(host: string, from: number): Layer {
  const runs: Run[] = [];
  let text = "";
  let at = 0;
  while (at < host.length) {
    const length = host[at] === "\\" ? 2 : 1;
    const unit = host[at] === "~" ? "" : length === 2 ? (host[at + 1] === "n" ? "\n" : "\\") : (host[at] ?? "");
    if (unit !== "") runs.push({ text: text.length, length: 1, host: span(from + at, from + at + length) });
    text += unit;
    at += length;
  }
  return mappedLayer(text, runs, encode);
}

function encode(text: string): string | undefined {
  return text.includes("~") ? undefined : text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

const escaped = fc
  .array(fc.constantFrom("a", "b", "\\n", "\\\\", "~"), { maxLength: 12 })
  .map((pieces) => pieces.join(""));

describe("verbatimLayer", () => {
  test("is a piece of the host as it stands", () => {
    const layer = verbatimLayer("key: value", span(5, 10));
    expect(layer.text).toBe("value");
    expect(layer.toHost(span(1, 3))).toEqual(span(6, 8));
    expect(layer.toHost(span(5))).toEqual(span(10));
    expect(layer.encode("other")).toBe("other");
  });

  test("may refuse what cannot stand there", () => {
    const layer = verbatimLayer("a b", span(0, 1), (text) => (text.includes(" ") ? undefined : text));
    expect([layer.encode("c"), layer.encode("c d")]).toEqual(["c", undefined]);
  });
});

describe("mappedLayer", () => {
  const layer = mappedLayer(
    "ab\ncd",
    [
      { text: 0, length: 2, host: span(10, 12) },
      { text: 2, length: 1, host: span(12, 16) },
      { text: 3, length: 2, host: span(20, 22) },
    ],
    none,
  );

  test.each([
    [span(0, 5), span(10, 22)],
    [span(1, 2), span(11, 12)],
    [span(2, 3), span(12, 16)],
    [span(1, 4), span(11, 21)],
    [span(3, 5), span(20, 22)],
    [span(0), span(10)],
    [span(5), span(22)],
  ])("%j stands at %j", (inner, expected) => {
    expect(layer.toHost(inner)).toEqual(expected);
  });

  test("an end stands at the end of its own run, not at the start of the next", () => {
    expect(layer.toHost(span(0, 3))).toEqual(span(10, 16));
  });

  test("an empty span between two runs is one place", () => {
    const place = layer.toHost(span(3));
    expect(place?.start).toBe(place?.end);
    expect(place).toEqual(span(20));
  });

  test("part of a run of another length is the whole run", () => {
    const folded = mappedLayer("abc", [{ text: 0, length: 3, host: span(5, 11) }], none);
    expect(folded.toHost(span(1, 2))).toEqual(span(5, 11));
    expect(folded.toHost(span(0, 3))).toEqual(span(5, 11));
    expect(folded.toHost(span(3))).toEqual(span(11));
  });

  test("what no run holds has no place", () => {
    const gap = mappedLayer("abcd", [{ text: 2, length: 2, host: span(5, 7) }], none);
    expect(gap.toHost(span(0, 1))).toBeUndefined();
    expect(gap.toHost(span(0, 3))).toBeUndefined();
    expect(gap.toHost(span(2, 4))).toEqual(span(5, 7));
    expect(mappedLayer("", [], none).toHost(span(0))).toBeUndefined();
    expect(layer.toHost(span(6))).toBeUndefined();
  });

  test("every unit's place holds what was decoded to it, and spans do not turn round", () => {
    fc.assert(
      fc.property(escaped, fc.nat(5), (host, from) => {
        const decoded = decode(host, from);
        for (let start = 0; start <= decoded.text.length; start++) {
          for (let end = start; end <= decoded.text.length; end++) {
            const place = decoded.toHost(span(start, end));
            if (decoded.text === "") continue;
            expect(place).toBeDefined();
            if (!place) continue;
            expect(place.start).toBeLessThanOrEqual(place.end);
            expect(decode(host.slice(place.start - from, place.end - from), 0).text).toBe(
              decoded.text.slice(start, end),
            );
          }
        }
      }),
    );
  });

  test("what is written back decodes to the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "\\", "\n", "~") }), (text) => {
        const written = encode(text);
        if (written === undefined) expect(text).toContain("~");
        else expect(decode(written, 0).text).toBe(text);
      }),
    );
  });
});

describe("composeLayers", () => {
  test("a layer in a layer is seen from the outermost text", () => {
    const host = 'cmd: "x \\\\n y"';
    const outer = decode(host.slice(6, -1), 6);
    expect(outer.text).toBe("x \\n y");
    const inner = decode(outer.text, 0);
    const both = composeLayers(outer, inner);
    expect(both.text).toBe("x \n y");
    expect(both.toHost(span(2, 3))).toEqual(span(8, 11));
    expect(host.slice(8, 11)).toBe("\\\\n");
    expect(both.encode("\n")).toBe("\\\\n");
  });

  test("without a mapping or an encoding of one of the two there is none of both", () => {
    const plain = verbatimLayer("abc", span(0, 3));
    const blind: Layer = { text: "abc", toHost: none, encode: none };
    for (const both of [composeLayers(plain, blind), composeLayers(blind, plain)]) {
      expect(both.toHost(span(0, 1))).toBeUndefined();
      expect(both.encode("x")).toBeUndefined();
    }
  });

  test("spans and texts go through both, as one by one", () => {
    fc.assert(
      fc.property(escaped, fc.nat(5), (host, from) => {
        const outer = decode(host, from);
        const inner = decode(outer.text, 0);
        const both = composeLayers(outer, inner);
        expect(both.text).toBe(inner.text);
        const written = both.encode(both.text);
        if (written !== undefined) expect(decode(decode(written, 0).text, 0).text).toBe(both.text);
        for (let start = 0; start < both.text.length; start++) {
          const place = both.toHost(span(start, start + 1));
          const middle = inner.toHost(span(start, start + 1));
          expect(place).toEqual(middle && outer.toHost(middle));
        }
      }),
    );
  });
});
