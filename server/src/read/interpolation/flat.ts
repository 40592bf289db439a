/**
 * Reference syntaxes without nesting: python-dotenv's `${NAME:-default}` and Kubernetes' `$(NAME)`. In both, what is
 * broken is text.
 */
import type { Span } from "../../text/span";
import type { WrittenPart } from "../reading";
import { partsBuilder, type Source } from "./parts";

/**
 * python-dotenv: a name is anything up to `}` or `:`, a default is text up to the next `}`, and it is used only where
 * the name is not defined at all. https://github.com/theskumar/python-dotenv/blob/main/src/dotenv/variables.py
 */
export function readPythonDotenv(source: Source, whole: Span): readonly WrittenPart[] {
  const { text } = source;
  const out = partsBuilder(source, whole);
  const closing = finder(text, "}");
  const colons = finder(text, ":");
  let from = 0;
  for (let at = text.indexOf("${"); at >= 0; at = text.indexOf("${", Math.max(from, at + 2))) {
    const close = closing(at);
    if (close === undefined) break;
    const colon = colons(at);
    const end = colon === undefined || colon > close ? close : colon;
    const hasDefault = end < close;
    // A name ends at the first colon, and only `:-` may follow it.
    if (hasDefault && !text.startsWith(":-", end)) continue;
    out.verbatim(from, at);
    from = close + 1;
    const span = out.place(at, from);
    const name = text.slice(at + 2, end);
    const start = end + 2;
    const parts: readonly WrittenPart[] =
      hasDefault && close > start
        ? [{ kind: "text", text: text.slice(start, close), span: exact(source, start, close) }]
        : [];
    if (name === "") out.add({ kind: "opaque", span, why: "unsupported" });
    else if (hasDefault) out.add({ kind: "reference", name, span, fallback: { parts, whenEmpty: false } });
    else out.add({ kind: "reference", name, span });
  }
  out.verbatim(from, text.length);
  return out.done();
}

/** Names that a container can be given; anything else between the parentheses stays text, a shell's command mostly. */
const KUBERNETES_NAME = /^[-._A-Za-z][-._A-Za-z0-9]*$/;

/**
 * Kubernetes: `$$` is a dollar, a name runs up to the next `)`.
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/third_party/forked/golang/expansion/expand.go
 */
export function readKubernetes(source: Source, whole: Span): readonly WrittenPart[] {
  const { text } = source;
  const out = partsBuilder(source, whole);
  const closing = finder(text, ")");
  let from = 0;
  for (let at = text.indexOf("$"); at >= 0; ) {
    const next = text.charAt(at + 1);
    const close = next === "(" ? closing(at) : undefined;
    const name = close === undefined ? "" : text.slice(at + 2, Math.min(close, at + 1_000));
    let end = at + 2;
    if (next === "$") {
      out.verbatim(from, at);
      out.replaced("$", at, end);
      from = end;
    } else if (close !== undefined) {
      end = close + 1;
      if (KUBERNETES_NAME.test(name)) {
        out.verbatim(from, at);
        out.add({ kind: "reference", name, span: out.place(at, end) });
        from = end;
      }
    }
    at = text.indexOf("$", end);
  }
  out.verbatim(from, text.length);
  return out.done();
}

/** Where a unit stands next, from an offset on. Remembers its last answer, so that rising offsets cost one pass. */
function finder(text: string, unit: string): (from: number) => number | undefined {
  let found = -1;
  let done = false;
  return (from) => {
    if (!done && found < from) {
      found = text.indexOf(unit, from);
      done = found < 0;
    }
    return done ? undefined : found;
  };
}

function exact(source: Source, start: number, end: number): Span | undefined {
  const host = source.toHost({ start, end });
  return host && host.end - host.start === end - start ? host : undefined;
}
