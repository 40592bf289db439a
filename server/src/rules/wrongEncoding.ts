/** The key is whole, but written in a form that this setting does not take. */
import type { Form } from "../elastic/model";
import type { Acceptance } from "../integrations/model";
import { definedAt, rewriteFix } from "./planning";
import type { Report, Rule } from "./rule";
import { counts, declaredVersion } from "./versions";

export const wrongEncoding: Rule = {
  id: "wrong-encoding",
  severity: "error",
  title: "The setting takes the key in another form",
  messages: {
    "encoded-for-pair": "This key is already encoded; {integration} takes id:key here and encodes it itself",
    "pair-for-encoded": "This is id:key; {integration} takes the encoded key here",
    "essu-for-pair": "An essu_ key cannot be used here; {integration} takes id:key and would encode it again",
    "ece-for-pair": "This key cannot be used here; {integration} takes id:key and would encode it again",
    "some-versions": "Only {versions} take this form here; others encode it again",
  },
  fixTitles: { "to-pair": "Decode to id:key", "to-encoded": "Encode the key" },
  *check(file) {
    for (const use of file.uses) {
      const { form } = use.credential;
      if (!["encoded", "pair", "essu", "ece"].includes(form)) continue;
      if (!use.fact.accepts) continue;
      const accepted = acceptance(use.fact.accepts, form, declaredVersion(use, file));
      if (accepted === "always") continue;
      const to = form === "encoded" ? "pair" : form === "pair" ? "encoded" : undefined;
      const report: Report = {
        use,
        span: use.span,
        message: accepted === "never" ? `${form}-for-${to ?? "pair"}` : "some-versions",
        args: { integration: use.integrationTitle, versions: accepted === "never" ? "" : accepted.versions },
        related: definedAt(use),
        fixes: to ? rewriteFix(`to-${to}`, use, file, to) : [],
      };
      yield accepted === "never" ? report : { ...report, severity: "warning" };
    }
  },
};

/** The first row that counts decides; one whose version is not known is only a condition. */
function acceptance(
  rows: readonly Acceptance[],
  form: Form,
  version: string | undefined,
): "always" | "never" | { readonly versions: string } {
  let condition: { readonly versions: string } | undefined;
  for (const row of rows) {
    const counting = counts(row.versions, version);
    if (counting === false || !row.forms.includes(form)) continue;
    if (counting === true) return "always";
    condition ??= { versions: row.inWords ?? row.versions ?? "" };
  }
  return condition ?? "never";
}
