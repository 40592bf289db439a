/**
 * References in the values of a GitLab pipeline's variables: `$NAME`, `${NAME}`, `%NAME%`, and `$$` for a dollar. There
 * are no defaults; what GitLab does not take is left to the runner, which is not followed.
 * Source: https://docs.gitlab.com/ci/variables/where_variables_can_be_used/#gitlab-internal-variable-expansion-mechanism
 */
import type { OpaquePart, Part } from "../../read/reading";
import type { Layer } from "../../text/layer";
import type { Span } from "../../text/span";
import { exactSpan } from "./yamlParts";

const REFERENCE = /\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)\}|%([A-Za-z_]\w*)%/y;

/** The parts of a value; with `literal` (`expand: false`) nothing expands. */
export function gitlabParts(layer: Pick<Layer, "text" | "toHost">, whole: Span, literal: boolean): readonly Part[] {
  const { text } = layer;
  const parts: Part[] = [];
  // The literal text so far began at `begun`; it is copied up to `copied`.
  let pending = "";
  let begun = 0;
  let copied = 0;
  const flush = (end: number): void => {
    pending += text.slice(copied, end);
    // With a doubled dollar in it the text does not stand in the file as it is.
    const exact = pending.length === end - begun;
    if (pending !== "") {
      parts.push({ kind: "text", text: pending, span: exact ? exactSpan(layer, { start: begun, end }) : undefined });
    }
    pending = "";
  };
  for (let at = literal ? text.length : 0; at < text.length; ) {
    const found = markAt(text, at);
    if (found.kind === "dollar") {
      pending += text.slice(copied, at + 1);
      copied = at + 2;
    } else if (found.kind !== "none") {
      flush(at);
      const span = layer.toHost({ start: at, end: at + found.length }) ?? whole;
      if (found.kind === "name") parts.push({ kind: "reference", name: found.name, span });
      else if (found.kind === "opaque") parts.push({ kind: "opaque", span, why: found.why });
      begun = at + found.length;
      copied = begun;
    }
    at += found.length;
  }
  flush(text.length);
  return parts;
}

type Mark =
  | { readonly kind: "none" | "dollar"; readonly length: number }
  | { readonly kind: "name"; readonly length: number; readonly name: string }
  | { readonly kind: "opaque"; readonly length: number; readonly why: OpaquePart["why"] };

/** Longer ones are no operator that a person wrote. */
const MAX_OPERATOR = 200;

function markAt(text: string, at: number): Mark {
  const unit = text[at];
  if (unit !== "$" && unit !== "%") return { kind: "none", length: 1 };
  if (text.startsWith("$$", at)) return { kind: "dollar", length: 2 };
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(text);
  const name = match?.[1] ?? match?.[2] ?? match?.[3];
  if (match && name !== undefined) return { kind: "name", length: match[0].length, name };
  // An operator that GitLab does not know, or an input of the pipeline.
  for (const [open, close, why] of [
    ["${", "}", "unsupported"],
    ["$[[", "]]", "template"],
  ] as const) {
    if (!text.startsWith(open, at)) continue;
    const end = text.slice(at, at + MAX_OPERATOR).indexOf(close);
    if (end >= 0) return { kind: "opaque", length: end + close.length, why };
  }
  return { kind: "none", length: 1 };
}

/** Writes a text so that GitLab keeps it as it is; undefined where that cannot be. */
export function literalInGitlab(text: string): string | undefined {
  return /%\w+%/.test(text) ? undefined : text.replaceAll("$", "$$$$");
}
