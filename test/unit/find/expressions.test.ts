/** Expressions of pipelines: what can be followed, what stays unknown, and where each stands. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expressionHoles, expressionParts } from "../../../server/src/find/carriers/expressions";
import type { Part } from "../../../server/src/read/reading";
import { verbatimLayer } from "../../../server/src/text/layer";

function show(part: Part): string {
  if (part.kind === "text") return JSON.stringify(part.text);
  if (part.kind !== "reference") return `?${part.kind === "opaque" ? part.why : part.kind}`;
  const from = part.from === "expression" ? "" : "!";
  const { fallback } = part;
  return fallback ? `${from}${part.name}(${fallback.parts.map(show).join("")})${fallback.whenEmpty}` : from + part.name;
}

function parts(text: string, before = ""): readonly Part[] {
  const host = before + text;
  const whole = { start: before.length, end: host.length };
  return expressionParts(verbatimLayer(host, whole), whole);
}

const shown = (text: string): string => parts(text).map(show).join(" ");

describe("an expression", () => {
  test.each([
    ["${{ env.K }}", "K"],
    ["${{env.K}}", "K"],
    ["${{ env['K'] }}", "K"],
    ["${{ ENV.K }}", "K"],
    ["${{\n  env.K\n}}", "K"],
    ["${{ env.my-key }}", "my-key"],
    ["${{ env.K || 'd' }}", 'K("d")true'],
    ["${{ env.K || 'it''s' }}", 'K("it\'s")true'],
    ["${{ env.K || '}}' }}", 'K("}}")true'],
    ["${{ env.K || '' }}", "K()true"],
    ["${{ env.K || 8080 }}", 'K("8080")true'],
    ["${{ env.A || env['B'] || 'd' }}", 'A(B("d")true)true'],
    ["${{ env.K || secrets.S }}", "K(?secret-store)true"],
    ["${{ 'd' || env.K }}", '"d"'],
    ["${{ '' || env.K }}", "K"],
    ["${{ '${{' }}", '"${{"'],
    ["${{ secrets.S }}", "?secret-store"],
    ["${{ secrets['S'] || 'd' }}", "?secret-store"],
    ["${{ github.ref == 'x' && secrets.A || secrets.B }}", "?secret-store"],
    ["${{ format('ApiKey {0}', secrets.S) }}", "?secret-store"],
    ["${{ vars.X }}", "?template"],
    ["${{ inputs.k }}", "inputs.k"],
    ["${{ matrix.k }}", "matrix.k"],
    ["${{ matrix.target['es-url'] || 'x' }}", 'matrix.target.es-url("x")true'],
    ["${{ github.token }}", "?template"],
    ["${{ env }}", "?template"],
    ["${{ env.K.x }}", "?template"],
    ["${{ env[env.N] }}", "?template"],
    ["${{ env.K || }}", "?template"],
    ["${{ env.K && 'x' }}", "?template"],
    ["${{ (env.K) }}", "?template"],
    ["${{ }}", "?template"],
  ])("%s is %s", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test.each(["${{ env.K", "${{ env.K }", "$ {{ env.K }}", "{{ env.K }}", "${ env.K }", "$K", "${K}"])(
    "%s is text",
    (text) => {
      expect(shown(text)).toBe(JSON.stringify(text));
    },
  );

  test("one that is being typed does not swallow the next", () => {
    expect(shown("a ${{ env. b ${{ env.K }}")).toBe('"a ${{ env. b " K');
    expect(shown("a ${{ env.X || 'b ${{ env.K }}")).toBe('"a ${{ env.X || \'b " K');
  });
});

describe("places", () => {
  test("each part covers its own text in the file", () => {
    const before = "H: ";
    const text = "ApiKey ${{ env.ID || 'abc' }}:${{ secrets.S }}!";
    const at = (part: Part): string | undefined => part.span && (before + text).slice(part.span.start, part.span.end);
    const found = parts(text, before);
    expect(found.map(at)).toEqual(["ApiKey ", "${{ env.ID || 'abc' }}", ":", "${{ secrets.S }}", "!"]);
    const [, reference] = found;
    expect(reference?.kind === "reference" && reference.fallback?.parts.map(at)).toEqual(["abc"]);
  });

  test("a default with a doubled quote has no exact place", () => {
    const [reference] = parts("${{ env.K || 'a''b' }}");
    expect(reference?.kind === "reference" && reference.fallback?.parts[0]).toEqual({
      kind: "text",
      text: "a'b",
      span: undefined,
    });
  });

  test("holes stand where the expressions stand, in quotes and comments too", () => {
    const text = "curl -H 'ApiKey ${{ env.K }}' # ${{ secrets.S }} ${{ 'x' }}";
    const holes = expressionHoles(text);
    expect(holes.map(({ at }) => text.slice(at.start, at.end))).toEqual([
      "${{ env.K }}",
      "${{ secrets.S }}",
      "${{ 'x' }}",
    ]);
    expect(holes.map(({ part }) => show(part))).toEqual(["K", "?secret-store", "?template"]);
    expect(holes.map(({ part }) => part.span)).toEqual(holes.map(({ at }) => at));
  });

  test("holes of an embedded text have their parts in the file", () => {
    const [hole] = expressionHoles("${{ env.K || 'd' }}", ({ start, end }) => ({ start: start + 5, end: end + 5 }));
    expect(hole?.at).toEqual({ start: 0, end: 19 });
    expect(hole?.part.span).toEqual({ start: 5, end: 24 });
    expect(hole?.part.kind === "reference" && hole.part.fallback?.parts[0]?.span).toEqual({ start: 19, end: 20 });
    const [lost] = expressionHoles("${{ env.K }}", () => undefined, { start: 1, end: 9 });
    expect(lost?.part.span).toEqual({ start: 1, end: 9 });
  });
});

describe("any text", () => {
  const piece = fc.constantFrom(
    "${{",
    "}}",
    "'",
    "env",
    "secrets",
    ".",
    "K",
    "[",
    "]",
    "||",
    " ",
    "\n",
    "$",
    "{",
    "1",
    "\ud800",
  );
  const any = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));

  test("is covered by its parts, in order, and holes do not overlap", () => {
    fc.assert(
      fc.property(any, (text) => {
        let end = 0;
        for (const part of parts(text)) {
          if (part.span) {
            expect(part.span.start).toBeGreaterThanOrEqual(end);
            end = part.span.end;
          }
        }
        end = 0;
        for (const { at } of expressionHoles(text)) {
          expect(at.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(at.start, at.start + 3)).toBe("${{");
          end = at.end;
        }
      }),
    );
  });

  test("is read in one go however often it begins an expression", () => {
    for (const unit of ["${{ ", "${{ '", "${{ env.K || ", "''"]) {
      expect(
        Array.isArray(expressionParts({ text: unit.repeat(200_000), toHost: (at) => at }, { start: 0, end: 1 })),
      ).toBe(true);
    }
  });
});
