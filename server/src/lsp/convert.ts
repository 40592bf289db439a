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

/** Edits of one file. */
export interface FileEdits {
  /** As the client spells it. */
  readonly uri: string;
  /** The version of an open text; undefined for a file on disk. */
  readonly version: number | undefined;
  /** It has to be made first. */
  readonly created?: boolean;
  readonly lines: LineIndex;
  readonly edits: readonly TextEdit[];
}

/** Edits of files, bound to their versions where the client checks versions. */
export function workspaceEditOf(files: readonly FileEdits[], abilities: Abilities): WorkspaceEdit {
  if (!abilities.documentChanges)
    return { changes: Object.fromEntries(files.map((file) => [file.uri, protocolEdits(file)])) };
  return {
    documentChanges: files.flatMap((file) => [
      ...(file.created && abilities.createFiles
        ? [{ kind: "create" as const, uri: file.uri, options: { ignoreIfExists: true } }]
        : []),
      { textDocument: { uri: file.uri, version: file.version ?? null }, edits: protocolEdits(file) },
    ]),
  };
}

function protocolEdits({ edits, lines }: FileEdits): ProtocolEdit[] {
  return edits.map(({ span, text }) => ({ range: rangeOf(span, lines), newText: text }));
}
