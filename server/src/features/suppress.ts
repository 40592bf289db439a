/**
 * The comment that suppresses a finding, with a place for the reason (contract.md 3.3). It goes on a line of its own
 * above: a trailing comment would become part of the value in a crontab, and a line of its own is right in YAML too.
 */
import type { Facts } from "../find/model";
import { type Analysis, type Finding, firstLineOf, lineOfValue } from "../rules/judge";
import { covers } from "../text/span";
import type { TextEdit } from "./edits";

/** The mark that begins a comment on a line of its own; undefined where the format has no comments. */
function commentMark({ format, uri }: Facts): "#" | ";" | "//" | undefined {
  if (format === "ini") return ";";
  if (format !== "json") return "#";
  return WITH_COMMENTS.test(uri) ? "//" : undefined;
}

/** JSON whose programs read comments: https://code.visualstudio.com/docs/languages/json#_json-with-comments */
const WITH_COMMENTS = /\.json[c5]$|\/\.(?:vscode|vs|zed|devcontainer)\/[^/]*\.json$|\/User\/(?:mcp|settings)\.json$/i;

/** Whether a comment can stand where the finding is. */
export function takesComment(facts: Facts, { span }: Pick<Finding, "span">): boolean {
  return commentMark(facts) !== undefined && !facts.uncommentable.some((each) => covers(each, span));
}

/**
 * Inserts `# keyfit-disable-next-line RULE -- reason` above the line where the value begins, indented and ended as that
 * line is; where such a comment stands there already, the rule joins it. Undefined where the format has no comments.
 */
export function suppressionEdit({ facts }: Analysis, text: string, finding: Finding): TextEdit | undefined {
  const mark = commentMark(facts);
  if (mark === undefined || !takesComment(facts, finding)) return undefined;
  // Between lines that belong together a comment would end the command.
  const line = firstLineOf(lineOfValue(finding, facts), facts);
  const existing = facts.suppressions.find((each) => each.kind === "next-line" && each.line === line);
  const last = existing?.rules[existing.rules.length - 1];
  if (last) return { span: { start: last.span.end, end: last.span.end }, text: `, ${finding.rule}` };
  const lineStart = facts.lines.lineStart(line);
  const ending = text.includes("\r\n") ? "\r\n" : "\n";
  if (line === 0 && /^\ufeff?#!/.test(text)) {
    // The line that names the script's program must stay the first one.
    const end = facts.lines.lineEnd(0);
    return { span: { start: end, end }, text: `${ending}${mark} keyfit-disable-file ${finding.rule} -- reason` };
  }
  // A byte order mark stays the first of all.
  const start = text.startsWith("\ufeff", lineStart) && lineStart === 0 ? 1 : lineStart;
  const indent = /^[ \t]*/.exec(text.slice(start, facts.lines.lineEnd(line)))?.[0] ?? "";
  const comment = `${indent}${mark} keyfit-disable-next-line ${finding.rule} -- reason${ending}`;
  return { span: { start, end: start }, text: comment };
}
