/**
 * Reads sections, and the plugins in them in whatever branches. Blocks are a list and not a recursion: what matters of
 * them is only how many are open. What stands outside of every section belongs to the last one, and an option outside of
 * every plugin to the last plugin: a brace too many has ended it, and those who type put it back soon.
 */
import type { Entry, ListNode, MapNode } from "../reading";
import { endOfCondition } from "./conditions";
import type { Container, Reader, Token } from "./reader";
import {
  advance,
  closesNothing,
  descend,
  enter,
  goTo,
  innerSpan,
  nameOf,
  note,
  noteUnbalanced,
  standsOutside,
} from "./reader";
import { BRANCH, namedMap, passStray, readEntries, readEntry, SECTIONS } from "./values";

/** A plugin while options may still be added to it. */
interface Plugin {
  readonly name: Token;
  readonly container: Container;
  readonly entries: Entry[];
  end: number;
}

interface Section {
  readonly name: Token;
  /** Where its list begins. */
  readonly start: number;
  readonly plugins: Plugin[];
  end: number;
}

interface State {
  readonly sections: Section[];
  /** What is open, from the section on inwards. */
  readonly blocks: Container[];
  /** Where plugins go; before the first section, nowhere. */
  section: Section;
}

/** Reads a text to its end: an entry for each section, in order, with the list of its plugins. */
export function readSections(reader: Reader): readonly Entry[] {
  const nowhere: Section = { name: reader.token, start: 0, plugins: [], end: 0 };
  const state: State = { sections: [], blocks: [], section: nowhere };
  while (reader.token.kind !== "end") readStatement(reader, state);
  for (const { opening } of state.blocks) noteUnbalanced(reader, opening, "This brace is not closed");
  return state.sections.map((section) => sectionEntry(reader, section));
}

function readStatement(reader: Reader, state: State): void {
  leaveBranches(reader, state);
  const { token, next } = reader;
  const isName = token.kind === "word" || token.kind === "string";
  if (token.kind === "}") closeBlock(reader, state);
  else if (token.kind === "{") {
    note(reader, token, "This brace belongs to nothing");
    openBlock(reader, state, token);
  } else if (isName && next.kind === "=>") readLostEntry(reader, state);
  else if (token.kind === "word" && startsSection(reader, state)) readSection(reader, state);
  else if (token.kind === "word" && BRANCH.test(nameOf(reader, token))) readBranch(reader, state);
  else if (isName && next.kind === "{") readPlugin(reader, state);
  else passStray(reader);
}

/** Leaves the branches that the line stands outside of. */
function leaveBranches(reader: Reader, state: State): void {
  const { blocks } = state;
  for (let top = blocks[blocks.length - 1]; top && blocks.length > 1; top = blocks[blocks.length - 1]) {
    if (!standsOutside(reader, top)) return;
    noteUnbalanced(reader, top.opening, "This brace is not closed");
    popBlock(reader, state);
  }
}

function openBlock(reader: Reader, state: State, owner: Token): void {
  if (descend(reader, reader.token)) state.blocks.push(enter(reader, owner));
}

function popBlock(reader: Reader, { blocks }: State): void {
  blocks.pop();
  reader.depth--;
}

function closeBlock(reader: Reader, state: State): void {
  const { blocks, section } = state;
  const top = blocks[blocks.length - 1];
  const strays = !top || closesNothing(reader, top);
  const brace = advance(reader);
  if (strays) noteUnbalanced(reader, brace, "This brace closes nothing");
  else popBlock(reader, state);
  if (!strays && blocks.length === 0) section.end = brace.end;
}

/** The grammar takes plugins with a section's name; nobody has one, so text that it refuses has none. */
function startsSection({ text, token, next, guess }: Reader, { blocks }: State): boolean {
  if (!SECTIONS.has(text.slice(token.start, token.end))) return false;
  return blocks.length === 0 || (guess.lines && next.kind === "{");
}

function readSection(reader: Reader, state: State): void {
  for (const { opening } of state.blocks) noteUnbalanced(reader, opening, "This brace is not closed");
  while (state.blocks.length > 0) popBlock(reader, state);
  const name = advance(reader);
  const hasBrace = reader.token.kind === "{";
  const start = hasBrace ? reader.token.start : name.end;
  state.section = { name, start, plugins: [], end: hasBrace ? start + 1 : start };
  state.sections.push(state.section);
  if (hasBrace) openBlock(reader, state, name);
  else noteUnbalanced(reader, name, "This section has no opening brace");
}

/** Reads the head of a branch up to its brace, which it takes. */
function readBranch(reader: Reader, state: State): void {
  const owner = reader.token;
  const keyword = BRANCH.exec(nameOf(reader, owner))?.[0] ?? "";
  if (keyword === "else") {
    advance(reader);
    const follows = reader.token;
    // What follows is on its own: a brace, or a branch with a condition.
    if (follows.kind === "word" && /^if(?![\w-])/.test(nameOf(reader, follows))) {
      goTo(reader, endOfCondition(reader, follows.start + 2));
    }
  } else goTo(reader, endOfCondition(reader, owner.start + keyword.length));
  if (reader.token.kind === "{") openBlock(reader, state, owner);
  else noteUnbalanced(reader, owner, "This condition has no opening brace");
}

function readPlugin(reader: Reader, state: State): void {
  const { section, blocks } = state;
  const name = advance(reader);
  if (blocks.length === 0) note(reader, name, "This plugin stands in no section");
  if (!descend(reader, reader.token)) return;
  const container = enter(reader, name);
  const entries: Entry[] = [];
  const end = readEntries(reader, container, entries);
  reader.depth--;
  section.plugins.push({ name, container, entries, end });
  section.end = Math.max(section.end, end);
}

function readLostEntry(reader: Reader, { section }: State): void {
  note(reader, reader.token, "This option stands in no plugin");
  const plugin = section.plugins[section.plugins.length - 1];
  const entry = readEntry(reader);
  if (!plugin) return;
  plugin.entries.push(entry);
  plugin.end = entry.span.end;
  section.end = Math.max(section.end, plugin.end);
}

function sectionEntry(reader: Reader, { name, start, plugins, end }: Section): Entry {
  const items = plugins.map((plugin) => pluginNode(reader, plugin));
  const list: ListNode = { kind: "list", span: { start, end }, items };
  return { key: nameOf(reader, name), keySpan: innerSpan(name), value: list, span: { start: name.start, end } };
}

function pluginNode(reader: Reader, { name, container, entries, end }: Plugin): MapNode {
  const options: MapNode = { kind: "map", span: { start: container.opening.start, end }, entries };
  return namedMap(nameOf(reader, name), innerSpan(name), options, name.start);
}
