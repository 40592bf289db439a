/**
 * Resolve and narrow: from the facts of a use to key uses. The form leaves a set of kinds open; the variable's name and
 * the setting remove some, the target picks the natural reading, the matrix gives the verdict. Every step is kept as
 * evidence, so that a hover can say why.
 */

import { withoutQuotes } from "../elastic/logstashValues";
import { maskKeys } from "../elastic/mask";
import type { Classification, Kind } from "../elastic/model";
import { isElasticPath } from "../elastic/paths";
import {
  hasKeyId,
  headerValue,
  type Secret,
  sliceSecret,
  splitScheme,
  unquoted,
  unwantedPrefix,
} from "../elastic/secret";
import { naturalKind, verdictOf } from "../elastic/verdict";
import type { UseFact } from "../find/model";
import { expandAgain } from "../find/references/again";
import type { DeclaredKey, ProjectView } from "../project/view";
import type { CredentialView, Evidence, HeaderView, KeyUse, TargetView } from "./keyUse";
import { type Message, maskNames } from "./message";
import { kindsOfName } from "./names";
import type { Resolved, Resolver } from "./resolve";
import { mayRelay, targetsOf } from "./targets";
import { nameOf } from "./uri";
import { dependsOnVersion, type ProgramVersions, surroundingsOf, type VersionsOf } from "./versions";

/** One use for each distinct target; none where what stands there is no Elastic credential at all (contract 3.2). */
export function keyUsesOf(
  fact: UseFact,
  resolve: Resolver,
  project: ProjectView,
  versionsOf: VersionsOf,
): readonly KeyUse[] {
  const site = credentialSite(fact, resolve);
  if (!site) return [];
  const uses = targetsOf(fact, resolve, project).flatMap((target) => {
    const use = keyUse(fact, site, target, project);
    return isUse(use) ? [use] : [];
  });
  if (uses.length === 0 || !dependsOnVersion(fact)) return uses;
  const versions = versionsOf(fact.integration, surroundingsOf(fact), fact.credential.span.start);
  return uses.map((use) => ({ ...use, versions, evidence: [...use.evidence, ...versionEvidence(versions)] }));
}

interface Site {
  readonly resolved: Resolved;
  readonly header: HeaderView | undefined;
  /** A scheme at the beginning of a variable's value, where the bare key belongs. */
  readonly unwanted?: string;
}

/** The credential's value, with a header's scheme split off also where it came through a variable. */
function credentialSite(fact: UseFact, resolve: Resolver): Site | undefined {
  const resolved = asRead(fact, resolve.resolve(fact.credential, fact.scope), resolve);
  const { header } = fact;
  if (!header) return bareSite(fact, resolved);
  const here: HeaderView = { scheme: header.scheme, written: header.written, fromVariable: false };
  if (header.scheme !== undefined || resolved.kind !== "value" || resolved.literal) {
    // A header line that begins with an unresolved reference may be any header.
    if (header.unsplit && header.text === "line") return undefined;
    return { resolved, header: here };
  }
  let value: Secret = resolved.value;
  if (header.unsplit && header.text === "line") {
    const line = headerValue(value, "authorization");
    if (!line) return undefined;
    value = line.rest;
  }
  const split = splitScheme(value);
  if (split.scheme === undefined) return { resolved: { ...resolved, value }, header: here };
  return {
    resolved: { ...resolved, value: split.rest },
    header: { scheme: split.scheme, written: split.written, fromVariable: true },
  };
}

/** A bare key, with a scheme split off that came with it through a variable. */
function bareSite({ accepts }: UseFact, resolved: Resolved): Site {
  const prefix = accepts && resolved.kind === "value" && !resolved.literal ? unwantedPrefix(resolved.value) : undefined;
  if (resolved.kind !== "value" || !prefix || prefix.length >= resolved.value.length)
    return { resolved, header: undefined };
  const value = sliceSecret(resolved.value, prefix.length, resolved.value.length);
  return { resolved: { ...resolved, value }, header: undefined, unwanted: prefix.written };
}

/**
 * What the program makes of a value that comes from a variable. Beats take blanks and quotes off, Logstash quotes, and a
 * keystore that no file shows may hold the name too; the collector expands references in it again. variables.md 3.13,
 * 3.15 and 3.16; https://github.com/elastic/logstash/blob/main/logstash-core/lib/logstash/util/substitution_variables.rb
 */
function asRead(fact: UseFact, resolved: Resolved, resolve: Resolver): Resolved {
  if (fact.kind !== "setting" || resolved.kind !== "value" || resolved.literal) return resolved;
  if (fact.integration.references === "beats") return { ...resolved, open: true, value: unquoted(resolved.value) };
  if (fact.integration.references === "logstash")
    return { ...resolved, open: true, value: withoutQuotes(resolved.value) };
  if (fact.integration.references !== "otel") return resolved;
  const again = expandAgain(resolved.value, fact.credential.span, "otel");
  if (!again) return resolved;
  const inner = resolve.resolve({ ...fact.credential, parts: again }, fact.scope);
  if (inner.kind !== "value") return inner.kind === "unset" ? { ...inner, origin: resolved.origin } : inner;
  return { ...inner, literal: false, origin: [...resolved.origin, ...inner.origin] };
}

