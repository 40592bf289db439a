/**
 * The one type that holds the text of a value that may be a credential. Whatever a program does with an object by
 * accident (print it, put it in a template, a log line, JSON, an error, a message to another worker) meets the masked
 * form or nothing, because the text is a private field and no property. What rules need to know about a text is derived
 * here and handed out as a fact; `open` is for text edits and the live check alone, which a lint rule holds (.oxlintrc.json).
 * A class, because only a class has fields that nothing outside can reach.
 */
import { decodeBase64, decodeText, encodeBase64 } from "./base64";
import { classify } from "./classify";
import type { CloudId, CloudIdOptions } from "./cloudId";
import { decodeCloudId } from "./cloudId";
import { isElasticHost } from "./hosts";
import type { Api, Classification, Target } from "./model";
import { apiOfPath } from "./paths";
import { essuInner } from "./shape";
import { keyedDigest } from "./siphash";
import type { TargetDefaults } from "./targets";
import { hasUserInfo, parseTarget } from "./targets";

/** A sealed text. Made by `seal` alone. */
export interface Secret {
  /** What the text tells as a credential; worked out once, when first asked. */
  readonly classification: Classification;
  /** The public id of an Elasticsearch-shaped key; undefined where there is none. */
  readonly id: string | undefined;
  /** The masked form: at most the first four and the last two characters. */
  readonly shown: string;
  /** The text is empty or white space. */
  readonly isBlank: boolean;
  /** UTF-16 units of the text. */
  readonly length: number;
  /** The same credential: equal public ids where both have one, whatever their forms; else equal texts. */
  same(other: Secret): boolean;
  /** The same text, so that a program gets the same from either. */
  equals(other: Secret): boolean;
  /**
   * A name for the credential, as 32 hex digits, equal for secrets that are `same`. Keyed: with a seed that only this
   * process knows, it confirms no guess. A seed that is published makes it a plain hash, which a short password does
   * not survive, so digests stay in the process.
   */
  digest(seed: string): string;
  /** The text itself. For text edits and the live check only. */
  open(): string;
  toString(): string;
  toJSON(): string;
}

class Sealed implements Secret {
  readonly #text: string;
  #classification: Classification | undefined;

  constructor(text: string) {
    this.#text = text;
    Object.freeze(this);
  }

  get classification(): Classification {
    this.#classification ??= classify(this.#text);
    return this.#classification;
  }

  get id(): string | undefined {
    return this.classification.id;
  }

  get shown(): string {
    return this.classification.shown;
  }

