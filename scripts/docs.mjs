// Fills the generated parts of the documentation and of the manifest from the tables in server/src, so that a new row
// shows up everywhere that people look. Generated parts of a page stand between `<!-- generated: NAME -->` and
// `<!-- end -->`; in package.json the property keyfit.rules is generated, in package.nls.json the strings of rules.
// schemas/keyfit.schema.json, the published schema of the project file, is generated as a whole.
//
//   node scripts/docs.mjs            writes what changed and names it
//   node scripts/docs.mjs --check    writes nothing; names what is stale and exits with 1
//
// The tables are TypeScript, so esbuild bundles them in memory first; nothing has to be built before.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import esbuild from "esbuild";
import { blocksOf } from "./docs/blocks.mjs";
import { ruleSettings, ruleStrings } from "./docs/manifest.mjs";
import { projectSchema } from "./docs/project.mjs";
import { ROOT } from "./paths.mjs";

const TABLES = `
  export { RULES, helpOf } from "./server/src/rules/index";
  export { INTEGRATIONS, COMMAND_INTEGRATIONS, VARIABLE_INTEGRATIONS } from "./server/src/integrations/index";
  export { PROGRAMS } from "./server/src/integrations/programs";
  export { COLUMNS, CONDITIONS, MATRIX } from "./server/src/elastic/matrix";
  export { FORMS, KINDS } from "./server/src/elastic/model";
  export { API_TITLES, FORM_TITLES, KIND_TITLES } from "./server/src/elastic/titles";
  export { KIND_LINKS } from "./server/src/elastic/links";
  export { SEVERITIES } from "./server/src/workspace/settings";
  export { PROJECT_SCHEMA } from "./server/src/project/schema";
`;

const BLOCK = /(<!-- generated: ([a-z-]+) -->\n)[\s\S]*?(<!-- end -->)/g;

/** The tables, as the product itself has them. */
async function loadTables() {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: TABLES, resolveDir: ROOT, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    tsconfig: join(ROOT, "tsconfig.base.json"),
    logLevel: "warning",
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

/** Pages that may hold generated parts, relative to the root with `/`. */
function pages() {
  const below = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" });
  const docs = below.map((name) => `docs/${name.replaceAll("\\", "/")}`).filter((name) => name.endsWith(".md"));
  return ["README.md", ...docs.sort()];
}

/** A page with its generated parts filled. Rejects a name that no block has: it would stay stale for ever. */
function filledPage(file, text, blocks) {
  const opened = text.split("<!-- generated:").length - 1;
  const filled = [...text.matchAll(BLOCK)].length;
  if (opened !== filled) throw new Error(`${file} has a generated part that does not end`);
  return text.replace(BLOCK, (_whole, start, name, end) => {
    const render = blocks[name];
    if (render === undefined) throw new Error(`${file} names the generated part ${name}, which does not exist`);
    return `${start}\n${render(file)}\n\n${end}`;
  });
}

/** Every generated text by file. */
function generatedTexts(tables) {
  const read = (file) => readFileSync(join(ROOT, file), "utf8");
  const strings = JSON.parse(read("package.nls.json"));
  for (const name of Object.keys(strings)) if (name.startsWith("config.rules.")) delete strings[name];
  Object.assign(strings, ruleStrings(tables));
  const manifest = JSON.parse(read("package.json"));
  const { properties } = manifest.contributes.configuration;
  properties["keyfit.rules"] = ruleSettings(properties["keyfit.rules"], tables);

  const blocks = blocksOf(tables, properties, strings);
  const texts = new Map(pages().map((file) => [file, filledPage(file, read(file), blocks)]));
  texts.set("schemas/keyfit.schema.json", projectSchema(tables));
  texts.set("package.json", json(manifest));
  texts.set("package.nls.json", json(Object.fromEntries(Object.entries(strings).sort(byName))));
  return [...texts].filter(([file, text]) => read(file) !== text);
}

function byName(left, right) {
  return left[0] < right[0] ? -1 : 1;
}

/** As npm writes it. */
function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
try {
  const stale = generatedTexts(await loadTables());
  for (const [file, text] of stale) {
    if (!values.check) writeFileSync(join(ROOT, file), text);
    console.log(values.check ? `${file} is stale: npm run docs` : `wrote ${file}`);
  }
  if (values.check && stale.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
