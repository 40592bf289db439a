// The project file as a table, and the published copy of its schema: both from the one schema in server/src/project.

import { code, table } from "./markdown.mjs";

const TYPE_WORDS = { object: "map", array: "list", string: "text", integer: "number", boolean: "`false`" };

/** A row for each property, in the order of the schema, with what may stand below it. */
export function projectTable({ PROJECT_SCHEMA }) {
  const rows = rowsOf(PROJECT_SCHEMA, "", PROJECT_SCHEMA);
  return table(["Property", "Holds", "Means", "Example"], rows);
}

function rowsOf(schema, path, root) {
  const required = schema.required ?? [];
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    rowsBelow(resolved(property, root), `${path}${name}`, required.includes(name), root),
  );
  const others = schema.additionalProperties;
  if (!others) return own;
  const what = resolved(schema.propertyNames ?? {}, root).title ?? "name";
  return [...own, ...rowsBelow(resolved(others, root), `${path}‹${what}›`, false, root)];
}

function rowsBelow(schema, path, required, root) {
  const row = [code(path), holds(schema, required), means(schema), example(schema)];
  if (schema.items?.properties) return [row, ...rowsOf(schema.items, `${path}[].`, root)];
  // What stands in an override means the same as at the top.
  return path.startsWith("overrides[].") ? [row] : [row, ...rowsOf(schema, `${path}.`, root)];
}

function resolved(schema, root) {
  return schema.$ref === undefined ? schema : { ...root.$defs[schema.$ref.replace("#/$defs/", "")], ...schema };
}

function holds(schema, required) {
  const types = [schema.type].flat().filter((type) => type !== "null");
  const words = schema.format === "date" ? ["date"] : types.map((type) => TYPE_WORDS[type]);
  const one = schema.items?.properties === undefined && schema.items ? ` of ${schema.items.title}s` : "";
  return `${words.join(" or ")}${one}${required ? ", **required**" : ""}`;
}

function means(schema) {
  const values = (schema.enum ?? []).filter((value) => typeof value === "string");
  // The ids of rules are many and have a page of their own.
  if (values.length === 0 || schema.enumDescriptions === undefined) return schema.description;
  return `${schema.description}<br>${values.map(code).join(", ")}`;
}

function example(schema) {
  const [first] = schema.examples ?? [];
  if (first === undefined) return "";
  return code(typeof first === "string" ? first : JSON.stringify(first));
}

/** The schema as a file, as Biome formats JSON: a list of short values in one line where it fits. */
export function projectSchema({ PROJECT_SCHEMA }) {
  return `${written(JSON.parse(JSON.stringify(PROJECT_SCHEMA)), "", 0)}\n`;
}

const WIDTH = 120;

function written(value, indent, column) {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const line = `[${value.map((each) => (Array.isArray(each) ? written(each, "", 0) : JSON.stringify(each))).join(", ")}]`;
    const short = !value.flat().some((each) => typeof each === "object" && each !== null);
    if (short && column + line.length <= WIDTH) return line;
    if (value.length === 0) return "[]";
    return `[\n${value.map((each) => deeper + written(each, deeper, deeper.length)).join(",\n")}\n${indent}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const lines = entries.map(([name, each]) => {
    const start = `${deeper}${JSON.stringify(name)}: `;
    // A comma may follow.
    return start + written(each, deeper, start.length + 1);
  });
  return `{\n${lines.join(",\n")}\n${indent}}`;
}
