// The programs that Keyfit knows, as tables: a short one for the README, and a section for each program with every
// setting, where its target comes from, and where the facts were read. Programs that are configured alike share a section.

import { code, list, series, table } from "./markdown.mjs";
import { programVariables } from "./variables.mjs";
import { programTitle, takes } from "./words.mjs";

/** How settings write references: one entry for each file of server/src/find/references. */
const REFERENCES = {
  beats:
    "`${NAME}`, `${NAME:default}`, `${NAME:?message}`; a setting of that path in the same file goes before the environment",
  "elastic-agent":
    "`${NAME}`, `${env.NAME}` and `${kubernetes_secrets.NAMESPACE.NAME.KEY}`, an alternative after `|`, a text after `:` or in quotes",
  braces: "`${NAME}`",
  logstash: "`${NAME}`, `${NAME:default}`; the keystore goes before the environment",
  "mcp-any": "nothing is known of `${…}` and `$NAME`, unless the file's name tells the client",
  "mcp-editor": "`${env:NAME}`; `${NAME}` and `$NAME` stay text",
  "mcp-env": "`${env:NAME}`",
  "mcp-gemini": "`$NAME`, `${NAME}`",
  "mcp-server": "`${NAME}`, `${NAME:default}`",
  "mcp-shell": "`${NAME}`, `${NAME:-default}`",
  none: "none, every text stands for itself",
  terraform:
    '`var.NAME`, `local.NAME`, `module.NAME.OUTPUT`, templates `"${…}"`, `base64encode`, `file` and the like; variables come from the command line, `*.tfvars`, `TF_VAR_NAME` and defaults, in that order',
  otel: "`${NAME}` and `${env:NAME}`, a default after `:-`; what a variable holds is expanded again",
  php: "`${NAME}`, a setting of that name in the same file before the environment, a default after `:-`; none in single quotes",
  erb: "Ruby that asks for a variable, as in `<%= ENV['NAME'] %>` and `<%= ENV.fetch('NAME', 'default') %>`",
  spring: "`${NAME}`, `${NAME:default}`",
};

/** One row for each program or family, with its settings and the forms that they take. */
export function integrationTable({ INTEGRATIONS, COMMAND_INTEGRATIONS, VARIABLE_INTEGRATIONS }) {
  const rows = settingsByPrograms(INTEGRATIONS).map(({ programs, settings }) => [
    programs.map(({ title }) => programTitle(title)).join(", "),
    joined(settings.map((each) => [each.path, takes(each.accepts, each.value, each.plainList)])),
  ]);
  const commands = COMMAND_INTEGRATIONS.map((row) => [
    programTitle(row.title),
    `${keyPlace(row)}: ${takes(row.accepts, headerOf(row))}`,
  ]);
  const variables = programVariables(VARIABLE_INTEGRATIONS).map(({ title, names, accepts, value }) => [
    programTitle(title),
    `${names.map(code).join(", ")}: ${takes(accepts, value)}`,
  ]);
  return table(["Program", "Where it takes a key, and in which form"], [...rows, ...commands, ...variables]);
}

/** Settings that take the same stand before it together. */
function joined(settings) {
  const paths = new Map();
  for (const [path, words] of settings) paths.set(words, [...(paths.get(words) ?? []), code(path)]);
  return [...paths].map(([words, all]) => `${all.join(", ")}: ${words}`).join("<br>");
}

