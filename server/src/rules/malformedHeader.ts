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
    json: "This is JSON, and {name} takes a list; write {right} and the key",
    colon: "A list of headers has = after the name; write {right} and the key",
    encoded: "{integration} sends %20 as it stands; write a space after ApiKey",
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
      if (!problem || use.fact.kind === "command") continue;
      const value = use.fact.kind === "variable" ? use.fact.definition.value : use.fact.value;
      yield {
        use,
        span: value.span,
        outer: value.outer,
        message: problem,
        args: {
          name: use.path,
          integration: upperFirst(use.integrationTitle),
          right: isPlain(use) ? "Authorization=ApiKey, a space" : "Authorization=ApiKey%20",
        },
        // It is sent so, and no server knows the scheme.
        ...(problem === "encoded" && { severity: "error" as const }),
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

/** The program takes the list as it is written. */
function isPlain({ fact }: KeyUse): boolean {
  return fact.kind === "setting" && fact.setting.plainList === true;
}

function problemOf(use: KeyUse): "json" | "colon" | "space" | "encoded" | undefined {
  const { fact } = use;
  const { header } = fact;
  if (header?.list === "json" || header?.list === "colon") return header.list;
  if (isPlain(use)) return header?.blank === "encoded" ? "encoded" : undefined;
  const spaced = header?.blank === "literal" && header.scheme !== undefined;
  return spaced && fact.kind === "variable" && fact.python === true ? "space" : undefined;
}

/** What stands between the scheme and what follows, where both stand in the text. */
function fixOf({ fact }: KeyUse, problem: string): Pick<Report, "fixes"> {
  const scheme = fact.header?.span;
  if ((problem !== "space" && problem !== "encoded") || !scheme) return {};
  const span = { start: scheme.end, end: fact.credential.span.start };
  const [id, text, length] =
    problem === "space" ? (["percent-twenty", "%20", 1] as const) : (["literal-space", " ", 3] as const);
  if (span.end - span.start !== length) return {};
  return { fixes: [{ id, safe: true, preferred: true, edits: [{ kind: "replace", span, text }] }] };
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
