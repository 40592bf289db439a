/** The key is whole, but written in a form that this setting does not take. */
import type { Form } from "../elastic/model";
import type { Acceptance } from "../integrations/model";
import type { KeyUse } from "../workspace/keyUse";
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
    "essu-for-encoded": "An essu_ key cannot be used here; {integration} takes the encoded key alone",
    "ece-for-encoded": "This key cannot be used here; {integration} takes the encoded key of a cluster alone",
    "some-versions": "Only {versions} take this form here; others encode it again",
    "other-version": "Version {version} encodes this form once more; only {versions} take it here",
  },
  fixTitles: { "to-pair": "Decode to id:key", "to-encoded": "Encode the key" },
  *check(file) {
    for (const use of file.uses) {
      const { form } = use.credential;
      if (!["encoded", "pair", "essu", "ece"].includes(form)) continue;
      if (!use.fact.accepts) continue;
      const version = declaredVersion(use, file);
      const accepted = acceptance(use.fact.accepts, form, version);
      if (accepted === "always") continue;
      const to = form === "encoded" ? "pair" : form === "pair" ? "encoded" : undefined;
      const report: Report = {
        use,
        span: use.span,
        ...messageOf(accepted, form, version, use),
        related: definedAt(use),
        fixes: to ? rewriteFix(`to-${to}`, use, file, to) : [],
      };
      yield accepted.sure ? report : { ...report, severity: "warning" };
    }
  },
};

/** The program does not take the form, for certain or in versions of which it is not known whether they run. */
interface Refusal {
  readonly sure: boolean;
  /** Versions that do take it, in words. */
  readonly versions: string | undefined;
}

/** The first row that counts decides; one whose version is not known is only a condition. */
function acceptance(rows: readonly Acceptance[], form: Form, version: string | undefined): "always" | Refusal {
  let others: string | undefined;
  let condition: string | undefined;
  for (const row of rows) {
    if (!row.forms.includes(form)) continue;
    const counting = counts(row.versions, version);
    if (counting === true) return "always";
    const words = row.inWords ?? row.versions ?? "";
    if (counting === false) others ??= words;
    else condition ??= words;
  }
  return condition === undefined ? { sure: true, versions: others } : { sure: false, versions: condition };
}

function messageOf(
  { sure, versions }: Refusal,
  form: Form,
  version: string | undefined,
  { integrationTitle: integration, fact }: KeyUse,
): Pick<Report, "message" | "args"> {
  if (!sure) return { message: "some-versions", args: { versions: versions ?? "" } };
  if (form === "pair") return { message: "pair-for-encoded", args: { integration } };
  if (versions === undefined || version === undefined)
    return { message: `${form}-for-${form === "encoded" ? "pair" : takenBy(fact.accepts)}`, args: { integration } };
  return { message: "other-version", args: { version, versions } };
}

/** What is taken in the place of a key that no cluster made. */
function takenBy(rows: readonly Acceptance[] = []): "pair" | "encoded" {
  return rows.some(({ forms }) => forms.includes("pair")) ? "pair" : "encoded";
}
