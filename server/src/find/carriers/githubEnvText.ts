/**
 * The lines that a script writes to the file that `GITHUB_ENV` names: how its texts fall into lines, and how PowerShell
 * writes them. Source:
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-environment-variable
 */
import type { Part } from "../../read/reading";
import type { Span } from "../../text/span";
import { expressionHoles } from "./expressions";

/** One line that is written. Its text may stand anywhere in the script. */
export interface Line {
  readonly parts: readonly Part[];
  /** Where it begins and ends in the script's text. */
  readonly at: Span;
}

/** Cuts what is printed at the line ends in its text. */
export function linesOf(parts: readonly Part[]): readonly Line[] {
  const lines: Line[] = [];
  let current: Part[] = [];
  const close = (): void => {
    const start = current[0]?.span?.start ?? 0;
    lines.push({
      parts: current,
      at: { start, end: Math.max(start, current[current.length - 1]?.span?.end ?? start) },
    });
    current = [];
  };
  for (const part of parts) {
    if (part.kind !== "text") {
      current.push(part);
      continue;
    }
    const exact = part.span && part.span.end - part.span.start === part.text.length ? part.span : undefined;
    let from = 0;
    for (let feed = part.text.indexOf("\n"); ; feed = part.text.indexOf("\n", from)) {
      const end = feed < 0 ? part.text.length : feed;
      const span = exact && { start: exact.start + from, end: exact.start + end };
      if (end > from)
        current.push({
          ...part,
          text: part.text.slice(from, end),
          span: span ?? (feed < 0 && from === 0 ? part.span : undefined),
        });
      if (feed < 0) break;
      close();
      from = feed + 1;
    }
  }
  if (current.length > 0) close();
  return lines.map((line) => ({ ...line, parts: joined(line.parts) }));
}

/** Texts that follow each other are one: a name may be cut by quotes. */
function joined(parts: readonly Part[]): readonly Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all[all.length - 1];
    if (part.kind !== "text" || last?.kind !== "text") {
      all.push(part);
      continue;
    }
    const touching = part.span && last.span && last.span.end === part.span.start;
    const span = touching && part.span && last.span ? { start: last.span.start, end: part.span.end } : undefined;
    all[all.length - 1] = { kind: "text", text: last.text + part.text, span };
  }
  return all;
}

const DOUBLE = /"([A-Za-z_]\w*=[^"`]*)"/;
const SINGLE = /'([A-Za-z_]\w*=[^']*)'/;
/** https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/out-file */
const APPENDS = />>|\bOut-File\b|\bAdd-Content\b/i;
const FILE = /\$\{?env:GITHUB_ENV\b/i;

/** `"K=v" >> $env:GITHUB_ENV`, one a line. */
export function powershellWrites(text: string): { readonly lines: readonly Line[]; readonly outside: boolean } {
  const lines: Line[] = [];
  let outside = false;
  let start = 0;
  for (const row of text.split("\n")) {
    if (FILE.test(row)) {
      const line = APPENDS.test(row) ? writtenInRow(row, start) : undefined;
      if (line) lines.push(line);
      else outside = true;
    }
    start += row.length + 1;
  }
  return { lines, outside };
}

function writtenInRow(row: string, start: number): Line | undefined {
  const double = DOUBLE.exec(row);
  const match = double ?? SINGLE.exec(row);
  const inner = match?.[1];
  if (!match || inner === undefined) return undefined;
  const from = start + match.index + 1;
  return { parts: powershellParts(inner, from, double !== null), at: { start: from, end: from + inner.length } };
}

const VARIABLE = /\$(?:env:([A-Za-z_]\w*)|\{env:([A-Za-z_]\w*)\})/iy;

/** In double quotes `$env:NAME` expands; what else begins with a dollar is known to PowerShell alone. */
function powershellParts(text: string, start: number, expands: boolean): readonly Part[] {
  const holes = expressionHoles(text, ({ start: from, end }) => ({ start: start + from, end: start + end }));
  const parts: Part[] = [];
  let from = 0;
  const addText = (end: number): void => {
    if (end > from)
      parts.push({ kind: "text", text: text.slice(from, end), span: { start: start + from, end: start + end } });
    from = end;
  };
  for (let at = 0; at < text.length; ) {
    const hole = holes.find((each) => each.at.start === at);
    VARIABLE.lastIndex = at;
    const variable = expands ? VARIABLE.exec(text) : null;
    const end = hole?.at.end ?? (variable ? at + variable[0].length : at + 1);
    if (hole || (expands && text[at] === "$")) {
      addText(at);
      const name = variable?.[1] ?? variable?.[2];
      const span = { start: start + at, end: start + end };
      if (hole) parts.push(hole.part);
      else if (name !== undefined) parts.push({ kind: "reference", name, span });
      else parts.push({ kind: "opaque", span, why: "unsupported" });
      from = end;
    }
    at = end;
  }
  addText(text.length);
  return parts;
}
