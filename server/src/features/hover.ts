/**
 * Hovers over a key, the host it goes to, and a variable: views of the analysis, in the shape of design.md section 4.
 * Nothing is classified here, and every piece of document text is escaped.
 */
import { KIND_LINKS, whereMade } from "../elastic/links";
import type { Kind } from "../elastic/model";
import { API_TITLES, aKind, DEPLOYMENT_TITLES, KIND_TITLES } from "../elastic/titles";
import type { Analysis } from "../rules/judge";
import { append } from "../text/append";
import { type Span, touches } from "../text/span";
import type { KeyUse, TargetView } from "../workspace/keyUse";
import type { OriginStep } from "../workspace/resolve";
import { nameOf } from "../workspace/uri";
import { declaredLines } from "./declaredWords";
import { definitionMarkdown } from "./definitionHover";
import { escapeMarkdown, inlineCode, link } from "./markdown";
import { reasonOf, unknownWords, wordsOf } from "./words";

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** What stands under the cursor: a key or the variable in its place first, then a host, then what defines a key. */
export function hoverAt(analysis: Analysis, offset: number): Hover | undefined {
  const uses = analysis.uses.filter((use) => touches(use.span, offset));
  const first = uses[0];
  if (first) {
    const variable = first.credential.variable === undefined ? [] : [variableLines(first)];
    return {
      span: first.span,
      markdown: [...uses.map((use) => keyMarkdown(use, isWrong(use, analysis))), ...variable].join("\n\n---\n\n"),
    };
  }
  const named = analysis.uses.find(({ fact }) => fact.kind === "variable" && touches(fact.definition.nameSpan, offset));
  if (named?.fact.kind === "variable")
    return { span: named.fact.definition.nameSpan, markdown: keyMarkdown(named, isWrong(named, analysis)) };
  for (const use of analysis.uses) {
    const span = use.target.spans.find((each) => touches(each, offset));
    if (span) return { span, markdown: hostMarkdown(use.target) };
  }
  const defined = analysis.definitionAt(offset);
  return defined && { span: defined.span, markdown: definitionMarkdown(defined) };
}

function keyMarkdown(use: KeyUse, wrong: boolean): string {
  const lines = [
    headline(use),
    `→ ${placeLine(use.target)}`,
    ...verdictLines(use, wrong),
    ...declaredLines(use.credential.declared),
    ...whyLines(use),
  ];
  if (use.credential.kind !== "unknown")
    lines.push(link(docsTitle(use.credential.kind), KIND_LINKS[use.credential.kind]));
  return lines.join("  \n");
}

function isWrong(use: KeyUse, { findings }: Analysis): boolean {
  return findings.some(({ use: found, severity }) => found?.fact === use.fact && severity === "error");
}

function headline({ credential }: KeyUse): string {
  const parts = [`**${escapeMarkdown(upperFirst(KIND_TITLES[credential.kind]))}**`];
  if (credential.classification && credential.form !== "placeholder") parts.push(inlineCode(credential.shown));
  else if (credential.variable !== undefined) parts.push(inlineCode(credential.variable));
  if (credential.id !== undefined) parts.push(`id ${inlineCode(credential.id)}`);
  if (credential.classification?.checksum === "matches") parts.push("checksum matches");
  if (credential.classification?.checksum === "differs") parts.push("checksum does not match");
  return parts.filter(Boolean).join(" · ");
}

function placeLine(view: TargetView): string {
  const { target, deployment, api } = view;
  const place = deployment === "unknown" ? "" : `**${escapeMarkdown(DEPLOYMENT_TITLES[deployment])}**, `;
  const likely = deployment !== "unknown" && !view.certain ? " (likely)" : "";
  const name = target?.name ?? target?.host;
  const where = [target?.region, target?.csp?.toUpperCase()].filter((each) => each !== undefined).join(", ");
  const shown = name === undefined ? "" : ` · ${inlineCode(name)}${where === "" ? "" : ` (${escapeMarkdown(where)})`}`;
  if (deployment === "unknown" && api === "unknown" && name === undefined) return "where it is sent is not known";
  return `${place}${escapeMarkdown(API_TITLES[api])}${likely}${shown}`;
}

/** The kind of key fits, but something else about the use is wrong; a finding says what. */
const RIGHT_KIND = "✓ **Right kind of key.**";

const VERDICTS = {
  fits: "✓ **Fits.**",
  depends: "◐ **Depends.**",
  mismatch: "✗ **Does not fit.**",
  unknown: "? **Cannot be told.**",
} as const;

function verdictLines(use: KeyUse, wrong: boolean): readonly string[] {
  const verdict = use.verdict === "fits" && wrong ? RIGHT_KIND : VERDICTS[use.verdict];
  const lines = [`${verdict} ${escapeMarkdown(reasonOf(use))}`];
  if (use.verdict !== "mismatch" && use.verdict !== "depends") return lines;
  return [...lines, ...whatWorks("What works here", use.target)];
}

/** The key that fits a target, and the page where it is made; nothing where that cannot be known. */
function whatWorks(lead: string, { target }: TargetView): readonly string[] {
  const made = target && whereMade(target);
  if (made?.what === undefined) return [];
  const place = made.url === undefined ? escapeMarkdown(made.title) : link(made.title, made.url);
  return [`${lead}: ${escapeMarkdown(aKind(made.what))} → ${place}`];
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function docsTitle(kind: Kind): string {
  return `${upperFirst(KIND_TITLES[kind])}: documentation`;
}

function whyLines(use: KeyUse): readonly string[] {
  if (use.evidence.length === 0) return [];
  const said = use.evidence.map(({ from, says }) => `${escapeMarkdown(wordsOf(says))} (${from})`);
  return [`Why I think so: ${said.join(" · ")}`];
}

/** Where a variable's value comes from, what it wins over, and that something unseen could win. */
function variableLines(use: KeyUse): string {
  const { variable, origin, open, resolved } = use.credential;
  const name = `Variable ${inlineCode(variable ?? "")}`;
  const way = origin.map(stepWords).join(" → ");
  if (resolved.kind === "unset") {
    const broken = way === "" ? "" : ` ← ${way}`;
    return `${name}${broken}: no file in reach defines ${inlineCode(resolved.name)}`;
  }
  if (resolved.kind === "unknown")
    return `${name}${way === "" ? "" : ` ← ${way}`}: ${escapeMarkdown(unknownWords(resolved))}`;
  const beaten = origin.flatMap(({ over = [] }) => over);
  const wins = beaten.length === 0 ? "" : `, which wins over ${beaten.map(stepWords).join(", ")}`;
  const lead = way === "" ? "the default written here" : way;
  return `${name} ← ${lead}${wins}${open ? "; a source that no file shows may win, such as the process environment" : ""}`;
}

function stepWords(step: OriginStep): string {
  const file = nameOf(step.uri);
  const place = inlineCode(`${file}:${step.line + 1}`);
  return step.name === file ? place : `${inlineCode(step.name)} in ${place}`;
}

function hostMarkdown(view: TargetView): string {
  const lines = [`→ ${placeLine(view)}`];
  if (view.cloudId) lines[0] += " (Cloud ID)";
  append(lines, whatWorks("Takes", view));
  if (view.byDefault) lines.push("The program's default, because no host is set");
  return lines.join("  \n");
}
