/** Splits off a scheme that stands before what should be the bare key, so that the key behind it is judged as such. */
import { sliceSecret, unwantedPrefix } from "../elastic/secret";
import type { UnwantedFact } from "./model";
import type { FactPart, FactValue } from "./valueModel";

/** The value without its scheme, and the scheme; undefined where none stands there. `shared`: an anchor's value. */
export function withoutScheme(
  value: FactValue,
  shared: boolean,
): { readonly credential: FactValue; readonly unwanted: UnwantedFact } | undefined {
  const [first, ...others] = value.parts;
  if (first?.kind !== "text") return undefined;
  const prefix = unwantedPrefix(first.text);
  if (!prefix || (prefix.length === first.text.length && others.length === 0)) return undefined;
  const exact = first.span && first.span.end - first.span.start === first.text.length ? first.span : undefined;
  const rest = sliceSecret(first.text, prefix.length, first.text.length);
  const cut = exact && { start: exact.start + prefix.length, end: exact.end };
  const parts: FactPart[] = rest.length === 0 ? [...others] : [{ ...first, text: rest, span: cut }, ...others];
  const start = exact ? exact.start + prefix.length : value.span.start;
  return {
    credential: { ...value, parts, span: { start, end: value.span.end } },
    unwanted: {
      written: prefix.written,
      span: exact && !shared ? { start: exact.start, end: exact.start + prefix.length } : undefined,
    },
  };
}
