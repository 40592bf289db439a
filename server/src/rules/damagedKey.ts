/** The credential is recognisably a key, but was damaged on its way into the file. */
import { FORMS, type Form } from "../elastic/model";
import type { KeyUse } from "../workspace/keyUse";
import { acceptedAs } from "../workspace/versions";
import { definedAt, rewriteFix } from "./planning";
import type { FixPlan, JudgedFile, Rule } from "./rule";

export const damagedKey: Rule = {
  id: "damaged-key",
  severity: "error",
  title: "The key was damaged on its way here",
  messages: {
    "double-encoded": "This key was base64-encoded twice; encode it only once",
    newline: "This key was encoded with a newline at its end; encode it again with echo -n or printf",
    whitespace: "A blank or a line end is part of this key; write it in one piece, with nothing behind it",
    "utf-16": "This key was encoded as UTF-16; encode it again as UTF-8",
    delimiter: "The id and the key are joined by the wrong character; join them with a colon",
    dash: "The dash belongs to this key, for a default begins right behind the colon; remove the dash",
    "scheme-inside": "The word ApiKey was encoded together with the key; encode id:key alone",
    "cloud-key-encoded": "This Elastic Cloud key was base64-encoded; it is used as it is, beginning with essu_",
    padding: "This key lacks its last characters; copy it whole, with the = at its end",
    quotes: "The quotes are part of this key; remove them",
    "altered-essu": "This Elastic Cloud key does not decode; it was cut or altered, so copy it again",
  },
  fixTitles: { mend: "Mend the key" },
  *check(file) {
    for (const use of file.uses) {
      const damage = use.credential.classification?.damage;
      if (use.credential.form !== "damaged" || damage === undefined || !use.elastic) continue;
      if (damage === "padding" && worksWithoutPadding(use)) continue;
      yield { use, span: use.span, message: damage, related: definedAt(use), fixes: mend(use, file) };
    }
  },
};

/**
 * Elasticsearch decodes with Java's `Base64.getDecoder()`, which does not need the padding, so a key that is sent as it
 * stands works without it there; APM Server's decoder, in Go, refuses it.
 * https://github.com/elastic/elasticsearch (ApiKeyService.parseApiKey), https://github.com/elastic/apm-server/blob/main/internal/beater/auth/apikey.go
 */
function worksWithoutPadding({ fact, target }: KeyUse): boolean {
  // Logstash takes what lacks its padding for something to encode, or for no key at all.
  if (fact.strict) return false;
  return (fact.accepts ?? []).some((each) => each.forms.includes("encoded")) && target.api !== "apm";
}

/** Mends into the form that the setting takes, where the mended key can be written so. */
function mend(use: KeyUse, file: JudgedFile): readonly FixPlan[] {
  const mended = use.credential.classification?.mendedForm;
  const { accepts = [] } = use.fact;
  const takes = FORMS.filter((form) => acceptedAs(form, accepts, use.versions) === "always");
  const to = own(mended, takes) ?? other(mended, takes);
  return to ? rewriteFix("mend", use, file, to) : [];
}

function other(mended: Form | undefined, takes: readonly Form[]): "encoded" | "pair" | undefined {
  if (mended === "pair" && takes.includes("encoded")) return "encoded";
  return mended === "encoded" && takes.includes("pair") ? "pair" : undefined;
}

function own(mended: Form | undefined, takes: readonly Form[]): "encoded" | "pair" | "essu" | "ece" | undefined {
  if (mended !== "encoded" && mended !== "pair" && mended !== "essu" && mended !== "ece") return undefined;
  return takes.includes(mended) ? mended : undefined;
}
