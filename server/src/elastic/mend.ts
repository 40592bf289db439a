/**
 * Recognises a credential through the damage that people do to it, and undoes what can be undone without a guess.
 * A text is damaged only where undoing the damage leads to one of the known forms, whole: so a mended value is exactly
 * the credential that was meant, and a text that merely looks odd is left alone. Each step takes one layer off and no
 * two steps but quotes and white space apply to one text, so the work is bounded by the layers times the length.
 * The mistakes are those of reference failures A9, A16, B1 to B4 and variables 3.10 (`cut -d= -f2`), each with its thread.
 */
import { decodeText, encodeText } from "./base64";
import type { Damage, Form } from "./model";
import { isExamplePair } from "./placeholder";
import type { Shape } from "./shape";
import { ECE_PATTERN, ESSU_PREFIX, shapeOf } from "./shape";

/** A credential with its damage undone. */
export interface Mended {
  /** The outermost damage, the one to name. */
  readonly damage: Damage;
  /** What the sound credential is; never of form `other`. */
  readonly shape: Shape;
  /** The sound credential, in the form that `shape` says. A secret. */
  readonly text: string;
}

const DASHED = /^-[A-Za-z0-9_-]{20}:[A-Za-z0-9_-]{22}$/;

/** How many layers are taken off: quotes around a key that was encoded twice too often and has a newline, and one more. */
const LAYERS = 6;

/** The sound credential in a damaged text; undefined where the text is sound already or leads to none. */
export function mend(text: string): Mended | undefined {
  return shapeOf(text) ? undefined : peel(text, LAYERS);
}

/**
 * True for base64 of an example pair that ends in a newline, as a deployment sample of Elastic prints it: the value is
 * no key, but whoever encodes a real one in the same way damages it (reference failures B2).
 */
export function isEncodedExampleWithNewline(text: string): boolean {
  const decoded = text.length > 400 ? undefined : decodeText(text);
  return decoded !== undefined && /^[^\r\n]+\r?\n$/.test(decoded) && isExamplePair(decoded.trim());
}

/** One layer of damage, taken off. */
interface Taken {
  readonly damage: Damage;
  readonly text: string;
  /** The text stood inside base64, and belongs back there where it is a pair. */
  readonly encoded?: true;
}

const STEPS: readonly ((text: string) => Taken | undefined)[] = [
  takeQuotes,
  takeDash,
  takeDelimiter,
  takeSpace,
  takeAlphabet,
  takePadding,
  takeBase64,
];

/**
 * The dash of `${NAME:-id:key}`, where the program's default begins behind the colon, so that the dash belongs to it
 * (reference variables 3.13). Ids are 20 characters long, so that one of 21 with a dash in front is none.
 */
function takeDash(text: string): Taken | undefined {
  return DASHED.test(text) ? { damage: "dash", text: text.slice(1) } : undefined;
}

/** Takes off one layer and looks again. The first step that leads to a credential wins. */
function peel(text: string, layers: number): Mended | undefined {
  if (layers === 0) return undefined;
  for (const step of STEPS) {
    const taken = step(text);
    const core = taken && (whole(taken) ?? peel(taken.text, layers - 1));
    if (core) return { ...backIn(core, taken.encoded), damage: taken.damage };
  }
  return undefined;
}

/**
 * What was uncovered, if it is a credential. Service tokens and the like have no damaged variants that anybody reported.
 * The three parts of an ECE key count only as what base64 held: nobody writes them down bare.
 */
function whole(taken: Taken): Mended | undefined {
  const shape = shapeOf(taken.text);
  if (shape) return shape.form === "other" ? undefined : { ...taken, shape };
  return ECE_PATTERN.test(taken.text) ? { ...taken, shape: { form: "ece", candidates: ["ece-api-key"] } } : undefined;
}

/** Puts bare parts back into base64 where they came out of it. */
function backIn(core: Mended, encoded: true | undefined): Mended {
  const bare = core.shape.form === "pair" || core.text.includes(":");
  const text = encoded && bare ? encodeText(core.text) : undefined;
  const shape = text === undefined ? undefined : shapeOf(text);
  return text !== undefined && shape ? { ...core, shape, text } : core;
}

const QUOTES: Readonly<Record<string, string>> = { '"': '"', "'": "'", "`": "`", "“": "”", "‘": "’" };

