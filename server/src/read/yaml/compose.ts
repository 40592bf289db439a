/**
 * Builds trees from tokens in one pass. Begins anew (see tokens.ts) where broken text has led the lexer astray: after an
 * unclosed quote, an unclosed bracket, or a line without a colon that swallowed the lines after it.
 */
import type { Budget } from "../reading";
import { setAnchor } from "./anchors";
import { beginExplicitKey, beginItem, loneColon, placeOf } from "./block";
import { blockHeader } from "./blockScalar";
import { beginFlow, breakFlow, endFlow, endItem, flowColon, isFlow, putInFlow } from "./flow";
import { close } from "./frames";
import {
  type Composer,
  forgetProperties,
  makeKey,
  mayBegin,
  mayReread,
  noPending,
  nowhere,
  putBlock,
  rereadFrom,
  setPending,
  settle,
  splitPending,
  trimmedEnd,
} from "./pending";
import type { Reader } from "./reader";
import { newFrame, note, stop } from "./reader";
import { relexYaml, type YamlMemory } from "./relex";
import type { TokenKind, TokenSink } from "./tokens";
import { GO_ON, lexYaml, STOP } from "./tokens";

/** How many tokens are read between two questions for the time. */
const TOKENS_PER_QUESTION = 1000;

/** How many units may be read again because a line swallowed others that could have been kept. */
const UNITS_TO_REREAD = 1_000_000;

/**
 * Reads `text`. `lexed` is as long as `text` and is what tokens are read from: the text with what is no YAML hidden.
 * With a memory, it lexes only what changed since the reading before, and leaves there what the next one needs.
 */
export function composeYaml(text: string, lexed: string, budget: Budget, memory?: YamlMemory): Reader {
  let composer = newComposer(text, budget);
  const begin = (): TokenSink => {
    const begun = newComposer(text, budget);
    composer = begun;
    return (kind, start, end) => {
      if (++begun.tokens % TOKENS_PER_QUESTION === 0 && budget.expired()) stop(begun, { start, end }, "time");
      const answer = begun.stopped ? STOP : takeToken(begun, kind, start, end);
      return begun.stopped ? STOP : answer;
    };
  };
  if (memory) memory.tape = relexYaml(lexed, memory.tape, begin);
  else lexYaml(lexed, 0, lexed.length, begin());
  endDocument(composer, text.length);
  return composer;
}

function newComposer(text: string, budget: Budget): Composer {
  return {
    text,
    budget,
    trees: [],
    comments: [],
    problems: [],
    anchors: new Map(),
    aliasNodes: budget.aliases,
    top: newFrame("root", 0, -1, undefined, undefined),
    stopped: false,
    line: 0,
    full: false,
    pending: noPending(),
    inner: noPending(),
    anchor: undefined,
    tag: undefined,
    propertiesStart: 0,
    propertiesLine: -1,
    outerAnchor: undefined,
    header: undefined,
    oneLine: false,
    reread: UNITS_TO_REREAD,
    tokens: 0,
  };
}

/** Takes one token; answers as a `TokenSink` does. */
function takeToken(composer: Composer, kind: TokenKind, start: number, end: number): number {
  const flow = isFlow(composer.top);
  // What else stands in the line of a block scalar's header counts for nothing.
  if (composer.header !== undefined && kind === "unknown") return GO_ON;
  switch (kind) {
    case "newline":
      if (flow && !composer.oneLine) {
        composer.line = end;
        return GO_ON;
      }
      if (flow) breakFlow(composer);
      endLine(composer);
      composer.line = end;
      return flow ? end : GO_ON;
    case "comment": {
      const textSpan = { start: start + 1, end };
      composer.comments.push({ span: { start, end }, text: composer.text.slice(start + 1, end), textSpan });
      return GO_ON;
    }
    case "plain":
    case "single":
    case "double":
      return takeScalar(composer, kind, start, end, flow);
    case "alias":
      if (flow) putInFlow(composer, "alias", start, end, true);
      else if (mayBegin(composer, start, end)) setPending(composer, composer.pending, "alias", start, end);
      return GO_ON;
    case "anchor":
    case "tag":
      if (flow || mayBegin(composer, start, end)) takeProperty(composer, kind, start, end);
      return GO_ON;
    case "colon":
      return takeColon(composer, start, end, flow);
    case "dash":
    case "question": {
      if (flow || !mayBegin(composer, start, end)) return GO_ON;
      const { anchor } = composer;
      forgetProperties(composer);
      const begin = kind === "dash" ? beginItem : beginExplicitKey;
      begin(composer, { start, end }, start - composer.line, anchor);
      return GO_ON;
    }
    case "flow-map":
    case "flow-list":
      beginFlow(composer, kind, start, end, flow);
      return GO_ON;
    case "flow-map-end":
    case "flow-list-end":
      if (flow) endFlow(composer, end);
      else nowhere(composer, start, end);
      return GO_ON;
    case "comma":
      if (flow) endItem(composer);
      else nowhere(composer, start, end);
      return GO_ON;
    case "flow-broken":
      if (flow) breakFlow(composer);
      endLine(composer);
      return composer.line;
    case "block-header":
      if (mayBegin(composer, start, end)) beginBlock(composer, start, end);
      return GO_ON;
    case "block":
      composer.full = false;
      composer.line = end;
      if (putBlock(composer, { start, end }) || !mayReread(composer, end - start)) return GO_ON;
      composer.line = start;
      return start;
    case "document":
      endDocument(composer, start);
      return GO_ON;
    case "byte-order-mark":
      if (start === composer.line) composer.line = end;
      return GO_ON;
    case "directive":
      return GO_ON;
    case "unknown":
      nowhere(composer, start, end);
      return GO_ON;
  }
}

