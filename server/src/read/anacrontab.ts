/**
 * Reads anacrontabs: assignments, and lines of a period in days, a delay in minutes, a name and a command.
 * https://github.com/cronie-crond/cronie/blob/master/anacron/readtab.c (parse_tab_line). It differs from a crontab where
 * one would not expect it: a value is all that stands behind the `=`, blanks and quotes included, a backslash goes on in
 * the next line, and `%` is a plain unit. Its Debian namesake, which joins no lines, differs in nothing else.
 */
import type { Run } from "../text/layer";
import { mappedLayer } from "../text/layer";
import type { Span } from "../text/span";
import { skipBlanks, wordEnd } from "./crontab/schedule";
import type { Assignment, Budget, Reading, TextPart } from "./reading";
import { readingOf, readShellIn } from "./shell";
import type { Ground } from "./shell/ground";
import type { Sink } from "./shell/sink";
import { mayGoOn, newSink, noteProblem } from "./shell/sink";

/**
 * Reads an anacrontab. Answers for any text; a line that is no anacrontab's is a problem and the rest still counts.
 * Commands carry their `job`, which counts the jobs from zero, and their `schedule`, the period and the delay.
 */
export function readAnacrontab(text: string, budget: Budget): Reading {
  const sink = newSink(budget, text.length);
  if (text.length > budget.units) {
    const span = { start: 0, end: text.length };
    sink.problems.push({ span, message: "This file is too large to be read", budget: "too-large" });
    return readingOf("crontab", sink);
  }
  let job = 0;
  for (let from = text.startsWith("\uFEFF") ? 1 : 0; from < text.length; ) {
    if (!mayGoOn(sink, { start: 0, end: text.length })) break;
    const end = logicalEnd(text, from);
    const where = { start: skipBlanks(text, from, end), end: withoutReturn(text, from, end) };
    from = end + 1;
    if (where.start < where.end) job += readLine(text, where, job, sink);
  }
  sink.comments.sort((left, right) => left.span.start - right.span.start);
  return readingOf("crontab", sink);
}

/** A longer command is no command that a person wrote. */
const MAX_COMMAND = 131_072;

/** Reads a line into the sink; answers with the number of jobs in it. */
function readLine(text: string, where: Span, job: number, sink: Sink): 0 | 1 {
  if (text.charAt(where.start) === "#") {
    const textSpan = { start: where.start + 1, end: where.end };
    sink.comments.push({ span: where, text: text.slice(textSpan.start, textSpan.end), textSpan });
    return 0;
  }
  const assignment = readAssignment(text, where);
  if (assignment) {
    sink.assignments.push(assignment);
    return 0;
  }
  const found = readJob(text, where);
  if (!found) {
    noteProblem(sink, where, "This is neither an assignment nor a job");
    return 0;
  }
  const { schedule, command } = found;
  if (command.end - command.start > MAX_COMMAND) noteProblem(sink, command, "This command is too long to be read");
  else readShellIn(commandGround(text, command), sink, { job, schedule });
  return 1;
}

/** A value is verbatim and goes over no line end: what a joined line would hold cannot be written back. */
function readAssignment(text: string, where: Span): Assignment | undefined {
  let nameEnd = where.start;
  while (nameEnd < where.end && !" \t=\n".includes(text.charAt(nameEnd))) nameEnd++;
  const equals = skipBlanks(text, nameEnd, where.end);
  if (nameEnd === where.start || equals >= where.end || text.charAt(equals) !== "=") return undefined;
  const span = { start: equals + 1, end: where.end };
  const value = text.slice(span.start, span.end);
  const isJoined = value.includes("\n");
  const part: TextPart = isJoined
    ? { kind: "text", text: value.replaceAll(/\\\r?\n/g, " "), span: undefined }
    : { kind: "text", text: value, span };
  return {
    name: text.slice(where.start, nameEnd),
    nameSpan: { start: where.start, end: nameEnd },
    value: {
      span,
      outer: span,
      parts: value === "" ? [] : [part],
      quote: "none",
      encode: (next) => (/[\n\r\0]/.test(next) || next.endsWith("\\") ? undefined : next),
    },
    span: where,
    scope: "crontab",
    exported: true,
    conditional: false,
    job: undefined,
  };
}

/** `period delay name command`; the name holds no slash. */
function readJob(text: string, where: Span): { readonly schedule: Span; readonly command: Span } | undefined {
  const periodEnd = fieldEnd(text, where.start, where.end);
  const delay = skipBlanks(text, periodEnd, where.end);
  const delayEnd = fieldEnd(text, delay, where.end);
  const name = skipBlanks(text, delayEnd, where.end);
  const nameEnd = fieldEnd(text, name, where.end);
  const command = skipBlanks(text, nameEnd, where.end);
  const isJob =
    /^(?:\d{1,10}|@[A-Za-z]{1,20})$/.test(text.slice(where.start, periodEnd)) &&
    /^\d{1,10}$/.test(text.slice(delay, delayEnd)) &&
    nameEnd > name &&
    !text.slice(name, nameEnd).includes("/") &&
    command < where.end;
  if (!isJob) return undefined;
  return { schedule: { start: where.start, end: delayEnd }, command: { start: command, end: where.end } };
}

/** The end of a word that no field is longer than. */
function fieldEnd(text: string, from: number, end: number): number {
  return Math.min(wordEnd(text, from, end), from + 400);
}

/** The command as its shell gets it: joined lines have a blank between them. */
function commandGround(file: string, where: Span): Ground {
  const runs: Run[] = [];
  const texts: string[] = [];
  let length = 0;
  const add = (text: string, host: Span): void => {
    if (text === "") return;
    runs.push({ text: length, length: text.length, host });
    texts.push(text);
    length += text.length;
  };
  let from = where.start;
  for (let at = from; at < where.end; at++) {
    if (file.charAt(at) !== "\n") continue;
    const mark = file.charAt(at - 1) === "\r" ? at - 2 : at - 1;
    add(file.slice(from, mark), { start: from, end: mark });
    add(" ", { start: mark, end: at + 1 });
    from = at + 1;
  }
  add(file.slice(from, where.end), { start: from, end: where.end });
  const encode = (text: string): string | undefined => (/[\n\r\0]/.test(text) ? undefined : text);
  return { file, layer: mappedLayer(texts.join(""), runs, encode), whole: where, verbatim: true, holes: [] };
}

/** The line end that ends a line: no backslash stands before it. */
function logicalEnd(text: string, from: number): number {
  for (let at = text.indexOf("\n", from); at >= 0; at = text.indexOf("\n", at + 1)) {
    const last = withoutReturn(text, from, at) - 1;
    if (last < from || text.charAt(last) !== "\\") return at;
  }
  return text.length;
}

function withoutReturn(text: string, from: number, end: number): number {
  return end > from && text.charAt(end - 1) === "\r" ? end - 1 : end;
}
