/**
 * `facts = read + find(text)`: everything that one text says by itself. Knows no other file, so its result is cached by
 * uri and version. Never throws: a text of any kind gives facts, if need be empty ones.
 */
import { readCrontab } from "../read/crontab";
import type { Budget, Reading } from "../read/reading";
import { readShell } from "../read/shell";
import { readYaml, type YamlMemory } from "../read/yaml";
import { lineIndex } from "../text/lineIndex";
import { definitionsOf, findInCommand, sourcesOf } from "./commands";
import { type FormatTell, tellFormat } from "./formats";
import type { CloudIdFact, Facts, MisplacedFact, UseFact } from "./model";
import { canHoldKeys } from "./prefilter";
import { findSettings } from "./settings";
import { findSuppressions } from "./suppressions";

export interface SourceText {
  readonly uri: string;
  /** The path with `/`, relative to its workspace folder where it has one. */
  readonly path: string;
  readonly text: string;
  readonly languageId?: string;
}

/**
 * The facts of a text, or undefined where it is of no format that Keyfit reads or can hold no key use.
 * A memory, the same one for each version of a text, makes the next time cheaper and changes nothing of what is found.
 */
export function findFacts(source: SourceText, budget: Budget, memory?: YamlMemory): Facts | undefined {
  if (!canHoldKeys(source.text)) return undefined;
  const tell = tellFormat(source.path, source.text, source.languageId);
  return tell && factsOf(source, read(source.text, tell, budget, memory));
}

/** The facts of a file that another file sources: read as shell whatever its name, and without the prefilter. */
export function findSourcedFacts(source: SourceText, budget: Budget): Facts {
  return factsOf(source, readShell(source.text, budget));
}

function read(text: string, tell: FormatTell, budget: Budget, memory: YamlMemory | undefined): Reading {
  switch (tell.format) {
    case "yaml":
      return readYaml(text, budget, memory);
    case "crontab":
      return readCrontab(text, { system: tell.system }, budget);
    case "shell":
      return readShell(text, budget);
  }
}

function factsOf(source: SourceText, reading: Reading): Facts {
  const lines = lineIndex(source.text);
  const skipped = reading.problems.find((problem) => problem.budget !== undefined)?.budget;
  const uses: UseFact[] = [];
  const misplaced: MisplacedFact[] = [];
  const cloudIds: CloudIdFact[] = [];
  if (!skipped) {
    for (const tree of reading.trees) {
      const found = findSettings(tree, source.path);
      uses.push(...found.uses);
      misplaced.push(...found.misplaced);
      cloudIds.push(...found.cloudIds);
    }
    for (const command of reading.commands) uses.push(...findInCommand(command));
  }
  return {
    uri: source.uri,
    format: reading.format,
    uses,
    definitions: definitionsOf([...reading.assignments, ...reading.commands.flatMap((each) => each.environment)]),
    mentions: reading.format === "yaml" ? new Map() : mentionsIn(source.text),
    sources: sourcesOf(reading.commands),
    misplaced,
    cloudIds,
    suppressions: findSuppressions(reading.comments, lines),
    problems: reading.problems,
    skipped,
    lines,
  };
}

/** Every mention counts, in quotes and comments too: it is what keeps a fix from changing a value for somebody else. */
function mentionsIn(text: string): ReadonlyMap<string, number> {
  const mentions = new Map<string, number>();
  for (const [, name = ""] of text.matchAll(/\$\{?[!#]?([A-Za-z_][A-Za-z0-9_]*)/g)) {
    mentions.set(name, (mentions.get(name) ?? 0) + 1);
  }
  return mentions;
}
