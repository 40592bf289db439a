/**
 * Reads crontabs: assignments, schedules, users, and the commands as the shell text that they are.
 * Line for line as cron does (cronie and the older Vixie cron; systemd-cron's extensions are not read), but without its
 * limits: cron refuses a whole table for a missing line end, while here a broken line costs only itself.
 * Commands are read as their writer meant them where an unescaped `%` would cut them off; see crontab/percent.ts.
 */
import { append } from "../text/append";
import type { Span } from "../text/span";
import { readAssignment } from "./crontab/assignment";
import type { JobText } from "./crontab/percent";
import { readInput, readJobText, readsInput } from "./crontab/percent";
import { readSchedule, skipBlanks, wordEnd } from "./crontab/schedule";
import { userColumn } from "./crontab/userColumn";
import type { Assignment, Budget, Reading } from "./reading";
import type { ShellContext } from "./shell";
import { readingOf, readShellIn } from "./shell";
import { sliceGround } from "./shell/ground";
import type { Sink } from "./shell/sink";
import { mayGoOn, newSink, noteProblem } from "./shell/sink";

/**
 * Reads a crontab. `system`: jobs name a user before the command (`/etc/crontab`, `/etc/cron.d`); "auto" looks at the
 * whole table. Answers for any text; a line that is no crontab's is a problem and the rest still counts.
 * Commands carry their `job`, a number that counts the table's jobs from zero, and their `schedule`; `percents` are all
 * of the line that cron would cut at.
 */
export function readCrontab(text: string, options: { readonly system: boolean | "auto" }, budget: Budget): Reading {
  const sink = newSink(budget, text.length);
  if (text.length > budget.units) {
    const span = { start: 0, end: text.length };
    sink.problems.push({ span, message: "This file is too large to be read", budget: "too-large" });
    return readingOf("crontab", sink);
  }
  const lines = readLines(text, sink);
  const jobs = lines.filter((line) => line.kind === "job").map((line) => line.rest);
  const comments = sink.comments.map((comment) => comment.text);
  const findCommand = userColumn(text, options.system, jobs, comments);
  let job = 0;
  for (const line of lines) {
    if (!mayGoOn(sink, { start: 0, end: text.length })) break;
    if (line.kind === "assignment") {
      sink.assignments.push(line.assignment);
      continue;
    }
    const { command, lacksUser } = findCommand(line.rest);
    if (lacksUser) noteProblem(sink, line.schedule, "This job names no user");
    const where = { start: skipOptions(text, { start: command, end: line.rest.end }), end: line.rest.end };
    if (where.start >= where.end) noteProblem(sink, line.schedule, "This job has no command");
    else readJob(text, where, { job, schedule: line.schedule }, sink);
    job++;
  }
  sink.comments.sort((left, right) => left.span.start - right.span.start);
  return readingOf("crontab", sink);
}

/** https://github.com/cronie-crond/cronie/blob/master/src/macros.h (MAX_COMMAND) */
const MAX_COMMAND = 131_072;

type Line =
  | { readonly kind: "assignment"; readonly assignment: Assignment }
  /** `rest`: what stands behind the schedule. */
  | { readonly kind: "job"; readonly schedule: Span; readonly rest: Span };

/** Sorts the lines. Comments and what is neither assignment nor job go to the sink at once. */
function readLines(text: string, sink: Sink): Line[] {
  const lines: Line[] = [];
  for (let from = text.startsWith("\uFEFF") ? 1 : 0; from < text.length; ) {
    if (!mayGoOn(sink, { start: 0, end: text.length })) break;
    const found = text.indexOf("\n", from);
    const next = found < 0 ? text.length : found;
    const end = text.charAt(next - 1) === "\r" && next > from ? next - 1 : next;
    const where = { start: skipBlanks(text, from, end), end };
    from = next + 1;
    if (where.start >= where.end) continue;
    if (text.charAt(where.start) === "#") {
      const textSpan = { start: where.start + 1, end };
      sink.comments.push({ span: where, text: text.slice(textSpan.start, end), textSpan });
      continue;
    }
    const line = readLine(text, where);
    if (line) lines.push(line);
    else noteProblem(sink, where, "This is neither an assignment nor a job");
  }
  return lines;
}

/** As cron does: an assignment if it can be one, else a job. */
function readLine(text: string, where: Span): Line | undefined {
  const assignment = readAssignment(text, where);
  if (assignment) return { kind: "assignment", assignment };
  const schedule = readSchedule(text, where);
  // A sixth field that is a star: cron takes it for a mistake in the schedule.
  if (!schedule || text.charAt(schedule.next) === "*") return undefined;
  return { kind: "job", schedule: schedule.span, rest: { start: schedule.next, end: where.end } };
}

/** `-n`, `-q`, `-s` before a command are cron's own. */
function skipOptions(text: string, where: Span): number {
  let at = where.start;
  for (;;) {
    const end = wordEnd(text, at, where.end);
    if (!/^-[nqs]$/.test(text.slice(at, Math.min(end, at + 3)))) return at;
    at = skipBlanks(text, end, where.end);
  }
}

function readJob(text: string, where: Span, context: ShellContext, sink: Sink): void {
  if (where.end - where.start > MAX_COMMAND) {
    noteProblem(sink, where, "This command is longer than cron takes");
    return;
  }
  const command = readJobText(text, where);
  if (command.percents.length === 0) readShellIn(command.ground, sink, context);
  else if (!readFedJob(text, where, command, context, sink)) {
    readShellIn(command.ground, sink, { ...context, percents: command.percents });
  }
}

/** Reads a job that uses `%` as cron means it; false where that is not plain, and then nothing has been gathered. */
function readFedJob(text: string, where: Span, job: JobText, context: ShellContext, sink: Sink): boolean {
  const cut = job.ground.layer.text.slice(0, job.cut);
  if (!/@-|[\s=]-(?:\s|$)|stdin|mail|mutt|msmtp/.test(cut)) return false;
  const trial = newSink(sink.budget, where.end - where.start);
  readShellIn(sliceGround(job.ground, { start: 0, end: cut.length }), trial, context);
  const [first, ...others] = trial.commands;
  if (!first || trial.problems.length > 0 || !readsInput(first)) return false;
  const stdin = readInput(text, { start: job.percents[0]?.end ?? where.end, end: where.end });
  append(sink.assignments, trial.assignments);
  append(sink.commands, [{ ...first, stdin }, ...others]);
  append(sink.functions, trial.functions);
  append(sink.comments, trial.comments);
  return true;
}
