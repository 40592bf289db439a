/**
 * `facts = read + find(text)`: everything that one text says by itself. Knows no other file, so its result is cached by
 * uri and version. Never throws: a text of any kind gives facts, if need be empty ones.
 */
import { PROJECT_FILES, readProject } from "../project/project";
import { readDotenv } from "../read/dotenv";
import type { Budget, Dialect, Reading } from "../read/reading";
import { readShell } from "../read/shell";
import { readYaml, type YamlMemory } from "../read/yaml";
import { type LineIndex, lineIndex } from "../text/lineIndex";
import { loadersIn } from "./dotenvFamilies";
import { tellFormat } from "./formats";
import { createGathering } from "./gather";
import type { Facts, UseFact } from "./model";
import { canCarry, canHoldKeys } from "./prefilter";
import { readAs } from "./readAs";
import { findSuppressions } from "./suppressions";
import { findTerraform } from "./terraform";
import { sealValue } from "./value";
import type { Definition } from "./valueModel";
import { findVariables } from "./variables";

export interface SourceText {
  readonly uri: string;
  /** The path with `/`, relative to its workspace folder where it has one. */
  readonly path: string;
  readonly text: string;
  readonly languageId?: string;
  /** The lines of the text as it is written, where it is given without what holds nothing. */
  readonly lines?: LineIndex;
}

/**
 * The facts of a text, or undefined where it is of no format that Keyfit reads, or can neither hold a key use nor give
 * anything to another file. A memory, the same one for each version of a text, makes the next time cheaper and changes
 * nothing of what is found.
 */
export function findFacts(source: SourceText, budget: Budget, memory?: YamlMemory): Facts | undefined {
  if (isProjectPath(source.path)) {
    const facts = factsOf(source, readYaml(source.text, budget, memory), budget);
    return {
      ...facts,
      uses: [],
      environments: [],
      resources: [],
      project: readProject(source.uri, source.text, budget),
    };
  }
  const tell = tellFormat(source.path, source.text, source.languageId);
  if (!tell || !(canHoldKeys(source.text) || canCarry(tell.format, source.path, source.text))) return undefined;
  return factsOf(source, readAs(source.text, tell, budget, memory), budget);
}

function isProjectPath(path: string): boolean {
  return PROJECT_FILES.includes(path.slice(path.lastIndexOf("/") + 1));
}

/** The facts of a file that another file names, read as that one reads it, whatever its name, without the prefilter. */
export function findFactsAs(source: SourceText, as: "itself" | "text" | "manifest" | Dialect, budget: Budget): Facts {
  if (as === "text") return wholeText(source);
  if (as === "manifest") {
    const name = source.path.slice(source.path.lastIndexOf("/") + 1);
    return { ...wholeText({ ...source, text: "" }), loaders: loadersIn(name, source.text) };
  }
  if (as === "shell") return factsOf(source, readShell(source.text, budget, { carriageReturns: "kept" }), budget);
  if (as !== "itself") return factsOf(source, readDotenv(source.text, as, budget), budget);
  const tell = tellFormat(source.path, source.text, source.languageId);
  return tell ? factsOf(source, readAs(source.text, tell, budget), budget) : wholeText(source);
}

function factsOf(source: SourceText, reading: Reading, budget: Budget): Facts {
  const lines = source.lines ?? lineIndex(source.text);
  const skipped = reading.problems.find((problem) => problem.budget !== undefined)?.budget;
  const gathering = createGathering(source, budget);
  if (!skipped) gathering.add(reading);
  const { found } = gathering;
  const terraform = skipped ? undefined : findTerraform(reading.trees[0], source.path, reading.format);
  return {
    uri: source.uri,
    format: reading.format,
    uses: terraform?.fact.kind === "values" ? [...found.uses, ...givenUses(terraform.definitions)] : found.uses,
    definitions: terraform ? [...found.definitions, ...terraform.definitions] : found.definitions,
    ...(terraform && { terraform: terraform.fact }),
    environments: found.environments,
    resources: found.resources,
    functions: found.functions,
    hosts: found.hosts,
    programs: found.programs,
    ...(found.chart && { chart: found.chart }),
    ...(found.chartValues.length > 0 && { chartValues: found.chartValues }),
    ...(found.kustomizations.length > 0 && { kustomizations: found.kustomizations }),
    mentions:
      reading.format === "yaml"
        ? new Map()
        : mentionsIn(source.text, reading.format === "http" ? REQUEST_NAMES : SHELL_NAMES),
    sources: found.sources,
    misplaced: found.misplaced,
    cloudIds: found.cloudIds,
    uncommentable: found.uncommentable,
    suppressions: findSuppressions([...reading.comments, ...found.comments], lines),
    continued: continuedLines(source.text, reading.format),
    problems: reading.problems,
    skipped,
    lines,
  };
}

/** Values for a module whose inputs are known by their names: no uses where the module itself is in reach and reads them. */
function givenUses(definitions: readonly Definition[]): readonly UseFact[] {
  const uses = findVariables({ definitions, scopeOf: () => ({ kind: "module" }) });
  return uses.map((use) => (use.kind === "variable" ? { ...use, collected: true } : use));
}

/** A file as one value: what a generator or a shell takes whole. */
function wholeText({ uri, text }: SourceText): Facts {
  const span = { start: 0, end: text.length };
  const value = sealValue({
    span,
    outer: span,
    quote: "none",
    parts: text === "" ? [] : [{ kind: "text", text, span }],
    encode: () => undefined,
  });
  const whole: Definition = {
    name: "",
    nameSpan: { start: 0, end: 0 },
    value,
    scope: "file",
    inside: { kind: "nothing" },
    exported: false,
    conditional: false,
    job: undefined,
    unexpanded: [],
  };
  return {
    uri,
    format: "dotenv",
    uses: [],
    definitions: [whole],
    environments: [],
    resources: [],
    functions: [],
    hosts: [],
    programs: [],
    mentions: new Map(),
    sources: [],
    misplaced: [],
    cloudIds: [],
    uncommentable: [],
    suppressions: [],
    continued: new Set(),
    problems: [],
    skipped: undefined,
    lines: lineIndex(text),
  };
}

/** Lines behind one that ends in a backslash, or in PowerShell in a backtick. YAML holds scripts, so it counts there too. */
function continuedLines(text: string, format: Facts["format"]): ReadonlySet<number> {
  const mark = format === "powershell" ? "`" : "\\";
  const continued = new Set<number>();
  if (format === "crontab" || format === "dotenv" || !text.includes(mark)) return continued;
  let line = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    line++;
    const end = text.charAt(at - 1) === "\r" ? at - 1 : at;
    let marks = 0;
    while (text.charAt(end - 1 - marks) === mark) marks++;
    if (marks % 2 === 1) continued.add(line);
  }
  return continued;
}

/** Every mention counts, in quotes and comments too: it is what keeps a fix from changing a value for somebody else. */
function mentionsIn(text: string, names: RegExp): ReadonlyMap<string, number> {
  const mentions = new Map<string, number>();
  for (const [, name = ""] of text.matchAll(names)) {
    mentions.set(name, (mentions.get(name) ?? 0) + 1);
  }
  return mentions;
}

const SHELL_NAMES = /\$\{?[!#]?([A-Za-z_][A-Za-z0-9_]*)/g;
const REQUEST_NAMES = /\{\{[ \t]{0,20}([^\s{}]{1,200})[ \t]{0,20}\}\}/g;
