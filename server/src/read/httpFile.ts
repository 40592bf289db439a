/**
 * Reads `.http` and `.rest` files of REST Client and of JetBrains' editors: requests that `###` separates, file variables,
 * references in double braces. Own code, because both parsers are part of their editors.
 * Sources: https://github.com/Huachao/vscode-restclient (README, src/utils/selector.ts, httpRequestParser.ts),
 * https://www.jetbrains.com/help/idea/exploring-http-syntax.html
 */
import { append } from "../text/append";
import { verbatimLayer } from "../text/layer";
import type { Span } from "../text/span";
import { type HttpLine, httpLines } from "./http/lines";
import { referenceParts } from "./http/references";
import { variableOf } from "./http/variables";
import type { Assignment, Budget, Command, Part, Reading, Value } from "./reading";
import { readingOf } from "./shell";
import { mayGoOn, newSink, noteProblem, type Sink } from "./shell/sink";

/**
 * Reads a file of requests. Each is a command `http-request` whose arguments are its URL, then `-H` and `Name: value` for
 * each header; a path alone has the host of its header before it. `nameSpan` is its method, or where that would stand.
 * `@name = value` is an assignment of scope `file`, wherever it stands. References are named as they are written (`name`),
 * or `$dotenv K` and `$processEnv K` (which is what JetBrains' `$env.K` is); what only the editor knows is opaque. A body is
 * what is fed to the command; scripts are not read. Answers for any text.
 */
export function readHttpFile(text: string, budget: Budget): Reading {
  const sink = newSink(budget, text.length);
  const whole = { start: 0, end: text.length };
  if (text.length > budget.units) {
    sink.problems.push({ span: whole, message: "This file is too large to be read", budget: "too-large" });
    return readingOf("http", sink);
  }
  let request: Request | undefined;
  for (const line of httpLines(text)) {
    if (!mayGoOn(sink, whole)) break;
    if (line.kind === "request" || line.kind === "separator") {
      addRequest(text, request, sink);
      request = line.kind === "request" ? requestOf(text, line) : undefined;
    }
    if (line.kind === "comment") sink.comments.push(commentOf(text, line));
    else if (line.kind === "variable") sink.assignments.push(assignmentOf(text, line, sink));
    else if (line.kind === "query" && request) extendUrl(text, request, line);
    else if (line.kind === "header" && request) addHeader(text, request, line, sink);
    else if (line.kind === "body" && request)
      request.body = { start: request.body?.start ?? line.start, end: line.end };
  }
  addRequest(text, request, sink);
  return readingOf("http", sink);
}

interface Request {
  readonly nameSpan: Span;
  readonly start: number;
  end: number;
  /** The first line's part of the URL. */
  readonly url: Span;
  readonly urlParts: Part[];
  urlEnd: number;
  readonly headers: Value[];
  /** From its first line to its last. */
  body: Span | undefined;
}

/** Method, URL and version; all but the URL may be missing. The URL may hold blanks in braces. */
function requestOf(text: string, line: Span): Request {
  const written = text.slice(line.start, line.end);
  const method = /^[A-Za-z]{1,20}(?=[ \t])/.exec(written)?.[0] ?? "";
  const version = /[ \t]HTTP\/[0-9.]{1,5}$/i.exec(written.slice(-20))?.[0] ?? "";
  const start = skipBlanks(text, line.start + method.length, line.end);
  let end = Math.max(start, line.end - version.length);
  while (end > start && isBlankUnit(text.charCodeAt(end - 1))) end--;
  return {
    nameSpan: { start: line.start, end: line.start + method.length },
    start: line.start,
    end: line.end,
    url: { start, end },
    urlParts: [...referenceParts(verbatimLayer(text, { start, end }), { start, end })],
    urlEnd: end,
    headers: [],
    body: undefined,
  };
}

function addRequest(text: string, request: Request | undefined, sink: Sink): void {
  if (!request) return;
  const args: Value[] = [atHost(urlOf(request), request)];
  for (const header of request.headers) {
    const at = { start: header.outer.start, end: header.outer.start };
    args.push({ ...refused(at), parts: [{ kind: "text", text: "-H", span: undefined }] }, header);
  }
  const { start, end, nameSpan } = request;
  const command: Command = {
    name: "http-request",
    nameSpan,
    args,
    environment: [],
    span: { start, end },
    job: undefined,
    ...(request.body && { stdin: bodyAt(text, request.body) }),
  };
  sink.commands.push(command);
}

