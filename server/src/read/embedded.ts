/**
 * Text in text: a filebeat.yml in a ConfigMap is read as a file of its own, and what was read is then seen from the file
 * that holds it. Spans lead to the file, and a value's way back goes through both texts.
 */
import type { Layer } from "../text/layer";
import type { Span } from "../text/span";
import type { Comment, Entry, ScalarNode, TreeNode } from "./reading";
import { encodeDouble } from "./yaml/encode";

/**
 * A tree that was read from the text of `layer`, seen from the file in which that stands. `whole` stands for what does
 * not map. `layer.encode` must write any piece of its text, not only the whole (see `pieceLayer`), because edits are
 * made value by value.
 */
export function mapTree(tree: TreeNode, layer: Layer, whole: Span): TreeNode {
  const place = (inner: Span): Span => layer.toHost(inner) ?? whole;
  const visit = (node: TreeNode): TreeNode => {
    switch (node.kind) {
      case "scalar":
        return mapScalar(node, layer, place);
      case "list":
        return { kind: "list", span: place(node.span), items: node.items.map(visit) };
      case "map":
        return {
          kind: "map",
          span: place(node.span),
          entries: node.entries.map(
            (entry): Entry => ({
              key: entry.key,
              keySpan: place(entry.keySpan),
              value: entry.value && visit(entry.value),
              span: place(entry.span),
            }),
          ),
        };
    }
  };
  return visit(tree);
}

/** As `composeLayers` does it, but no text is decoded: most values of an embedded file are never looked at. */
function mapScalar(node: ScalarNode, layer: Layer, place: (inner: Span) => Span): ScalarNode {
  const inner = node.layer;
  const composed: Layer = {
    get text() {
      return inner.text;
    },
    toHost: (part) => {
      const middle = inner.toHost(part);
      return middle && layer.toHost(middle);
    },
    encode: (text) => {
      // Where the value has no place of its own, an edit would replace the whole text by it.
      const middle = layer.toHost(node.outer) && inner.encode(text);
      return middle === undefined ? undefined : layer.encode(middle);
    },
  };
  const outer = place(node.outer);
  return { ...node, span: within(place(node.span), outer), outer, layer: composed };
}

/** An empty value at the text's end may be placed behind what ends the text in the file (a joined line), off its quotes. */
function within({ start, end }: Span, outer: Span): Span {
  const into = (offset: number): number => Math.min(Math.max(offset, outer.start), outer.end);
  return { start: into(start), end: into(end) };
}

/** The comments of an embedded text, seen from the file: a suppression counts where the text stands. */
export function mapComments(comments: readonly Comment[], layer: Layer, whole: Span): readonly Comment[] {
  return comments.map(
    (comment): Comment => ({
      span: layer.toHost(comment.span) ?? whole,
      text: comment.text,
      textSpan: layer.toHost(comment.textSpan) ?? whole,
    }),
  );
}

/**
 * The text of a YAML scalar as a text to read on. `encode` answers what stands in the file for a piece of the text that
 * replaces another piece, the scalar's own quotes not included; undefined where the piece could change more than itself:
 * line ends, blanks at its ends, or what a value without quotes gives a meaning.
 */
export function pieceLayer(scalar: ScalarNode): Layer {
  const { layer, style } = scalar;
  return {
    get text() {
      return layer.text;
    },
    toHost: (inner) => layer.toHost(inner),
    encode: (text) => {
      // A scalar that refuses every edit (an alias, a tag with a meaning) refuses this one.
      if (text === "" || text !== text.trim() || layer.encode("x") === undefined) return undefined;
      switch (style) {
        case "literal":
        case "folded":
          return UNPRINTABLE.test(text) ? undefined : text;
        case "single":
          return UNPRINTABLE.test(text) ? undefined : text.replaceAll("'", "''");
        case "double":
          return encodeDouble(text).slice(1, -1);
        case "plain":
          return PLAIN_PIECE.test(text) ? text : undefined;
      }
    },
  };
}

/** What YAML does not take as it is, line ends among it: https://yaml.org/spec/1.2.2/#51-character-set */
const UNPRINTABLE = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;

/** Letters and marks that mean nothing to YAML wherever in a value they stand: no blanks, no quotes, no brackets. */
const PLAIN_PIECE = /^[A-Za-z0-9_$/](?:[\w./=@%+$:-]*[\w./=@%+$-])?$/;
