// The part of the extension's manifest that follows from the list of rules: one setting and one string for each.
// VS Code offers the ids and severities while a person writes settings.json, and underlines an id that does not exist.

/** The schema of `keyfit.rules`; what is not about single rules stays as it is in the manifest. */
export function ruleSettings(setting, { RULES, SEVERITIES }) {
  const severities = ["off", ...SEVERITIES];
  const { properties: _, additionalProperties: __, ...rest } = setting;
  return {
    ...rest,
    properties: Object.fromEntries(
      RULES.map(({ id, severity }) => [
        id,
        { type: "string", enum: severities, default: severity, markdownDescription: `%config.rules.${id}%` },
      ]),
    ),
    additionalProperties: false,
  };
}

/** The strings behind the placeholders. */
export function ruleStrings({ RULES, helpOf }) {
  return Object.fromEntries(RULES.map(({ id, title }) => [`config.rules.${id}`, `${title}. [More](${helpOf(id)})`]));
}
