/**
 * Reads HCL as Terraform has it: `.tf` files, and `.tfvars`, which are attributes alone.
 * Own code, because nothing on npm has what is needed: `@cdktf/hcl2json` (1.7 MB of packed WASM) and `hcl2-parser`
 * (3.8 MB, both made from Go) give JSON without places and nothing for half-typed text; tree-sitter's grammar has places,
 * but takes 300 kB of WASM that must be loaded before the first file, and 150 kB of code around it, and its tree has
 * neither decoded texts nor a way to write one. This reader takes 21 kB; the tests compare it with hashicorp's own parser,
 * which hcl2-parser is.
 * Source: https://github.com/hashicorp/hcl/blob/v2.23.0/hclsyntax/spec.md
 */

import type { Layer } from "../text/layer";
import type { Span } from "../text/span";
import { Parser } from "./hcl/parser";
import { escapeTemplate } from "./hcl/scan";
import { expressionParts, templateParts } from "./hcl/template";
import type { Budget, Part, Reading, ScalarNode, Value } from "./reading";
import { readingOf } from "./shell";
import { mayGoOn, newSink } from "./shell/sink";

/**
 * Reads a file into one map. A block is an entry of its type, whose value has an entry for its first label and so on:
 * `provider "ec" { apikey = … }` is `provider.ec.apikey`. What stands twice stands there twice. Objects and lists are maps
 * and lists. Strings (`double`) and here-documents (`literal`) have the template as their text: escapes decoded, `${…}`,
 * `%{…}` and `$${` kept. Any other value is `plain` and has its source as text; a text is written in its place in quotes.
 * Answers for any text; what is no HCL is a problem and the rest still counts.
 */
export function readHcl(text: string, budget: Budget): Reading {
  const sink = newSink(budget, text.length);
  const whole = { start: 0, end: text.length };
  if (text.length > budget.units) {
    sink.problems.push({ span: whole, message: "This file is too large to be read", budget: "too-large" });
    return readingOf("hcl", sink);
  }
  const tree = new Parser(text, sink, () => mayGoOn(sink, whole)).file();
  return { ...readingOf("hcl", sink), trees: [tree] };
}

/** What a scalar of `readHcl` means, whatever its style; `encode` writes a text that stands for itself. */
export function readHclValue({ span, outer, layer, style }: ScalarNode): Value {
  const parts = style === "plain" ? expressionParts(layer, span) : templateParts(layer, span, style === "literal");
  const quote = style === "double" ? "double" : "none";
  return { span, outer, parts, quote, encode: (text) => layer.encode(escapeTemplate(text)) };
}

/**
 * The parts of an expression in source text (a scalar of style `plain`). References have their dotted name (`var.k`,
 * `local.k`, `module.m.k`, `data.type.name.attribute`, `type.name.attribute`), indices as further steps (`var.k.0`).
 * `base64encode` and `base64decode` are computed, `trimspace` and `chomp` too where they are given a reference, `file` is a
 * file; `sensitive`, `nonsensitive` and `tostring` are what they are given. `format` with `%s` alone and `join` of a list are their pieces. Other
 * functions, operators and conditionals are an opaque `operation`. Never throws, in time that grows with the text.
 */
export function readHclExpression(layer: Pick<Layer, "text" | "toHost">, whole: Span): readonly Part[] {
  return expressionParts(layer, whole);
}

export { type TemplateFile, templateFilesIn } from "./hcl/templateFiles";

/** The parts of a template: the text of a scalar of style `double` or `literal`. */
export function readHclTemplate(layer: Pick<Layer, "text" | "toHost">, whole: Span): readonly Part[] {
  return templateParts(layer, whole, true);
}
