/**
 * Reads annotated case files: realistic files from the user's world that carry what Keyfit must say about them.
 * Annotations are whole lines (`#!`, `#~`, `#?`, `#@`) and are taken out before the file is analysed, so a case is
 * exactly the file that a user would have. A case is exact in both directions: what is annotated must be reported on
 * precisely that text, and nothing else may be. The format is described in test/corpus/README.md.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fillTokens } from "./tokens";

/** Half-open UTF-16 range in the text of the case, after tokens are filled and annotations are taken out. */
export interface CaseSpan {
  readonly start: number;
  readonly end: number;
}

/** How strictly a finding is expected: always, perhaps, or exactly one of its group. */
export type Presence =
  | { readonly kind: "required" }
  | { readonly kind: "optional" }
  | { readonly kind: "one-of"; readonly group: string };

export interface ExpectedFinding {
  readonly rule: string;
  /** Usually one; several where the contract leaves the choice open (`error|warning`). */
  readonly severities: readonly string[];
  readonly span: CaseSpan;
  readonly presence: Presence;
}

/** A key use; a field that the annotation does not name is not compared. */
export interface ExpectedUse {
  readonly integration: string;
  readonly span: CaseSpan;
  readonly kind?: string;
  readonly form?: string;
  readonly deployment?: string;
  readonly api?: string;
  readonly verdict?: string;
  readonly candidates?: readonly string[];
  /** Ids of the rules that report on this use, in any order. */
  readonly rules?: readonly string[];
  /** `value`, `open`, `unset` or `unknown`. */
  readonly state?: string;
  /** The public id of the key that it resolves to. */
  readonly id?: string;
  /** `file#NAME` from the nearest definition to the one that holds the value. */
  readonly origin?: readonly string[];
  /** The target's host, `-` for none. */
  readonly host?: string;
}

export interface Case {
  /** The case file's own path, for test names. */
  readonly name: string;
  /** The path under which the text is analysed. */
  readonly file: string;
  readonly text: string;
  /** Every file of the case by path, the analysed one included. */
  readonly files: Readonly<Record<string, string>>;
  /** ISO date, where the case names one. */
  readonly today: string | undefined;
  readonly findings: readonly ExpectedFinding[];
  /** Undefined where the case says nothing about uses. */
  readonly uses: readonly ExpectedUse[] | undefined;
  /** How the file lies on disk, where the case says so. */
  readonly encoding: "utf-8" | "utf-8-bom" | "utf-16le" | "utf-16be";
  /** Rules that are off by default and on for this workspace. */
  readonly switchedOn: readonly string[];
  /** Lines that a `#@ fix:` or `#@ suppress:` annotation points at; see golden.ts. */
  readonly marks: readonly CaseMark[];
}

export interface CaseMark {
  readonly action: "fix" | "suppress";
  readonly rule: string;
  /** The whole line before the mark, without its line end. */
  readonly line: CaseSpan;
}

/** The two entries of a listing: the path to show and the path to read. */
export interface CaseFile {
  readonly name: string;
  readonly path: string;
}

interface Line {
  readonly text: string;
  readonly start: number;
}

const ANNOTATION = /^\s*#(?:[!~][a-z0-9]? [a-z]|\? |@ |@\|)/;
const FINDING = /^#(!|~)([a-z0-9]?) ([a-z][a-z-]*) ([a-z|]+) at(?:#(\d+))? (.+)$/;
const USE = /^#\? ([a-z][a-z-]*)((?: [a-z]+=[^ ]+)*) at(?:#(\d+))? (.+)$/;
const SEVERITIES = ["error", "warning", "information", "hint"];
const USE_FIELDS = ["kind", "form", "target", "verdict", "candidates", "rules", "state", "id", "origin", "host"];

/**
 * Reads one case. Throws on an annotation that it does not understand or whose text the line before does not hold:
 * a case that asserts nothing by accident is a bug in the test.
 */