function bodyAt(text: string, span: Span): Value {
  return { ...refused(span), parts: referenceParts(verbatimLayer(text, span), span) };
}

function refused(at: Span): Value {
  return { span: at, outer: at, parts: [], quote: "none", encode: () => undefined };
}

/**
 * A path alone is one of the host in the header, for which the port tells the scheme:
 * https://github.com/Huachao/vscode-restclient/blob/master/src/utils/httpRequestParser.ts
 */
function atHost(url: Value, { headers }: Request): Value {
  const [path] = url.parts;
  if (path?.kind !== "text" || !path.text.startsWith("/")) return url;
  const host = headers.map(({ parts }) => hostIn(parts)).find((parts) => parts !== undefined);
  if (!host) return url;
  const last = host[host.length - 1];
  const isSecure = last?.kind === "text" && /:8?443$/.test(last.text);
  const scheme: Part = { kind: "text", text: isSecure ? "https://" : "http://", span: undefined };
  return { ...url, parts: [scheme, ...host, ...url.parts], encode: () => undefined };
}

/** The value of a header line, if it is the one for the host. */
function hostIn([first, ...rest]: readonly Part[]): readonly Part[] | undefined {
  const name = first?.kind === "text" ? /^host:[ \t]{0,20}/i.exec(first.text)?.[0] : undefined;
  if (first?.kind !== "text" || name === undefined) return undefined;
  const text = first.text.slice(name.length);
  const parts: readonly Part[] = text === "" ? rest : [{ kind: "text", text, span: undefined }, ...rest];
  return parts.length === 0 ? undefined : parts;
}

/** A URL over several lines can only be edited where it stands. */
function urlOf({ url, urlEnd, urlParts }: Request): Value {
  const span = { start: url.start, end: urlEnd };
  const encode = (next: string): string | undefined =>
    urlEnd === url.end && /^[^\s{}]+$/.test(next) ? next : undefined;
  return { span, outer: span, parts: urlParts, quote: "none", encode };
}

/** A line that begins with `?` or `&` goes on with the URL. */
function extendUrl(text: string, request: Request, { start, end }: Span): void {
  append(request.urlParts, referenceParts(verbatimLayer(text, { start, end }), { start, end }));
  request.urlEnd = end;
  request.end = end;
}

function addHeader(text: string, request: Request, line: Span, sink: Sink): void {
  const span = { start: line.start, end: line.end };
  request.end = line.end;
  const colon = text.slice(line.start, line.end).indexOf(":");
  if (colon <= 0) {
    noteProblem(sink, span, "This line is no header");
    return;
  }
  const parts = referenceParts(verbatimLayer(text, span), span);
  request.headers.push({ span, outer: span, parts, quote: "none", encode: encodeHeader });
}

/** A header is one line with a name; braces would begin a reference. */
function encodeHeader(text: string): string | undefined {
  const isHeader = /^[^\s:{}][^\r\n:{}]*:/.test(text) && text.trimEnd() === text;
  return isHeader && !/[\r\n\0]|\{\{/.test(text) ? text : undefined;
}

function assignmentOf(text: string, line: Span, sink: Sink): Assignment {
  const { name, nameSpan, value } = variableOf(text, line);
  if (name === "") noteProblem(sink, line, "This variable has no name");
  return {
    name,
    nameSpan,
    value,
    span: { start: line.start, end: line.end },
    scope: "file",
    exported: false,
    conditional: false,
    job: undefined,
  };
}

function commentOf(text: string, { start, end, mark }: HttpLine): Reading["comments"][number] {
  const textSpan = { start: start + mark, end };
  return { span: { start, end }, text: text.slice(textSpan.start, textSpan.end), textSpan };
}

function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlankUnit(text.charCodeAt(at))) at++;
  return at;
}

function isBlankUnit(unit: number): boolean {
  return unit === 32 || unit === 9;
}
