/**
 * What a person may declare about a key use in the project file: which deployment an unknown host is, and what a key is,
 * whose, and until when. Offered at the use itself, whether anything is wrong with it or not. Keys are named by their
 * public id or a variable; no secret is asked for, and none is written.
 */
import { maskKeys } from "../elastic/mask";
import type { ProjectEdit } from "../project/additions";
import type { Analysis } from "../rules/judge";
import { overlaps, type Span } from "../text/span";
import type { KeyUse } from "../workspace/keyUse";
import { addDeployment, addKey } from "./projectFile";

/** What is declared: a deployment, the kind of a key, or its owner and expiry. */
export type Declarable = "deployment" | "kind" | "owner";

/** A declaration as a menu shows it. */
export interface Declaration {
  readonly title: string;
  readonly name: DeclarationName;
}

/** How a declaration is found again: what it declares, and the use by its place and its rank among those there. */
export interface DeclarationName {
  readonly what: Declarable;
  readonly start: number;
  readonly end: number;
  readonly rank: number;
}

/** What can be declared about the uses that touch a span; about equal hosts and keys once. */
export function declarationsAt({ uses }: Analysis, where: Span): readonly Declaration[] {
  const found = new Map<string, Declaration>();
  for (const use of uses) {
    const onKey = overlaps(use.span, where);
    const host = hostOf(use);
    if (host !== undefined && (onKey || use.target.spans.some((span) => overlaps(span, where))))
      add(found, `Name the deployment of ${host} in .keyfit.yml`, "deployment", use, uses);
    if (!onKey || keyOf(use) === undefined) continue;
    if (isKindOpen(use)) add(found, "Declare its kind in .keyfit.yml…", "kind", use, uses);
    add(found, "Declare its owner and expiry in .keyfit.yml…", "owner", use, uses);
  }
  return [...found.values()];
}

function add(
  found: Map<string, Declaration>,
  title: string,
  what: Declarable,
  use: KeyUse,
  uses: readonly KeyUse[],
): void {
  const { start, end } = use.span;
  if (!found.has(title))
    found.set(title, { title, name: { what, start, end, rank: usesAt(uses, use.span).indexOf(use) } });
}

function usesAt(uses: readonly KeyUse[], { start, end }: Span): readonly KeyUse[] {
  return uses.filter(({ span }) => span.start === start && span.end === end);
}

/** The edits that declare it in the text of a project file; undefined where it no longer applies or cannot be written. */
export function declare(analysis: Analysis, name: DeclarationName, text: string): readonly ProjectEdit[] | undefined {
  const use = usesAt(analysis.uses, name)[name.rank];
  const edits = use && editsOf(use, name.what, text);
  return edits && edits.length > 0 ? edits : undefined;
}

function editsOf(use: KeyUse, what: Declarable, text: string): readonly ProjectEdit[] | undefined {
  if (what === "deployment") {
    const host = hostOf(use);
    return host === undefined ? undefined : addDeployment(text, { host });
  }
  const key = keyOf(use);
  return key && addKey(text, what === "kind" || !isKindOpen(use) ? { ...key, kind: use.credential.kind } : key);
}

/** The host of a deployment that nobody knows, as the project file names it. */
function hostOf({ target: { target, deployment, named } }: KeyUse): string | undefined {
  const host = target?.host;
  if (!target || host === undefined || deployment !== "unknown" || named !== undefined) return undefined;
  // Anybody can write anything in the place of a host, a key too.
  if (!/^[a-z0-9][a-z0-9.-]{0,252}$/.test(host) || maskKeys(host) !== host) return undefined;
  return target.explicitPort && target.port !== undefined ? `${host}:${target.port}` : host;
}

/** The public name of a key that is not declared yet. */
function keyOf({ credential }: KeyUse): { readonly id: string } | { readonly variable: string } | undefined {
  const { id, variable, declared, form } = credential;
  if (declared || form === "placeholder") return undefined;
  if (id !== undefined) return { id };
  if (variable === undefined || !/^[A-Za-z_][A-Za-z0-9_]{0,200}$/.test(variable)) return undefined;
  return maskKeys(variable) === variable ? { variable } : undefined;
}

/** The text alone does not say what it is. */
function isKindOpen({ credential: { candidates, kind, byName } }: KeyUse): boolean {
  return candidates.length > 1 || kind === "unknown" || byName;
}
