/** Authorization headers taken apart: the scheme, the credential, and where each stands. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { authorizationInList, authorizationOf } from "../../../server/src/find/header";
import { covers } from "../../../server/src/text/span";
import { madeValue, showFact, showHeader } from "./findSupport";

function split(pieces: readonly string[], text: "line" | "value"): string | undefined {
  const site = authorizationOf(madeValue(pieces), text);
  return site && `${showHeader(site.header)} | ${showFact(site.credential)}`;
}

/** The text at the span of the credential, and at that of the scheme. */
function places(pieces: readonly string[], text: "line" | "value"): (string | undefined)[] {
  const source = `"${pieces.join("")}"`;
  const site = authorizationOf(madeValue(pieces), text);
  const at = site?.header.insertAt;
  return [
    site && source.slice(site.credential.span.start, site.credential.span.end),
    site?.header.span && source.slice(site.header.span.start, site.header.span.end),
    at === undefined ? undefined : source.slice(at),
  ];
}

describe("a header's value", () => {
  test.each([
    [["ApiKey abc"], "apikey ApiKey | abc"],
    [["apikey abc"], "apikey apikey | abc"],
    [["APIKEY \t abc"], "apikey APIKEY | abc"],
    [["Bearer abc"], "bearer Bearer | abc"],
    [["Basic abc"], "basic Basic | abc"],
    [["Token abc"], "other Token | abc"],
    [["ApiKey%20abc"], "apikey ApiKey | abc"],
    [["ApiKey%20", "$K"], "apikey ApiKey | <K>"],
    [["abc"], "none | abc"],
    [["ApiKeyabc"], "none | ApiKeyabc"],
    [["ApiKey"], "apikey ApiKey | "],
    [["ApiKey ", "$K"], "apikey ApiKey | <K>"],
    [["ApiKey ", "$I", ":", "$S"], "apikey ApiKey | <I>:<S>"],
    [["ApiKey ab", "$K"], "apikey ApiKey | ab<K>"],
    [["$K"], "unsplit | <K>"],
    [["$K", "abc"], "unsplit | <K>abc"],
    [["ApiKey abc "], "apikey ApiKey | abc"],
    [["ApiKey abc ", "$K"], "apikey ApiKey | abc <K>"],
    [[" ApiKey abc"], "apikey ApiKey | abc"],
  ])("%j", (pieces, expected) => {
    expect(split(pieces, "value")).toBe(expected);
  });

  test("an empty value has none", () => {
    expect(split([], "value")).toBeUndefined();
  });

  test.each([
    [["ApiKey abc"], ["abc", "ApiKey", 'ApiKey abc"']],
    [["ApiKey  abc  "], ["abc", "ApiKey", 'ApiKey  abc  "']],
    [
      ["ApiKey ", "$K"],
      ["$K", "ApiKey", 'ApiKey $K"'],
    ],
    [
      ["ApiKey x", "$K", "y"],
      ["x$Ky", "ApiKey", 'ApiKey x$Ky"'],
    ],
    [["abc"], ["abc", undefined, 'abc"']],
    [["$K"], ["$K", undefined, '$K"']],
    [["ApiKey"], ["", "ApiKey", 'ApiKey"']],
  ])("%j: credential, scheme, and where a scheme would go", (pieces, expected) => {
    expect(places(pieces, "value")).toEqual(expected);
  });
});

describe("a header line", () => {
  test.each([
    [["Authorization: ApiKey abc"], "apikey ApiKey | abc"],
    [["authorization:ApiKey abc"], "apikey ApiKey | abc"],
    [["AUTHORIZATION : Bearer abc"], "bearer Bearer | abc"],
    [["Authorization: ", "$S", " ", "$K"], "none | <S> <K>"],
    [["Authorization: ", "$H"], "none | <H>"],
    [["Authorization:"], "none | "],
    [["Authorization: abc"], "none | abc"],
    [["$H"], "unsplit | <H>"],
  ])("%j", (pieces, expected) => {
    expect(split(pieces, "line")).toBe(expected);
  });

  test.each([
    [["Content-Type: application/json"]],
    [["X-Authorization: ApiKey abc"]],
    [["Authorization-Extra: ApiKey abc"]],
    [["Authorization"]],
    [["@headers.txt"]],
    [["Auth", "$X", ": ApiKey abc"]],
    [[]],
  ])("%j is none of ours", (pieces) => {
    expect(split(pieces, "line")).toBeUndefined();
  });

  test.each([
    [["Authorization: ApiKey abc"], ["abc", "ApiKey", 'ApiKey abc"']],
    [["authorization:abc"], ["abc", undefined, 'abc"']],
    [
      ["Authorization: ", "$K"],
      ["$K", undefined, '$K"'],
    ],
  ])("%j: credential, scheme, and where a scheme would go", (pieces, expected) => {
    expect(places(pieces, "line")).toEqual(expected);
  });
});

describe("writing another credential", () => {
  test.each([
    [["ApiKey abc"], "value", '"ApiKey new"'],
    [["bearer abc"], "value", '"bearer new"'],
    [["abc"], "value", '"new"'],
    [["Authorization: ApiKey abc"], "line", '"Authorization: ApiKey new"'],
    [["Authorization: abc"], "line", '"Authorization: new"'],
  ] as const)("%j as %s gives %s", (pieces, text, expected) => {
    expect(authorizationOf(madeValue(pieces), text)?.credential.encode("new")).toBe(expected);
  });

  test("what the whole cannot hold, the part cannot", () => {
    expect(authorizationOf(madeValue(["ApiKey abc"]), "value")?.credential.encode('n"w')).toBeUndefined();
  });
});

test("whatever stands there, the credential lies in the value and is its end", () => {
  const piece = fc.constantFrom("ApiKey ", "Authorization: ", "Bearer", " ", "abc", "$K", ":", "x:y", "\t");
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 5 }),
      fc.constantFrom("line" as const, "value" as const),
      (pieces, text) => {
        const whole = madeValue(pieces);
        const site = authorizationOf(whole, text);
        if (!site) return;
        expect(covers(whole.span, site.credential.span)).toBe(true);
        const source = `"${pieces.join("")}"`;
        const read = source.slice(site.credential.span.start, site.credential.span.end);
        // Blanks are equal: HTTP takes a tab for a space.
        const shown = showFact(site.credential).replace(/<(\w+)>/g, "$$$1");
        expect(shown.replaceAll("\t", " ")).toBe(read.replaceAll("\t", " "));
      },
    ),
    { numRuns: 500 },
  );
});

describe("a list of headers", () => {
  const listed = (pieces: readonly string[]): string | undefined => {
    const site = authorizationInList(madeValue(pieces));
    return site && `${showHeader(site.header)} ${site.header.list} ${site.header.blank} | ${showFact(site.credential)}`;
  };

  test.each([
    [["Authorization=ApiKey abc"], "apikey ApiKey list literal | abc"],
    [["Authorization=ApiKey%20abc,x=y"], "apikey ApiKey list encoded | abc"],
    // The blank before a reference parts it from the scheme.
    [["Authorization=ApiKey ", "$K"], "apikey ApiKey list literal | <K>"],
    [["x=y,Authorization=ApiKey ", "$K", ",z=1"], "apikey ApiKey list literal | <K>"],
    [["Authorization=ApiKey abc ,x=", "$K"], "apikey ApiKey list literal | abc"],
    [["x=", "$K"], undefined],
  ])("%j", (pieces, expected) => {
    expect(listed(pieces)).toBe(expected);
  });
});
