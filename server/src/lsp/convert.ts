/**
 * From the core's spans, findings and edits to the protocol's ranges and objects; the one place where offsets become
 * lines. Nothing here holds a secret but the text of an edit, which is made only when an action is resolved.
 */
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type TextEdit as ProtocolEdit,
  type Range,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { messageOf, relatedWords } from "../features/words";
import { helpOf } from "../rules/index";
import type { Finding } from "../rules/judge";
import type { RelatedReport } from "../rules/rule";
import type { Analysis, TextEdit } from "../service";
import type { LineIndex } from "../text/lineIndex";
import type { Span } from "../text/span";
import type { Severity } from "../workspace/settings";
import type { Abilities } from "./abilities";

/** What a conversion needs to know besides the analysis. */
export interface Surroundings {
  readonly abilities: Abilities;
  lines(uri: string): LineIndex | undefined;
  /** The client's spelling of a URI. */
  spelling(uri: string): string;
}

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A half-open span as a half-open range, both in UTF-16 units. */
export function rangeOf(span: Span, lines: LineIndex): Range {
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
}

/** Positions outside the text are clamped to it. */
export function spanOf(range: Range, lines: LineIndex): Span {
  return { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
}

/** The findings as diagnostics; none where there is nothing to judge. */
export function diagnosticsOf(analysis: Analysis | undefined, around: Surroundings): Diagnostic[] {
  return analysis ? analysis.findings.map((finding) => diagnosticOf(finding, analysis, around)) : [];
}

/** One finding as a diagnostic, with as much beside its message as the client can show. */
export function diagnosticOf(finding: Finding, analysis: Analysis, around: Surroundings): Diagnostic {
  const { abilities } = around;
  const related = abilities.relatedInformation ? relatedOf(finding, around) : [];
  return {
    range: rangeOf(finding.span, analysis.facts.lines),
    severity: SEVERITY[finding.severity],
    code: finding.rule,
    ...(abilities.codeDescription && { codeDescription: { href: helpOf(finding.rule) } }),
    source: "keyfit",
    message: messageOf(finding),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

function relatedOf(finding: Finding, around: Surroundings): DiagnosticRelatedInformation[] {
  return finding.related.flatMap((related) => {
    const range = rangeOfRelated(related, around.lines(related.uri));
    return range ? [{ location: { uri: around.spelling(related.uri), range }, message: relatedWords(related) }] : [];
  });
}

/**
 * Of a file that is not loaded the index knows the line alone, and an editor that is led there shows that line. Where not
 * even that is known, the place is left out: the finding stands without it.
 */
function rangeOfRelated({ span, line }: RelatedReport, lines: LineIndex | undefined): Range | undefined {
  if (lines) return rangeOf(span, lines);
  const start = line === undefined ? undefined : { line, character: 0 };
  return start && { start, end: start };
}

/** Edits of one text, bound to its version where the client checks versions. */
export function workspaceEditOf(
  edits: readonly TextEdit[],
  lines: LineIndex,
  document: { readonly uri: string; readonly version: number },
  { documentChanges }: Abilities,
): WorkspaceEdit {
  const made = edits.map(({ span, text }): ProtocolEdit => ({ range: rangeOf(span, lines), newText: text }));
  return documentChanges
    ? { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits: made }] }
    : { changes: { [document.uri]: made } };
}
