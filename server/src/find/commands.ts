/**
 * From the commands of a script or crontab to key uses: the header that carries a credential and the URLs it goes to.
 * Options are read as the program reads them, from its row; a word that is no option is a URL.
 */
import { referenceIn } from "../elastic/secret";
import { COMMAND_INTEGRATIONS } from "../integrations/index";
import type { CommandIntegration } from "../integrations/model";
import type { Assignment, Command, Part, Value } from "../read/reading";
import type { Span } from "../text/span";
import { authorizationOf } from "./header";
import type {
  Definition,
  FactValue,
  MarkFact,
  SourceFact,
  Surroundings,
  TargetFact,
  UnexpandedReference,
  UseFact,
  VariableScope,
} from "./model";
import { unexpandedReference } from "./references/index";
import { literalText, sealValue } from "./value";

/** The text that a command stands in: who gives it its environment, and what is put into it before a shell reads it. */
export interface ScriptContext {
  readonly around: Surroundings;
  readonly expressions?: VariableScope;
  /** The command is started as it stands, word by word, with no shell. */
  readonly exec?: true;
}

/** How a place in a script looks names up. */
export function shellScope(offset: number, job: number | undefined, context: ScriptContext): VariableScope {
  const { around, expressions } = context;
  return { kind: "shell", offset, job, around, ...(expressions && { expressions }) };
}

/** Uses in one command; none where its program is not known. */
export function findInCommand(
  command: Command,
  context: ScriptContext = { around: { kind: "file" } },
): readonly UseFact[] {
  const { name } = command;
  if (name === undefined) return [];
  const row = COMMAND_INTEGRATIONS.find((each) =>
    each.names.includes(each.options === "powershell" ? name.toLowerCase() : name),
  );
  if (!row) return [];
  const requests = row.options === "httpie" ? [readHttpieRequest(command, row)] : readRequests(command, row);
  return requests.flatMap((request) => usesOf(request, command, row, context));
}

/** The word that prints the request, and the one that switches certificate checks off. */
function marksOf(command: Command, row: CommandIntegration): Pick<UseFact, "tlsOff" | "echo"> {
  const tlsOff = command.args.find((word, at) => isTlsOff(word, command.args[at + 1], row));
  const echo = command.args.find((word) => (row.echo ?? []).some((option) => isOption(word, option, row)));
  return { ...(tlsOff && { tlsOff: markOf(tlsOff) }), ...(echo && { echo: markOf(echo) }) };
}

function markOf(word: Value): MarkFact {
  return { span: word.span, written: leadingText(word) };
}

function isTlsOff(word: Value, next: Value | undefined, row: CommandIntegration): boolean {
  return (row.tlsOff ?? []).some(({ option, values }) => {
    if (!values) return isOption(word, option, row);
    const text = leadingText(word);
    const given =
      text === option ? next && leadingText(next) : text.startsWith(`${option}=`) && text.slice(option.length + 1);
    return typeof given === "string" && values.includes(given.toLowerCase());
  });
}

