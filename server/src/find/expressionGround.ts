/**
 * The ground of a script into which a pipeline puts values before any shell reads it: each expression is a hole, a
 * stretch of filler as long as it is written, so that quotes around it, here-documents and comments change nothing.
 */
import { fileGround, type Ground } from "../read/shell/ground";
import type { Layer } from "../text/layer";
import type { Span } from "../text/span";
import { expressionHoles } from "./carriers/expressions";

/** The shell text of a layer of the file; with `expressions` its `${{ … }}` are holes. */
export function expressionGround(file: string, layer: Layer, whole: Span, expressions: boolean): Ground {
  return holeGround(
    file,
    layer,
    whole,
    expressions ? expressionHoles(layer.text, (span) => layer.toHost(span), whole) : [],
  );
}

/** The same for a text whose holes are known. */
export function holeGround(file: string, layer: Layer, whole: Span, holes: Ground["holes"]): Ground {
  let text = "";
  let at = 0;
  for (const hole of holes) {
    text += layer.text.slice(at, hole.at.start) + "_".repeat(hole.at.end - hole.at.start);
    at = hole.at.end;
  }
  text += layer.text.slice(at);
  const inner = fileGround(text);
  // Carriage returns are dropped from a script as from a file, and then offsets pass through both.
  const shell: Layer = {
    text: inner.layer.text,
    toHost: (part) => {
      const middle = inner.layer.toHost(part);
      return middle && layer.toHost(middle);
    },
    encode: (piece) => layer.encode(piece),
  };
  return { file, layer: shell, whole, verbatim: false, holes: text.includes("\r\n") ? [] : holes };
}
