/**
 * Files of variables whose readers take nothing off a value, neither quotes nor comments nor blanks at its end.
 * https://github.com/docker/cli/blob/master/pkg/kvfile/kvfile.go,
 * https://github.com/kubernetes-sigs/kustomize/blob/master/api/kv/kv.go
 */
import type { Sink } from "../shell/sink";
import { noteProblem } from "../shell/sink";
import type { Written } from "./written";
import { addComment, behindMark, eachStatement, lineEnd, plainValue, skipSpace } from "./written";

/** Reads lines as `docker run --env-file` does, and Compose with `format: raw`. A name alone is passed on. */
export function scanRaw(text: string, sink: Sink, written: Written[]): void {
  scanLines(text, sink, written, { name: /^[^ \t]+$/, passesOn: true, message: "Docker takes no such line" });
}

/** Reads lines as Kustomize's `envs` does. A name alone is a variable without a value. */
export function scanKustomize(text: string, sink: Sink, written: Written[]): void {
  const name = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
  scanLines(text, sink, written, { name, passesOn: false, message: "Kustomize takes no such line" });
}

interface Lines {
  readonly name: RegExp;
  readonly passesOn: boolean;
  readonly message: string;
}

function scanLines(text: string, sink: Sink, written: Written[], lines: Lines): void {
  eachStatement(text, sink, behindMark(text), (begin) => {
    const end = lineEnd(text, begin);
    const start = skipSpace(text, begin, end);
    if (start >= end) return end;
    if (text.charAt(start) === "#") {
      addComment(sink, text, start, end);
      return end;
    }
    const equals = text.slice(start, end).indexOf("=");
    const nameSpan = { start, end: equals < 0 ? end : start + equals };
    const name = text.slice(start, nameSpan.end);
    const draft = { name, nameSpan, exported: false, span: { start, end } };
    if (!lines.name.test(name)) noteProblem(sink, { start, end }, lines.message);
    else if (equals < 0 && lines.passesOn) {
      written.push({ ...draft, value: { ...plainValue(text, nameSpan, false), passedOn: true } });
    } else {
      const value = { start: Math.min(nameSpan.end + 1, end), end };
      written.push({ ...draft, value: plainValue(text, value, false) });
    }
    return end;
  });
}
