/**
 * The words of everything that is no rule's own message: reasons, evidence, related places, forms, titles in hovers.
 * The only place besides the rules where English stands; ids come in, sentences go out.
 */
import { ruleOf } from "../rules/index";
import type { Finding, FixView } from "../rules/judge";
import type { RelatedReport } from "../rules/rule";
import { fillTemplate, type Message } from "../workspace/message";

const WORDS: Readonly<Record<string, string>> = {
  "defined-here": "{name} is defined here",
  "other-one": "{setting} is set here",

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
  "host-ech": "host {host} is Elastic Cloud Hosted",
  "host-serverless": "host {host} is Elastic Cloud Serverless",
  "host-ece": "host {host} is Elastic Cloud Enterprise",
  "host-eck": "host {host} is a service of ECK",
  "host-self-managed": "host {host} is this machine, so likely self-managed",
  "host-elastic-cloud": "host {host} is Elastic Cloud's own API",
  "path-api": "path {path}",
  "default-target": "{host} is the default where no host is set",
};

/** A message outside the rules, in words; an unknown id is shown as itself, so that a gap is seen and not silent. */
export function wordsOf(message: Message): string {
  return fillTemplate(WORDS[message.id] ?? REASONS[message.id] ?? message.id, message.args);
}

/** Why a verdict is what it is, by reason id. */
const REASONS: Readonly<Record<string, string>> = {
  "credential-unknown": "What this credential is cannot be told from here",
};

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
