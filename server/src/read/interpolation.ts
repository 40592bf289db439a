/**
 * References as files of variables, Compose, Kubernetes and Dockerfiles write them, in decoded text: `$NAME`,
 * `${NAME:-default}`, `$(NAME)`. One entry with a table of grammars, because they differ in few and dangerous ways; no
 * package, because each of these syntaxes is some program's own and what is needed are places, not values.
 * Source: reference/variables.md 1, 2.1, 3.1 to 3.3.
 */
import type { Layer } from "../text/layer";
import type { Span } from "../text/span";
import { readCompose, readDotenvExpand } from "./interpolation/compose";
import { readDockerfileReferences } from "./interpolation/dockerfile";
import { readKubernetes, readPythonDotenv } from "./interpolation/flat";
import { textParts } from "./interpolation/parts";
import type { WrittenPart } from "./reading";

export type InterpolationGrammar = "compose" | "dotenv-expand" | "python-dotenv" | "dockerfile" | "kubernetes";

const READERS = {
  compose: readCompose,
  "dotenv-expand": readDotenvExpand,
  "python-dotenv": readPythonDotenv,
  dockerfile: readDockerfileReferences,
  kubernetes: readKubernetes,
} as const;

/**
 * Splits decoded text into literal text and references. Text that maps to the file unit by unit is one part, an escape
 * is one of its own, with the span of the whole escape; `whole` is the span for references that do not map.
 * `:-` and `-` give a `fallback`, `:?` and `?` a plain reference, `+` and edits of the value an opaque `operation`; what
 * would stop the program is an opaque `unsupported`. Never throws, and takes time in proportion to the text.
 */
export function readInterpolation(
  layer: Pick<Layer, "text" | "toHost">,
  whole: Span,
  grammar: InterpolationGrammar,
): readonly WrittenPart[] {
  if (!layer.text.includes("$")) return textParts(layer);
  return READERS[grammar](layer, whole);
}
