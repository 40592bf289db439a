/** The only list of rules, in the order of contract.md section 3. */
import { checksumMismatch } from "./checksumMismatch";
import { conflictingAuth } from "./conflictingAuth";
import { crontabPercent } from "./crontabPercent";
import { damagedKey } from "./damagedKey";
import { halfAKey } from "./halfAKey";
import { hardCodedKey } from "./hardCodedKey";
import { keyNeedsApiAccess } from "./keyNeedsApiAccess";
import { malformedCloudId } from "./malformedCloudId";
import { misplacedTarget } from "./misplacedTarget";
import { missingScheme } from "./missingScheme";
import { notAnApiKey } from "./notAnApiKey";
import type { Rule } from "./rule";
import { unexpandedVariable } from "./unexpandedVariable";
import { unrecognizedKey } from "./unrecognizedKey";
import { unusedSuppression } from "./unusedSuppression";
import { wrongEncoding } from "./wrongEncoding";
import { wrongKeyType } from "./wrongKeyType";
import { wrongScheme } from "./wrongScheme";

export const RULES: readonly Rule[] = [
  wrongKeyType,
  keyNeedsApiAccess,
  notAnApiKey,
  malformedCloudId,
  misplacedTarget,
  wrongEncoding,
  damagedKey,
  halfAKey,
  unrecognizedKey,
  checksumMismatch,
  missingScheme,
  wrongScheme,
  conflictingAuth,
  unexpandedVariable,
  crontabPercent,
  hardCodedKey,
  unusedSuppression,
];

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rule of this id, if there is one. */
export function ruleOf(id: string): Rule | undefined {
  return BY_ID.get(id);
}

/** The page that explains a rule. */
export function helpOf(id: string): string {
  return `https://github.com/keyfit/keyfit/blob/main/docs/rules/${id}.md`;
}
