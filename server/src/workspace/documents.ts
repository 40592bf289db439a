/**
 * Large YAML files are mostly many documents, of which few hold anything for us: schemas that an operator ships with one
 * Deployment at their end. Reading them all would hold others for long, so those that the prefilter passes over are
 * blanked first. What is left stays where it is, and the lines of the whole text go with it.
 */
import type { SourceText } from "../find/facts";
import { tellFormat } from "../find/formats";
import { canCarry, canHoldKeys } from "../find/prefilter";
import { lineIndex } from "../text/lineIndex";

/** UTF-16 units that are read in a few milliseconds. */
const SMALL = 40_000;

/** The same text, with the documents blanked that can hold nothing; small texts and other formats stay as they are. */
export function withoutIdleDocuments(source: SourceText): SourceText {
  const { text, path } = source;
  if (text.length <= SMALL || tellFormat(path, "")?.format !== "yaml") return source;
  const starts = [0, ...Array.from(text.matchAll(/^---(?=[ \t\r\n])/gm), ({ index }) => index)];
  if (starts.length === 1) return source;
  const documents = starts.map((start, at) => text.slice(start, starts[at + 1] ?? text.length));
  const read = documents.map((document) => (mayHold(document, path) ? document : blank(document)));
  return { ...source, text: read.join(""), lines: source.lines ?? lineIndex(text) };
}

function mayHold(document: string, path: string): boolean {
  // Directives stand above the document that they are for.
  return /^%/m.test(document) || canHoldKeys(document) || canCarry("yaml", path, document);
}

/** As long, on one line: it is line ends that reading takes its time for. */
function blank(document: string): string {
  const begin = document.startsWith("---") ? "---" : "";
  const end = document.endsWith("\n") ? "\n" : "";
  return begin + " ".repeat(document.length - begin.length - end.length) + end;
}
