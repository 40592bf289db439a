/**
 * From the commands of a script or crontab to key uses: the header that carries a credential and the URLs it goes to.
 * Options are read as the program reads them, from its row; a word that is no option is a URL.
 */
import { referenceIn } from "../elastic/secret";
import { COMMAND_INTEGRATIONS } from "../integrations/index";
import type { CommandIntegration } from "../integrations/model";
import type { Assignment, Command, Isolation, Part, Value } from "../read/reading";
import type { Span } from "../text/span";
import { commandOfEachCall } from "./calls";
import { authorizationInList, authorizationOf, type HeaderSite } from "./header";
import { launchedBy } from "./launchers";
import type { TargetFact, UseFact } from "./model";
import { findInWord } from "./optionText";
import { unexpandedReference } from "./references/index";
import { BRACES_REFERENCES } from "./references/plain";
import { scanReferences } from "./references/scan";
import { leadingText, marksOf, type Request, type RequestHeader, requestsOf } from "./requests";
import { splitValue } from "./split";
import { withoutScheme } from "./unwanted";
import { literalText, sealValue } from "./value";
import type { Definition, FactPart, FactValue, Surroundings, UnexpandedReference, VariableScope } from "./valueModel";

/** The text that a command stands in: who gives it its environment, and what is put into it before a shell reads it. */
export interface ScriptContext {
  readonly around: Surroundings;
  readonly expressions?: VariableScope;
  /** The command is started as it stands, word by word, with no shell. */
  readonly exec?: true;
  /** The text is a file of requests, whose variables are its own. */
  readonly requests?: true;
  /** PowerShell reads the text, whose variables of the environment are `$env:NAME`. */
  readonly powershell?: true;
}

/** How a command of a script looks names up. */
export function shellScope(
  { span, job, isolated }: Pick<Command, "span" | "job" | "isolated">,
  context: ScriptContext,
): VariableScope {
  return scopeAt(span.start, job, isolated, context);
}

function scopeAt(
  offset: number,
  job: number | undefined,
  isolated: Isolation | undefined,
  { around, expressions, requests }: ScriptContext,
): VariableScope {
  if (requests) return { kind: "requests" };
  const rest = { ...(expressions && { expressions }), ...(isolated && { isolated }) };
  return { kind: "shell", offset, job, around, ...rest };
}

/** Whether a program of this name puts variables into its words by itself. */
export function expandingCommand(name: string): boolean {
  return rowsNamed(name).some(({ expands }) => expands !== undefined);
}

/** The command of the program that runs in the end, behind what finds or fetches its package. */
function seenThrough(command: Command): Command {
  if (command.name === undefined) return command;
  const { name, args } = launchedBy(command.name, command.args);
  return name === command.name ? command : { ...command, name, args };
}

/** Uses in one command; none where its program is not known. */
export function findInCommand(
  command: Command,
  context: ScriptContext = { around: { kind: "file" } },
): readonly UseFact[] {
  const launched = seenThrough(command);
  const rows = rowsOf(launched);
  if (rows.length === 0) return inWords(launched, context);
  const uses = commandOfEachCall(launched).flatMap((each) =>
    rows.flatMap((row) => requestsOf(each, row).flatMap((request) => usesOf(request, each, row, context))),
  );
  return distinctUses(uses);
}

/** Options within an option's value, which the program hands on to another one. */
function inWords(command: Command, context: ScriptContext): readonly UseFact[] {
  return command.args.flatMap((word) => {
    if (!leadingText(word).startsWith("-")) return [];
    const holds = word.parts.some((part) => part.kind === "text" && OPTIONS.some((key) => part.text.includes(key)));
    return holds ? findInWord(sealValue(word), shellScope(command, context)) : [];
  });
}

