/**
 * What systemd makes of the words of a unit: assignments of `Environment=`, and the words of `Exec*=` with the variables
 * and specifiers in them. Sources: systemd.exec(5), systemd.service(5), systemd.unit(5); reference/variables.md 3.7.
 * https://github.com/systemd/systemd/blob/main/src/basic/env-util.c (replace_env_argv)
 */
import { composeLayers, type Layer, mappedLayer } from "../../text/layer";
import type { Span } from "../../text/span";
import { type PartsBuilder, partsBuilder, type Source } from "../interpolation/parts";
import type { OpaquePart, Part, Value } from "../reading";
import { readWord, splitWords, type UnitQuote, type UnitWord } from "./split";

/** The text of a value, and its place in the file, for what does not map. */
export interface UnitText {
  readonly layer: Layer;
  readonly whole: Span;
}

/** What expands in a word: `%x` everywhere, variables only in commands. */
export type Expansion = "specifiers" | "variables";

/** A word of a value with what was found in it. */
export interface ReadWord {
  readonly word: UnitWord;
  readonly value: Value;
}

/** `NAME=value` in `Environment=`. */
export interface UnitAssignment {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Value;
}

/** The assignments of an `Environment=`. Those before a broken word count. */
export function readUnitAssignments(text: UnitText): readonly UnitAssignment[] {
  return splitWords(text.layer.text, { lenient: false }).words.flatMap((word) => {
    const assignment = readAssignment(word, text);
    return assignment ? [assignment] : [];
  });
}

/** The words of a list: names of variables, for instance. */
export function readUnitList(text: UnitText): readonly ReadWord[] {
  const { words } = splitWords(text.layer.text, { lenient: true });
  return words.map((word) => ({ word, value: wordValue(word, text, "specifiers") }));
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

function readAssignment(word: UnitWord, text: UnitText): UnitAssignment | undefined {
  const equals = word.text.indexOf("=");
  const name = word.text.slice(0, Math.max(equals, 0));
  if (!NAME.test(name)) return undefined;
  const layer = layerOf(word, text);
  const site = siteOf(word, equals + 1);
  const rest = sliced(layer, equals + 1);
  const place = (inner: Span): Span => text.layer.toHost(inner) ?? text.whole;
  return {
    name,
    nameSpan: layer.toHost({ start: 0, end: equals }) ?? text.whole,
    value: {
      span: place(site.inner),
      outer: place(site.outer),
      quote: site.quote,
      parts: word.bytes ? [unread(place(site.inner))] : partsOf(rest, place(site.inner), "specifiers"),
      // No environment takes other control characters.
      encode: (next) =>
        /[\0-\x08\x0b-\x1f\x7f]/.test(next) ? undefined : encodeAt(word, text, site, next, "specifiers"),
    },
  };
}

/** The value of a word of a command. */
export function wordValue(word: UnitWord, text: UnitText, expansion: Expansion): Value {
  const site = siteOf(word, 0);
  const place = (inner: Span): Span => text.layer.toHost(inner) ?? text.whole;
  const span = place(site.inner);
  return {
    span,
    outer: place(site.outer),
    quote: site.quote,
    parts: word.bytes ? [unread(span)] : partsOf(layerOf(word, text), span, expansion),
    encode: (next) => (next.includes("\0") ? undefined : encodeAt(word, text, site, next, expansion)),
  };
}

/** A word's decoded text, seen from the file. */
export function layerOf(word: UnitWord, { layer }: UnitText): Layer {
  return composeLayers(
    layer,
    mappedLayer(word.text, word.runs, () => undefined),
  );
}

function unread(span: Span): OpaquePart {
  return { kind: "opaque", span, why: "unsupported" };
}

function sliced({ text, toHost }: Source, from: number): Source {
  return {
    text: text.slice(from),
    toHost: (inner) => toHost({ start: from + inner.start, end: from + inner.end }),
  };
}

// --- What expands ----------------------------------------------------------------------------------------------------

/** https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html#Specifiers; other letters are text. */
const SPECIFIERS = "AaBbCcDdEfGgHhIiJjLlMmNnoPpqRrSsTtUuVvWwYy";
const SPECIFIER = /%[%A-Za-z]/g;
/** `${NAME:…}` is no variable: nothing of a shell's operators is known here. */
const MARK = /%[%A-Za-z]|\$\$|\$\{[^}:$]{0,200}\}/g;

