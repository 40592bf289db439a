/**
 * The lines of a file of requests, told apart: what stands before a request, its first line, its headers, its body.
 */
import type { Span } from "../../text/span";

/** Without the blanks at its ends. Lines of scripts, empty ones, and those that name a file are left out. */
export interface HttpLine extends Span {
  readonly kind: "separator" | "comment" | "variable" | "request" | "query" | "header" | "body";
  /** Units of a comment's mark. */
  readonly mark: number;
}

/** What is expected of the next line. */
type State = "before" | "url" | "headers" | "body";

/**
 * Tells the lines of a file apart. A request begins with the first line that is neither empty nor a comment nor a
 * variable; an empty line ends its headers, `###` its body. A variable counts in a body too, as for REST Client.
 */
export function* httpLines(text: string): Generator<HttpLine> {
  let state: State = "before";
  let inScript = false;
  for (const line of linesOf(text)) {
    const written = text.slice(line.start, line.end);
    if (inScript) {
      inScript = !written.includes("%}");
      continue;
    }
    const mark = written.startsWith("#") ? 1 : written.startsWith("//") ? 2 : 0;
    if (written.startsWith("###")) {
      state = "before";
      yield { ...line, kind: "separator", mark: 3 };
      // What stands behind the mark is the request's name.
      yield { ...line, kind: "comment", mark: 3 };
    } else if (/^@[^\s=]+[ \t]*=/.test(written)) yield { ...line, kind: "variable", mark: 0 };
    else if (state === "body") {
      // `< file` is the body, `> {% … %}` and `> file` are for the response: JetBrains'.
      if (/^[<>]/.test(written)) inScript = written.includes("{%") && !written.includes("%}");
      else if (written !== "") yield { ...line, kind: "body", mark: 0 };
    } else if (written === "") {
      if (state !== "before") state = "body";
    } else if (mark > 0) yield { ...line, kind: "comment", mark };
    else if (state === "before") {
      // A script that runs before the request: JetBrains'.
      if (/^<[ \t]*(?:\{%|[^\s{])/.test(written)) inScript = written.includes("{%") && !written.includes("%}");
      // A request as a command for a shell: REST Client's, with references that no shell knows.
      else if (/^curl[ \t]/i.test(written)) state = "body";
      else if (!written.startsWith("@")) {
        state = "url";
        yield { ...line, kind: "request", mark: 0 };
      }
    } else if (state === "url" && (written.startsWith("?") || written.startsWith("&")))
      yield { ...line, kind: "query", mark: 0 };
    else {
      state = "headers";
      yield { ...line, kind: "header", mark: 0 };
    }
  }
}

/** Lines without the blanks at their ends. */
function* linesOf(text: string): Generator<Span> {
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length) {
    let lineEnd = at;
    while (lineEnd < text.length && !isLineEnd(text.charCodeAt(lineEnd))) lineEnd++;
    let start = at;
    let end = lineEnd;
    while (start < end && isBlankUnit(text.charCodeAt(start))) start++;
    while (end > start && isBlankUnit(text.charCodeAt(end - 1))) end--;
    yield { start, end };
    at = lineEnd + (text.startsWith("\r\n", lineEnd) ? 2 : 1);
  }
}

function isBlankUnit(unit: number): boolean {
  return unit === 32 || unit === 9;
}

function isLineEnd(unit: number): boolean {
  return unit === 10 || unit === 13;
}
