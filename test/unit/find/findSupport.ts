/** Facts as a person would write them down. Opens sealed texts, which only tests may. */
import type { HeaderFact } from "../../../server/src/find/model";
import { sealValue } from "../../../server/src/find/value";
import type { FactPart, FactValue } from "../../../server/src/find/valueModel";
import type { Part, Value } from "../../../server/src/read/reading";
import { span } from "../../../server/src/text/span";

/** A value in one string: text as it is, references as `<NAME>`, the rest as `<?why>`. */
export function showFact(value: FactValue | undefined): string {
  return value === undefined ? "nothing" : value.parts.map(showPart).join("");
}

function showPart(part: FactPart): string {
  switch (part.kind) {
    case "text":
      return part.text.open();
    case "reference":
      return `<${part.name}>`;
    case "resource-key":
      return `<${part.resource.kind} ${part.resource.name} ${part.key}>`;
    case "file":
      return `<file ${part.path}>`;
    case "computed":
      return `<${part.operation} ${part.parts.map(showPart).join("")}>`;
    case "argument":
      return part.definition.value.parts.map(showPart).join("");
    case "opaque":
      return `<?${part.why}>`;
  }
}

/** `apikey ApiKey`, `none`, `unsplit`. */
export function showHeader(header: HeaderFact | undefined): string {
  if (header === undefined) return "no header";
  if (header.unsplit) return "unsplit";
  return header.scheme === undefined ? "none" : `${header.scheme} ${header.written}`;
}

/** A sealed value of text and references (`$NAME`), each at its place from `start` on, within quotes of one unit. */
export function madeValue(pieces: readonly string[], start = 1): FactValue {
  let at = start;
  const parts = pieces.map((piece): Part => {
    const where = span(at, at + piece.length);
    at = where.end;
    return piece.startsWith("$")
      ? { kind: "reference", name: piece.slice(1), span: where }
      : { kind: "text", text: piece, span: where };
  });
  const value: Value = {
    span: span(start, at),
    outer: span(start - 1, at + 1),
    parts,
    quote: "double",
    encode: (text) => (text.includes('"') ? undefined : `"${text}"`),
  };
  return sealValue(value);
}
