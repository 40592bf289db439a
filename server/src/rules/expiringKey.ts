/** The expiry that the project file declares is near or past. Dates are days; today is an input. */
import { projectName, shownName } from "./places";
import type { Rule } from "./rule";

const SOON = 7;
const LATER = 30;
const DAY = 86_400_000;

export const expiringKey: Rule = {
  id: "expiring-key",
  severity: "information",
  title: "The key expires soon, by the date that the project file declares",
  messages: {
    past: "This key expired on {date}, as {file} declares; make a new one",
    "past-owned": "This key of {owner} expired on {date}, as {file} declares; make a new one",
    soon: "This key expires on {date}, as {file} declares; make a new one before that day",
    "soon-owned": "This key of {owner} expires on {date}, as {file} declares; make a new one before then",
  },
  *check({ uses, snapshot }) {
    const seen = new Set<number>();
    for (const use of uses) {
      const { declared } = use.credential;
      if (declared?.expires === undefined || seen.has(use.span.start)) continue;
      const left = daysBetween(snapshot.today, declared.expires);
      if (left === undefined || left > LATER) continue;
      seen.add(use.span.start);
      const { uri } = snapshot.project;
      const owner = declared.owner === undefined ? undefined : shownName(declared.owner);
      yield {
        use,
        span: use.span,
        message: `${left < 0 ? "past" : "soon"}${owner === undefined ? "" : "-owned"}`,
        args: { ...(owner !== undefined && { owner }), date: declared.expires, file: projectName(snapshot.project) },
        severity: left <= SOON ? "warning" : "information",
        related: uri === undefined ? [] : [{ uri, span: declared.span, message: "declared-here" }],
      };
    }
  },
};

/** Whole days from one date to another; undefined where one of them is none. */
function daysBetween(from: string, to: string): number | undefined {
  const days = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY;
  return Number.isFinite(days) ? Math.round(days) : undefined;
}
