/**
 * A list of headers in the wrong syntax. Whether an SDK refuses it or drops the header differs, so it is a warning; a
 * literal space is one only for Python, whose SDK parses the list strictly. A header's own value is sent as it stands, so
 * that `%20` in it is an error: nothing on the way makes it a space.
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables
 */
import type { KeyUse } from "../workspace/keyUse";
import { definedAt } from "./planning";
import type { Report, Rule } from "./rule";

export const malformedHeader: Rule = {
  id: "malformed-header",
  severity: "warning",
  title: "A header, or a list of them, in the wrong syntax",
  messages: {
    json: "This is JSON, and {name} takes a list; write Authorization=ApiKey%20 and the key",
    colon: "A list of headers has = after the name; write Authorization=ApiKey%20 and the key",
    space: "Python's SDK drops a header with a space in its value; write %20 after ApiKey",
    percent: "%20 is for lists of headers and is sent here as it stands; write a space after {written}",
  },
  fixTitles: { "percent-twenty": "Write %20 for the space", "literal-space": "Write a space" },
  *check({ uses }) {
    for (const use of uses) {
      if (hasPercent(use)) {
        yield percentReport(use);
        continue;
      }
      const problem = problemOf(use);
      if (!problem || use.fact.kind !== "variable") continue;
      const { value } = use.fact.definition;
      yield {
        use,
        span: value.span,
        outer: value.outer,
        message: problem,
        args: { name: use.path },
        related: definedAt(use),
        ...fixOf(use, problem),
      };
    }
  },
};

/** In the value of a header, not in a list of them. */
function hasPercent({ fact: { header } }: KeyUse): boolean {
  return header?.text === "value" && header.blank === "encoded";
}

function percentReport(use: KeyUse): Report {
  const { credential, header } = use.fact;
  const from = header?.span;
  const span = from ? { start: from.start, end: credential.span.end } : credential.span;
  const blank = from && { start: from.end, end: credential.span.start };
  const edits = blank && blank.end - blank.start === 3 ? [{ kind: "replace", span: blank, text: " " } as const] : [];
  return {
    use,
    span,
    outer: credential.outer,
    message: "percent",
    args: { written: header?.written ?? "" },
    severity: "error",
    related: definedAt(use),
    ...(edits.length > 0 && { fixes: [{ id: "literal-space", safe: true, preferred: true, edits }] }),
  };
}

function problemOf({ fact }: KeyUse): "json" | "colon" | "space" | undefined {
  const { header } = fact;
  if (header?.list === "json" || header?.list === "colon") return header.list;
  const spaced = header?.blank === "literal" && header.scheme !== undefined;
  return spaced && fact.kind === "variable" && fact.python === true ? "space" : undefined;
}

/** The blanks between the scheme and what follows, where both stand in the text. */
function fixOf({ fact }: KeyUse, problem: string): Pick<Report, "fixes"> {
  const scheme = fact.header?.span;
  if (problem !== "space" || !scheme) return {};
  const span = { start: scheme.end, end: fact.credential.span.start };
  if (span.end - span.start !== 1) return {};
  return {
    fixes: [{ id: "percent-twenty", safe: true, preferred: true, edits: [{ kind: "replace", span, text: "%20" }] }],
  };
}
