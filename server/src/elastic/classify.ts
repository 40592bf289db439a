/**
 * Tells what the text of a credential says by itself: its form, the kinds that the form leaves open, its public id, and
 * what is wrong with it. The order of the questions is the whole of the logic: known shapes, then ciphertext and
 * references, then damaged shapes, then examples, then half a key; what is left is unknown and nothing is said about it.
 * Total and linear: texts beyond the length of any credential are not looked into.
 */
import { decodeText } from "./base64";
import { basicLikelihood } from "./basic";
import { mask } from "./mask";
import type { Mended } from "./mend";
import { isEncodedExampleWithNewline, mend } from "./mend";
import type { Classification } from "./model";
import { isCiphertext, isPlaceholder, isReference, isStandInPair } from "./placeholder";
import type { Shape } from "./shape";
import { ESSU_PREFIX, essuCandidates, essuPayload, shapeOf } from "./shape";
import { holdsDictionaryWord } from "./words";

/** No credential is longer; the longest in practice are JWTs with many claims. */
const LONGEST = 16_384;

/** Classifies a text, whatever it is. Never throws; nothing of the text but its id and six characters is in the result. */
export function classify(text: string): Classification {
  return { id: undefined, shown: mask(text), ...told(text) };
}

type Told = Omit<Classification, "id" | "shown"> & { readonly id?: string };

function told(text: string): Told {
  if (text.length > LONGEST) return { form: isCiphertext(text) ? "ciphertext" : "other", candidates: UNKNOWN };
  const shape = shapeOf(text);
  if (shape) return isStandInPair(text) ? PLACEHOLDER : toldByShape(shape);
  if (isCiphertext(text)) return { form: "ciphertext", candidates: UNKNOWN };
  if (isReference(text)) return { form: "reference", candidates: UNKNOWN };
  const mended = mend(text);
  return mended ? toldByDamage(mended) : toldByResemblance(text);
}

function toldByShape(shape: Shape): Told {
  return {
    form: shape.form,
    candidates: shape.candidates,
    ...(shape.id === undefined ? {} : { id: shape.id }),
    ...(shape.checksum === undefined ? {} : { checksum: shape.checksum }),
    ...(shape.internal && { internal: shape.internal }),
  };
}

function toldByDamage(mended: Mended): Told {
  const { form, ...rest } = toldByShape(mended.shape);
  return { ...rest, form: "damaged", damage: mended.damage, mendedForm: form };
}

/** No shape, sound or damaged: an example, a cut Cloud key, a name and password, half a key, or nothing known. */
function toldByResemblance(text: string): Told {
  const basic = basicLikelihood(text) ?? basicLikelihood(decodeText(text) ?? "");
  if (basic === "certain" && !isElided(text)) return { form: "other", candidates: ["basic"] };
  if (isEncodedExampleWithNewline(text)) return { form: "damaged", candidates: UNKNOWN, damage: "newline" };
  if (isPlaceholder(text)) return PLACEHOLDER;
  if (ESSU_PREFIX.test(text)) {
    return { form: "damaged", candidates: essuCandidates(essuPayload(text)), damage: "altered-essu" };
  }
  const half = halfOf(text);
  if (half) return { form: "half", candidates: UNKNOWN, half };
  if (basic) return { form: "other", candidates: ["basic"], likely: true };
  return { form: "other", candidates: UNKNOWN };
}

const UNKNOWN = ["unknown"] as const;
const PLACEHOLDER: Told = { form: "placeholder", candidates: UNKNOWN };

/** `elastic:<password>`, `elastic:***`: an example, though the user exists. */
function isElided(text: string): boolean {
  return /<[^<>]{1,80}>|\*{3}|\.{3}|\u2026|x{4}|\$\{|\{\{/i.test(text);
}

/** Secrets of other services that happen to have the length; their prefix gives them away. */
const FOREIGN = /^(?:sk|pk|rk|gh[opsu]|xox[abp]|glpat|hf|npm|dop|pat)[-_]/;

/**
 * Half an Elasticsearch key: 20 to 22 characters with upper case, lower case and a digit, and no dictionary word.
 * A secret has 22 characters; an id has 20, and 22 where it was made at random, so 22 can be either.
 */
function halfOf(text: string): "id" | "either" | undefined {
  if (!/^[A-Za-z0-9_-]{20,22}$/.test(text) || FOREIGN.test(text)) return undefined;
  if (!/[a-z]/.test(text) || !/[A-Z]/.test(text) || !/[0-9]/.test(text)) return undefined;
  if (holdsDictionaryWord(text)) return undefined;
  return text.length === 20 ? "id" : "either";
}
