/**
 * The words of a command as its program reads them: which are options, which of them take a value, and what each request
 * sends. A command may make several requests; a word that is no option is a URL.
 */
import type { CommandIntegration } from "../integrations/model";
import type { Command, Part, Value } from "../read/reading";
import { append } from "../text/append";
import { hull } from "../text/span";
import { keystoreRequest } from "./keystores";
import type { MarkFact, UseFact } from "./model";

/** What one request of a command has; most commands make one. */
export interface Request {
  readonly headers: RequestHeader[];
  readonly urls: Value[];
}

/**
 * What is sent to say who asks. `line`: a header line `Name: value`; `value`: the value of an Authorization header;
 * `list`: a list of headers; `bearer`: what the program sends after `Bearer`; `key`: a bare key.
 */
export interface RequestHeader {
  readonly option: string;
  readonly value: Value;
  readonly as: "line" | "value" | "list" | "bearer" | "key";
}

/** The requests that a command makes. */
export function requestsOf(command: Command, row: CommandIntegration): readonly Request[] {
  if (row.options === "keystore") return [keystoreRequest(command, row)];
  if (row.options === "httpie") return [readHttpieRequest(command, row)];
  const both = (row.words ?? []).flatMap((each) => (each.both ? [each.key] : []));
  return readRequests(command, row).map(({ headers, urls }) => ({
    headers: headers.filter(({ option }) => urls.length > 0 || !both.includes(option)),
    urls,
  }));
}

function readRequests(command: Command, row: CommandIntegration): readonly Request[] {
  let request: Request = { headers: [], urls: [] };
  const requests = [request];
  let onlyWords = false;
  for (let at = 0; at < command.args.length; at++) {
    const word = command.args[at];
    if (!word) continue;
    const start = leadingText(word);
    if (onlyWords || !start.startsWith("-") || start === "-") {
      if (row.plainWords) addWord(word, start, request, row);
      else if (!row.oneUrl || request.urls.length === 0) request.urls.push(word);
      continue;
    }
    if (row.next.includes(start)) {
      request = { headers: [], urls: [] };
      requests.push(request);
      continue;
    }
    if (start === "--") {
      onlyWords = true;
      continue;
    }
    const option = optionOf(start, row);
    if (!option) continue;
    const inWord = option.length < start.length || word.parts.length > 1;
    const value = inWord ? dropPrefix(word, option.length) : command.args[++at];
    if (!value) continue;
    if (row.pairs?.includes(option.name)) {
      const second = command.args[++at];
      const isAuthorization = leadingText(value).toLowerCase() === "authorization" && value.parts.length === 1;
      if (second && isAuthorization && row.headers.includes(option.name))
        request.headers.push({ option: option.name, value: second, as: "value" });
    } else if (row.headers.includes(option.name)) request.headers.push({ option: option.name, value, as: "line" });
    else if (row.keys?.includes(option.name)) request.headers.push({ option: option.name, value, as: "key" });
    else if (row.lists?.includes(option.name)) request.headers.push({ option: option.name, value, as: "list" });
    else if (row.urls.includes(option.name)) request.urls.push(value);
  }
  return requests;
}

/** A word that holds the key or the URL behind what it begins with. */
function addWord(word: Value, start: string, request: Request, { words = [] }: CommandIntegration): void {
  for (const { key, url } of words) {
    if (start.startsWith(key)) request.headers.push({ option: key, value: dropPrefix(word, key.length), as: "key" });
    else if (start.startsWith(url)) request.urls.push(dropPrefix(word, url.length));
  }
}

/** `http [METHOD] URL [ITEM …]`, where `Name:value` is a header: https://httpie.io/docs/cli/request-items */
function readHttpieRequest(command: Command, row: CommandIntegration): Request {
  const request: Request = { headers: [], urls: [] };
  let type: string | undefined;
  let user: RequestHeader | undefined;
  let method: Value | undefined;
  for (let at = 0; at < command.args.length; at++) {
    const word = command.args[at];
    if (!word) continue;
    const start = leadingText(word);
    if (start.startsWith("-")) {
      const option = optionOf(start, row);
      if (!option) continue;
      const inWord = option.length < start.length || word.parts.length > 1;
      const value = inWord ? dropPrefix(word, option.length) : command.args[++at];
      if (!value) continue;
      if (row.users.includes(option.name)) user = { option: option.name, value, as: "bearer" };
      else if (AUTH_TYPES.includes(option.name)) type = leadingText(value);
    } else if (request.urls.length === 0) {
      const next = command.args[at + 1];
      const isMethod =
        word.parts.length === 1 && /^[A-Za-z]{1,40}$/.test(start) && !(next && HEADER_ITEM.test(leadingText(next)));
      if (method === undefined && isMethod) method = word;
      else request.urls.push(word);
    } else if (/^[A-Za-z][A-Za-z0-9-]{0,60}:(?!=)/.test(start)) {
      request.headers.push({ option: start.slice(0, start.indexOf(":")), value: word, as: "line" });
    }
  }
  // A word of letters alone is the method where a URL follows, whatever its case, and else the host:
  // https://github.com/httpie/cli/blob/master/httpie/cli/argparser.py (_guess_method); xh's parse_method is the same.
  if (request.urls.length === 0 && method) request.urls.push(method);
  // Without a type it is `user:password`: https://httpie.io/docs/cli/bearer-auth
  if (user && type === "bearer") request.headers.unshift(user);
  return request;
}