/** The rows of a command's program, or of the options that it hands to whatever program. */
function rowsOf({ name, args }: Command): readonly CommandIntegration[] {
  const named = name === undefined ? [] : rowsNamed(name);
  if (named.length > 0) return named;
  return BY_OPTIONS.filter(({ keys = [], lists = [] }) =>
    args.some((word) => [...keys, ...lists].some((key) => leadingText(word).startsWith(`${key}=`))),
  );
}

function rowsNamed(name: string): readonly CommandIntegration[] {
  return COMMAND_INTEGRATIONS.filter((each) =>
    each.names.includes(each.options === "powershell" ? name.toLowerCase() : name),
  );
}

const BY_OPTIONS = COMMAND_INTEGRATIONS.filter(({ byOptions }) => byOptions);
const OPTIONS = BY_OPTIONS.flatMap(({ keys = [], lists = [] }) => [...keys, ...lists].map((key) => `${key}=`));

/** Calls that hand over the same credential for the same host, and other words beside it (`GET`, a path), are one use. */
function distinctUses(uses: readonly UseFact[]): readonly UseFact[] {
  if (uses.length < 2) return uses;
  const seen = new Set<string>();
  const numbers = new Map<string, number>();
  // The uses of one request have the same targets, which may be as many as the uses.
  let last: UseFact["targets"] | undefined;
  let number = 0;
  return uses.filter(({ credential, path, targets }) => {
    if (targets !== last) {
      const hosts = targets.flatMap(({ value }) => value?.parts.slice(0, 1) ?? []).map(sourceOf);
      const key = hosts.join(" ");
      number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      last = targets;
    }
    const key = [path, credential.span.start, number, ...credential.parts.map(sourceOf)].join(" ");
    return !seen.has(key) && seen.add(key);
  });
}

/** Where a part comes from; texts that no call hands over stand in the command itself. */
function sourceOf(part: FactPart): string {
  if (part.kind === "argument") return `${part.definition.nameSpan.start}`;
  return part.kind === "reference" ? part.name : part.kind;
}

/** Pairs of a credential and a URL of one request that are told apart: nobody writes as many, and each is judged. */
const MOST_PAIRS = 100;

function usesOf(
  request: Request,
  command: Command,
  row: CommandIntegration,
  context: ScriptContext,
): readonly UseFact[] {
  const named = request.urls
    .flatMap((url) =>
      splitValue(sealValue(url), row.separator).map(
        (value): TargetFact => ({
          role: "url",
          path: "",
          value,
          scheme: row.secureNames?.includes(command.name ?? "") ? "https" : row.defaultScheme,
          port: row.defaultPort,
        }),
      ),
    )
    .slice(0, MOST_PAIRS);
  const targets = named.length > 0 || row.default === undefined ? named : [defaultTarget(row.default, row)];
  const sites = request.headers.flatMap((given) => {
    const value = row.expands ? withOwnReferences(given.value) : given.value;
    const site = siteOf({ ...given, value });
    return site ? [{ option: given.option, value, ...site }] : [];
  });
  const most = Math.max(1, MOST_PAIRS / Math.max(1, targets.length));
  const marks = sites.length > 0 ? marksOf(command, row) : {};
  return sites.slice(0, most).map(
    ({ option, value, credential, header, unwanted }): UseFact => ({
      kind: "command",
      integration: row,
      option,
      path: option,
      accepts: row.accepts,
      credential,
      header,
      ...(unwanted && { unwanted }),
      targets,
      excluded: [],
      unexpanded: unexpandedIn(value, credential, row, context),
      scope: shellScope(command, context),
      percents: command.percents ?? [],
      ...marks,
    }),
  );
}

function defaultTarget(text: string, { defaultScheme }: CommandIntegration): TargetFact {
  return { role: "default", path: "", value: undefined, text, scheme: defaultScheme, port: undefined };
}

/** Where a request has its credential. */
interface CredentialSite {
  readonly credential: FactValue;
  readonly header: HeaderSite["header"] | undefined;
  readonly unwanted?: UseFact["unwanted"];
}

