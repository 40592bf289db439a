// What programs are called in tables, and the forms that they take in words.

import { series } from "./markdown.mjs";

const FORM_WORDS = { encoded: "the encoded key", pair: "`id:api_key`", essu: "`essu_…`", ece: "an ECE key" };

/** A title for the middle of a sentence (`a Beat`, `an Elastic APM agent`, `the OpenTelemetry …`) as it stands in a table or above a section. */
export function programTitle(title) {
  return title.replace(/^a /, "any other ").replace(/^(?:an|the) /, "");
}

/** The forms in words, with what stands before the key. `plain`: of a list of headers that is taken as it is written. */
export function takes(accepts, value, plain = false) {
  const forms = accepts.map(({ forms: each, versions, inWords }) => {
    const words = series(
      each.map((form) => FORM_WORDS[form]),
      "or",
    );
    return versions === undefined ? words : `${words} (only ${inWords ?? versions})`;
  });
  const list = plain ? "`Authorization=ApiKey` and a space before " : "`Authorization=ApiKey%20` before ";
  const before = { header: "`ApiKey` before ", "header-list": list }[value] ?? "";
  // Ranges that one cannot write as one have the same words.
  return `${before}${[...new Set(forms)].join("; ")}`;
}
