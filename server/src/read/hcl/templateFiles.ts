/**
 * Calls of `templatefile`: the file and what is put into it, wherever they stand in an expression.
 * https://developer.hashicorp.com/terraform/language/functions/templatefile
 */
import type { Layer } from "../../text/layer";
import type { Span } from "../../text/span";
import type { FilePart, Value } from "../reading";
import { filePart } from "./functions";
import { partsBetween } from "./template";
import { Lexer, type Token } from "./tokens";

export interface TemplateFile {
  readonly file: FilePart;
  /** Its variables, where they are written as an object. */
  readonly variables: readonly { readonly name: string; readonly nameSpan: Span; readonly value: Value }[];
}

/** Calls in one text that are read. */
const MOST_CALLS = 20;
const CALL = /\btemplatefile\s{0,20}\(/g;

/** The calls in the source text of a value. `whole` stands for what does not map. */
export function templateFilesIn(source: Pick<Layer, "text" | "toHost">, whole: Span): readonly TemplateFile[] {
  const found: TemplateFile[] = [];
  if (!source.text.includes("templatefile")) return found;
  for (const match of source.text.matchAll(CALL)) {
    if (found.length >= MOST_CALLS) break;
    const call = callAt(source, match.index + match[0].length, whole);
    if (call) found.push(call);
  }
  return found;
}

/** The call whose arguments begin at an offset. */
function callAt(source: Pick<Layer, "text" | "toHost">, from: number, whole: Span): TemplateFile | undefined {
  const tokens = tokensUpToBracket(source.text, from);
  const comma = commasIn(tokens, 0, tokens.length)[0] ?? tokens.length;
  const [path] = tokens;
  const place = (span: Span): Span => source.toHost(span) ?? whole;
  const file = comma === 1 && path ? filePart(source.text, path, place(path)) : undefined;
  if (!file) return undefined;
  return { file, variables: variablesIn(source, tokens.slice(comma + 1), whole) };
}

/** Tokens up to the bracket that closes the call. */
function tokensUpToBracket(text: string, from: number): readonly Token[] {
  const tokens: Token[] = [];
  const lexer = new Lexer(text, from, text.length);
  let depth = 0;
  for (let token = lexer.next(); token.kind !== "end"; token = lexer.next()) {
    if ("([{".includes(token.kind)) depth++;
    else if (")]}".includes(token.kind) && --depth < 0) break;
    tokens.push(token);
  }
  return tokens;
}

/** The indices of commas that stand in no further brackets; with `lines` of line ends too. */
function commasIn(tokens: readonly Token[], from: number, to: number, lines = false): readonly number[] {
  const found: number[] = [];
  let depth = 0;
  for (let index = from; index < to; index++) {
    const kind = tokens[index]?.kind ?? "end";
    if ("([{".includes(kind)) depth++;
    else if (")]}".includes(kind)) depth--;
    else if (depth === 0 && (kind === "," || (lines && kind === "newline"))) found.push(index);
  }
  return found;
}

function variablesIn(
  source: Pick<Layer, "text" | "toHost">,
  tokens: readonly Token[],
  whole: Span,
): TemplateFile["variables"] {
  const from = tokens.findIndex(({ kind }) => kind !== "newline");
  const to = tokens.findLastIndex(({ kind }) => kind === "}");
  if (tokens[from]?.kind !== "{" || to < 0) return [];
  const ends = [...commasIn(tokens, from + 1, to, true), to];
  let start = from + 1;
  return ends.flatMap((end) => {
    const entry = tokens.slice(start, end);
    start = end + 1;
    return variableOf(source, entry, whole);
  });
}

function variableOf(
  source: Pick<Layer, "text" | "toHost">,
  [name, mark, ...value]: readonly Token[],
  whole: Span,
): TemplateFile["variables"] {
  const first = value[0];
  const last = value[value.length - 1];
  if (!name || !first || !last || (mark?.kind !== "=" && mark?.kind !== ":")) return [];
  const isQuoted = name.kind === "string";
  if (!isQuoted && name.kind !== "name") return [];
  const inside = isQuoted ? { start: name.start + 1, end: name.end - 1 } : name;
  const span = source.toHost({ start: first.start, end: last.end }) ?? whole;
  return [
    {
      name: source.text.slice(inside.start, inside.end),
      nameSpan: source.toHost({ start: inside.start, end: inside.end }) ?? whole,
      value: {
        span,
        outer: span,
        parts: partsBetween(source, whole, first.start, last.end),
        quote: "none",
        encode: () => undefined,
      },
    },
  ];
}
