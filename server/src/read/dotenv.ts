/**
 * Reads files of variables (`.env`, `env_file`, `EnvironmentFile=`) as each of the programs that load such files does:
 * one line, nine readers, and the same text gives them different keys. Own code, because no package reads more than one
 * of the dialects, and none says where a value stands. Source: reference/variables.md 2.1.
 */
import type { Layer } from "../text/layer";
import { mappedLayer } from "../text/layer";
import { partsOfAny, scanAny } from "./dotenv/any";
import { scanCompose } from "./dotenv/compose";
import { scanDotenv, scanDotenvExpand } from "./dotenv/dotenv";
import { encodeValue } from "./dotenv/encode";
import { scanKustomize, scanRaw } from "./dotenv/lines";
import { scanNode } from "./dotenv/node";
import { scanPython } from "./dotenv/python";
import { scanSystemd } from "./dotenv/systemd";
import type { Scan, Written, WrittenValue } from "./dotenv/written";
import { type InterpolationGrammar, readInterpolation } from "./interpolation";
import { textParts } from "./interpolation/parts";
import type { Assignment, Budget, Dialect, Part, Reading, Value } from "./reading";
import { readingOf } from "./shell";
import type { Sink } from "./shell/sink";
import { newSink } from "./shell/sink";

interface Reader {
  readonly scan: Scan;
  readonly grammar?: InterpolationGrammar;
}

/** `shell` is here for the type's sake: a sourced file is read as the script that it is, by `readShell`. */
const READERS: Readonly<Record<Dialect, Reader>> = {
  compose: { scan: scanCompose, grammar: "compose" },
  "compose-raw": { scan: scanRaw },
  dotenv: { scan: scanDotenv },
  "dotenv-expand": { scan: scanDotenvExpand, grammar: "dotenv-expand" },
  node: { scan: scanNode },
  "python-dotenv": { scan: scanPython, grammar: "python-dotenv" },
  systemd: { scan: scanSystemd },
  kustomize: { scan: scanKustomize },
  shell: { scan: scanAny },
  any: { scan: scanAny },
};

/**
 * Reads a file of variables as `dialect` does. All assignments are given in order, those of one name too: the last one
 * counts. Answers for any text; a line that the dialect does not take is a problem, and the rest still counts, also
 * where the program would refuse the whole file.
 */
export function readDotenv(text: string, dialect: Dialect, budget: Budget): Reading {
  const sink = newSink(budget, text.length);
  if (text.length > budget.units) {
    const span = { start: 0, end: text.length };
    sink.problems.push({ span, message: "This file is too large to be read", budget: "too-large" });
  } else readInto(text, dialect, sink);
  return readingOf("dotenv", sink);
}

function readInto(text: string, dialect: Dialect, sink: Sink): void {
  const written: Written[] = [];
  READERS[dialect].scan(text, sink, written);
  const { assignments } = sink;
  const site = { text, dialect, assignments };
  for (const [index, each] of written.entries()) assignments.push(assignmentOf(each, index, site));
}

interface FileSite {
  readonly text: string;
  readonly dialect: Dialect;
  readonly assignments: readonly Assignment[];
}

function assignmentOf({ name, nameSpan, span, exported, value }: Written, index: number, file: FileSite): Assignment {
  const encode: Value["encode"] = (text) =>
    encodeValue(
      { file: file.text, dialect: file.dialect, value, name, index, before: file.assignments, read: readAgain(file) },
      text,
    );
  const { outer, inner, quote } = value;
  return {
    name,
    nameSpan,
    value: { span: inner, outer, quote, parts: partsOf(name, value, file.dialect), encode },
    span,
    scope: "file",
    exported,
    conditional: false,
    job: undefined,
  };
}

function readAgain({ dialect }: FileSite): (text: string) => readonly Assignment[] {
  const budget = { units: Number.POSITIVE_INFINITY, depth: 0, aliases: 0, expired: () => false };
  return (text) => readDotenv(text, dialect, budget).assignments;
}

function partsOf(name: string, value: WrittenValue, dialect: Dialect): readonly Part[] {
  if (value.passedOn) return [{ kind: "reference", name, span: value.outer }];
  const layer: Layer = mappedLayer(value.text, value.runs, () => undefined);
  const { grammar } = READERS[dialect];
  if (dialect === "any" || dialect === "shell") return partsOfAny(layer, value);
  if (grammar && value.expands) return readInterpolation(layer, value.inner, grammar);
  // A reference in the quotes that stop it was meant as one.
  return textParts(layer, grammar && value.quote === "single" ? "single" : undefined);
}
