/**
 * Turns words of the shell into the values, assignments and commands' texts that readers return.
 */
import type { Span } from "../../text/span";
import type { Value } from "../reading";
import type { Ground } from "./ground";
import { innerGround, spanIn } from "./ground";
import type { QuoteStyle } from "./quoting";
import { encodeWord, hereDocumentBody, insideDocument, insideDouble, insideSingle } from "./quoting";
import type { ShellWord } from "./shellWord";
import { partsOf, shapeOf } from "./shellWord";
import type { HereDocNode } from "./syntax";
import { readBody } from "./word";

/** The value of a word. */
export function wordValue(word: ShellWord): Value {
  const { ground } = word;
  const { style, inner } = shapeOf(word, word.at);
  return {
    span: spanIn(ground, inner),
    outer: spanIn(ground, word.at),
    parts: partsOf(word.pieces, ground),
    quote: quoteOf(style, ground),
    // Behind a carriage return that stays, no text is the whole of the value.
    encode: (text) => (hasReturn(word) ? undefined : encodeWord(style, text, (word) => ground.layer.encode(word))),
  };
}

function hasReturn({ ground, pieces }: ShellWord): boolean {
  const last = pieces.at(-1);
  return ground.keepsReturns === true && last?.kind === "part" && last.part.kind === "text" && last.part.text === "\r";
}

/** What a here-document feeds to a command, with the word that it was read from; `finish` is done to that word. */
export function documentOf(
  node: HereDocNode,
  ground: Ground,
  finish: (word: ShellWord) => ShellWord,
): { readonly word: ShellWord; readonly value: Value } {
  const quoted = node.delimiter?.quoted ?? false;
  const tabs = node.operator === "<<-";
  const word = finish(readBody(node.body, ground, quoted, tabs));
  const span = spanIn(ground, word.at);
  const delimiter = node.delimiter?.value ?? "";
  const value: Value = {
    span,
    outer: span,
    parts: partsOf(word.pieces, ground),
    quote: "mixed",
    encode: (text) => {
      const body = hereDocumentBody(text, delimiter, { quoted, tabs });
      return body === undefined ? undefined : ground.layer.encode(body);
    },
  };
  return { word, value };
}

/**
 * `NAME=value` in a word, quoted or not; `append` for `NAME+=value`. The value is a word of its own: the rest of it.
 * Undefined where the word is no assignment.
 */
export function splitAssignment(
  word: ShellWord,
): { readonly name: string; readonly nameAt: Span; readonly append: boolean; readonly value: ShellWord } | undefined {
  const [first, ...rest] = word.pieces;
  if (first?.kind !== "text" || first.text.length !== first.at.end - first.at.start) return undefined;
  const match = /^([A-Za-z_]\w*)(\+?)=/.exec(first.text);
  const [head, name] = match ?? [];
  if (head === undefined || name === undefined) return undefined;
  const start = first.at.start + head.length;
  const tail = { ...first, text: first.text.slice(head.length), at: { start, end: first.at.end } };
  const { style, inner } = shapeOf(word, word.at);
  // Where the quotes hold the name as well, the value ends before the closing quote.
  const end = style === "single" || style === "double" ? inner.end : word.at.end;
  return {
    name,
    nameAt: { start: first.at.start, end: first.at.start + name.length },
    append: match?.[2] === "+",
    value: {
      ...word,
      at: { start, end: Math.max(start, end) },
      pieces: tail.text === "" ? rest : [tail, ...rest],
      stretches: word.stretches.filter((stretch) => stretch.at.end > start),
    },
  };
}

/** How to write text in place of a piece of a word, so that the word's shell hands it on as it is. */
function insideStyle(style: QuoteStyle, text: string): string | undefined {
  switch (style) {
    case "single":
    case "in-single":
      return insideSingle(text);
    case "double":
    case "in-double":
      return insideDouble(text);
    case "verbatim":
      return text.includes("\n") ? undefined : text;
    case "document":
      return text.includes("\n") ? undefined : insideDocument(text);
    case "cut":
      return undefined;
    case "none":
    case "mixed":
      return /^[\w./:=@%+,-]*$/.test(text) ? text : undefined;
    default:
      return style satisfies never;
  }
}

/** The text that a word hands to another shell (`sh -c '…'`), as that shell's ground. */
export function handedOn(word: ShellWord): Ground {
  const { ground } = word;
  const { style } = shapeOf(word, word.at);
  const inner = innerGround(ground, word.pieces, word.at, (text) => insideStyle(style, text));
  return { ...inner, verbatim: ground.verbatim && style === "verbatim" };
}

/** Quotes that stand in another shell's quotes cannot be replaced as they are, so they are not shown as quotes. */
function quoteOf(style: QuoteStyle, ground: Ground): Value["quote"] {
  switch (style) {
    case "none":
      return "none";
    case "single":
    case "double":
      return ground.verbatim ? style : "mixed";
    default:
      return "mixed";
  }
}
