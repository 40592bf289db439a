/**
 * Everything of an analysis that leaves the engine, as one text: findings, uses, messages, hovers, titles and names of
 * fixes. Facts and definitions stay inside, and so does a target's path; what a test must not find anywhere it looks for
 * here.
 */
import { fixesAt } from "../../server/src/features/fixes";
import { hoverAt } from "../../server/src/features/hover";
import { messageOf, relatedWords, wordsOf } from "../../server/src/features/words";
import type { Analysis } from "../../server/src/rules/judge";
import { analysisOf } from "./analyse";

/** What an analysis shows; empty where there is none. */
function surfaceOf(analysis: Analysis | undefined): string {
  if (!analysis) return "";
  const { findings, uses } = analysis;
  const spans = [...findings.map(({ span }) => span), ...uses.flatMap((use) => [use.span, ...use.target.spans])];
  const shown = {
    findings,
    uses,
    messages: findings.map(messageOf),
    related: findings.flatMap((finding) => finding.related.map(relatedWords)),
    evidence: uses.flatMap((use) => use.evidence.map(({ says }) => wordsOf(says))),
    hovers: spans.map(({ start }) => hoverAt(analysis, start)),
    fixes: spans.flatMap((span) => fixesAt(analysis, span)).map(({ title, name }) => ({ title, name })),
  };
  const inside = ["fact", "definition"];
  return JSON.stringify(shown, (key, value: unknown) => {
    if (inside.includes(key)) return undefined;
    const isTarget = typeof value === "object" && value !== null && "told" in value;
    return isTarget ? { ...value, path: undefined } : value;
  });
}

/** The first run of `length` units of the secret that the text holds, in any case, and what stands before it; else undefined. */
export function runIn(text: string, secret: string, length = 7): string | undefined {
  const lower = text.toLowerCase();
  for (let at = 0; at + length <= secret.length; at++) {
    const found = lower.indexOf(secret.slice(at, at + length).toLowerCase());
    if (found >= 0) return text.slice(Math.max(0, found - 60), found + length);
  }
  return undefined;
}

/** `surfaceOf` of a file among others. */
export function surface(files: Readonly<Record<string, string>>, main: string): string {
  return surfaceOf(analysisOf(files, main));
}
