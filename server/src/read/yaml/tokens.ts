/**
 * YAML text as tokens with offsets: the only file that knows the `yaml` package, and of it only the lexer.
 * The package's parser and composer cost three to four times what its lexer costs, and they give up on text that is being
 * typed; Keyfit builds its own tree from the tokens instead. The lexer keeps its place in a file by state that broken
 * text confuses, so the reader may ask to begin anew at any offset, and gets tokens as if a file began there.
 */
import { Lexer } from "yaml";

export type TokenKind =
  | "newline"
  | "comment"
  | "plain"
  | "single"
  | "double"
  | "block-header"
  | "block"
  | "dash"
  | "question"
  | "colon"
  | "comma"
  | "flow-map"
  | "flow-list"
  | "flow-map-end"
  | "flow-list-end"
  /** The text left a flow collection that was never closed. */
  | "flow-broken"
  | "anchor"
  | "tag"
  | "alias"
  | "document"
  | "byte-order-mark"
  | "directive"
  | "unknown";

/** Takes one token `[start, end)`; answers `GO_ON`, `STOP`, or the offset where reading must begin anew. */
export type TokenSink = (kind: TokenKind, start: number, end: number) => number;

export const GO_ON = -1;
export const STOP = -2;

/**
 * Stands after the text while it is read. The lexer takes all that follows an unclosed quote unless it sees a closing one
 * somewhere; with these it always does, and then leaves the string where the indentation ends.
 */
const SENTINEL = '\n...\n"\'"';

const SCALAR_FOLLOWS = "\u001f";
const DOCUMENT_BEGINS = "\u0002";
const FLOW_BROKEN = "\u0018";

/**
 * Feeds the tokens of `text.slice(from, to)` to `sink`, with offsets of `text`. White space gives no tokens.
 * An offset that `sink` answers must lie after the offset at which reading last began; others are taken as `GO_ON`.
 */
export function lexYaml(text: string, from: number, to: number, sink: TokenSink): void {
  // Joined once: each new beginning is then a slice, which costs nothing.
  const source = text.slice(from, to) + SENTINEL;
  let begin = from;
  while (begin < to) {
    const again = lexFrom(source.slice(begin - from), begin, to, sink);
    if (again <= begin) return;
    begin = again;
  }
}

function lexFrom(source: string, begin: number, to: number, sink: TokenSink): number {
  let at = begin;
  let scalarFollows = false;
  // A block scalar's header was read: its line is not over, or its lines are to come.
  let inHeader = false;
  let blockFollows = false;
  for (const lexeme of new Lexer().lex(source)) {
    if (at >= to && lexeme !== FLOW_BROKEN) return STOP;
    let kind: TokenKind | undefined;
    if (scalarFollows) {
      kind = blockFollows ? "block" : "plain";
      scalarFollows = false;
      blockFollows = false;
    } else if (inHeader) {
      // What else stands there comes as it is, so it may look like any lexeme.
      kind = kindOf(lexeme);
      if (kind === "newline") inHeader = false;
      else if (kind !== undefined && kind !== "comment") kind = "unknown";
    } else if (lexeme === SCALAR_FOLLOWS) {
      scalarFollows = true;
      continue;
    } else if (lexeme === DOCUMENT_BEGINS) continue;
    else if (lexeme === FLOW_BROKEN) kind = "flow-broken";
    else {
      kind = kindOf(lexeme);
      if (kind === "block-header") inHeader = blockFollows = true;
    }
    const start = at;
    if (kind !== "flow-broken") at += lexeme.length;
    if (kind === undefined) continue;
    const answer = sink(kind, start, Math.min(at, to));
    if (answer === STOP) return STOP;
    if (answer > begin) return answer;
  }
  return STOP;
}

/** The lexer gives strings only; what they are shows in their first unit. Undefined: white space. */
function kindOf(lexeme: string): TokenKind | undefined {
  switch (lexeme.charCodeAt(0)) {
    case 0x20:
    case 0x09:
      return undefined;
    case 0x0a:
    case 0x0d:
      return "newline";
    case 0x23:
      return "comment";
    case 0x22:
      return "double";
    case 0x27:
      return "single";
    case 0x3a:
      return "colon";
    case 0x2d:
      return lexeme === "---" ? "document" : "dash";
    case 0x2e:
      return lexeme === "..." ? "document" : "unknown";
    case 0x3f:
      return "question";
    case 0x2c:
      return "comma";
    case 0x7b:
      return "flow-map";
    case 0x7d:
      return "flow-map-end";
    case 0x5b:
      return "flow-list";
    case 0x5d:
      return "flow-list-end";
    case 0x26:
      return "anchor";
    case 0x2a:
      return "alias";
    case 0x21:
      return "tag";
    case 0x7c:
    case 0x3e:
      return "block-header";
    case 0x25:
      return "directive";
    case 0xfeff:
      return "byte-order-mark";
    default:
      return "unknown";
  }
}