/** `Name: value`, and neither a URL nor a host with its port. */
const HEADER_ITEM = /^[A-Za-z][A-Za-z0-9-]{0,60}:(?![=/]|\d{1,5}(?:\/|$))/;

const AUTH_TYPES: readonly string[] = ["-A", "--auth-type"];

interface Option {
  readonly name: string;
  /** Units of the word that belong to the option; what follows them in the same word is its value. */
  readonly length: number;
}

/**
 * An option that takes a value; undefined for switches. Short ones may be bundled: `-sSH "…"`, `-H"…"`. A long one may
 * have its value behind `=`, since curl 8.16: https://github.com/curl/curl/pull/17789
 */
function optionOf(start: string, row: CommandIntegration): Option | undefined {
  if (row.options === "powershell") {
    const name = start.toLowerCase();
    const takes = [...row.headers, ...row.urls, ...row.longWithValue].includes(name);
    return takes ? { name, length: start.length } : undefined;
  }
  if (start.startsWith("--") || row.options === "java") {
    const equals = start.indexOf("=");
    const name = equals < 0 ? start : start.slice(0, equals);
    // A word `-Dname` alone sets the name to nothing.
    if (!optionsWithValue(row).includes(name) || (equals < 0 && row.options === "java")) return undefined;
    return { name, length: equals < 0 ? start.length : equals + 1 };
  }
  for (let at = 1; at < start.length; at++) {
    const letter = start[at] ?? "";
    if (row.shortWithValue.includes(letter)) return { name: `-${letter}`, length: at + 1 };
  }
  return undefined;
}

function optionsWithValue(row: CommandIntegration): readonly string[] {
  const { headers, keys = [], lists = [], urls, users, longWithValue } = row;
  return [...headers, ...keys, ...lists, ...urls, ...users, ...longWithValue];
}

/** The literal text that a word begins with. */
export function leadingText(word: Value | undefined): string {
  const first = word?.parts[0];
  return first?.kind === "text" ? first.text : "";
}

/** The word without its first `cut` units, which are an option's letters. */
export function dropPrefix(word: Value, cut: number): Value {
  const [first, ...others] = word.parts;
  if (first?.kind !== "text") return word;
  const rest: Part[] = [];
  const mapped = first.span && first.span.end - first.span.start === first.text.length;
  if (first.text.length > cut) {
    const span = mapped && first.span ? { start: first.span.start + cut, end: first.span.end } : first.span;
    rest.push({ ...first, text: first.text.slice(cut), span });
  }
  append(rest, others);
  const prefix = first.text.slice(0, cut);
  const spans = rest.flatMap((part) => (part.span ? [part.span] : []));
  const span = spans[0] && spans.length === rest.length ? spans.reduce(hull) : word.span;
  return { ...word, span, parts: rest, encode: (text) => word.encode(prefix + text) };
}

/** The word that prints the request, and the one that switches certificate checks off. */
export function marksOf(command: Command, row: CommandIntegration): Pick<UseFact, "tlsOff" | "echo"> {
  const tlsOff = command.args.find((word, at) => isTlsOff(word, command.args[at + 1], row));
  const echo = command.args.find((word) => (row.echo ?? []).some((option) => isOption(word, option, row)));
  return { ...(tlsOff && { tlsOff: markOf(tlsOff) }), ...(echo && { echo: markOf(echo) }) };
}

function markOf(word: Value): MarkFact {
  return { span: word.span, written: leadingText(word) };
}

function isTlsOff(word: Value, next: Value | undefined, row: CommandIntegration): boolean {
  return (row.tlsOff ?? []).some(({ option, values }) => {
    if (!values) return isOption(word, option, row);
    const text = leadingText(word);
    const given =
      text === option ? next && leadingText(next) : text.startsWith(`${option}=`) && text.slice(option.length + 1);
    return typeof given === "string" && values.includes(given.toLowerCase());
  });
}

/** The option alone, or a short one in a bundle of short ones (`-skv`) before the first that takes a value. */
function isOption(word: Value, option: string, row: CommandIntegration): boolean {
  const text = leadingText(word);
  if (row.options === "powershell") return text.toLowerCase() === option;
  if (text === option) return word.parts.length === 1;
  if (option.length !== 2 || !/^-[A-Za-z#]{2,}/.test(text)) return false;
  const letters = text.slice(1);
  const at = letters.indexOf(option.slice(1));
  return at >= 0 && !Array.from(letters.slice(0, at)).some((letter) => row.shortWithValue.includes(letter));
}