function takeQuotes(text: string): Taken | undefined {
  const close = QUOTES[text.charAt(0)];
  if (close === undefined || text.length < 3 || !text.endsWith(close)) return undefined;
  return { damage: "quotes", text: text.slice(1, -1) };
}

/** `id.key`, as an early page of the documentation had it: elastic/ingest-docs#909. */
function takeDelimiter(text: string): Taken | undefined {
  const match = /^([A-Za-z0-9_-]{20,22})[.;,|/ \t]([A-Za-z0-9_-]{22})$/.exec(text);
  if (!match || !(/[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9]/.test(text))) return undefined;
  return { damage: "delimiter", text: `${match[1]}:${match[2]}` };
}

/** White space of any kind, with the marks that editors and chat programs leave: BOM and zero-width characters. */
function takeSpace(text: string): Taken | undefined {
  const rest = text.replace(/[\s\u200b-\u200d\u2060\ufeff]+/g, "");
  return rest === text ? undefined : { damage: "whitespace", text: rest };
}

/** `essu_` in the URL-safe alphabet. Elsewhere the alphabets agree, because ASCII never needs the letters that differ. */
function takeAlphabet(text: string): Taken | undefined {
  const prefix = ESSU_PREFIX.exec(text)?.[0];
  const body = /^[A-Za-z0-9_-]+/.exec(text.slice(prefix?.length))?.[0] ?? "";
  if (prefix === undefined || !/[_-]/.test(body)) return undefined;
  const mended = prefix + padded(body.replace(/-/g, "+").replace(/_/g, "/"));
  return shapeOf(mended)?.checksum === "matches" ? { damage: "altered-essu", text: mended } : undefined;
}

/** The padding was cut off or has the wrong length. Java's decoder does not mind; Go's, Ruby's and Logstash's do. */
function takePadding(text: string): Taken | undefined {
  const prefix = ESSU_PREFIX.exec(text)?.[0] ?? "";
  const body = /^[A-Za-z0-9+/]+/.exec(text.slice(prefix.length))?.[0] ?? "";
  if (body.length < 20 || !/^=*$/.test(text.slice(prefix.length + body.length))) return undefined;
  const mended = prefix + padded(body);
  return mended === text ? undefined : { damage: "padding", text: mended };
}

function padded(body: string): string {
  return body + "=".repeat((4 - (body.length % 4)) % 4);
}

/** Base64 around something. The damage is named by what is inside. */
function takeBase64(text: string): Taken | undefined {
  const decoded = decodeText(text)?.replace(/^(?:\xff\xfe|\xfe\xff)/, "");
  if (decoded === undefined || decoded.length < 20) return undefined;
  if (isUtf16(decoded)) return { damage: "utf-16", text: decoded.replace(/\0/g, ""), encoded: true };
  const rest = withoutScheme(decoded);
  if (rest !== undefined) return { damage: "scheme-inside", text: rest, encoded: true };
  return { damage: damageInside(decoded), text: decoded, encoded: true };
}

/** The scheme was encoded with the key: krojew/tracing-elastic-apm#7. Outside of base64 a scheme is no damage. */
function withoutScheme(decoded: string): string | undefined {
  return /^(?:authorization[:=][ \t]*)?(?:apikey|bearer|basic)[ \t]+(\S.*)$/is.exec(decoded)?.[1];
}

function damageInside(decoded: string): Damage {
  const inner: Form | undefined = shapeOf(decoded.trim())?.form;
  if (inner === "essu") return "cloud-key-encoded";
  if (inner === "encoded" || inner === "ece") return "double-encoded";
  if (/[\r\n]$/.test(decoded)) return "newline";
  if (takeQuotes(decoded)) return "quotes";
  if (takeDelimiter(decoded)) return "delimiter";
  return /\s/.test(decoded) ? "whitespace" : "double-encoded";
}

/** True where every second byte is zero and no other is: how PowerShell's `[Text.Encoding]::Unicode` writes ASCII. */
function isUtf16(text: string): boolean {
  if (text.length < 40 || text.length % 2 !== 0) return false;
  const zero = text.charCodeAt(0) === 0 ? 0 : 1;
  for (let at = 0; at < text.length; at += 2) {
    if (text.charCodeAt(at + zero) !== 0 || text.charCodeAt(at + 1 - zero) === 0) return false;
  }
  return true;
}