/** The parts of a decoded word. */
export function partsOf(source: Source, whole: Span, expansion: Expansion): readonly Part[] {
  const { text } = source;
  const out = partsBuilder(source, whole);
  // Alone in its word, a variable needs no braces; and then all of the word is its name.
  if (expansion === "variables" && /^\$(?![{$])/.test(text)) {
    addVariable(out, text.slice(1), { start: 0, end: text.length });
    return out.done();
  }
  let from = 0;
  for (const { index, 0: mark } of text.matchAll(expansion === "variables" ? MARK : SPECIFIER)) {
    const at = { start: index, end: index + mark.length };
    const kept = mark.startsWith("%") && mark !== "%%" && !SPECIFIERS.includes(mark.charAt(1));
    if (kept) continue;
    out.verbatim(from, index);
    from = at.end;
    if (mark === "%%" || mark === "$$") out.replaced(mark.charAt(0), at.start, at.end);
    else if (mark.startsWith("$")) addVariable(out, mark.slice(2, -1), at);
    else out.add({ kind: "opaque", span: out.place(at.start, at.end), why: "template" });
  }
  out.verbatim(from, text.length);
  return out.done();
}

function addVariable(out: PartsBuilder, name: string, at: Span): void {
  const span = out.place(at.start, at.end);
  out.add(NAME.test(name) ? { kind: "reference", name, span } : unread(span));
}

// --- The way back ------------------------------------------------------------------------------------------------------

/** Where a value stands in its word, and in which quotes; places are those of the text that was split. */
interface Site {
  readonly outer: Span;
  readonly inner: Span;
  readonly quote: Value["quote"];
  /** What is written in place of `outer`: a word, a word in these quotes, or text within quotes that stay. */
  readonly style: "bare" | "quoted" | "inside" | "cut";
  readonly mark: UnitQuote["mark"];
  /** The decoded text before it. */
  readonly prefix: string;
}

/** The site of what stands behind the first `from` units of a word. */
function siteOf(word: UnitWord, from: number): Site {
  const inside = mappedLayer(word.text, word.runs, () => undefined);
  const start = from === 0 ? word.at.start : (inside.toHost({ start: from - 1, end: from })?.end ?? word.at.start);
  const { end } = word.at;
  const [first, ...others] = word.quotes.filter(({ at }) => at.end > start);
  const site = { outer: { start, end }, inner: { start, end }, mark: '"', prefix: word.text.slice(0, from) } as const;
  if (!first) return { ...site, quote: "none", style: "bare" };
  const { at, inner, mark } = first;
  const isLast = others.length === 0 && at.end === end;
  if (at.start < start) {
    if (!isLast) return { ...site, quote: "mixed", style: "cut" };
    const stretch = { start, end: inner.end };
    return { ...site, outer: stretch, inner: stretch, mark, quote: "mixed", style: "inside" };
  }
  if (!isLast || at.start > start) return { ...site, quote: "mixed", style: "quoted" };
  return { ...site, outer: at, inner, mark, quote: mark === '"' ? "double" : "single", style: "quoted" };
}

/** Writes a text in place of a site's `outer`, if systemd then reads exactly that text there. */
function encodeAt(
  word: UnitWord,
  { layer }: UnitText,
  site: Site,
  next: string,
  expansion: Expansion,
): string | undefined {
  const { outer, mark, prefix, style } = site;
  const inner = escapeUnitText(next, mark, expansion);
  const quoted = style === "inside" ? inner : mark + inner + mark;
  const isBare = style === "bare" && /^[\w./:@+,=~^%$-]+$/.test(next);
  const written = isBare ? inner : quoted;
  const { text } = layer;
  const edited = text.slice(word.at.start, outer.start) + written + text.slice(outer.end, word.at.end);
  const again = style === "cut" ? undefined : readWord(edited, 0, { lenient: false });
  if (!again || again.at.end < edited.length || again.bytes) return undefined;
  const parts = partsOf({ text: again.text, toHost: (where) => where }, again.at, expansion);
  const read = parts.map((part) => (part.kind === "text" ? part.text : "\0")).join("");
  return read === prefix + next ? written : undefined;
}

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\f", "\\f"],
  ["\v", "\\v"],
  ["\b", "\\b"],
  ["\x07", "\\a"],
]);

/** What must stand between quotes so that systemd makes this text of it. */
export function escapeUnitText(text: string, mark: UnitQuote["mark"], expansion: Expansion): string {
  return text.replaceAll(/[\0-\x1f\x7f\\"'%$]/g, (unit) => {
    if (unit === "%") return "%%";
    if (unit === "$") return expansion === "variables" ? "$$" : unit;
    if (unit === "\\" || unit === mark) return `\\${unit}`;
    if (unit === '"' || unit === "'") return unit;
    return CONTROLS.get(unit) ?? `\\x${unit.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
}
