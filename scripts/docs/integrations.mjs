// The programs that Keyfit knows, as tables: a short one for the README, and a section for each program with every
// setting, where its target comes from, and where the facts were read. Programs that are configured alike share a section.

import { code, list, series, table } from "./markdown.mjs";

const FORM_WORDS = { encoded: "the encoded key", pair: "`id:api_key`", essu: "`essu_…`", ece: "an ECE key" };

/** How settings write references: one entry for each file of server/src/find/references. */
const REFERENCES = {
  beats: "`${NAME}`, `${NAME:default}`; a name is looked up among the settings of the same file",
  "elastic-agent": "`${NAME}`, `${env.NAME}`, `${provider.key}`, alternatives after `|`, a default after `:`",
  otel: "`${env:NAME}`, `${NAME}`, `${env:NAME:-default}`",
};

/** One row for each program or family, with its settings and the forms that they take. */
export function integrationTable({ INTEGRATIONS, COMMAND_INTEGRATIONS }) {
  const rows = settingsByPrograms(INTEGRATIONS).map(({ programs, settings }) => [
    programs.map(({ title }) => programTitle(title)).join(", "),
    settings.map((each) => `${code(each.path)}: ${takes(each.accepts, each.value)}`).join("<br>"),
  ]);
  const commands = COMMAND_INTEGRATIONS.map(({ title, headers, accepts }) => [
    programTitle(title),
    `${series(headers.map(code), "or")}: ${takes(accepts, "header")}`,
  ]);
  return table(["Program", "Where it takes a key, and in which form"], [...rows, ...commands]);
}

/** Settings that the same programs read stand together, so that one more setting of one program is one more row. */
function settingsByPrograms(integrations) {
  const readers = new Map();
  for (const row of integrations) {
    for (const setting of row.settings) {
      const entry = readers.get(identity(setting)) ?? { setting, programs: [] };
      entry.programs.push(row);
      readers.set(identity(setting), entry);
    }
  }
  const groups = new Map();
  for (const { setting, programs } of readers.values()) {
    const key = programs.map(({ id }) => id).join();
    const group = groups.get(key) ?? { programs, settings: [] };
    group.settings.push(setting);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function identity({ path, value, accepts }) {
  return JSON.stringify([path, value, accepts]);
}

/** A section for each program or family. */
export function integrationSections({ INTEGRATIONS, COMMAND_INTEGRATIONS, API_TITLES }) {
  const alike = new Map();
  for (const row of INTEGRATIONS) {
    const key = JSON.stringify([row.settings, row.references, row.source, row.checkedAgainst, row.misplaced]);
    alike.set(key, [...(alike.get(key) ?? []), row]);
  }
  const sections = [...alike.values()].map((rows) => section(rows, API_TITLES));
  return [...sections, ...COMMAND_INTEGRATIONS.map(commandSection)].join("\n\n");
}

function section(rows, apiTitles) {
  const [first] = rows;
  const settings = first.settings.map((setting) => [
    setting.source === undefined ? code(setting.path) : `[${code(setting.path)}](${setting.source})`,
    takes(setting.accepts, setting.value),
    setting.api === "unknown" ? "any server" : apiTitles[setting.api],
    targetOf(setting.target),
    setting.excludes.map(({ paths, refusal }) => `${paths.map(code).join(", ")}: “${refusal}”`).join("<br>"),
  ]);
  return [
    `### ${series(rows.map(({ title }) => programTitle(title)))}`,
    table(["Setting", "Takes", "Talks to", "Where to", "Not beside"], settings),
    table(
      ["In outputs", "Told by file name", "Told by content"],
      rows.map(({ id, tell }) => [code(id), tell.names.map(code).join(", "), tell.content.map(code).join(", ")]),
    ),
    list([
      `References: ${REFERENCES[first.references]}.`,
      ...(first.misplaced ?? []).map(({ path, belongs }) => `${code(path)} is not read; ${code(belongs)} is.`),
      `Checked against version ${first.checkedAgainst}: [source](${first.source}).`,
    ]),
  ].join("\n\n");
}

function commandSection(row) {
  return [
    `### ${row.title}`,
    list([
      `The key stands in an \`Authorization\` header after ${series(row.headers.map(code), "or")}, as ${takes(row.accepts, "header")}.`,
      `It goes to the URL after ${series(row.urls.map(code), "or")}, and to every word that is no option.`,
      `In outputs: ${code(row.id)}.`,
      `Checked against version ${row.checkedAgainst}: [source](${row.source}).`,
    ]),
  ].join("\n\n");
}

/** A title for the middle of a sentence (`a Beat`, `the OpenTelemetry …`) as it stands in a table or above a section. */
export function programTitle(title) {
  return title.replace(/^a /, "any other ").replace(/^the /, "");
}

function takes(accepts, value) {
  const forms = accepts.map(({ forms: each, versions, inWords }) => {
    const words = series(
      each.map((form) => FORM_WORDS[form]),
      "or",
    );
    return versions === undefined ? words : `${words} (only ${inWords ?? versions})`;
  });
  return `${value === "header" ? "`ApiKey` before " : ""}${forms.join("; ")}`;
}

function targetOf({ urls, cloudId, scheme, defaultScheme, defaultPort, default: documented }) {
  const settings = [...(cloudId === undefined ? [] : [cloudId]), ...urls].map(code).join(", else ");
  const added = `adds ${scheme === undefined ? "" : `${code(scheme)}, else `}${code(defaultScheme)}, and port ${defaultPort}`;
  return [settings, added, ...(documented === undefined ? [] : [`when not set: ${code(documented)}`])].join("<br>");
}