function endLine(composer: Composer): void {
  settle(composer);
  composer.full = false;
}

function takeProperty(composer: Composer, kind: "anchor" | "tag", start: number, end: number): void {
  if (composer.propertiesLine !== composer.line) {
    if (composer.propertiesLine !== -1 && kind === "anchor" && composer.anchor !== undefined) {
      composer.outerAnchor = composer.anchor;
    }
    composer.propertiesLine = composer.line;
    composer.propertiesStart = start;
  }
  if (kind === "anchor") composer.anchor = composer.text.slice(start + 1, end);
  else composer.tag = composer.text.slice(start, end);
}

function takeScalar(
  composer: Composer,
  kind: "plain" | "single" | "double",
  start: number,
  tokenEnd: number,
  flow: boolean,
): number {
  const { text } = composer;
  // Between brackets the lexer gives an empty scalar where a value is missing.
  if (tokenEnd === start) return GO_ON;
  const isQuoted = kind !== "plain";
  let closed = !isQuoted || isClosed(text, start, tokenEnd);
  if (!closed) note(composer, { start, end: start + 1 }, "This quote is not closed");
  let end = tokenEnd;
  let again = GO_ON;
  const lineEnd = start + text.slice(start, end).indexOf("\n");
  const mayFill = flow ? !composer.oneLine : lineEnd < start || mayFillLines(composer, start);
  if (lineEnd >= start && !(closed && mayFill)) {
    // The text ends with its line, as does one that is being typed; the lines that it swallowed are read anew.
    again = isQuoted || flow ? lineEnd : rereadFrom(composer, lineEnd, end);
    if (again !== GO_ON) {
      closed = !isQuoted;
      end = lineEnd;
    }
  }
  if (end < tokenEnd || !closed) end = trimmedEnd(text, start + 1, end);
  if (flow) {
    putInFlow(composer, kind, start, end, closed);
    if (again !== GO_ON) breakFlow(composer);
  } else if (mayBegin(composer, start, end)) setPending(composer, composer.pending, kind, start, end, closed);
  const feed = text.slice(start, end).lastIndexOf("\n");
  if (feed !== -1) composer.line = start + feed + 1;
  return again;
}

/** Only a value may fill several lines; a key, or what counts for nothing, ends with its line. */
function mayFillLines(composer: Composer, start: number): boolean {
  settle(composer);
  const from = composer.propertiesLine === composer.line ? composer.propertiesStart : start;
  return !composer.full && placeOf(composer, from - composer.line) === "value";
}

/** True where the quoted scalar ends with its quote: one that is not doubled and no part of an escape. */
function isClosed(text: string, start: number, end: number): boolean {
  const quote = text.charAt(start);
  if (end - start < 2 || text.charAt(end - 1) !== quote) return false;
  const sign = quote === "'" ? "'" : "\\";
  let before = end - 1;
  while (before > start + 1 && text.charAt(before - 1) === sign) before--;
  return (end - 1 - before) % 2 === 0;
}

function takeColon(composer: Composer, start: number, end: number, flow: boolean): number {
  const { pending } = composer;
  if (flow) flowColon(composer, { start, end });
  else if (pending.kind === "none") {
    if (composer.full) {
      nowhere(composer, start, end);
      return GO_ON;
    }
    const { anchor } = composer;
    forgetProperties(composer);
    loneColon(composer, { start, end }, start - composer.line, composer.line, anchor);
  } else if (pending.kind === "plain" && pending.line !== composer.line) {
    composer.line = splitPending(composer);
    composer.full = false;
    return composer.line;
  } else makeKey(composer, end);
  return GO_ON;
}

function beginBlock(composer: Composer, start: number, end: number): void {
  const from = composer.propertiesLine === composer.line ? composer.propertiesStart : start;
  const shape = blockHeader(composer.text.slice(start, end));
  composer.header = { shape, start, from, column: from - composer.line };
}

/** Closes all that stands open. Anchors do not reach the next document. */
function endDocument(composer: Composer, end: number): void {
  if (isFlow(composer.top)) breakFlow(composer);
  settle(composer);
  if (composer.header !== undefined) putBlock(composer, { start: end, end });
  setAnchor(composer, composer.anchor, undefined);
  forgetProperties(composer);
  while (composer.top.kind !== "root") close(composer);
  composer.top = newFrame("root", end, -1, undefined, undefined);
  composer.anchors.clear();
  composer.outerAnchor = undefined;
  composer.full = false;
}
