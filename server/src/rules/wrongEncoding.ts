/** The key is whole, but written in a form that this setting does not take. */
import type { Acceptance } from "../integrations/model";
import { acceptedAs } from "../workspace/versions";
import { definedAt, rewriteFix } from "./planning";
import type { Rule } from "./rule";
import { decidingVersion, statedAt } from "./versions";

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
    "some-versions-pair": "Only {versions} take id:key here; others take the encoded key",
  },
  fixTitles: { "to-pair": "Decode to id:key", "to-encoded": "Encode the key" },
  *check(file) {
    for (const use of file.uses) {
      const { form } = use.credential;
      const { accepts } = use.fact;
      if (!accepts || (form !== "encoded" && form !== "pair" && form !== "essu" && form !== "ece")) continue;
      const accepted = acceptedAs(form, accepts, use.versions);
      // What is not known yet may show that the form is taken.
      if (accepted === "always" || (accepted !== "never" && use.versions?.early)) continue;
      const to = form === "encoded" ? "pair" : form === "pair" ? "encoded" : undefined;
      const found = {
        use,
        span: use.span,
        related: [...definedAt(use), ...statedAt(use)],
        fixes: to ? rewriteFix(`to-${to}`, use, file, to) : [],
      };
      if (accepted === "never") {
        const version = form === "pair" ? undefined : decidingVersion(use);
        const taking = accepts.find((row) => row.versions !== undefined && row.forms.includes(form));
        if (version !== undefined && taking) {
          yield { ...found, message: "other-version", args: { version, versions: inWords(taking) } };
        } else {
          const message = `${form}-for-${to ?? takenBy(accepts)}`;
          yield { ...found, message, args: { integration: use.integrationTitle } };
        }
      } else {
        const message = form === "pair" ? "some-versions-pair" : "some-versions";
        yield { ...found, message, args: { versions: inWords(accepted) }, severity: "warning" };
      }
    }
  },
};

function inWords(row: Acceptance): string {
  return row.inWords ?? row.versions ?? "";
}

/** What is taken in the place of a key that no cluster made. */
function takenBy(rows: readonly Acceptance[]): "pair" | "encoded" {
  return rows.some(({ forms }) => forms.includes("pair")) ? "pair" : "encoded";
}
