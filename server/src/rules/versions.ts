/** What rules say of versions: their words, and the places where they are stated. */
import type { KeyUse } from "../workspace/keyUse";
import { isWithin } from "../workspace/versions";
import type { RelatedReport } from "./rule";

/** Versions that are named; a file with more is a puzzle anyway. */
const MOST_NAMED = 3;

/** `8.15.0`, or `8.15.0 and 9.2.0`; empty where none is known. */
export function versionsInWords({ versions }: KeyUse): string {
  return (versions?.stated ?? [])
    .slice(0, MOST_NAMED)
    .map(({ version }) => version)
    .join(" and ");
}

/** What the key is for is switched off, so that it is sent nowhere. */
export function isIdle({ fact, versions }: KeyUse): boolean {
  const { idle, idleIn } = fact;
  return idle === true || (idleIn !== undefined && isWithin(idleIn, versions));
}

/** The one version on which it rests whether a use's setting takes a form; undefined where it rests on none or several. */
export function decidingVersion({ fact, versions }: KeyUse): string | undefined {
  const [only, ...others] = versions?.open ? [] : (versions?.stated ?? []);
  const depends = fact.accepts?.some((row) => row.versions !== undefined);
  return depends && others.length === 0 && only && only.version.length <= LONGEST ? only.version : undefined;
}

/** UTF-16 units of a version in a message of one line; `9.10.10-SNAPSHOT`. */
const LONGEST = 16;

/** Where the versions of a use's program are stated, and what references in them lead to. */
export function statedAt({ versions }: KeyUse): readonly RelatedReport[] {
  return (versions?.stated ?? []).slice(0, MOST_NAMED).flatMap(({ at, title, version }) => {
    if (!at) return [];
    const { uri, span, line, origin } = at;
    const stated: RelatedReport = { uri, span, line, message: "states-version", args: { program: title, version } };
    const defined = origin.map((step) => ({
      uri: step.uri,
      span: step.span,
      line: step.line,
      message: "defined-here",
      args: { name: step.name },
    }));
    return [stated, ...defined];
  });
}
