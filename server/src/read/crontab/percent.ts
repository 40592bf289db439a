/**
 * `%` in a crontab's command. cron ends the command at the first one that no backslash stands before, and feeds the rest
 * to it, each further `%` as a line end; `\%` is a plain `%`.
 * https://github.com/cronie-crond/cronie/blob/master/src/do_command.c (child_process)
 *
 * Hardly anybody wants that: `date +%Y` is written by mistake, and what the writer meant is the whole line. So a command
 * is read with every `%` as text, and each such `%` is kept for the rule that reports it. Only where the part before the
 * first `%` is a whole command that plainly reads its input (`mail`, `curl -d @-`) the line is read as cron reads it.
 */
import type { Layer, Run } from "../../text/layer";
import { mappedLayer } from "../../text/layer";
import type { Span } from "../../text/span";
import type { Command, Value } from "../reading";
import type { Ground, Piece } from "../shell/ground";
import { partsOf } from "../shell/shellWord";

/** A job's command: the text that its shell gets, and every `%` that cron would not hand on. */
export interface JobText {
  readonly ground: Ground;
  /** In the file. */
  readonly percents: readonly Span[];
  /** Where cron would end the command, in the ground's text. */
  readonly cut: number | undefined;
}

/** Decodes the stretch of a line that is a command, with every `%` as text. */
export function readJobText(file: string, where: Span): JobText {
  const percents: Span[] = [];
  const runs: Run[] = [];
  const texts: string[] = [];
  let length = 0;
  const add = (text: string, start: number, end: number): void => {
    if (text === "") return;
    runs.push({ text: length, length: text.length, host: { start, end } });
    texts.push(text);
    length += text.length;
  };
  let from = where.start;
  let escaped = false;
  let cut: number | undefined;
  for (let at = where.start; at < where.end; at++) {
    const unit = file.charCodeAt(at);
    if (unit === PERCENT && escaped) {
      add(file.slice(from, at - 1), from, at - 1);
      add("%", at - 1, at + 1);
      from = at + 1;
    } else if (unit === PERCENT) {
      cut ??= length + at - from;
      percents.push({ start: at, end: at + 1 });
    }
    escaped = unit === BACKSLASH && !escaped;
  }
  add(file.slice(from, where.end), from, where.end);
  const layer: Layer = mappedLayer(texts.join(""), runs, escapePercents);
  return { ground: { file, layer, whole: where, verbatim: true, holes: [] }, percents, cut };
}

/** True for a command that reads what is fed to it and names nothing else to read. */
export function readsInput(command: Command): boolean {
  if (command.stdin) return false;
  const words = command.args.map((value) => textOf(value));
  const isInput = (word: string | undefined, at: number): boolean =>
    word !== undefined && /(?:^|[=@])(?:-|\/dev\/stdin)$/.test(word) && !OUTPUTS.has(words[at - 1]);
  return words.some(isInput) || (command.name !== undefined && MAILERS.has(command.name));
}

function textOf(value: Value): string | undefined {
  return value.parts.every((part) => part.kind === "text") ? value.parts.map((part) => part.text).join("") : undefined;
}

/** What cron feeds to a command: the stretch behind the first unescaped `%`. */
export function readInput(file: string, where: Span): Value {
  const { ground, percents } = readJobText(file, where);
  const pieces: Piece[] = [];
  let from = 0;
  const starts = new Set(percents.map((each) => each.start));
  const { text } = ground.layer;
  for (let at = text.indexOf("%"); at >= 0; at = text.indexOf("%", at + 1)) {
    const host = ground.layer.toHost({ start: at, end: at + 1 });
    if (!host || !starts.has(host.start)) continue;
    if (at > from) pieces.push({ kind: "text", text: text.slice(from, at), at: { start: from, end: at } });
    pieces.push({ kind: "text", text: "\n", at: { start: at, end: at + 1 } });
    from = at + 1;
  }
  if (text.length > from) pieces.push({ kind: "text", text: text.slice(from), at: { start: from, end: text.length } });
  return { span: where, outer: where, parts: partsOf(pieces, ground), quote: "none", encode: encodeInput };
}

const PERCENT = 37;
const BACKSLASH = 92;
/** Options whose `-` is the output. */
const OUTPUTS: ReadonlySet<string | undefined> = new Set(["-o", "-O", "--output", "--output-document"]);
const MAILERS: ReadonlySet<string> = new Set(["mail", "mailx", "s-nail", "mutt", "sendmail", "msmtp"]);

/**
 * Writes shell text into a crontab's command. A line end cannot stand there, and neither can a backslash directly before
 * a `%`: cron takes it away.
 */
function escapePercents(text: string): string | undefined {
  if (/[\n\r\0]/.test(text)) return undefined;
  const written: string[] = [];
  let from = 0;
  let escaped = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === PERCENT) {
      if (escaped) return undefined;
      written.push(text.slice(from, at), "\\%");
      from = at + 1;
    }
    escaped = unit === BACKSLASH && !escaped;
  }
  written.push(text.slice(from));
  return written.join("");
}

/** cron ends the input with a line end by itself. */
function encodeInput(text: string): string | undefined {
  const lines = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  const written = lines.map((line) => escapePercents(line));
  return written.includes(undefined) ? undefined : written.join("%");
}
