/**
 * The words of everything that is no rule's own message: reasons, evidence, related places, forms, titles in hovers.
 * The only place besides the rules where English stands; ids come in, sentences go out.
 */
import { apiOfDeployment, fittingKey, withArticle } from "../elastic/phrases";
import { ruleOf } from "../rules/index";
import type { Finding, FixView } from "../rules/judge";
import type { RelatedReport } from "../rules/rule";
import type { CredentialView, KeyUse } from "../workspace/keyUse";
import { fillTemplate, type Message } from "../workspace/message";
import type { Resolved } from "../workspace/resolve";
import { nameOf } from "../workspace/uri";

const WORDS: Readonly<Record<string, string>> = {
  "defined-here": "{name} is defined here",
  "other-one": "{setting} is set here",
  "declared-here": "declared here",
  "also-sent-to": "the same key goes to {host}",
  "also-read-by": "{integration} reads the same variable",
  "states-version": "{program} {version} is stated here",
  "wins-here": "{name} is set here, and this one is used",

  "form-encoded": "base64 of id:key",
  "form-pair": "id:key",
  "form-essu": "prefix essu_",
  "form-ece": "base64 of user:id:key, as Elastic Cloud Enterprise makes it",
  "form-half": "half of a key",
  "form-damaged": "a damaged key",
  "form-other": "the shape of the value",
  "form-reference": "a reference",
  "form-placeholder": "an example value",
  "form-ciphertext": "an encrypted value",

  setting: "{setting} ({integration})",
  "command-header": "the Authorization header ({integration})",
  "variable-name": "the name {name}",
  "declared-kind": "the project file declares {name}",
  "host-ech": "host {host} is Elastic Cloud Hosted",
  "host-serverless": "host {host} is Elastic Cloud Serverless",
  "host-ece": "host {host} is Elastic Cloud Enterprise",
  "host-eck": "host {host} is a service of ECK",
  "host-self-managed": "host {host} is this machine, so likely self-managed",
  "host-elastic-cloud": "host {host} is Elastic Cloud's own API",
  "declared-ech": "the project file declares {host} as Elastic Cloud Hosted",
  "declared-serverless": "the project file declares {host} as Elastic Cloud Serverless",
  "declared-ece": "the project file declares {host} as Elastic Cloud Enterprise",
  "declared-eck": "the project file declares {host} as a service of ECK",
  "declared-self-managed": "the project file declares {host} as self-managed",
  "declared-elastic-cloud": "the project file declares {host} as Elastic Cloud's own API",
  "declared-version": "the project file declares {name} {version}",
  "stated-version": "{program} {version}, by {setting} in {place}",
  "path-api": "path {path}",
  "default-target": "{host} is the default where no host is set",
};

/** A message outside the rules, in words; an unknown id is shown as itself, so that a gap is seen and not silent. */
export function wordsOf(message: Message): string {
  return fillTemplate(WORDS[message.id] ?? message.id, message.args);
}

/** Why a verdict is what it is, in one sentence. */
export function reasonOf({ reason, credential, target }: KeyUse): string {
  const kind = withArticle(credential.kind, "upper");
  const place = apiOfDeployment(target);
  switch (reason) {
    case "opens":
      return `${kind} opens ${place}.`;
    case "opens-where-made":
      return `${kind} opens ${place} if it was made in that very deployment.`;
    case "opens-with-privileges":
      return `${kind} opens ${place} if it was given the privileges for it.`;
    case "authenticates":
      return `${kind} is accepted by ${place}, with hardly any rights.`;
    case "right-shape":
      return `The host is not known, but a key of this shape is what ${place} takes.`;
    case "needs-api-access":
      return `${kind} opens ${place} only if it was given “Cloud, Elasticsearch and Kibana API” access.`;
    case "refused":
      return `${kind} does not open ${place}; it takes ${fittingKey(target)}.`;
    case "other-reading":
      return "Which kind of key this is decides, and the text does not tell.";
    case "credential-unknown":
      return unknownCredential(credential);
    case "target-unknown":
      return "Where it is sent cannot be told from here.";
    case "not-documented":
      return `Whether ${place} takes ${withArticle(credential.kind, "lower")} is not documented.`;
  }
}

function unknownCredential({ form, variable, classification, resolved }: CredentialView): string {
  if (form === "placeholder") return "An example or empty value stands here.";
  if (form === "ciphertext") return "The value is encrypted.";
  if (form === "half") return "Half a key opens nothing.";
  if (resolved.kind === "unknown") return `The value cannot be told: ${unknownWords(resolved)}.`;
  if (variable !== undefined && classification === undefined) return `No file in reach gives ${variable} a value.`;
  return "What this credential is cannot be told from here.";
}

/** Why a value cannot be told, for each reason that a look-up may have. */
const UNKNOWN_WORDS: Readonly<Record<Extract<Resolved, { kind: "unknown" }>["why"], string>> = {
  command: "it is what a command prints",
  arithmetic: "it is worked out when the script runs",
  operation: "it is cut or changed on the way",
  "secret-store": "it comes from a secret store",
  template: "it is put in by a template or a pipeline",
  unsupported: "it is written in a way that is not followed",
  "script-folder": "it is a folder",
  "workspace-folder": "it is a folder",
  prompt: "a person is asked for it when the program starts",
  conditional: "which value it has depends on how the script runs",
  cycle: "its definitions lead in a circle",
  mixed: "a part of it cannot be told",
  unseen: "it comes from a source that no file shows",
  ambiguous: "several programs are given it, with different values",
};

/** Why a value cannot be told, as the end of a sentence. */
export function unknownWords({
  why,
  early,
  missing,
  origin,
  others = [],
}: Extract<Resolved, { kind: "unknown" }>): string {
  if (early) return "the workspace is still being looked at";
  if (missing !== undefined) {
    // A path from the root of another machine, or of a container, leads to what was never meant to lie here.
    return `it may come from ${missing}, which is not ${/^[/~]/.test(missing) ? "in the workspace" : "there"}`;
  }
  if (why === "cycle" && origin.length === 1) return "it refers to itself";
  const among = [...origin.slice(-1), ...others].slice(0, MOST_NAMED);
  if (why !== "ambiguous" || among.length < 2) return UNKNOWN_WORDS[why];
  return `${UNKNOWN_WORDS[why]}: ${among.map(({ name, uri, line }) => `${name} in ${nameOf(uri)}:${line + 1}`).join(", ")}`;
}

/** Definitions that are named where they differ. */
const MOST_NAMED = 4;

/** A finding's one line. */
export function messageOf(finding: Finding): string {
  return fillTemplate(ruleOf(finding.rule)?.messages[finding.message] ?? finding.message, finding.args);
}

/** The title of a fix, as a menu shows it. */
export function fixTitleOf(finding: Finding, fix: FixView): string {
  return fillTemplate(ruleOf(finding.rule)?.fixTitles?.[fix.id] ?? fix.id, fix.args);
}

/** The words of a related place. */
export function relatedWords(related: RelatedReport): string {
  return wordsOf({ id: related.message, args: related.args ?? {} });
}
