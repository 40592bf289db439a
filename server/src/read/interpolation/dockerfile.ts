/**
 * References as a Dockerfile writes them: those of a shell, with quotes and escapes inside the braces.
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go (processDollar)
 */
import type { Span } from "../../text/span";
import type { WrittenPart } from "../reading";
import { type PartsBuilder, partsBuilder, type Source } from "./parts";

/** Defaults in defaults that are followed. */
const MAX_NESTING = 8;

/**
 * Outside of braces only `\$` is an escape: quotes and other backslashes are those of the instruction, whose reader has
 * seen them already. What is broken takes the rest of the text, as it stops a build.
 */
export function readDockerfileReferences(source: Source, whole: Span): readonly WrittenPart[] {
  const out = partsBuilder(source, whole);
  const { text } = source;
  let from = 0;
  for (let at = text.indexOf("$"); at >= 0 && at < text.length; at = text.indexOf("$", from)) {
    if (text.charAt(at - 1) === "\\" && at > from) {
      out.verbatim(from, at - 1);
      out.replaced("$", at - 1, at + 1);
      from = at + 1;
      continue;
    }
    out.verbatim(from, at);
    const end = readDollar({ source, whole }, at, 0, out);
    if (end === undefined) {
      out.add({ kind: "opaque", span: out.place(at, text.length), why: "unsupported" });
      return out.done();
    }
    from = end;
  }
  out.verbatim(from, text.length);
  return out.done();
}

interface Text {
  readonly source: Source;
  readonly whole: Span;
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*|[0-9]+/y;
/** Parameters of a shell; a build has none of them. */
const SPECIAL = "@*#?-$!";

/** Reads what a dollar begins, and answers where it ends; undefined where that is broken. */
function readDollar(all: Text, at: number, depth: number, out: PartsBuilder): number | undefined {
  const { text } = all.source;
  const braces = text.charAt(at + 1) === "{";
  const start = braces ? at + 2 : at + 1;
  NAME.lastIndex = start;
  const name = NAME.exec(text)?.[0] ?? "";
  const isSpecial = name === "" && start < text.length && SPECIAL.includes(text.charAt(start));
  const after = start + (isSpecial ? 1 : name.length);
  if (!braces) {
    if (isSpecial) out.add({ kind: "opaque", span: out.place(at, after), why: "unsupported" });
    else if (name !== "") out.add({ kind: "reference", name, span: out.place(at, after) });
    else out.verbatim(at, after);
    return after;
  }
  if (after === start) return undefined;
  const colon = text.charAt(after) === ":";
  const operator = text.charAt(colon ? after + 1 : after);
  const rest = after + (colon ? 2 : 1);
  const end = operator === "}" && !colon ? { parts: [], next: rest } : readOperand(all, operator, rest, depth);
  if (!end) return undefined;
  const span = out.place(at, end.next);
  if (isSpecial) out.add({ kind: "opaque", span, why: "unsupported" });
  else if (operator === "-") {
    out.add({ kind: "reference", name, span, fallback: { parts: end.parts, whenEmpty: colon } });
  } else if (operator === "}" || operator === "?") out.add({ kind: "reference", name, span });
  else out.add({ kind: "opaque", span, why: "operation" });
  return end.next;
}

interface Operand {
  readonly parts: readonly WrittenPart[];
  /** Behind what closes it. */
  readonly next: number;
}

function readOperand(all: Text, operator: string, from: number, depth: number): Operand | undefined {
  if (operator === "" || !"-+?#%/".includes(operator) || depth >= MAX_NESTING) return undefined;
  if (operator !== "/") return readWord(all, from, "}", depth);
  const pattern = readWord(all, all.source.text.charAt(from) === "/" ? from + 1 : from, "/", depth);
  return pattern && readWord(all, pattern.next, "}", depth);
}

/** A word behind an operator, its quotes and escapes taken away; undefined where nothing closes it. */
function readWord(all: Text, start: number, stop: "}" | "/", depth: number): Operand | undefined {
  const { text } = all.source;
  const out = partsBuilder(all.source, all.whole);
  let quoted = false;
  let at = start;
  while (at < text.length) {
    const unit = text.charAt(at);
    const next = text.charAt(at + 1);
    if (unit === stop && !quoted) return { parts: out.done(), next: at + 1 };
    if (unit === "\\" && next !== "" && (!quoted || '"$\\'.includes(next))) {
      out.replaced(next, at, at + 2);
      at += 2;
    } else if (unit === '"') {
      quoted = !quoted;
      at++;
    } else if (unit === "'" && !quoted) {
      const close = text.indexOf("'", at + 1);
      if (close < 0) return undefined;
      out.verbatim(at + 1, close);
      at = close + 1;
    } else if (unit === "$") {
      const end: number | undefined = readDollar(all, at, depth + 1, out);
      if (end === undefined) return undefined;
      at = end;
    } else {
      out.verbatim(at, at + 1);
      at++;
    }
  }
  return undefined;
}