function keyUse(fact: UseFact, site: Site, target: TargetView, project: ProjectView): KeyUse {
  const evidence: Evidence[] = [];
  const credential = credentialView(fact, site, target, project, evidence);
  evidence.push(settingEvidence(fact), ...targetEvidence(target));
  const { verdict, reason } = verdictOf(credential.candidates, credential.kind, target);
  const strong =
    ["encoded", "pair", "essu", "ece"].includes(credential.form) || credential.classification?.damage !== undefined;
  return {
    fact,
    integration: fact.integration.id,
    integrationTitle: fact.integration.title,
    path: maskKeys(fact.path),
    span: fact.credential.span,
    credential,
    header: site.header,
    ...(site.unwanted !== undefined && { unwanted: site.unwanted }),
    target,
    verdict,
    reason,
    evidence: evidence.map(({ from, says }) => ({ from, says: { id: says.id, args: maskNames(says.args) } })),
    versions: undefined,
    elastic: strong || namesElastic(fact, target) || isByScheme(fact, site.header, target, credential),
  };
}

/** The setting is one of Elastic's products, or the address is Elastic's: a key there is not some other vendor's. */
function namesElastic(fact: UseFact, { deployment, api, target }: TargetView): boolean {
  if (fact.kind === "setting" && !fact.setting.anyServer) return true;
  if (fact.kind === "command" && fact.integration.api !== undefined) return true;
  // OpenTelemetry's variables lead to any vendor's intake.
  if (fact.kind === "variable" && fact.integration.kind === "program" && fact.integration.api !== "otlp") return true;
  // Many products have paths below /api/; only Elasticsearch has /_search and its like.
  return deployment !== "unknown" || api === "elasticsearch" || (target !== undefined && isElasticPath(target.path));
}

/**
 * Other vendors' OTLP endpoints and OpAMP servers want headers of other names; `ApiKey` on the way there is Elastic's, unless
 * a host that nobody knows is named and what is sent has no form of a key.
 */
function isByScheme(fact: UseFact, header: HeaderView | undefined, { target }: TargetView, credential: CredentialView) {
  const api = fact.kind === "setting" ? fact.setting.api : fact.kind === "variable" ? fact.integration.api : "unknown";
  if ((api !== "otlp" && api !== "fleet") || header?.scheme !== "apikey") return false;
  const formless = credential.form === "other" && credential.kind === "unknown" && credential.resolved.kind === "value";
  return !formless || target?.host === undefined;
}

function credentialView(
  fact: UseFact,
  site: Site,
  target: TargetView,
  project: ProjectView,
  evidence: Evidence[],
): CredentialView {
  const { resolved } = site;
  const variable = variableOf(fact);
  const byNames = variable === undefined ? undefined : kindsOfName(variable);
  const classification = resolved.kind === "value" ? resolved.value.classification : undefined;
  let candidates = candidatesOf(classification);
  let byName = false;
  if (classification && candidates[0] !== "unknown") {
    evidence.push({ from: "form", says: { id: `form-${classification.form}`, args: { shown: classification.shown } } });
    const narrowed = byNames ? candidates.filter((kind) => byNames.includes(kind)) : [];
    if (narrowed.length > 0 && narrowed.length < candidates.length) candidates = narrowed;
  } else if (byNames && !isUnusable(classification)) {
    candidates = byNames;
    byName = true;
  }
  if (byNames && variable !== undefined)
    evidence.push({ from: "variable", says: { id: "variable-name", args: { name: variable } } });
  const secret = resolved.kind === "value" ? resolved.value : undefined;
  const declared = declaredKey(project, secret, [variable, ...resolved.origin.map(({ name }) => name)]);
  if (declared?.kind !== undefined && (candidates.includes(declared.kind) || candidates[0] === "unknown" || byName)) {
    candidates = [declared.kind];
    byName = false;
    evidence.push({
      from: "project-file",
      says: { id: "declared-kind", args: { name: declared.id ?? declared.variable ?? "" } },
    });
  }
  const { expects } = fact.kind === "setting" ? fact.setting : fact.integration;
  return {
    kind: naturalKind(candidates, target, expects),
    candidates,
    form: classification?.form ?? "reference",
    id: classification?.id,
    shown: classification?.shown ?? (variable === undefined ? "…" : `\${${variable}}`),
    classification,
    literal: resolved.kind === "value" && resolved.literal,
    open: resolved.kind !== "value" || resolved.open,
    origin: resolved.origin,
    variable,
    byName,
    resolved,
    declared,
  };
}

