/**
 * What type a scalar of YAML has. Our readers keep texts, because settings are texts; a schema asks for more.
 * Only a plain scalar is anything but text: https://yaml.org/spec/1.2.2/#103-core-schema. JSON's scalars are a part of these.
 */
import type { ScalarNode } from "../read/reading";

export type ScalarValue = string | number | boolean | null;

const NULL = /^(?:null|Null|NULL|~)?$/;
const TRUE = /^(?:true|True|TRUE)$/;
const FALSE = /^(?:false|False|FALSE)$/;
const NUMBER = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const OTHER_BASE = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/;
const NO_NUMBER = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** The value as a program gets it. */
export function scalarValue({ layer, style }: ScalarNode): ScalarValue {
  const { text } = layer;
  if (style !== "plain") return text;
  if (NULL.test(text)) return null;
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  if (NUMBER.test(text) || OTHER_BASE.test(text)) return Number(text);
  return NO_NUMBER.test(text) ? Number.NaN : text;
}

/** True where the text, written without quotes, is read as the same text, in a block and between brackets. */
export function isPlainSafe(text: string): boolean {
  if (!/^[A-Za-z_][A-Za-z0-9_./@+-]*$/.test(text)) return false;
  // What YAML 1.1 takes for a truth value, and other programs still do.
  return !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
}
