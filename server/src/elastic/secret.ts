/**
 * The one type that holds the text of a value that may be a credential. Whatever a program does with an object by
 * accident (print it, put it in a template, a log line, JSON, an error, a message to another worker) meets the masked
 * form or nothing, because the text is a private field and no property. What rules need to know about a text is derived
 * here and handed out as a fact; `open` is for text edits and the live check alone, which a lint rule holds (.oxlintrc.json).
 * A class, because only a class has fields that nothing outside can reach.
 */
import { classify } from "./classify";
import type { CloudId, CloudIdOptions } from "./cloudId";
import { decodeCloudId } from "./cloudId";
import type { Classification, Target } from "./model";
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
  if (pathStart < 0) return undefined;
  const whole = text.slice(0, text.lastIndexOf("/"));
  return parseTarget(whole.length > pathStart ? whole : text.slice(0, pathStart), defaults);
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
