/**
 * References inside the value of a reference, for programs that expand what they got once more. The text stays sealed:
 * its pieces are sealed again as they come.
 */
import { partsOfSecret, type Secret } from "../../elastic/secret";
import type { ReferenceSyntax } from "../../integrations/model";
import type { Span } from "../../text/span";
import { sealParts } from "../value";
import type { FactPart } from "../valueModel";
import { partsOfText } from "./index";

/** The parts of a value that holds references itself; undefined where it holds none. `at` stands for all of their places. */
export function expandAgain(value: Secret, at: Span, syntax: ReferenceSyntax): readonly FactPart[] | undefined {
  const parts = partsOfSecret(value, (text) => partsOfText(text, at, syntax));
  return parts.some((part) => part.kind !== "text") ? sealParts(parts) : undefined;
}
