/** Dockerfiles as a person would write down what they say, and what must hold for any of them. */
import { defaultBudget } from "../../../server/src/read/budget";
import { readDockerfile } from "../../../server/src/read/dockerfile";
import type { Instruction, Part, Reading, Value } from "../../../server/src/read/reading";
import type { Span } from "../../../server/src/text/span";
import { at, show } from "./shellSupport";

export const readFile = (text: string): Reading => readDockerfile(text, defaultBudget());

export const instructionsOf = (text: string): readonly Instruction[] => readFile(text).instructions ?? [];

/** `0 ENV K=v | words | script`, one for each instruction. */
export function lines(text: string): string[] {
  return instructionsOf(text).map(({ keyword, stage, words, pairs, script, exec }) =>
    [
      `${stage} ${keyword}`,
      ...words.map((word) => show(word)),
      ...pairs.map(({ name, value }) => `${name}=${value ? show(value) : "?"}`),
      ...(script ? [`{${script.text}}`] : []),
      ...(exec ? [`[${exec.map((word) => show(word)).join("|")}]`] : []),
    ].join(" "),
  );
}

/** The pairs of all instructions as `NAME=value`. */
export function pairs(text: string): string[] {
  return instructionsOf(text).flatMap((each) => each.pairs.map(({ name, value }) => `${name}=${show(value)}`));
}

/** All values of a reading. */
export function valuesOf(text: string): Value[] {
  return instructionsOf(text).flatMap((each) => [
    ...each.words,
    ...each.pairs.flatMap(({ value }) => value ?? []),
    ...(each.exec ?? []),
  ]);
}

/** What is wrong with the places of a reading: spans outside the text or of each other, texts that stand elsewhere. */
export function unsound(text: string): string[] {
  const { comments, problems } = readFile(text);
  const wrong: string[] = [];
  const look = (what: string, span: Span, inside: Span = { start: 0, end: text.length }): void => {
    if (span.start < inside.start || span.end > inside.end || span.start > span.end) {
      wrong.push(`${what} ${JSON.stringify(span)} in ${JSON.stringify(inside)}`);
    }
  };
  const lookAtPart = (part: Part, inside: Span): void => {
    if (part.span) look(part.kind, part.span, inside);
    if (part.kind === "text" && part.span && at(text, part.span) !== part.text) {
      wrong.push(`${JSON.stringify(part.text)} at ${JSON.stringify(at(text, part.span))}`);
    }
  };
  for (const { span, textSpan } of comments) {
    look("comment", span);
    look("comment's text", textSpan, span);
  }
  for (const { span } of problems) look("problem", span);
  for (const { span, nameSpans } of instructionsOf(text).map((each) => ({
    span: each.span,
    nameSpans: each.pairs.map(({ nameSpan }) => nameSpan),
  }))) {
    look("instruction", span);
    for (const nameSpan of nameSpans) look("name", nameSpan, span);
  }
  for (const value of valuesOf(text)) {
    look("outer", value.outer);
    look("value", value.span, value.outer);
    for (const part of value.parts) lookAtPart(part, value.outer);
  }
  for (const { script, span } of instructionsOf(text)) {
    if (!script) continue;
    for (let offset = 0; offset < script.text.length; offset++) {
      const host = script.toHost({ start: offset, end: offset + 1 });
      if (!host) wrong.push(`no place for unit ${offset} of a script`);
      else look("script", host, span);
    }
  }
  return wrong;
}
