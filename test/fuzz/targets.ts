/**
 * What is fuzzed: every reader in every way in which it can be asked, `find` over every format, and judging. A variant,
 * a number that goes with each text, picks budgets, dialects and names, so that a text and its variant say all.
 */
import { applyEdits } from "../../server/src/features/edits";
import { fixAll } from "../../server/src/features/fixes";
import { findFacts, findFactsAs } from "../../server/src/find/facts";
import { readAnacrontab } from "../../server/src/read/anacrontab";
import { defaultBudget } from "../../server/src/read/budget";
import { readCrontab } from "../../server/src/read/crontab";
import { readDockerfile } from "../../server/src/read/dockerfile";
import { readDotenv } from "../../server/src/read/dotenv";
import { mapComments, mapTree, pieceLayer } from "../../server/src/read/embedded";
import { readHcl, readHclExpression, readHclTemplate, readHclValue } from "../../server/src/read/hcl";
import { readHttpFile } from "../../server/src/read/httpFile";
import { readIni } from "../../server/src/read/ini";
import { type InterpolationGrammar, readInterpolation } from "../../server/src/read/interpolation";
import { readJson } from "../../server/src/read/json";
import { readLogstash } from "../../server/src/read/logstash";
import { readPowerShell } from "../../server/src/read/powershell";
import { readProperties } from "../../server/src/read/properties";
import type { Budget, Dialect, Reading, ScalarNode, TreeNode } from "../../server/src/read/reading";
import { readShell } from "../../server/src/read/shell";
import { readSystemd } from "../../server/src/read/systemd";
import { readExec, scriptOf } from "../../server/src/read/systemd/exec";
import { readUnitAssignments, readUnitList } from "../../server/src/read/systemd/words";
import { readYaml, type YamlMemory } from "../../server/src/read/yaml";
import { verbatimLayer } from "../../server/src/text/layer";
import { analysisOf } from "../support/analyse";
import { ANACRONTAB, CRONTAB } from "./formats/crontab";
import { POWERSHELL } from "./formats/powershell";
import { HCL, HTTP, INI, JSON_TEXTS, LOGSTASH, PROPERTIES } from "./formats/settings";
import { SHELL } from "./formats/shell";
import { DOCKERFILE, DOTENV, SYSTEMD } from "./formats/variables";
import { YAML } from "./formats/yaml";
import type { FormatTexts } from "./texts";

export interface Target {
  readonly name: string;
  readonly format: FormatTexts;
  /** The rule of the format's grammar that texts are made by; a file where none is named. */
  readonly rule?: string;
  /** Everything that is answered about a text; nothing of it is kept. */
  answers(text: string, variant: number): Generator<unknown>;
}

const DIALECTS: readonly Dialect[] = [
  "compose",
  "compose-raw",
  "dotenv",
  "dotenv-expand",
  "node",
  "python-dotenv",
  "systemd",
  "kustomize",
  "shell",
  "any",
];
const GRAMMARS: readonly InterpolationGrammar[] = [
  "compose",
  "dotenv-expand",
  "python-dotenv",
  "dockerfile",
  "kubernetes",
];

/** The usual budget; in one of five variants one that runs out somewhere in the text. */
function budgetOf(variant: number): Budget {
  if (variant % 5 !== 0) return defaultBudget();
  const few = 1 + (variant % 17);
  let asked = 0;
  switch (variant % 3) {
    case 0:
      return defaultBudget({ expired: () => ++asked > few });
    case 1:
      return defaultBudget({ depth: few, aliases: few });
    default:
      return defaultBudget({ units: few * 20 });
  }
}

/** A reader that is asked in one way, and what its scalars are asked then. */
function reader(
  format: FormatTexts,
  read: (text: string, budget: Budget) => Reading,
  ask?: (scalar: ScalarNode) => unknown,
): Target {
  return {
    name: format.name,
    format,
    *answers(text, variant) {
      const reading = read(text, budgetOf(variant));
      yield reading;
      if (ask) for (const scalar of scalarsOf(reading).slice(0, 40)) yield ask(scalar);
    },
  };
}

function scalarsOf(reading: Reading): readonly ScalarNode[] {
  const found: ScalarNode[] = [];
  const open: (TreeNode | undefined)[] = [...reading.trees];
  while (open.length > 0) {
    const node = open.pop();
    if (node?.kind === "scalar") found.push(node);
    else if (node?.kind === "list") for (const item of node.items) open.push(item);
    else for (const entry of node?.entries ?? []) open.push(entry.value);
  }
  return found;
}

/** A value is read as a file of its own, and seen from the file that holds it. */
function embeddedYaml(scalar: ScalarNode): unknown {
  const layer = pieceLayer(scalar);
  const { trees, comments } = readYaml(layer.text, defaultBudget());
  return [trees.map((tree) => mapTree(tree, layer, scalar.span)), mapComments(comments, layer, scalar.span)];
}

