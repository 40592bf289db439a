/**
 * Turns plans into text edits: the one feature that opens secrets, because an edit that rewrites a key must hold it.
 * Edits are made when a person resolves an action or runs `keyfit fix`, and go nowhere else.
 */
import { convertCredential } from "../elastic/convert";
import type { FactValue } from "../find/valueModel";
import type { EditPlan, FixPlan } from "../rules/rule";
import type { Span } from "../text/span";

/** Replaces the units of `span` with `text`. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
  /** The file that it is for, where that is not the one that was judged. */
  readonly uri?: string;
}

/** The edits of a plan, in file order; undefined where one of them cannot be made without loss. */
export function editsOf(plan: FixPlan): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const each of plan.edits) {
    const edit = editOf(each);
    if (!edit) return undefined;
    edits.push(edit);
  }
  return edits.sort((left, right) => left.span.start - right.span.start);
}

function editOf(plan: EditPlan): TextEdit | undefined {
  const edit = changeOf(plan);
  return edit && plan.uri !== undefined ? { ...edit, uri: plan.uri } : edit;
}

function changeOf(plan: EditPlan): TextEdit | undefined {
  if (plan.kind === "replace") return { span: plan.span, text: plan.text };
  const text = openLiteral(plan.value);
  const converted = text === undefined ? undefined : convertCredential(text, plan.to);
  const encoded = converted === undefined ? undefined : plan.value.encode(converted);
  return encoded === undefined ? undefined : { span: plan.value.outer, text: encoded };
}

function openLiteral(value: FactValue): string | undefined {
  let text = "";
  for (const part of value.parts) {
    if (part.kind !== "text") return undefined;
    text += part.text.open();
  }
  return text;
}

/** The text with edits applied; overlapping ones after the first are left out. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const { span, text: replacement } of [...edits].sort((left, right) => left.span.start - right.span.start)) {
    if (span.start < at) continue;
    result += text.slice(at, span.start) + replacement;
    at = span.end;
  }
  return result + text.slice(at);
}