/** The option alone, or a short one in a bundle of short ones (`-skv`) before the first that takes a value. */
function isOption(word: Value, option: string, row: CommandIntegration): boolean {
  const text = leadingText(word);
  if (row.options === "powershell") return text.toLowerCase() === option;
  if (text === option) return word.parts.length === 1;
  if (option.length !== 2 || !/^-[A-Za-z#]{2,}/.test(text)) return false;
  const letters = text.slice(1);
  const at = letters.indexOf(option.slice(1));
  return at >= 0 && !Array.from(letters.slice(0, at)).some((letter) => row.shortWithValue.includes(letter));
}

function usesOf(
  { headers, urls }: Request,
  command: Command,
  row: CommandIntegration,
  context: ScriptContext,
): readonly UseFact[] {
  const targets = urls.map(
    (value): TargetFact => ({
      role: "url",
      path: "",
      value: sealValue(value),
      scheme: row.defaultScheme,
      port: undefined,
    }),
  );
  return headers.flatMap(({ option, value }): readonly UseFact[] => {
    const site = authorizationOf(sealValue(value), "line");
    if (!site) return [];
    return [
      {
        kind: "command",
        integration: row,
        option,
        path: option,
        accepts: row.accepts,
        credential: site.credential,
        header: site.header,
        targets,
        excluded: [],
        unexpanded: context.exec ? unexpandedInExec(site.credential) : unexpandedInWord(value, site.credential),
        scope: shellScope(command.span.start, command.job, context),
        percents: command.percents ?? [],
        ...marksOf(command, row),
      },
    ];
  });
}

/** What one request of a command has; most commands make one. */
interface Request {
  readonly headers: { readonly option: string; readonly value: Value }[];
  readonly urls: Value[];
}

function readRequests(command: Command, row: CommandIntegration): readonly Request[] {
  let request: Request = { headers: [], urls: [] };
  const requests = [request];
  let onlyWords = false;
  for (let at = 0; at < command.args.length; at++) {
    const word = command.args[at];
    if (!word) continue;
    const start = leadingText(word);
    if (onlyWords || !start.startsWith("-") || start === "-") {
      request.urls.push(word);
      continue;
    }
    if (row.next.includes(start)) {
      request = { headers: [], urls: [] };
      requests.push(request);
      continue;
    }
    if (start === "--") {
      onlyWords = true;
      continue;
    }
    const option = optionOf(start, row);
    if (!option) continue;
    const inWord = option.length < start.length || word.parts.length > 1;
    const value = inWord ? dropPrefix(word, option.length) : command.args[++at];
    if (!value) continue;
    if (row.headers.includes(option.name)) request.headers.push({ option: option.name, value });
    else if (row.urls.includes(option.name)) request.urls.push(value);
  }
  return requests;
}

/** `http [METHOD] URL [ITEM …]`, where `Name:value` is a header: https://httpie.io/docs/cli/request-items */
function readHttpieRequest(command: Command, row: CommandIntegration): Request {
  const request: Request = { headers: [], urls: [] };
  for (let at = 0; at < command.args.length; at++) {
    const word = command.args[at];
    if (!word) continue;
    const start = leadingText(word);
    if (start.startsWith("-")) {
      const option = optionOf(start, row);
      if (option && option.length === start.length && word.parts.length === 1) at++;
    } else if (request.urls.length === 0) {
      if (word.parts.length > 1 || !/^[A-Z]{2,10}$/.test(start)) request.urls.push(word);
    } else if (/^[A-Za-z][A-Za-z0-9-]{0,60}:(?!=)/.test(start)) {
      request.headers.push({ option: start.slice(0, start.indexOf(":")), value: word });
    }
  }
  return request;
}

interface Option {
  readonly name: string;
  /** Units of the word that belong to the option; what follows them in the same word is its value. */
  readonly length: number;
}

/**
 * An option that takes a value; undefined for switches. Short ones may be bundled: `-sSH "…"`, `-H"…"`. A long one may
 * have its value behind `=`, since curl 8.16: https://github.com/curl/curl/pull/17789
 */
function optionOf(start: string, row: CommandIntegration): Option | undefined {
  if (row.options === "powershell") {
    const name = start.toLowerCase();
    const takes = [...row.headers, ...row.urls, ...row.longWithValue].includes(name);
    return takes ? { name, length: start.length } : undefined;
  }
  if (start.startsWith("--")) {
    const equals = start.indexOf("=");
    const name = equals < 0 ? start : start.slice(0, equals);
    if (![...row.headers, ...row.urls, ...row.users, ...row.longWithValue].includes(name)) return undefined;
    return { name, length: equals < 0 ? start.length : equals + 1 };
  }
  for (let at = 1; at < start.length; at++) {
    const letter = start[at] ?? "";
    if (row.shortWithValue.includes(letter)) return { name: `-${letter}`, length: at + 1 };
  }
  return undefined;
}

/** The literal text that a word begins with. */
function leadingText(word: Value): string {
  const first = word.parts[0];
  return first?.kind === "text" ? first.text : "";
}

/** The word without its first `cut` units, which are an option's letters. */
function dropPrefix(word: Value, cut: number): Value {
  const [first, ...others] = word.parts;
  if (first?.kind !== "text") return word;
  const rest: Part[] = [];
  const mapped = first.span && first.span.end - first.span.start === first.text.length;
  if (first.text.length > cut) {
    const span = mapped && first.span ? { start: first.span.start + cut, end: first.span.end } : first.span;
    rest.push({ ...first, text: first.text.slice(cut), span });
  }
  rest.push(...others);
  const prefix = first.text.slice(0, cut);
  return { ...word, parts: rest, encode: (text) => word.encode(prefix + text) };
}

/** A `$NAME` that stands in single quotes is sent as it is. */
function unexpandedInWord(word: Value, credential: FactValue): readonly UnexpandedReference[] {
  const found: UnexpandedReference[] = [];
  for (const part of word.parts) {
    if (part.kind !== "text" || part.quoted !== "single" || !part.span) continue;
    const dollar = part.text.lastIndexOf("$");
    if (dollar < 0) continue;
    const tail = part.text.slice(dollar);
    const braces = tail.startsWith("${") && tail.endsWith("}") ? `$${tail.slice(2, -1)}` : tail;
    const reference = unexpandedReference(braces);
    const start = part.span.end - tail.length;
    if (reference?.why !== "dollar-only" || start < credential.span.start) continue;
    const quotes = requotable(word, part.text) ? quotesOf(word) : undefined;
    const span = { start, end: part.span.end };
    found.push({ name: reference.name, why: "single-quotes", span, ...(quotes && { quotes }) });
  }
  return found;
}

/** What a shell would have expanded, in a word that none reads. */
function unexpandedInExec({ parts }: FactValue): readonly UnexpandedReference[] {
  return parts.flatMap((part): readonly UnexpandedReference[] => {
    const found = part.kind === "text" && part.span ? referenceIn(part.text) : undefined;
    return found && part.span ? [{ name: found.name, why: "no-shell", span: part.span }] : [];
  });
}

/** In double quotes the same text must mean the same, but for the one reference at its end. */
function requotable(word: Value, text: string): boolean {
  return word.quote === "single" && !/["\\`!]/.test(text) && text.indexOf("$") === text.lastIndexOf("$");
}

function quotesOf({ span, outer }: Value): readonly Span[] {
  return [
    { start: outer.start, end: span.start },
    { start: span.end, end: outer.end },
  ];
}

/** The variables that a text defines, sealed. In a crontab's assignments nothing expands, so a `$NAME` there is text. */
export function definitionsOf(assignments: readonly Assignment[], context: ScriptContext): readonly Definition[] {
  return assignments.map((assignment): Definition => {
    const text = literalText(assignment.value);
    const reference = assignment.scope === "crontab" && text !== undefined ? crontabReference(text) : undefined;
    return {
      name: assignment.name,
      nameSpan: assignment.nameSpan,
      value: sealValue(assignment.value),
      scope: assignment.scope,
      exported: assignment.exported,
      conditional: assignment.conditional,
      ...(assignment.branch && { branch: assignment.branch }),
      job: assignment.job,
      ...(assignment.scope !== "file" && {
        inside: shellScope(assignment.nameSpan.start, assignment.job, context),
      }),
      ...(assignment.within && { within: assignment.within }),
      unexpanded: reference ? [{ name: reference, why: "crontab-assignment", span: assignment.value.span }] : [],
    };
  });
}

const CRONTAB_REFERENCE = /(?:^|[^A-Za-z0-9_$\\])\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))/;

/**
 * cron expands nothing in an assignment (variables.md 3.8); a `$NAME` in it was meant as a reference. In the middle of a
 * word, or before a random text, it may as well be part of a password.
 */
function crontabReference(text: string): string | undefined {
  const found = CRONTAB_REFERENCE.exec(text);
  const name = found?.[1] ?? found?.[2];
  // Nobody names a variable as a random text looks.
  const random = name !== undefined && /[a-z]/.test(name) && /[A-Z]/.test(name) && /[0-9]/.test(name);
  return random ? undefined : name;
}

/**
 * `. file` and `source file`. A relative path starts where the command runs, which after `cd "$(dirname "$0")"` is the
 * folder of the script.
 */
export function sourcesOf(commands: readonly Command[]): readonly SourceFact[] {
  const folders = new Map<number | undefined, string>();
  return commands.flatMap((command): readonly SourceFact[] => {
    const file = command.args[0];
    const { name, span, job } = command;
    if (!file) return [];
    if (name === "cd") {
      const folder = pathBehindScript(file);
      if (folder === undefined) folders.delete(job);
      else folders.set(job, folder);
      return [];
    }
    if (name !== "." && name !== "source") return [];
    const own = pathBehindScript(file);
    const plain = literalText(file);
    const folder = folders.get(job);
    const inFolder = plain !== undefined && !plain.startsWith("/") && folder !== undefined;
    const path = own ?? (inFolder ? `${folder}/${plain}` : plain);
    return [
      {
        path,
        from: own !== undefined || inFolder ? "own-folder" : "working-folder",
        span: file.span,
        offset: span.start,
        job,
        conditional: command.conditional === true,
        ...(command.exports && { exports: true as const }),
      },
    ];
  });
}

/** The path of a word that begins with the folder of the script, relative to that folder; undefined for any other. */
function pathBehindScript({ parts }: Value): string | undefined {
  const [first, ...others] = parts;
  if (first?.kind !== "opaque" || first.why !== "script-folder") return undefined;
  let text = ".";
  for (const part of others) {
    if (part.kind !== "text") return undefined;
    text += part.text;
  }
  return text;
}
