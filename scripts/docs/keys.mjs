// Kinds, forms and the matrix of which kind opens which API, as tables with the source of each row.

import { capital, code, list, series, table } from "./markdown.mjs";
import { programVariables } from "./variables.mjs";
import { programTitle } from "./words.mjs";

const COLUMN_TITLES = {
  "elasticsearch-stack": "Elasticsearch",
  "kibana-stack": "Kibana",
  "elasticsearch-serverless": "Elasticsearch Serverless",
  "kibana-serverless": "Kibana Serverless",
  cloud: "Elastic Cloud API",
  "cloud-serverless": "Elastic Cloud Serverless API",
  ece: "ECE API",
  "remote-cluster": "Remote cluster",
  apm: "APM Server",
  otlp: "Managed OTLP",
  fleet: "Fleet Server",
};

const ROW_TITLES = {
  "cloud-api-access": "Elastic Cloud API key, access “Cloud API”",
  "cloud-full-access": "Elastic Cloud API key, access “Cloud, Elasticsearch and Kibana API”",
  "apm-agent": "Elasticsearch API key made for an APM agent",
};

/** Each kind with what it opens, as far as the matrix knows. */
export function kindTable({ KINDS, KIND_TITLES, KIND_LINKS, MATRIX, COLUMNS }) {
  const rows = KINDS.filter((kind) => kind !== "unknown").map((kind) => [
    `[${capital(KIND_TITLES[kind])}](${KIND_LINKS[kind]})`,
    code(kind),
    opensOf(kind, MATRIX, COLUMNS),
  ]);
  return table(["Kind", "In outputs", "Opens"], rows);
}

function opensOf(kind, matrix, columns) {
  const rows = matrix.filter((row) => row.kind === kind && row.id !== "apm-agent");
  if (rows.length === 0) return "not in the matrix";
  const open = columns.flatMap((column, index) => {
    const entry = rows.map(({ entries }) => entries[index]).find((each) => !["no", "n/f", "i"].includes(each));
    if (entry === undefined) return [];
    const letter = /(?:^|yes )([a-j])$/.exec(entry)?.[1];
    return [`${titleOf(column)}${letter === undefined ? "" : ` (${letter})`}`];
  });
  return open.length === 0 ? "none of these APIs" : open.join(", ");
}

function titleOf(column) {
  const title = COLUMN_TITLES[column];
  if (title === undefined) throw new Error(`The column ${column} has no title`);
  return title;
}

/** Each form with the programs that take it. */
export function formTable({ FORMS, FORM_TITLES, INTEGRATIONS, COMMAND_INTEGRATIONS, VARIABLE_INTEGRATIONS }) {
  const settings = INTEGRATIONS.flatMap(({ title, settings: all }) =>
    all.filter(({ unsupported }) => unsupported === undefined).map((each) => ({ ...each, title })),
  );
  const takers = [...settings, ...COMMAND_INTEGRATIONS, ...programVariables(VARIABLE_INTEGRATIONS)];
  const rows = FORMS.map((form) => {
    const titles = takers.filter(({ accepts }) => accepts.some(({ forms }) => forms.includes(form)));
    return [code(form), FORM_TITLES[form], series([...new Set(titles.map(({ title }) => programTitle(title)))])];
  });
  return table(["Form", "What it is", "Programs that take it"], rows);
}

/** The matrix, one row for each sort of key. */
export function matrixTable({ MATRIX, COLUMNS, KIND_TITLES }) {
  const rows = MATRIX.map(({ id, kind, entries, source }) => [
    `[${ROW_TITLES[id] ?? capital(KIND_TITLES[kind])}](${source})`,
    ...entries.map(entryWords),
  ]);
  return table(["Key", ...COLUMNS.map(titleOf)], rows);
}

function entryWords(entry) {
  switch (entry) {
    case "yes":
    case "no":
      return entry;
    case "same-place":
      return "where it was made";
    case "n/f":
      return "–";
    case "if":
      return "depends";
    case "stack only":
      return "yes; not on serverless";
    default:
      return entry.startsWith("yes ") ? `yes (${entry.slice(4)})` : `(${entry})`;
  }
}

/** What the letters in the matrix stand for. */
export function conditionList({ CONDITIONS }) {
  return list(Object.entries(CONDITIONS).map(([letter, words]) => `(${letter}) ${words}`));
}
