/**
 * A reading of a text that stands in another one, seen from the file: commands and assignments with every span led
 * through the layer. Trees have their own way (read/embedded.ts), and shell text is read in place (read/shell).
 */
import { mapComments } from "../read/embedded";
import type { Assignment, Command, Part, Reading, Value } from "../read/reading";
import type { Layer } from "../text/layer";
import type { Span } from "../text/span";

/** The commands, assignments and comments of a layer's text as those of the file, all of one job. */
export function mapReading(
  reading: Reading,
  layer: Layer,
  whole: Span,
  job: number,
): Pick<Reading, "assignments" | "commands" | "comments" | "functions"> {
  const at = (span: Span): Span => layer.toHost(span) ?? whole;
  const part = (each: Part): Part => {
    if (each.kind === "text") return { ...each, span: each.span && layer.toHost(each.span) };
    // The folder of a script in a text is not the folder of the file that holds the text.
    if (each.kind === "file" && each.own) return { kind: "opaque", span: at(each.span), why: "command" };
    if (each.kind === "opaque" && each.why === "script-folder") return { ...each, span: at(each.span), why: "command" };
    if (each.kind === "computed") return { ...each, span: at(each.span), parts: each.parts.map(part) };
    if (each.kind !== "reference" || !each.fallback) return { ...each, span: at(each.span) };
    const { fallback } = each;
    return { ...each, span: at(each.span), fallback: { ...fallback, parts: fallback.parts.map(part) } };
  };
  const value = (each: Value): Value => ({
    ...each,
    span: at(each.span),
    outer: at(each.outer),
    parts: each.parts.map(part),
    // A piece of the inner text, written back through the layer piece by piece, is what only some layers can do.
    encode: () => undefined,
  });
  const assignment = (each: Assignment): Assignment => ({
    ...each,
    nameSpan: at(each.nameSpan),
    value: value(each.value),
    span: at(each.span),
    job,
    ...(each.within && { within: at(each.within) }),
    ...(each.branch && { branch: at(each.branch) }),
  });
  const command = (each: Command): Command => ({
    ...each,
    nameSpan: at(each.nameSpan),
    span: at(each.span),
    args: each.args.map(value),
    environment: each.environment.map(assignment),
    job,
    ...(each.within && { within: at(each.within) }),
    ...(each.stdin && { stdin: value(each.stdin) }),
    ...(each.writes && { writes: { ...each.writes, file: value(each.writes.file) } }),
  });
  return {
    assignments: reading.assignments.map(assignment),
    commands: reading.commands.map(command),
    functions: (reading.functions ?? []).map(({ body, calls }) => ({
      body: at(body),
      calls: calls.map((offset) => at({ start: offset, end: offset }).start),
    })),
    comments: mapComments(reading.comments, layer, whole),
  };
}
