/**
 * `$(NAME)` as Kubernetes expands it in `env`, `command` and `args`: in values, and in scripts that a shell reads after.
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.34.0/third_party/forked/golang/expansion/expand.go
 */
import { readInterpolation } from "../../read/interpolation";
import type { ScalarNode, Value } from "../../read/reading";
import { runBuilder } from "../../read/yaml/decode";
import { composeLayers, type Layer, mappedLayer } from "../../text/layer";
import { quoteOf } from "./manifest";

/** A text in which Kubernetes expands `$(NAME)`. */
export function kubernetesValue(scalar: ScalarNode): Value {
  return {
    span: scalar.span,
    outer: scalar.outer,
    parts: readInterpolation(scalar.layer, scalar.span, "kubernetes"),
    quote: quoteOf(scalar),
    encode: (text) => scalar.layer.encode(text.replace(/\$(?=[$(])/g, "$$$$")),
  };
}

/** A text in which nothing is expanded; `layer` where it is not the scalar's own text but what that stands for. */
export function literalValue(scalar: ScalarNode, layer: Layer = scalar.layer): Value {
  const { span, outer } = scalar;
  const { text } = layer;
  return {
    span,
    outer,
    parts: text === "" ? [] : [{ kind: "text", text, span: layer.toHost({ start: 0, end: text.length }) }],
    quote: quoteOf(scalar),
    encode: (written) => layer.encode(written),
  };
}

/** A script as its shell gets it. */
export interface ScriptText {
  readonly layer: Layer;
  /** Some `$(NAME)` was expanded before: it is an expression in the layer's text. */
  readonly expands: boolean;
}

/**
 * A script in which Kubernetes expands the names that `known` affirms; any other `$(…)` it leaves to the shell. What it
 * expands becomes the expression `${{ env.NAME }}`, because that is how a text is marked that is put in before a shell
 * reads: it counts in single quotes too.
 */
export function scriptText(outer: Layer, known: (name: string) => boolean): ScriptText {
  const { text } = outer;
  if (!/\$[$(]/.test(text)) return { layer: outer, expands: false };
  const out = runBuilder(text);
  let expands = false;
  scan(text, known, {
    text: (start, end) => out.verbatim(start, end),
    dollar: (start, end) => out.replaced("$", start, end),
    name: (name, start, end) => {
      expands = true;
      out.replaced(expression(name), start, end);
    },
  });
  const decoded = out.done(0);
  const inner = mappedLayer(decoded.text, decoded.runs, (piece) => writeScript(piece, known));
  return { layer: composeLayers(outer, inner), expands };
}

function expression(name: string): string {
  return `\${{ env.${name} }}`;
}

interface ScanSink {
  text(start: number, end: number): void;
  /** `$$`. */
  dollar(start: number, end: number): void;
  name(name: string, start: number, end: number): void;
}

/** As Expand in expand.go: a name reaches to the next `)`, so nothing within a longer `$(…)` is looked at again. */
function scan(text: string, known: (name: string) => boolean, sink: ScanSink): void {
  let from = 0;
  // Where no `)` follows, none follows later either; asked again for each `$(`, a long text would take its square.
  let unclosed = false;
  for (let at = text.indexOf("$"); at >= 0 && at < text.length; at = text.indexOf("$", at)) {
    const next = text.charAt(at + 1);
    if (next === "$") {
      sink.text(from, at);
      sink.dollar(at, at + 2);
      at += 2;
      from = at;
      continue;
    }
    const close: number = next === "(" && !unclosed ? text.indexOf(")", at + 2) : -1;
    unclosed ||= next === "(" && close < 0;
    const name = close < 0 ? undefined : text.slice(at + 2, close);
    if (name !== undefined && known(name)) {
      sink.text(from, at);
      sink.name(name, at, close + 1);
      from = close + 1;
    }
    at = close < 0 ? at + 2 : close + 1;
  }
  sink.text(from, text.length);
}

/** What must be written so that the shell gets `text`: the way back of `scriptText`. A doubled dollar is always text. */
function writeScript(text: string, known: (name: string) => boolean): string {
  return text.replace(/\$\{\{ env\.([^\s{}$]+) \}\}|\$(?=[$(])/g, (written, name?: string) => {
    if (name === undefined) return "$$";
    return known(name) ? `$(${name})` : written;
  });
}
