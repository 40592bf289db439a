/**
 * How to write a text so that a dialect reads exactly that. No list of rules says it for nine readers and whatever stands
 * around the value, so each way of writing is tried: the file is read again with it, and the first wins that gives the
 * text and changes nothing else. It costs a reading of the file, when somebody asks for an edit.
 */
import type { Assignment, Dialect, Part, Value } from "../reading";
import type { WrittenValue } from "./written";

/** Where a value stands, and what its file held when it was read. */
export interface EncodeSite {
  readonly file: string;
  readonly dialect: Dialect;
  readonly value: WrittenValue;
  readonly name: string;
  /** Its place among the assignments. */
  readonly index: number;
  readonly before: readonly Assignment[];
  read(file: string): readonly Assignment[];
}

/** What must stand in place of the value's `outer`; undefined where nothing can. */
export function encodeValue(site: EncodeSite, text: string): string | undefined {
  if (text.includes("\0")) return undefined;
  const { file, value } = site;
  const prefix = value.passedOn ? `${site.name}=` : "";
  return candidates(site.dialect, value.quote, text)
    .map((candidate) => prefix + candidate)
    .find((candidate) => {
      const edited = file.slice(0, value.outer.start) + candidate + file.slice(value.outer.end);
      return keepsAll(site, site.read(edited), text);
    });
}

function keepsAll({ before, index }: EncodeSite, after: readonly Assignment[], text: string): boolean {
  return (
    after.length === before.length &&
    after.every((each, at) => {
      const old = before[at];
      if (!old || old.name !== each.name) return false;
      if (at !== index) return shown(each.value.parts) === shown(old.value.parts);
      return literal(each.value.parts) === text;
    })
  );
}

function literal(parts: readonly Part[]): string | undefined {
  let text = "";
  for (const part of parts) {
    if (part.kind !== "text") return undefined;
    text += part.text;
  }
  return text;
}

/** Parts in one string that differs where they differ. */
function shown(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (part.kind === "text") return JSON.stringify(part.text).slice(1, -1);
      if (part.kind !== "reference") return `"?${part.kind}"`;
      const { name, fallback } = part;
      return `"<${name}${fallback ? `${fallback.whenEmpty ? ":" : ""}-${shown(fallback.parts)}` : ""}>"`;
    })
    .join("");
}

type Style = "none" | "single" | "double" | "backtick";

/** Ways to write a text, in the quotes that stand there if it can be. */
function candidates(dialect: Dialect, quote: Value["quote"], text: string): readonly string[] {
  const order: readonly Style[] =
    quote === "none"
      ? ["none", "single", "double", "backtick"]
      : quote === "single"
        ? ["single", "double", "none", "backtick"]
        : ["double", "single", "none", "backtick"];
  return order.flatMap((style) => write(dialect, style, text) ?? []);
}

const QUOTES = { none: "", single: "'", double: '"', backtick: "`" } as const;

function write(dialect: Dialect, style: Style, text: string): string | undefined {
  const mark = QUOTES[style];
  const isRaw = dialect === "compose-raw" || dialect === "kustomize";
  // A quote that nothing closes is text for some readers, until a later line has one too.
  if (style === "none" && !isRaw && /^["'`]/.test(text)) return undefined;
  const inner = innerText(dialect, style, text);
  return inner === undefined ? undefined : mark + inner + mark;
}

/** What stands between the quotes of a style; undefined where the dialect has no such quotes, or others would misread. */
function innerText(dialect: Dialect, style: Style, text: string): string | undefined {
  switch (dialect) {
    case "compose":
      if (style === "none") return text.replaceAll("$", "$$$$");
      if (style === "single") return text.replaceAll("'", "\\'");
      return style === "double" ? text.replaceAll(/[\\"$]/g, "\\$&") : undefined;
    case "compose-raw":
    case "kustomize":
      return style === "none" ? text : undefined;
    case "dotenv":
    case "node":
    case "dotenv-expand":
      // The same quote inside may be read in the end, but by nobody else.
      if (style !== "none" && text.includes(QUOTES[style])) return undefined;
      return dialect === "dotenv-expand" ? text.replaceAll("$", "\\$") : text;
    case "python-dotenv":
      if (style === "none") return text;
      if (style === "single") return text.replaceAll(/[\\']/g, "\\$&");
      return style === "double" ? text.replaceAll(/[\\"]/g, "\\$&") : undefined;
    case "systemd":
      if (style === "double") return text.replaceAll(/["\\`$]/g, "\\$&");
      return style === "backtick" ? undefined : text;
    case "any":
    case "shell":
      return style === "backtick" || !agreed(style, text) ? undefined : text;
  }
}

/** What no reader reads otherwise. */
function agreed(style: Style, text: string): boolean {
  return style === "none" ? /^[\w./:=@%+,-]*$/.test(text) : !/["'`$\\\n\r]/.test(text);
}
