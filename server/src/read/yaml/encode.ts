/**
 * Writes a text as a YAML scalar: what must stand in place of a value so that YAML decodes to exactly that text.
 * The style stays what it was where it can; a plain value that YAML or a program could take for something else than a
 * string, or for the end of the value, gets double quotes. Quoting too much is harmless, too little is not.
 */
import type { BlockLayout } from "./blockScalar";

type Encode = (text: string) => string | undefined;

/** For values of which no edit is safe: aliases, and tags that give the text another meaning. */
export const refuse: Encode = () => undefined;

export const encodePlain: Encode = (text) => (isPlainSafe(text) ? text : encodeDouble(text));

/** Between brackets, where commas and brackets end a value. */
export const encodePlainInFlow: Encode = (text) =>
  isPlainSafe(text) && !/[,[\]{}]/.test(text) ? text : encodeDouble(text);

export const encodeSingle: Encode = (text) =>
  UNPRINTABLE.test(text) ? encodeDouble(text) : `'${text.replaceAll("'", "''")}'`;

/** Always possible: whatever does not print is escaped. */
export function encodeDouble(text: string): string {
  let out = '"';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === '"' || unit === "\\") out += `\\${unit}`;
    else if (unit === "\n") out += "\\n";
    else if (unit === "\t") out += "\\t";
    else if (unit === "\r") out += "\\r";
    else if (UNPRINTABLE.test(unit)) out += `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
    else out += unit;
  }
  return `${out}"`;
}

/** Control characters, other line ends, the byte order mark. Surrogates are kept: together they print. */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;

/** https://yaml.org/spec/1.2.2/#53-indicator-characters, and `...` and `=` at the start. */
const STARTS_OTHERWISE = /^[-?:,[\]{}#&*!|>'"%@`=~.\s]/;

/** Numbers, dates and times of YAML 1.1 and 1.2 begin like this and hold nothing else. */
const LIKE_A_NUMBER = /^[+0-9][-+0-9a-fA-FoOxXtTzZ_.:]*$/;

const LIKE_A_WORD = /^(?:null|true|false|yes|no|on|off|y|n|<<)$/i;

function isPlainSafe(text: string): boolean {
  return (
    text !== "" &&
    !STARTS_OTHERWISE.test(text) &&
    !UNPRINTABLE.test(text) &&
    !text.includes(": ") &&
    !text.includes(" #") &&
    !text.endsWith(":") &&
    !text.endsWith(" ") &&
    !LIKE_A_NUMBER.test(text) &&
    !LIKE_A_WORD.test(text)
  );
}

/**
 * For a block scalar of which the header begins at `header` in `host`. What is replaced reaches from there to the end of
 * the content, so the header may change with the text: `-` where the text does not end with a line end.
 * Undefined where lines could not keep their meaning: text that begins with white space, or ends with several line ends.
 */
export function encodeBlock(host: string, header: number, layout: BlockLayout): Encode {
  return (text) => {
    const ends = text.endsWith("\n");
    const body = ends ? text.slice(0, -1) : text;
    if (body === "" || body.endsWith("\n") || /^\s/.test(body) || layout.indent === 0) return undefined;
    const lines = body.split("\n");
    if (lines.some((line) => UNPRINTABLE.test(line.replaceAll("\t", " ")) || line.trim() === "")) return undefined;
    // Folding would join lines, so several lines are written literally.
    const mark = layout.header.style === "folded" && lines.length === 1 ? ">" : "|";
    const rest = headerRest(host, header, layout);
    if (rest === undefined) return undefined;
    const lineEnd = rest.endsWith("\r\n") ? "\r\n" : "\n";
    const indent = " ".repeat(layout.indent);
    return `${mark}${ends ? "" : "-"}${rest}${lines.map((line) => indent + line).join(lineEnd)}`;
  };
}

/** What stands after the header's marks: spaces, a comment, the line end. */
function headerRest(host: string, header: number, layout: BlockLayout): string | undefined {
  const line = host.slice(header, layout.lines.start);
  const marks = /^[|>][-+0-9]*/.exec(line)?.[0];
  return marks === undefined || !line.endsWith("\n") ? undefined : line.slice(marks.length);
}
