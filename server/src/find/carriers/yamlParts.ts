/** What the carriers in YAML share: pieces of a scalar's text with their exact places, and the definitions that an environment holds. */
import type { Part, ScalarNode, Value } from "../../read/reading";
import type { Layer } from "../../text/layer";
import type { Span } from "../../text/span";
import type { EnvironmentLayer } from "../environmentModel";
import { sealValue } from "../value";
import type { Definition, VariableScope } from "../valueModel";
import { environmentDefinition, quoteOf } from "./manifest";

/** A stretch of a layer, which cannot be written by itself. */
export function sliceLayer(layer: Layer, start: number, end: number = layer.text.length): Layer {
  return {
    text: layer.text.slice(start, end),
    toHost: (inner) => layer.toHost({ start: start + inner.start, end: start + inner.end }),
    encode: () => undefined,
  };
}

/** The file's span for a text that stands there unit by unit; undefined where it does not, as for an escape. */
export function exactSpan(layer: Pick<Layer, "toHost">, inner: Span): Span | undefined {
  const host = layer.toHost(inner);
  return host && host.end - host.start === inner.end - inner.start ? host : undefined;
}

/** A scalar's value, of parts that its reader has found in it. `literal` writes a text so that this reader keeps it. */
export function valueOfScalar(
  scalar: ScalarNode,
  parts: readonly Part[],
  literal: (text: string) => string | undefined,
): Value {
  return {
    span: scalar.span,
    outer: scalar.outer,
    parts,
    quote: quoteOf(scalar),
    encode: (text) => {
      // An alias shows what stands at the anchor, where others may read it too.
      const written = scalar.alias ? undefined : literal(text);
      return written === undefined ? undefined : scalar.layer.encode(written);
    },
  };
}

/** A value that stands nowhere as a text of its own: an empty one, or one that is taken from elsewhere. */
export function valueAt(span: Span, parts: readonly Part[]): Value {
  return { span, outer: span, parts, quote: "none", encode: () => undefined };
}

export interface DefinitionDraft {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Value;
  readonly inside: VariableScope;
  readonly conditional?: boolean;
  readonly open?: true;
  readonly whole?: Span;
  readonly unexpanded?: Definition["unexpanded"];
}

/** A variable of an environment, its value sealed. */
export function definitionOf(draft: DefinitionDraft): Definition {
  const { name, nameSpan, value, inside, conditional = false, open, whole, unexpanded = [] } = draft;
  const definition = environmentDefinition(name, nameSpan, sealValue(value), inside);
  return { ...definition, conditional, unexpanded, ...(open && { open }), ...(whole && { whole }) };
}

/** Definitions as a layer; no layer where there are none. */
export function layerOf(definitions: readonly Definition[]): readonly EnvironmentLayer[] {
  return definitions.length === 0 ? [] : [{ kind: "definitions", definitions }];
}

/** The last piece of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Units of text that one file may still hand on. Aliases and inherited scripts could repeat a long text without end. */
export interface Allowance {
  units: number;
}

/** What one file may hand on; no file that a person keeps comes near. */
export function fileAllowance(): Allowance {
  return { units: 2_000_000 };
}

/** What a text costs beside its units: a list of thousands of short ones is not cheap either. */
const EACH = 16;

/** Takes texts from the allowance; false once it is spent. */
export function takeUnits(allowance: Allowance, layers: readonly Layer[]): boolean {
  const units = layers.reduce((sum, { text }) => sum + text.length + EACH, 0);
  const enough = units <= allowance.units;
  // Once it is spent nothing more is looked at, or refusing would take as long as reading.
  allowance.units = enough ? allowance.units - units : 0;
  return enough;
}
