// What stands in the generated parts of the documentation, by name. A block gets the file that it stands in, because
// links are relative to it and the page of a rule is named after the rule.

import { posix } from "node:path";
import { integrationSections, integrationTable } from "./integrations.mjs";
import { conditionList, formTable, kindTable, matrixTable } from "./keys.mjs";
import { code, list, sentence, table } from "./markdown.mjs";
import { projectTable } from "./project.mjs";
import { variableTable } from "./variables.mjs";

/** Every block: a function from the file to its text, without blank lines around it. */
export function blocksOf(tables, settings, strings) {
  return {
    rules: (file) => ruleTable(tables, file),
    rule: (file) => ruleFacts(ruleOfPage(tables, file)),
    suppressing: (file) => suppressing(ruleOfPage(tables, file)),
    integrations: () => integrationTable(tables),
    "integration-sections": () => integrationSections(tables),
    "variable-integrations": () => variableTable(tables),
    programs: () => programTable(tables),
    project: () => projectTable(tables),
    kinds: () => kindTable(tables),
    forms: () => formTable(tables),
    matrix: () => matrixTable(tables),
    conditions: () => conditionList(tables),
    settings: () => settingsTable(settings, strings),
  };
}

function ruleTable({ RULES }, file) {
  const rows = RULES.map(({ id, severity, title, fixTitles }) => [
    `[${code(id)}](${posix.relative(posix.dirname(file), `docs/rules/${id}.md`)})`,
    severity,
    title,
    fixTitles === undefined ? "" : "yes",
  ]);
  return table(["Rule", "Severity", "Reports", "Quick fix"], rows);
}

function programTable({ PROGRAMS }) {
  const rows = PROGRAMS.map(({ products, title, source, images, charts }) => [
    `[${title.replace(/^the /, "")}](${source})`,
    products.map(code).join(", "),
    images.map((image) => code(image.replace(/^docker\.io\/(?:library\/)?/, ""))).join("<br>"),
    (charts?.names ?? []).map((name) => `${code(name)} of ${charts.repository}`).join("<br>"),
  ]);
  return table(["Program", "In the project file", "Images", "Charts of its own version"], rows);
}

function ruleOfPage({ RULES }, file) {
  const id = posix.basename(file, ".md");
  const rule = RULES.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`${file} is about no rule`);
  return rule;
}

function ruleFacts({ severity, title, messages, fixTitles }) {
  const fixes = Object.values(fixTitles ?? {});
  return [
    `**${sentence(title)}**`,
    severity === "off"
      ? "Severity: **off**, until the project file or settings switch it on."
      : `Severity: **${severity}**, unless the project file or settings say otherwise.`,
    `What it says:\n\n${list(Object.values(messages).map(said))}`,
    fixes.length === 0 ? "It has no quick fix." : `Quick fixes:\n\n${list(fixes.map(said))}`,
  ].join("\n\n");
}

/** A message as people see it, with what is filled in shown as such. */
function said(template) {
  return template.replace(/\{(\w+)\}/g, "‹$1›");
}

function suppressing({ id, severity, afterSuppression }) {
  const off = severity === "off";
  const value = off ? "warning" : "off";
  const everywhere = [
    `To switch the rule ${off ? "on" : "off"} for everybody who works on these files, in \`.keyfit.yml\`:`,
    `\`\`\`yaml\nrules: { ${id}: ${value} }\n\`\`\``,
    `For yourself, a workspace or one folder, in VS Code's settings:`,
    `\`\`\`json\n"keyfit.rules": { "${id}": "${value}" }\n\`\`\``,
  ];
  if (afterSuppression) return ["A comment cannot suppress this rule.", ...everywhere].join("\n\n");
  const comment = `# keyfit-disable-next-line ${id} -- why this is right here`;
  return [
    "For one place, with a comment on the line above:",
    `\`\`\`yaml\n${comment}\n\`\`\``,
    "`keyfit-disable-line` at the end of a line does the same in YAML and in scripts, `keyfit-disable-file` in any line counts for the whole file.",
    ...everywhere,
  ].join("\n\n");
}

function settingsTable(settings, strings) {
  const text = (value) => value.replace(/^%(.+)%$/, (_whole, name) => strings[name]);
  const rows = Object.entries(settings).map(([name, setting]) => {
    const choices = (setting.enum ?? []).map((value, index) => {
      const description = setting.enumDescriptions?.[index];
      return `${code(value)}: ${text(description)}`;
    });
    const words = [text(setting.markdownDescription), ...choices].join("<br>");
    return [code(name), code(JSON.stringify(setting.default)), words];
  });
  return table(["Setting", "Default", "What it does"], rows);
}