/** Settings that the same programs read stand together, so that one more setting of one program is one more row. */
function settingsByPrograms(integrations) {
  const readers = new Map();
  for (const row of integrations) {
    for (const setting of existing(row)) {
      const entry = readers.get(identity(setting)) ?? { setting, programs: [] };
      // One setting may stand twice in a row, each time for what another setting makes of its target.
      if (!entry.programs.includes(row)) entry.programs.push(row);
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

/** What the program reads; rows also name settings that it does not have. */
function existing({ settings }) {
  return settings.filter(({ unsupported }) => unsupported === undefined);
}

function identity({ path, value, plainList, accepts }) {
  return JSON.stringify([path, value, plainList, accepts]);
}

/** A section for each program or family. */
export function integrationSections({ INTEGRATIONS, COMMAND_INTEGRATIONS, API_TITLES }) {
  const alike = new Map();
  for (const row of INTEGRATIONS) {
    const key = JSON.stringify([row.settings, row.references, row.source, row.checkedAgainst, row.misplaced]);
    alike.set(key, [...(alike.get(key) ?? []), row]);
  }
  const sections = [...alike.values()].map((rows) => section(rows, API_TITLES));
  const configured = new Set(INTEGRATIONS.map(({ id }) => id));
  return [...sections, ...COMMAND_INTEGRATIONS.map((row) => commandSection(row, configured))].join("\n\n");
}

function section(rows, apiTitles) {
  const [first] = rows;
  const settings = existing(first).map((setting) => [
    settingName(setting),
    takes(setting.accepts, setting.value, setting.plainList),
    talksTo(setting, apiTitles),
    setting.senders === undefined ? targetOf(setting.target) : sentBy(setting.senders),
    setting.excludes.map(({ paths, refusal }) => `${paths.map(code).join(", ")}: “${refusal}”`).join("<br>"),
  ]);
  const missing = first.settings.filter(({ unsupported }) => unsupported !== undefined);
  return [
    `### ${series(rows.map(({ title }) => programTitle(title)))}`,
    ...(settings.length === 0 ? [] : [table(["Setting", "Takes", "Talks to", "Where to", "Not beside"], settings)]),
    table(
      ["In outputs", "Told by file name", "Told by content"],
      rows.map(({ id, tell }) => [code(id), tell.names.map(code).join(", "), tell.content.map(contentTell).join(", ")]),
    ),
    list([
      `References: ${REFERENCES[first.references]}.`,
      ...(first.readers ?? []).map(
        ({ title, names, references, source }) =>
          `[${title}](${source}) reads ${series(names.map(code), "and")}: ${REFERENCES[references]}.`,
      ),
      ...(first.misplaced ?? []).map(({ path, belongs }) => `${code(path)} is not read; ${code(belongs)} is.`),
      ...missing.map(({ path, unsupported: { right, elsewhere } }) =>
        elsewhere
          ? `${code(path)} may not stand here; ${code(right)} takes the key.`
          : `${code(path)} does not exist; the key belongs in ${code(right)}.`,
      ),
      ...schemesOf(existing(first)),
      ...uncheckedBy(existing(first)),
      ...refusals(existing(first)),
      ...embedded(first),
      `Checked against version ${first.checkedAgainst}: [source](${first.source}).`,
    ]),
  ].join("\n\n");
}

function talksTo({ api, target }, apiTitles) {
  if (target.protocol === "remote-write") return "endpoint for remote writes";
  return api === "unknown" ? "any server" : apiTitles[api];
}

/** Schemes that stand in a setting of their own. */
function schemesOf(settings) {
  const schemes = settings.flatMap(({ scheme }) => (scheme === undefined ? [] : [scheme]));
  return schemes.map(
    ({ path, absent }) => `${code(path)} is the scheme before the key, ${code(absent)} where it is not set.`,
  );
}

/** Components that send the key. */
function sentBy(senders) {
  return `where the component sends that names it: ${senders.map(({ path }) => code(path)).join(", ")}`;
}

function settingName({ path, source, entry }) {
  const name = source === undefined ? code(path) : `[${code(path)}](${source})`;
  if (entry === undefined) return name;
  const key = typeof entry.key === "string" ? code(entry.key) : `The key in ${code(entry.key.setting)}`;
  return `${key} of the ${entry.of.kind} that ${name} names`;
}

/** A setting of the product alone, or one with a value that no other product has. */
function contentTell(content) {
  if (typeof content === "string") return code(content);
  return code(`${content.path}: ${content.values.join(" | ")}`);
}

/** What switches certificate checks off, once for each setting that does. */
function uncheckedBy(settings) {
  const off = settings.flatMap(({ tlsOff = [] }) =>
    tlsOff.map(({ path, values }) => code(`${path}: ${values.join(" | ")}`)),
  );
  return off.length === 0 ? [] : [`Certificates are not checked with ${series([...new Set(off)], "or")}.`];
}

/** Programs that do not start with a key and plain HTTP. */
function refusals(settings) {
  const refused = [...new Set(settings.flatMap(({ needsTls }) => (needsTls === undefined ? [] : [needsTls.refusal])))];
  return refused.map((refusal) => `With \`api_key\` and plain HTTP it does not start: “${refusal}”.`);
}

/** Settings that hold another configuration. */
function embedded({ embeds = [] }) {
  const paths = embeds.map(({ path }) => code(path));
  return paths.length === 0 ? [] : [`The text of ${series(paths, "or")} is read as a file of its own.`];
}

function commandSection(row, configured) {
  // A product that is configured too has a section of its name already.
  const title = configured.has(row.id) ? `${programTitle(row.title)}: ${row.names[0]}` : row.title;
  const off = (row.tlsOff ?? []).map(({ option, values }) =>
    code(values === undefined ? option : `${option}=${values.join(" | ")}`),
  );
  return [
    `### ${row.byOptions ? `Options of ${row.title}` : title}`,
    list([
      row.options === "request"
        ? "Each request of a `.http` or `.rest` file of REST Client, JetBrains' editors and Visual Studio."
        : row.byOptions
          ? "Told by its options, whatever program they are handed to, and in variables that hold options, such as `JAVA_TOOL_OPTIONS`."
          : `Called ${series(row.names.map(code), "or")}${row.options === "powershell" ? ", in any case" : ""}.`,
      row.lists !== undefined
        ? `The key stands in a list of headers ${keyPlace(row)}, as ${takes(row.accepts, "header-list")}.`
        : row.keys === undefined && row.words === undefined
          ? `The key stands in an \`Authorization\` header ${keyPlace(row)}, as ${takes(row.accepts, "header")}.`
          : `The key stands ${keyPlace(row)}, as ${takes(row.accepts, "key")}.`,
      goesTo(row),
      ...(row.expands === undefined ? [] : ["It puts variables that are written `${NAME}` into the header by itself."]),
      ...(off.length === 0 ? [] : [`Certificates are not checked with ${series(off, "or")}.`]),
      ...(row.echo === undefined
        ? []
        : [
            `${series(row.echo.map(code), "and")} ${row.echo.length > 1 ? "print" : "prints"} the request with the key.`,
          ]),
      `In outputs: ${code(row.id)}.`,
      `Checked against version ${row.checkedAgainst}: [source](${row.source}).`,
    ]),
  ].join("\n\n");
}

/** Where a program of the command line sends the key. */
function goesTo({ options, urls, oneUrl, words, plainWords, default: documented }) {
  if (words !== undefined)
    return `It goes to what stands behind ${series(
      words.map(({ url }) => code(url)),
      "or",
    )}.`;
  if (options === "httpie") return "It goes to the first word that is neither an option nor a method.";
  if (options === "request") return "It goes to the URL of the request, or to its `Host`.";
  if (oneUrl) return "It goes to the first word that is no option.";
  if (options === "keystore") return "Where it goes is said elsewhere.";
  const named = `the URL after ${series(urls.map(code), "or")}`;
  if (plainWords) return `It goes to ${named}${documented === undefined ? "" : `, else to ${code(documented)}`}.`;
  return `It goes to ${urls.length === 0 ? "every word" : `${named}, and to every word`} that is no option.`;
}

/** What stands before the key where a program of the command line takes it. */
function headerOf({ keys, words, lists }) {
  if (lists !== undefined) return "header-list";
  return keys === undefined && words === undefined ? "header" : "key";
}

/** Where a program of the command line takes a key, or a header, to stand after “header”. */
function keyPlace({ options, headers, keys, pairs, words, lists }) {
  if (lists !== undefined) return `after ${series(lists.map(code), "or")}`;
  if (options === "keystore")
    return `in what a pipe or a here-string feeds to it, as the value of ${series(keys.map(code), "or")}`;
  if (words !== undefined)
    return `behind ${series(
      words.map(({ key }) => code(key)),
      "or",
    )}`;
  if (keys !== undefined) return `after ${series(keys.map(code), "or")}`;
  if (options === "httpie") return "in a word `Authorization:…`";
  if (options === "request") return "on a line of its own";
  if (options === "powershell") return `in the hashtable after ${series(headers.map(code), "or")}`;
  const name = pairs === undefined ? "" : " `Authorization`";
  return `after ${series(headers.map(code), "or")}${name}`;
}

function targetOf({
  urls,
  together,
  cloudId,
  scheme,
  defaultScheme,
  defaultPort,
  default: documented,
  entries,
  inherits,
}) {
  const inherited = inherits === undefined ? [] : [inherits.cloudId, ...inherits.urls];
  const settings = [
    ...[entries?.cloudId, ...(entries?.urls ?? [])]
      .filter((key) => key !== undefined)
      .map((key) => `${code(key)} of the ${entries.of.kind}`),
    ...[cloudId, ...(together ? [] : urls), ...inherited].filter((path) => path !== undefined).map(code),
    ...(together ? [urls.map(code).join(", ")] : []),
  ].join(", else ");
  const added = `adds ${scheme === undefined ? "" : `${code(scheme)}, else `}${code(defaultScheme)}, and port ${defaultPort}`;
  return [settings, added, ...(documented === undefined ? [] : [`when not set: ${code(documented)}`])].join("<br>");
}
