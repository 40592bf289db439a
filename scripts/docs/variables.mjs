// Variables that hold keys: those that a program reads by itself, and names that people commonly give. The latter count
// only while no program in reach reads them, beside one of the names that people give to targets.

import { code, series, table } from "./markdown.mjs";
import { programTitle, takes } from "./words.mjs";

/** Rows of one program as one: the variables for each signal of OpenTelemetry differ in nothing else. */
export function programVariables(rows) {
  const programs = new Map();
  for (const row of rows) {
    if (row.kind !== "program") continue;
    const program = `${row.id} ${row.title}`;
    const known = programs.get(program);
    programs.set(program, {
      ...row,
      names: [...(known?.names ?? []), ...row.names],
      targets: [...new Set([...(known?.targets ?? []), ...row.targets])],
    });
  }
  return [...programs.values()];
}

/** What shows that it is this program, where a name alone does not. */
function onlyIn({ readBy }) {
  return readBy === undefined ? "" : `, started as ${series(readBy.map(code), "or")}`;
}

/** One row for each program or group of names. */
export function variableTable({ VARIABLE_INTEGRATIONS, API_TITLES }) {
  const programs = programVariables(VARIABLE_INTEGRATIONS).map((row) => [
    `[${programTitle(row.title)}](${row.source})${onlyIn(row)}`,
    row.names.map(code).join(", "),
    takes(row.accepts, row.value),
    API_TITLES[row.api],
    series(row.targets.map(code), "or"),
    code(row.id),
  ]);
  const names = VARIABLE_INTEGRATIONS.filter(({ kind }) => kind === "convention").map((row) => [
    "common names",
    row.names.map(code).join(", "),
    "whatever its reader takes",
    "what the target says",
    [...row.targets, ...(row.cloudIds ?? [])].map(code).join(", "),
    code(row.id),
  ]);
  return table(["Read by", "Variable", "Takes", "Talks to", "Where to", "In outputs"], [...programs, ...names]);
}