export function parseCase(fileName: string, source: string): Case {
  const lines: Line[] = [];
  const pending: { readonly text: string; readonly line: Line | undefined; readonly at: number }[] = [];
  const crlf = /^\s*#@ line-ends: crlf\s*$/m.test(source);
  const lineEnd = crlf ? "\r\n" : "\n";
  let offset = 0;
  source.split(/\r?\n/).forEach((raw, at) => {
    const text = fillTokens(raw);
    if (ANNOTATION.test(text)) {
      pending.push({ text: text.trim(), line: lines.at(-1), at: at + 1 });
      return;
    }
    lines.push({ text, start: offset });
    offset += text.length + lineEnd.length;
  });
  const text = lines.map((line) => line.text).join(lineEnd);

  const findings: ExpectedFinding[] = [];
  const uses: ExpectedUse[] = [];
  const marks: CaseMark[] = [];
  const switchedOn: string[] = [];
  let encoding: Case["encoding"] = "utf-8";
  const files: Record<string, string> = {};
  let saysUses = false;
  let file = fileName.split(/[\\/]/).at(-1) ?? fileName;
  let today: string | undefined;
  let also: string | undefined;

  for (const annotation of pending) {
    const where = `${fileName}:${annotation.at}`;
    if (annotation.text.startsWith("#@|")) {
      if (also === undefined) throw new Error(`${where}: "#@|" without "#@ also:" before it`);
      files[also] = `${files[also] ?? ""}${annotation.text.slice(3).replace(/^ /, "")}\n`;
    } else if (annotation.text.startsWith("#@ ")) {
      const [, word, value] = /^#@ ([a-z-]+): (.+)$/.exec(annotation.text) ?? [];
      switch (word) {
        case "file":
          file = value ?? file;
          break;
        case "today":
          today = value;
          break;
        case "also":
          also = value ?? "";
          files[also] = "";
          break;
        case "uses":
          if (value !== "none") throw new Error(`${where}: only "#@ uses: none" is known`);
          saysUses = true;
          break;
        case "line-ends":
          if (value !== "crlf") throw new Error(`${where}: only "#@ line-ends: crlf" is known`);
          break;
        case "encoding":
          if (value !== "utf-8-bom" && value !== "utf-16le" && value !== "utf-16be") {
            throw new Error(`${where}: unknown encoding ${value}`);
          }
          encoding = value;
          break;
        case "off-by-default":
          switchedOn.push(value ?? "");
          break;
        case "fix":
        case "suppress":
          marks.push({ action: word, rule: value ?? "", line: wholeLine(annotation.line, where) });
          break;
        default:
          throw new Error(`${where}: unknown annotation ${annotation.text}`);
      }
    } else if (annotation.text.startsWith("#?")) {
      saysUses = true;
      uses.push(readUse(annotation.text, annotation.line, where));
    } else {
      findings.push(readFinding(annotation.text, annotation.line, where));
    }
  }
  return {
    name: fileName,
    file,
    text,
    files: { ...files, [file]: text },
    today,
    findings,
    uses: saysUses ? uses : undefined,
    encoding,
    switchedOn,
    marks,
  };
}

/** Every case file under a folder, sorted; a folder that does not exist holds none. README files are no cases. */
export function listCases(folder: string): CaseFile[] {
  let entries: string[];
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith(".md"))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw problem;
  }
  return entries.sort().map((path) => ({ name: relative(folder, path).split(sep).join("/"), path }));
}

/** Reads a listed case from disk. */
export function loadCase(entry: CaseFile): Case {
  return parseCase(entry.name, readFileSync(entry.path, "utf8"));
}

function readFinding(annotation: string, line: Line | undefined, where: string): ExpectedFinding {
  const [, mark, group, rule, severity, nth, text] = FINDING.exec(annotation) ?? [];
  if (rule === undefined || severity === undefined || text === undefined) {
    throw new Error(`${where}: cannot read ${annotation}`);
  }
  const severities = severity.split("|");
  const stray = severities.find((word) => !SEVERITIES.includes(word));
  if (stray !== undefined) throw new Error(`${where}: ${stray} is no severity`);
  return { rule, severities, span: locate(text, nth, line, where), presence: presenceOf(mark, group) };
}

function presenceOf(mark: string | undefined, group: string | undefined): Presence {
  if (mark === "~") return { kind: "optional" };
  return group === undefined || group === "" ? { kind: "required" } : { kind: "one-of", group };
}

function readUse(annotation: string, line: Line | undefined, where: string): ExpectedUse {
  const [, integration, fields, nth, text] = USE.exec(annotation) ?? [];
  if (integration === undefined || text === undefined) throw new Error(`${where}: cannot read ${annotation}`);
  const given = new Map<string, string>();
  for (const field of (fields ?? "").split(" ").filter((part) => part !== "")) {
    const [name = "", value = ""] = field.split("=");
    if (!USE_FIELDS.includes(name)) throw new Error(`${where}: ${name} is no field of a use`);
    given.set(name, value);
  }
  const [deployment, api] = given.get("target")?.split("/") ?? [];
  const plain = (name: string) => (given.has(name) ? { [name]: given.get(name) } : {});
  const list = (name: string) => (given.has(name) ? { [name]: given.get(name)?.split(",").filter(Boolean) } : {});
  return {
    integration,
    span: locate(text, nth, line, where),
    ...plain("kind"),
    ...plain("form"),
    ...plain("verdict"),
    ...plain("state"),
    ...plain("id"),
    ...plain("host"),
    ...list("origin"),
    ...list("candidates"),
    ...list("rules"),
    ...(deployment === undefined ? {} : { deployment }),
    ...(api === undefined ? {} : { api }),
  };
}

function wholeLine(line: Line | undefined, where: string): CaseSpan {
  if (line === undefined) throw new Error(`${where}: stands before the first line`);
  return { start: line.start, end: line.start + line.text.length };
}

function locate(text: string, nth: string | undefined, line: Line | undefined, where: string): CaseSpan {
  if (line === undefined) throw new Error(`${where}: stands before the first line`);
  const count = line.text.split(text).length - 1;
  if (nth === undefined && count > 1) throw new Error(`${where}: "${text}" stands ${count} times in the line before`);
  let at = line.text.indexOf(text);
  for (let left = Number(nth ?? 1) - 1; left > 0 && at >= 0; left--) at = line.text.indexOf(text, at + 1);
  if (at < 0) throw new Error(`${where}: the line before does not hold "${text}"`);
  return { start: line.start + at, end: line.start + at + text.length };
}