/** What the project file says about the key, or about a variable on the way to it. */
function declaredKey(
  { keys }: ProjectView,
  secret: Secret | undefined,
  names: readonly (string | undefined)[],
): DeclaredKey | undefined {
  return (
    keys.find((each) => each.id !== undefined && secret !== undefined && hasKeyId(secret, each.id)) ??
    keys.find((each) => each.variable !== undefined && names.includes(each.variable))
  );
}

/** A value that is there and is no credential: its variable's name then says nothing. */
function isUnusable(classification: Classification | undefined): boolean {
  return classification !== undefined;
}

function candidatesOf(classification: Classification | undefined): readonly Kind[] {
  return classification && classification.candidates.length > 0 ? classification.candidates : ["unknown"];
}

/** The one variable that a value consists of, as it may be shown. */
function variableOf(fact: UseFact): string | undefined {
  const references = fact.credential.parts.filter((part) => part.kind === "reference");
  const only = references.length === 1 ? references[0] : undefined;
  // `$dotenv NAME` in a file of requests: the variable is the last word.
  if (only?.kind === "reference") return maskKeys(only.name.slice(only.name.lastIndexOf(" ") + 1));
  if (fact.kind !== "variable") return undefined;
  return fact.integration.kind === "convention" || fact.integration.expects ? maskKeys(fact.path) : undefined;
}

function settingEvidence(fact: UseFact): Evidence {
  const { title } = fact.integration;
  return fact.kind !== "command" || fact.header === undefined
    ? { from: "setting", says: { id: "setting", args: { setting: fact.path, integration: title } } }
    : { from: "setting", says: { id: "command-header", args: { integration: title } } };
}

function targetEvidence(view: TargetView): readonly Evidence[] {
  const { target } = view;
  if (!target || target.host === undefined) return [];
  if (view.byDefault) return [{ from: "default", says: { id: "default-target", args: { host: target.host } } }];
  if (view.deployment === "unknown") return [];
  const { host, told } = target;
  const declared = told.deployment === "project-file";
  const evidence: Evidence[] = [
    declared
      ? { from: "project-file", says: { id: `declared-${view.deployment}`, args: { host } } }
      : { from: "host", says: { id: `host-${view.deployment}`, args: { host } } },
  ];
  if (told.api === "path") evidence.push({ from: "path", says: { id: "path-api", args: { path: target.path } } });
  return evidence;
}

function versionEvidence({ stated }: ProgramVersions): readonly Evidence[] {
  return stated.map(({ product, title, version, at }): Evidence => {
    if (!at) return { from: "project-file", says: message("declared-version", { name: product, version }) };
    const place = `${nameOf(at.uri)}:${at.line + 1}`;
    return {
      from: "setting",
      says: message("stated-version", { program: title, version, setting: at.setting, place }),
    };
  });
}

function message(id: string, args: Readonly<Record<string, string>>): Message {
  return { id, args: maskNames(args) };
}

/** Contract 3.2: what counts as a use. */
function isUse(use: KeyUse): boolean {
  const { form, kind } = use.credential;
  // A common name is a use only beside a target, and where its value is one that a person wrote.
  if (use.fact.kind === "variable" && use.fact.integration.kind === "convention") {
    return use.target.target !== undefined && form !== "placeholder" && form !== "other" && form !== "reference";
  }
  // A collection that a setting names holds a key where an entry of that name was found, whatever it leads to.
  if (use.fact.kind === "setting" && use.fact.perhaps) {
    const { resolved, origin } = use.credential;
    if (resolved.kind !== "value" && origin.length === 0) return false;
  }
  // Whether the collection holds a key at all shows only its own file.
  if (use.fact.kind === "variable" && use.fact.definition.taken && use.credential.resolved.kind !== "value")
    return false;
  const command = use.fact.kind === "command" && use.header !== undefined;
  // An example is a use only where it surely stands for a key of Elastic's.
  if (form === "placeholder" || form === "ciphertext") {
    if (mayRelay(use.fact)) return use.header?.scheme === "apikey" && use.elastic;
    return !command || (use.header?.scheme === "apikey" && use.target.deployment !== "unknown");
  }
  if (!use.elastic && kind === "unknown" && use.credential.resolved.kind === "value") return false;
  if (!use.header) return true;
  const { scheme } = use.header;
  const apiKeyShaped = ["encoded", "pair", "essu", "ece"].includes(form);
  // Tokens and `user:password` after their own scheme are what that scheme is for.
  if (scheme === "bearer" || scheme === "basic") return apiKeyShaped && kind !== "elastic-cloud-token";
  if (scheme === "other") return false;
  if (scheme === undefined) return apiKeyShaped || use.elastic;
  return true;
}
