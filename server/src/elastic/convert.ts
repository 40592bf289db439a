/**
 * Writes a credential in another form, where that loses and invents nothing. Only text edits use it: what goes in and
 * what comes out are secrets, so neither may reach a message.
 */
import { decodeText, encodeText } from "./base64";
import { mend } from "./mend";
import { shapeOf } from "./shape";

/** The forms that a credential can be written in. */
export type WritableForm = "encoded" | "pair" | "essu" | "ece";

/** A sound credential and its form. `text` is a secret. */
export interface Sound {
  readonly form: WritableForm;
  readonly text: string;
}

/** No credential is longer; see classify.ts. */
const LONGEST = 16_384;

/**
 * The credential in form `to`. Damaged texts are mended first. Undefined where the text holds no such credential:
 * `encoded` and `pair` turn into each other, an Elastic Cloud key and an ECE key only into themselves.
 */
export function convertCredential(text: string, to: WritableForm): string | undefined {
  const sound = soundCredential(text);
  if (!sound) return undefined;
  if (sound.form === to) return sound.text;
  if (sound.form === "encoded" && to === "pair") return decodeText(sound.text);
  if (sound.form === "pair" && to === "encoded") return encodeText(sound.text);
  return undefined;
}

/** Undoes the damage of a text, without a guess; undefined where it is sound already or cannot be mended. */
export function mendCredential(text: string): Sound | undefined {
  const mended = text.length > LONGEST ? undefined : mend(text);
  return mended && writable(mended.shape.form, mended.text);
}

function soundCredential(text: string): Sound | undefined {
  if (text.length > LONGEST) return undefined;
  const shape = shapeOf(text);
  return shape ? writable(shape.form, text) : mendCredential(text);
}

function writable(form: WritableForm | "other", text: string): Sound | undefined {
  return form === "other" ? undefined : { form, text };
}