function unitValue({ layer, span }: ScalarNode): unknown {
  const text = { layer, whole: span };
  const commands = readExec(text);
  const scripts = commands.flatMap(({ args, expansion }) =>
    args.map(({ word }) => scriptOf(word, text, expansion).layer),
  );
  return [readUnitAssignments(text), readUnitList(text), commands, scripts];
}

const READERS: readonly Target[] = [
  reader(YAML, readYaml, embeddedYaml),
  {
    // With what is remembered of the text as it was before the last change.
    name: "yaml-again",
    format: YAML,
    *answers(text, variant) {
      const at = (variant * 7919) % (text.length + 1);
      const memory: YamlMemory = { tape: undefined };
      const budget = defaultBudget();
      readYaml(text.slice(0, at) + text.slice(at + 1 + (variant % 9)), budget, memory);
      const again = readYaml(text, budget, memory);
      yield again;
      if (text.length < 300 && JSON.stringify(again) !== JSON.stringify(readYaml(text, budget))) {
        throw new Error("a memory changes what is read");
      }
    },
  },
  {
    name: "crontab",
    format: CRONTAB,
    *answers(text, variant) {
      for (const system of [true, false, "auto"] as const) yield readCrontab(text, { system }, budgetOf(variant));
    },
  },
  reader(ANACRONTAB, readAnacrontab),
  {
    name: "shell",
    format: SHELL,
    *answers(text, variant) {
      yield readShell(text, budgetOf(variant));
      if (text.includes("\r")) yield readShell(text, budgetOf(variant), { carriageReturns: "kept" });
    },
  },
  reader(POWERSHELL, readPowerShell),
  {
    name: "dotenv",
    format: DOTENV,
    *answers(text, variant) {
      for (const dialect of DIALECTS) yield readDotenv(text, dialect, budgetOf(variant));
    },
  },
  reader(SYSTEMD, readSystemd, unitValue),
  reader(DOCKERFILE, readDockerfile),
  reader(JSON_TEXTS, readJson, embeddedYaml),
  reader(HCL, readHcl, readHclValue),
  {
    name: "hcl-expression",
    format: HCL,
    rule: "value",
    *answers(text) {
      const whole = { start: 0, end: text.length };
      yield readHclExpression(verbatimLayer(text, whole), whole);
      // What does not map leads to the whole.
      yield readHclExpression({ text, toHost: () => undefined }, whole);
    },
  },
  {
    name: "hcl-template",
    format: HCL,
    rule: "template",
    *answers(text) {
      const whole = { start: 0, end: text.length };
      yield readHclTemplate(verbatimLayer(text, whole), whole);
      yield readHclTemplate({ text, toHost: () => undefined }, whole);
    },
  },
  reader(PROPERTIES, readProperties),
  {
    name: "ini",
    format: INI,
    *answers(text, variant) {
      yield readIni(text, budgetOf(variant));
      yield readIni(text, budgetOf(variant), "php");
    },
  },
  reader(HTTP, readHttpFile),
  reader(LOGSTASH, readLogstash),
  {
    name: "interpolation",
    format: DOTENV,
    rule: "value",
    *answers(text) {
      const whole = { start: 0, end: text.length };
      for (const grammar of GRAMMARS) yield readInterpolation(verbatimLayer(text, whole), whole, grammar);
    },
  },
];

const FORMATS: readonly FormatTexts[] = [
  YAML,
  CRONTAB,
  ANACRONTAB,
  SHELL,
  POWERSHELL,
  DOTENV,
  SYSTEMD,
  DOCKERFILE,
  JSON_TEXTS,
  HCL,
  PROPERTIES,
  INI,
  HTTP,
  LOGSTASH,
];

function pathOf({ paths }: FormatTexts, variant: number): string {
  return paths[variant % paths.length] ?? "a";
}

/** What one text says by itself: as a file that is opened, and as one that another file names. */
function facts(format: FormatTexts): Target {
  return {
    name: `facts:${format.name}`,
    format,
    *answers(text, variant) {
      const path = pathOf(format, variant);
      const source = { uri: `file:///p/${path}`, path, text };
      yield findFacts(source, budgetOf(variant));
      // A file that another one names is read without the prefilter.
      yield findFactsAs(source, "itself", budgetOf(variant));
      if (variant % 4 !== 0) return;
      yield findFactsAs(source, DIALECTS[variant % DIALECTS.length] ?? "any", budgetOf(variant));
      yield findFactsAs(source, "manifest", budgetOf(variant));
    },
  };
}

/** The whole way to findings, and the edits of their fixes. */
function findings(format: FormatTexts): Target {
  return {
    name: `findings:${format.name}`,
    format,
    *answers(text, variant) {
      const path = pathOf(format, variant);
      const analysis = analysisOf({ [path]: text }, path);
      if (!analysis) return;
      yield analysis.findings.map(({ span, outer }) => [span, outer]);
      const edits = fixAll(analysis);
      yield edits;
      applyEdits(text, edits);
    },
  };
}

export const TARGETS: readonly Target[] = [...READERS, ...FORMATS.map(facts), ...FORMATS.map(findings)];
