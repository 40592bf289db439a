/** Reports that a person reads in a terminal: where, what, the line with the key masked, what to do. */
import { fixTitleOf, messageOf, reasonOf, relatedWords } from "../../features/words";
import type { Finding } from "../../rules/judge";
import type { Position } from "../../text/lineIndex";
import type { Span } from "../../text/span";
import type { Severity } from "../../workspace/settings";
import type { CheckedFile, Collected } from "../collect";
import type { Colors } from "../output";
import { maskLine } from "./mask";
import { placeOf } from "./places";

/** Other places of one finding that a person reads. */
const MOST_PLACES = 10;

interface Told {
  readonly file: CheckedFile;
  readonly finding: Finding;
  /** Where the same fact was found too. */
  readonly others: readonly { readonly file: CheckedFile; readonly finding: Finding }[];
}

/** Problems by file, then a count; nothing wrong gives one line that says so. */
export function checkText(collected: Collected, colors: Colors): string {
  const told = tell(collected);
  return `${[...told.map((each) => findingText(each, collected, colors)), summary(told, collected, colors)].join("\n")}\n`;
}

/** What is told: a group once, where it is met first (contract 3.1). */
function tell({ files }: Collected): readonly Told[] {
  const all = files.flatMap((file) => file.analysis.findings.map((finding) => ({ file, finding })));
  const groups = new Map<string, (typeof all)[number][]>();
  for (const each of all) {
    const { group } = each.finding;
    if (group === undefined) continue;
    const known = groups.get(group);
    if (known) known.push(each);
    else groups.set(group, [each]);
  }
  return all.flatMap((each) => {
    const group = each.finding.group === undefined ? undefined : groups.get(each.finding.group);
    if (group && group[0] !== each) return [];
    return [{ ...each, others: group?.slice(1) ?? [] }];
  });
}

function findingText({ file, finding, others }: Told, collected: Collected, colors: Colors): string {
  const { facts } = file.analysis;
  const { line, character } = facts.lines.positionAt(finding.span.start);
  const bounds = { start: facts.lines.lineStart(line), end: facts.lines.lineEnd(line) };
  const masked = maskLine(file.analysis, file.text, bounds);
  const place = masked.place(finding.span);
  const number = String(line + 1);
  const margin = " ".repeat(number.length);
  const { shown, shift } = excerpt(masked.text.replaceAll("\t", " "), place);
  const marks =
    " ".repeat(place.start - shift) +
    colorOf(finding.severity, colors)("^".repeat(Math.max(1, place.end - place.start)));
  const lines = [
    `${colors.bold(`${file.file}:${number}:${character + 1}`)}  ${colorOf(finding.severity, colors)(finding.severity)}  ${messageOf(finding)}  ${colors.dim(finding.rule)}`,
    colors.dim(`  ${number} │ `) + shown,
    colors.dim(`  ${margin} │ `) + marks,
  ];
  const safe = finding.fixes.find((fix) => fix.safe);
  if (safe) lines.push(colors.dim(`  ${margin} = keyfit fix can do this: `) + fixTitleOf(finding, safe));
  const places = [...elsewhere(finding, others, collected)];
  for (const [place, words] of places.slice(0, MOST_PLACES)) {
    lines.push(`${colors.dim(`  ${margin} = `)}${words}: ${place}`);
  }
  if (places.length > MOST_PLACES) {
    lines.push(`${colors.dim(`  ${margin} = `)}and ${plural(places.length - MOST_PLACES, "more place")}`);
  }
  return `${lines.join("\n")}\n`;
}

/** The other places of a finding, each once, with what is said of it. */
function elsewhere(finding: Finding, others: Told["others"], collected: Collected): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  const add = (file: string, start: Position | undefined, words: string): void => {
    const place = start ? `${file}:${start.line + 1}` : file;
    if (!places.has(place)) places.set(place, words);
  };
  for (const related of finding.related) {
    const { file, start } = placeOf(related, collected);
    add(file, start, relatedWords(related));
  }
  for (const { file, finding: other } of others) {
    add(file.file, file.analysis.facts.lines.positionAt(other.span.start), "found here too");
  }
  return places;
}

/** Units of a line that are shown; crontabs and flow maps have lines that no terminal holds. */
const EXCERPT = 140;
const BEFORE = 50;

/** The part of a line around a place, with marks where something was left out, and how far the place moved. */
function excerpt(line: string, { start, end }: Span): { readonly shown: string; readonly shift: number } {
  if (line.length <= EXCERPT) return { shown: line, shift: 0 };
  const from = Math.max(0, Math.min(start - BEFORE, line.length - EXCERPT));
  const to = Math.min(line.length, Math.max(from + EXCERPT, end));
  const left = from > 0 ? "…" : "";
  return { shown: `${left}${line.slice(from + left.length, to)}${to < line.length ? "…" : ""}`, shift: from };
}

function summary(told: readonly Told[], collected: Collected, colors: Colors): string {
  const count = (severity: Severity): number => told.filter(({ finding }) => finding.severity === severity).length;
  const uses = collected.files.reduce((sum, { analysis }) => sum + analysis.uses.length, 0);
  const found = [
    plural(count("error"), "error"),
    plural(count("warning"), "warning"),
    count("information") > 0 ? `${count("information")} information` : "",
    count("hint") > 0 ? plural(count("hint"), "hint") : "",
  ].filter((each) => each !== "" && !each.startsWith("0 "));
  const seen = `${plural(uses, "key use")} in ${plural(collected.files.length, "file")}`;
  return found.length === 0 ? colors.green(`No problems: ${seen}`) : `${found.join(", ")}: ${seen}`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function colorOf(severity: Severity, colors: Colors): (text: string) => string {
  if (severity === "error") return colors.red;
  return severity === "warning" ? colors.yellow : colors.cyan;
}

const VERDICT_MARKS = { fits: "✓", depends: "◐", mismatch: "✗", unknown: "?" } as const;

/** Every key use: verdict, key, where it goes, and why. */
export function inspectText(collected: Collected, colors: Colors): string {
  const blocks = collected.files.flatMap((file) =>
    file.analysis.uses.map((use) => {
      const { line, character } = file.analysis.facts.lines.positionAt(use.span.start);
      const { credential, target } = use;
      const host = target.target?.host === undefined ? "" : ` ${target.target.host}`;
      return [
        `${colors.bold(`${file.file}:${line + 1}:${character + 1}`)}  ${VERDICT_MARKS[use.verdict]} ${use.verdict}  ${colors.dim(`${use.integration} ${use.path}`)}`,
        `  ${credential.kind} ${credential.shown} (${credential.form}) → ${target.deployment}/${target.api}${host}`,
        `  ${colors.dim(reasonOf(use))}`,
        "",
      ].join("\n");
    }),
  );
  const uses = blocks.length;
  return `${[...blocks, `${plural(uses, "key use")} in ${plural(collected.files.length, "file")}`].join("\n")}\n`;
}
