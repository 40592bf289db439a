/** Short views of readings for the shell and crontab tests: what a person would write down, with text for spans. */
import type { Part, Reading, Value } from "../../../server/src/read/reading";
import { partsIn } from "../../../server/src/read/shell/parts";
import type { Span } from "../../../server/src/text/span";

/** The file's text at a span. */
export function at(text: string, span: Span | undefined): string | undefined {
  return span && text.slice(span.start, span.end);
}

/**
 * A value in one string: text as it is, references as `<NAME>` or `<NAME|fallback>`, files as `<file f>` with marks for
 * the script's own (`./`) and for line ends that stay (`+`), computed ones as `<base64 76 …>`, the rest as `<?why>`.
 */
export function show(value: Value | undefined): string | undefined {
  return value?.parts.map(showPart).join("");
}

function showPart(part: Part): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "reference": {
      const { fallback } = part;
      const mark = fallback?.whenEmpty ? "|" : "-";
      return `<${part.name}${fallback ? mark + fallback.parts.map(showPart).join("") : ""}>`;
    }
    case "file":
      return `<file ${part.own ? "./" : ""}${part.path}${part.entry ? `#${part.entry.name}${part.entry.upTo === "end" ? "-" : ""}` : part.trim === "none" ? "+" : ""}>`;
    case "computed":
      return `<${part.operation}${part.wrap > 0 ? ` ${part.wrap}` : ""} ${part.parts.map(showPart).join("")}>`;
    case "secret-key":
      return `<Secret ${part.namespace}/${part.name} ${part.key}>`;
    case "argument":
      return part.value.parts.map(showPart).join("");
    case "opaque":
      return `<?${part.why}>`;
  }
}

/** Commands as `name arg arg`. */
export function commandLines(reading: Reading): string[] {
  return reading.commands.map((command) => [command.name ?? "<?>", ...command.args.map(show)].join(" "));
}

/** Assignments as `NAME=value`, with marks for exported (`x`) and conditional (`?`). */
export function assignmentLines(reading: Reading): string[] {
  return reading.assignments.map(
    ({ name, value, exported, conditional }) =>
      `${exported ? "x " : ""}${conditional ? "? " : ""}${name}=${show(value)}`,
  );
}

/** Every span of a reading with the span that it must lie in, for the properties. */
export function spansOf(reading: Reading): { readonly what: string; readonly span: Span; readonly inside?: Span }[] {
  const found: { what: string; span: Span; inside?: Span }[] = [];
  const addParts = (what: string, parts: readonly Part[], inside: Span): void => {
    for (const part of parts) {
      if (part.span) found.push({ what: `${what} ${part.kind}`, span: part.span, inside });
      if (part.kind !== "text") addParts(`${what} ${part.kind}`, partsIn(part), part.span);
    }
  };
  const addValue = (what: string, value: Value, inside?: Span): void => {
    found.push({ what: `${what} outer`, span: value.outer, ...(inside && { inside }) });
    found.push({ what: `${what} span`, span: value.span, inside: value.outer });
    addParts(what, value.parts, value.outer);
  };
  for (const each of reading.assignments) {
    found.push({ what: "assignment", span: each.span }, { what: "assignment name", span: each.nameSpan });
    addValue("assignment value", each.value);
    if (each.branch) found.push({ what: "branch", span: each.branch });
    if (each.within) found.push({ what: "subshell", span: each.within });
  }
  for (const { body, calls } of reading.functions ?? []) {
    found.push({ what: "function", span: body });
    for (const at of calls) found.push({ what: "call", span: { start: at, end: at } });
  }
  for (const command of reading.commands) {
    found.push({ what: "command", span: command.span });
    found.push({ what: "command name", span: command.nameSpan, inside: command.span });
    // The words of an array and what a function is called with stand where they are written, away from the command.
    const around = ({ outer }: Value): Span | undefined =>
      outer.end <= command.span.start || outer.start >= command.span.end ? undefined : command.span;
    for (const arg of command.args) addValue("argument", arg, around(arg));
    for (const each of command.environment) addValue("environment", each.value, around(each.value));
    if (command.stdin) addValue("stdin", command.stdin);
    if (command.schedule) found.push({ what: "schedule", span: command.schedule });
    for (const span of command.percents ?? []) found.push({ what: "percent", span });
  }
  for (const { span, textSpan } of reading.comments) {
    found.push({ what: "comment", span }, { what: "comment text", span: textSpan, inside: span });
  }
  for (const { span } of reading.problems) found.push({ what: "problem", span });
  return found;
}

/** Text parts that have a span cover exactly their text in the file; the rest of these are wrong. */
export function wrongTexts(text: string, reading: Reading): string[] {
  const wrong: string[] = [];
  const look = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (part.kind === "text" && part.span && at(text, part.span) !== part.text) {
        wrong.push(`${JSON.stringify(part.text)} at ${JSON.stringify(at(text, part.span))}`);
      }
      look(partsIn(part));
    }
  };
  for (const command of reading.commands) {
    for (const value of [...command.args, ...(command.stdin ? [command.stdin] : [])]) look(value.parts);
    for (const each of command.environment) look(each.value.parts);
  }
  for (const each of reading.assignments) look(each.value.parts);
  return wrong;
}