/** The credential of a header; undefined for a header of another name. */
function siteOf({ value, as }: RequestHeader): CredentialSite | undefined {
  const sealed = sealValue(value);
  if (as === "key") return { header: undefined, ...(withoutScheme(sealed, false) ?? { credential: sealed }) };
  if (as === "list") return authorizationInList(sealed);
  if (as !== "bearer") return authorizationOf(sealed, as);
  // The scheme's word is the program's own, so it stands nowhere in the file.
  const header = { text: "value", scheme: "bearer", written: "Bearer", span: undefined, insertAt: undefined } as const;
  return { credential: sealed, header: { ...header, unsplit: false } };
}

function unexpandedIn(
  word: Value,
  credential: FactValue,
  row: CommandIntegration,
  context: ScriptContext,
): readonly UnexpandedReference[] {
  if (context.exec) return unexpandedInExec(credential, row);
  if (!context.requests) return unexpandedInWord(word, credential, context);
  // What a shell would have expanded, where braces are doubled.
  return unexpandedInExec(credential, row).map(
    (each): UnexpandedReference => ({ ...each, why: "dollar-only", right: `{{$processEnv ${each.name}}}` }),
  );
}

/** A `$NAME` that stands in single quotes is sent as it is. */
function unexpandedInWord(
  word: Value,
  credential: FactValue,
  { powershell }: ScriptContext,
): readonly UnexpandedReference[] {
  const found: UnexpandedReference[] = [];
  for (const part of word.parts) {
    if (part.kind !== "text" || part.quoted !== "single" || !part.span) continue;
    const dollar = part.text.lastIndexOf("$");
    if (dollar < 0) continue;
    const tail = part.text.slice(dollar);
    const name = nameIn(tail, powershell === true);
    const start = part.span.end - tail.length;
    if (name === undefined || start < credential.span.start) continue;
    const quotes = requotable(word, part.text) ? quotesOf(word) : undefined;
    const span = { start, end: part.span.end };
    found.push({ name, why: "single-quotes", span, ...(quotes && { quotes }) });
  }
  return found;
}

/** The name in a text that is nothing but a reference of the shell; of PowerShell's environment with `env:` before it. */
function nameIn(tail: string, powershell: boolean): string | undefined {
  const written = tail.startsWith("${") && tail.endsWith("}") ? `$${tail.slice(2, -1)}` : tail;
  const drive = powershell ? (/^\$(env:)/i.exec(written)?.[1] ?? "") : "";
  const reference = unexpandedReference(`$${written.slice(1 + drive.length)}`);
  return reference?.why === "dollar-only" ? drive + reference.name : undefined;
}

/** What a shell would have expanded, in a word that none reads. A program may read another way to write it. */
function unexpandedInExec({ parts }: FactValue, { expands }: CommandIntegration): readonly UnexpandedReference[] {
  const why = expands === "braces" ? "dollar-only" : "no-shell";
  return parts.flatMap((part): readonly UnexpandedReference[] => {
    const found = part.kind === "text" && part.span ? referenceIn(part.text) : undefined;
    return found && part.span ? [{ name: found.name, why, span: part.span }] : [];
  });
}

/** References that the program puts in by itself, whatever quotes they stand in. */
function withOwnReferences(value: Value): Value {
  const parts = value.parts.flatMap((part): readonly Part[] => {
    if (part.kind !== "text" || !part.text.includes("${")) return [part];
    const { text, span } = part;
    const exact = span && span.end - span.start === text.length ? span : undefined;
    const toHost = (inner: Span): Span | undefined =>
      exact && { start: exact.start + inner.start, end: exact.start + inner.end };
    return scanReferences({ text, toHost }, span ?? value.span, BRACES_REFERENCES);
  });
  return { ...value, parts };
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
      ...((assignment.scope !== "file" || context.requests) && {
        inside: scopeAt(assignment.nameSpan.start, assignment.job, assignment.isolated, context),
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
