/**
 * Joins texts that stand apart in the file into the one text that a program reads: the items of a pipeline's script, an
 * entrypoint and its command. Each piece keeps its exact places.
 */
import type { Layer } from "../../text/layer";
import type { Span } from "../../text/span";

interface Placed {
  readonly layer: Layer;
  readonly start: number;
}

/**
 * One layer of several. A span within one piece maps as it does there; one over several maps where they stand in the
 * file in this order. What stands between them has no place, and nothing can be written back.
 */
export function joinLayers(layers: readonly Layer[], separator = "\n"): Layer {
  const placed: Placed[] = [];
  let length = 0;
  for (const layer of layers) {
    placed.push({ layer, start: length });
    length += layer.text.length + separator.length;
  }
  return {
    text: layers.map((layer) => layer.text).join(separator),
    toHost: (inner) => {
      const from = pieceAt(placed, inner.start);
      const to = inner.end === inner.start ? from : pieceAt(placed, inner.end - 1);
      if (!from || !to) return undefined;
      if (from === to) return within(from, inner);
      const first = within(from, { start: inner.start, end: from.start + from.layer.text.length });
      const last = within(to, { start: to.start, end: inner.end });
      return first && last && first.start <= last.start ? { start: first.start, end: last.end } : undefined;
    },
    encode: () => undefined,
  };
}

/** The span in the file of a span of the joined text, as far as it lies in this piece. */
function within({ layer, start }: Placed, where: Span): Span | undefined {
  const { length } = layer.text;
  const from = Math.min(Math.max(where.start - start, 0), length);
  return layer.toHost({ start: from, end: Math.max(from, Math.min(where.end - start, length)) });
}

/** The piece that holds an offset, or that the separator at the offset follows. */
function pieceAt(placed: readonly Placed[], offset: number): Placed | undefined {
  let low = 0;
  let high = placed.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const piece = placed[middle];
    if (piece && piece.start <= offset) low = middle;
    else high = middle - 1;
  }
  return placed[low];
}
