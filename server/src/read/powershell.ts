/**
 * Reads PowerShell scripts: what they assign, and the commands that they run with their words.
 * Own code: PowerShell's own parser is .NET, and what npm has is native code or WebAssembly (`tree-sitter-powershell`) or
 * starts PowerShell itself (`powershell`, `node-powershell`); neither may be loaded here. Only what leads from a key to
 * a request is read closely: strings, variables, hashtables, words of commands. All else is passed.
 * https://github.com/PowerShell/PowerShell/blob/master/src/System.Management.Automation/engine/parser/tokenizer.cs
 *
 * A hashtable of headers comes out as words: for each entry the parameter (`-Headers`) and one value that reads as a
 * header line, whether it stands there, is bound to a variable, or is splatted. How variables are named: see
 * powershell/variables.ts.
 */
import type { Shared } from "./powershell/reader";
import { readStatement, readStatements } from "./powershell/statements";
import type { Budget, Reading } from "./reading";
import { readingOf } from "./shell";
import { newSink } from "./shell/sink";

/** Reads a PowerShell script. Answers for any text; what cannot be read is a problem and the rest still counts. */
export function readPowerShell(text: string, budget: Budget): Reading {
  if (text.length > Math.min(budget.units, MAX_UNITS)) {
    const sink = newSink(budget, text.length);
    const span = { start: 0, end: text.length };
    sink.problems.push({ span, message: "This file is too large to be read", budget: "too-large" });
    return readingOf("powershell", sink);
  }
  const whole = readOnce(text, budget, false);
  // A string without an end takes everything below with it; while one is typed, strings end with their line.
  return whole.unclosed ? readOnce(text, budget, true).reading : whole.reading;
}

/** Longer scripts are data. */
const MAX_UNITS = 1_000_000;

function readOnce(
  text: string,
  budget: Budget,
  lineStrings: boolean,
): { readonly reading: Reading; readonly unclosed: boolean } {
  const sink = newSink(budget, text.length);
  const shared: Shared = {
    lineStrings,
    unclosed: false,
    depth: 0,
    closers: new Map(),
    spellings: new Map(),
    commented: 0,
    found: new Map(),
  };
  const reader = {
    file: text,
    end: text.length,
    at: text.startsWith("\uFEFF") ? 1 : 0,
    sink,
    shared,
    grammar: { statements: readStatements, statement: readStatement },
  };
  readStatements(reader, { conditional: false, tables: { own: new Map(), outer: undefined } }, "");
  return { reading: readingOf("powershell", sink), unclosed: shared.unclosed };
}