  get isBlank(): boolean {
    return !/\S/.test(this.#text);
  }

  get length(): number {
    return this.#text.length;
  }

  same(other: Secret): boolean {
    const { id } = this;
    if (id !== undefined && other.id !== undefined) return id === other.id;
    return this.#text === other.open();
  }

  equals(other: Secret): boolean {
    return this.#text === other.open();
  }

  digest(seed: string): string {
    return keyedDigest(this.id === undefined ? `text ${this.#text}` : `id ${this.id}`, seed);
  }

  open(): string {
    return this.#text;
  }

  toString(): string {
    return this.shown;
  }

  toJSON(): string {
    return this.shown;
  }

  [Symbol.toPrimitive](): string {
    return this.shown;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.shown;
  }
}

/** Seals a text. Readers' values pass through here before anything else sees them. */
export function seal(text: string): Secret {
  return new Sealed(text);
}

/** The sealed text of the parts in order. */
export function concatSecrets(parts: readonly (string | Secret)[]): Secret {
  return seal(parts.map((part) => (typeof part === "string" ? part : part.open())).join(""));
}

/** A header's value, taken apart at its scheme. */
export interface SplitScheme {
  /** Undefined where the value has no scheme. */
  readonly scheme: "apikey" | "bearer" | "basic" | "other" | undefined;
  /** The scheme as it is written. */
  readonly written: string | undefined;
  /** Where the scheme starts, or would: behind the blanks at the start. */
  readonly writtenOffset: number;
  /** What follows, without the blanks around it. Empty where nothing does. */
  readonly rest: Secret;
  /** Where `rest` starts, in UTF-16 units of the value. */
  readonly restOffset: number;
}

/**
 * Splits `ApiKey xyz`: schemes in any case, any number of blanks. A word that is no known scheme counts as one where
 * blanks follow. Only blanks and tabs are cut at the ends: HTTP ignores these, a newline is damage and stays.
 */
export function splitScheme(secret: Secret): SplitScheme {
  const text = secret.open();
  const start = skipBlanks(text, 0);
  const word = /^[A-Za-z][A-Za-z0-9_-]{0,15}(?=[ \t]|$)/.exec(text.slice(start, start + 20))?.[0];
  const scheme = word === undefined ? undefined : SCHEMES.get(word.toLowerCase());
  const end = start + (word?.length ?? 0);
  const followed = end < text.length;
  if (word === undefined || (scheme === undefined && !followed)) {
    return { scheme: undefined, written: undefined, writtenOffset: start, ...restFrom(text, start) };
  }
  const rest = restFrom(text, skipBlanks(text, end));
  return { scheme: scheme ?? "other", written: word, writtenOffset: start, ...rest };
}

const SCHEMES: ReadonlyMap<string, "apikey" | "bearer" | "basic"> = new Map([
  ["apikey", "apikey"],
  ["bearer", "bearer"],
  ["basic", "basic"],
]);

/** The value of a header line `Name: value` whose name is `name` in any case; undefined for every other text. */
export function headerValue(
  secret: Secret,
  name: string,
): { readonly rest: Secret; readonly restOffset: number } | undefined {
  const text = secret.open();
  const start = skipBlanks(text, 0);
  const colon = start + name.length;
  if (text.slice(start, colon).toLowerCase() !== name.toLowerCase()) return undefined;
  const at = skipBlanks(text, colon);
  return text.charAt(at) === ":" ? restFrom(text, skipBlanks(text, at + 1)) : undefined;
}

/** Where the value of a header stands in a list of headers, or how the list is written wrong. */
export interface HeaderInList {
  /** Half-open, in units of the text; blanks at the ends left out. */
  readonly start: number;
  readonly end: number;
  /** `colon`: `Name: value`; `json`: an object; both are not what a list is. */
  readonly written: "list" | "colon" | "json";
}

/** The longest list of headers that is read. */
const MAX_LIST = 8_192;

/**
 * The value of one header in `name=value,name=value`, as OpenTelemetry SDKs read it:
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables
 */
export function headerInList(secret: Secret, name: string): HeaderInList | undefined {
  const text = secret.open();
  if (text.length > MAX_LIST) return undefined;
  if (text.trimStart().startsWith("{")) {
    const at = text.toLowerCase().indexOf(`"${name}"`);
    const from = at < 0 ? -1 : text.indexOf('"', text.indexOf(":", at + name.length + 2) + 1);
    if (from < 0) return undefined;
    // What follows may come from a reference; the text then ends within the value.
    const to = text.indexOf('"', from + 1);
    return { start: from + 1, end: to < 0 ? text.length : to, written: "json" };
  }
  for (let from = 0; from <= text.length; ) {
    const comma = text.indexOf(",", from);
    const end = comma < 0 ? text.length : comma;
    const start = skipBlanks(text, from);
    if (text.slice(start, start + name.length).toLowerCase() === name) {
      const mark = skipBlanks(text, start + name.length);
      const unit = text.charAt(mark);
      if (mark < end && (unit === "=" || unit === ":")) {
        let last = end;
        while (last > mark + 1 && isBlankUnit(text.charCodeAt(last - 1))) last -= 1;
        return { start: skipBlanks(text, mark + 1), end: last, written: unit === "=" ? "list" : "colon" };
      }
    }
    from = end + 1;
  }
  return undefined;
}

/** The sealed text between two offsets. */
export function sliceSecret(secret: Secret, start: number, end: number): Secret {
  return seal(secret.open().slice(start, end));
}

/** A scheme or a header's name at the beginning of what should be a bare key, with the blanks behind it. */
export function unwantedPrefix(secret: Secret): { readonly written: string; readonly length: number } | undefined {
  const text = secret.open();
  const name = /^\s{0,8}Authorization\s{0,8}[=:]\s{0,8}/i.exec(text)?.[0] ?? "";
  const scheme = /^\s{0,8}(?:ApiKey|Bearer|Basic)(?:\s{1,8}|%20|$)/i.exec(text.slice(name.length))?.[0] ?? "";
  const length = name.length + scheme.length;
  if (length === 0) return undefined;
  return { written: text.slice(0, length).replace("%20", " ").trim(), length };
}

/** The text without the line ends at its end, as a shell takes the output of a command. */
export function withoutLineEnds(secret: Secret): Secret {
  const text = secret.open();
  let end = text.length;
  while (end > 0 && text.charAt(end - 1) === "\n") end -= 1;
  return seal(text.slice(0, end));
}

/** What `base64` and `base64 -d` make of the text, lines broken after `wrap` units; undefined where they refuse it. */
export function recodeSecret(
  secret: Secret,
  to: "base64" | "base64-decode" | "trim" | "chomp",
  wrap: number,
): Secret | undefined {
  const text = secret.open();
  if (to === "trim") return text === text.trim() ? secret : seal(text.trim());
  if (to === "chomp") return withoutLineEnds(secret);
  if (to === "base64-decode") {
    const bytes = decodeBase64(text.replace(/\n/g, ""));
    // A shell cuts the line ends of what a command prints.
    return bytes && withoutLineEnds(seal(new TextDecoder().decode(bytes)));
  }
  const encoded = encodeBase64(new TextEncoder().encode(text));
  if (wrap <= 0 || encoded.length <= wrap) return seal(encoded);
  const lines: string[] = [];
  for (let at = 0; at < encoded.length; at += wrap) lines.push(encoded.slice(at, at + wrap));
  return seal(lines.join("\n"));
}

/**
 * What a reader of references makes of the text, for values that are expanded a second time. The reader hands its pieces
 * on to be sealed and keeps nothing.
 */
export function partsOfSecret<Part>(secret: Secret, read: (text: string) => Part): Part {
  return read(secret.open());
}

/** The name in a text that is nothing but a reference of another tool: `$NAME`, `${NAME}`, `$(NAME)`, `%NAME%`. */
export function referenceIn(secret: Secret): { readonly name: string; readonly written: string } | undefined {
  const text = secret.length > 200 ? "" : secret.open().trim();
  const found =
    /^\$(?:env:)?([A-Za-z_][A-Za-z0-9_]{0,99})$/.exec(text) ??
    /^\$\{(?:env:)?([A-Za-z_][A-Za-z0-9_]{0,99})\}$/.exec(text) ??
    /^\$\(([A-Za-z_][A-Za-z0-9_]{0,99})\)$/.exec(text) ??
    /^%([A-Za-z_][A-Za-z0-9_]{0,99})%$/.exec(text);
  return found?.[1] === undefined ? undefined : { name: found[1], written: text };
}

/** True where the text is the key of this id, in any form; the id inside an `essu_` key is looked at and never told. */
export function hasKeyId(secret: Secret, id: string): boolean {
  if (secret.id !== undefined) return secret.id === id;
  const text = secret.open();
  if (secret.classification.form !== "essu") return false;
  const payload = essuInner(text) ?? "";
  return payload.startsWith(`${id}:`) || (decodeText(payload) ?? "").startsWith(`${id}:`);
}

/**
 * What follows `NAME=` in the one line of that name, as `grep` and `cut` take it: quotes stay. Undefined where no line or
 * several have the name. `upTo`: the end of the line, or the next `=`.
 */
export function entryOfSecret(secret: Secret, name: string, upTo: "end" | "equals"): Secret | undefined {
  const lines = secret
    .open()
    .split("\n")
    .filter((line) => line.startsWith(`${name}=`));
  const [line] = lines;
  if (line === undefined || lines.length > 1) return undefined;
  const value = line.slice(name.length + 1);
  const equals = upTo === "equals" ? value.indexOf("=") : -1;
  return seal(equals < 0 ? value : value.slice(0, equals));
}

/** The offset of a `%20` that parts the scheme from what follows; undefined where there is none. */
export function encodedBlank(secret: Secret): number | undefined {
  const found = /^[A-Za-z]{1,16}(?=%20)/.exec(secret.open());
  return found?.[0].length;
}

/**
 * The text without blanks around it and without one pair of quotes that surrounds it, as Beats read a variable:
 * https://github.com/elastic/go-ucfg/blob/main/types.go (parse of environment values)
 */
export function unquoted(secret: Secret): Secret {
  const text = secret.open().trim();
  const quote = text.charAt(0);
  const quoted = (quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote);
  return seal(quoted ? text.slice(1, -1) : text);
}

/** The target that the text names as a URL or host; undefined where it is none. See `parseTarget`. */
export function targetOf(secret: Secret, defaults?: TargetDefaults): Target | undefined {
  return parseTarget(secret.open(), defaults);
}

/**
 * The target of a text that is only the beginning of a URL, because the rest comes from somewhere else: known where the
 * host is complete, with the path as far as its last whole segment.
 */
export function targetOfBeginning(secret: Secret, defaults?: TargetDefaults): Target | undefined {
  const text = secret.open();
  const scheme = /^\s{0,8}[A-Za-z][A-Za-z0-9+.-]{0,15}:\/\//.exec(text)?.[0].length ?? 0;
  const pathStart = text.indexOf("/", scheme);
  if (pathStart < 0) {
    // In Elastic's own domains a host that is whole is known to be, and what follows can only be a port or a path.
    const target = parseTarget(text, defaults);
    return target?.host !== undefined && isElasticHost(target.host) ? target : undefined;
  }
  const whole = text.slice(0, text.lastIndexOf("/"));
  return parseTarget(whole.length > pathStart ? whole : text.slice(0, pathStart), defaults);
}

/** The API that the end of a URL tells, whose host comes from somewhere else: `/_cat/health`, `:9200/_search?q=x`. */
export function apiOfEnd(secret: Secret): Api | undefined {
  const [, port, path = ""] = /^(?::(\d{1,5}))?(\/[^?#]{0,500})/.exec(secret.open()) ?? [];
  const told = apiOfPath(path, port === undefined ? undefined : Number(port));
  return told?.specific ? told.api : undefined;
}

/** The text as a Cloud ID. See `decodeCloudId`. */
export function cloudIdOf(secret: Secret, options?: CloudIdOptions): CloudId {
  return decodeCloudId(secret.open(), options);
}

/** True for a URL that carries `user:password@` or `user@`. */
export function userInfoOf(secret: Secret): boolean {
  return hasUserInfo(secret.open());
}

/** True for `true`, `yes`, `on` and `1` in any case, as YAML and most programs read them. */
export function isTrueLike(secret: Secret): boolean {
  return /^\s*(?:true|yes|on|1)\s*$/i.test(secret.open());
}

/** True where the text is exactly `word`. */
export function equalsText(secret: Secret, word: string): boolean {
  return secret.open() === word;
}

function restFrom(text: string, start: number): { readonly rest: Secret; readonly restOffset: number } {
  let end = text.length;
  while (end > start && isBlankUnit(text.charCodeAt(end - 1))) end -= 1;
  return { rest: seal(text.slice(start, end)), restOffset: start };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlankUnit(text.charCodeAt(at))) at += 1;
  return at;
}

function isBlankUnit(unit: number): boolean {
  return unit === 32 || unit === 9;
}
