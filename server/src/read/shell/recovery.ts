/**
 * Reads a text that need not be shell from end to end, because half-typed text is the normal case.
 * A quote that is never closed would swallow the rest of the file, and after some words in the wrong place the parser
 * gives up; so the text is read in stretches: up to such a fault, and again behind it.
 */
import type { Span } from "../../text/span";
import type { Ground } from "./ground";
import { sliceGround, spanIn } from "./ground";
import type { Place } from "./sink";
import { mayGoOn, spend } from "./sink";
import type { Fault, ShellSyntax } from "./syntax";
import { lastCommandAt, parseShell } from "./syntax";

/** Reads one stretch. `ground` is the stretch's own; `where` is the part of it that no later stretch reads again. */
export type ReadStretch = (syntax: ShellSyntax, ground: Ground, where: Span) => void;

/** Faults after which a text is read anew. A text with more of them is no shell. */
const MAX_STRETCHES = 64;

/** Reads all of the place's ground, stretch by stretch. */
export function recoverScript(place: Place, read: ReadStretch): void {
  const { text } = place.ground.layer;
  let from = 0;
  for (let rounds = 0; from < text.length && rounds < MAX_STRETCHES; rounds++) {
    if (!mayGoOn(place.sink, place.ground.whole)) return;
    const next = readStretch(place, from, read);
    if (next === undefined) return;
    from = next;
  }
}

/** Reads from an offset on; answers with the offset at which to go on, or undefined at the end. */
function readStretch(place: Place, from: number, read: ReadStretch): number | undefined {
  const { ground, sink } = place;
  const { text } = ground.layer;
  const rest = sliceGround(ground, { start: from, end: text.length });
  if (!spend(sink, ground.whole, { units: rest.layer.text.length })) return undefined;
  const syntax = parseShell(rest.layer.text);
  if (!syntax) {
    const span = spanIn(ground, { start: from, end: text.length });
    sink.problems.push({ span, message: "This nests too deep to be read", budget: "too-deep" });
    return undefined;
  }
  const fault = stoppingFault(syntax);
  if (!fault) {
    read(syntax, rest, { start: 0, end: rest.layer.text.length });
    return undefined;
  }
  if (fault.kind === "unexpected") {
    // What stands before the fault has been read. The word in the wrong place is left out.
    read(syntax, rest, { start: 0, end: fault.at });
    return from + afterToken(rest.layer.text, fault.at);
  }
  const lineEnd = rest.layer.text.indexOf("\n", fault.at);
  if (lineEnd < 0) {
    read(syntax, rest, { start: 0, end: rest.layer.text.length });
    return undefined;
  }
  const head = sliceGround(ground, { start: from, end: from + lineEnd });
  const again = parseShell(head.layer.text);
  if (again) read(again, head, { start: 0, end: lineEnd });
  return from + lineEnd + 1;
}

/** The first fault that keeps the parser from reading what follows: something left open, or a stop. */
function stoppingFault(syntax: ShellSyntax): Fault | undefined {
  if (syntax.faults.length === 0) return undefined;
  const last = lastCommandAt(syntax.script);
  return syntax.faults.find((fault) => fault.kind === "open" || fault.at > last);
}

/** The offset behind the word or operator at `at`. */
function afterToken(text: string, at: number): number {
  let end = at + 1;
  const isWord = /\w/.test(text.charAt(at));
  while (end < text.length && (isWord ? /\w/ : /[;&|]/).test(text.charAt(end))) end++;
  return end;
}
