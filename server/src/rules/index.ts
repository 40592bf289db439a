/** The only list of rules, in the order of contract.md section 3. */
import { checksumMismatch } from "./checksumMismatch";
import { conflictingAuth } from "./conflictingAuth";
import { conflictingTarget } from "./conflictingTarget";
import { crontabPercent } from "./crontabPercent";
import { damagedKey } from "./damagedKey";
import { expiringKey } from "./expiringKey";
import { halfAKey } from "./halfAKey";
import { hardCodedKey } from "./hardCodedKey";
import { invalidProjectFile } from "./invalidProjectFile";
import { keyEchoed } from "./keyEchoed";
import { keyInTwoDeployments } from "./keyInTwoDeployments";
import { keyNeedsApiAccess } from "./keyNeedsApiAccess";
import { keyOverHttp } from "./keyOverHttp";
import { malformedCloudId } from "./malformedCloudId";
import { malformedHeader } from "./malformedHeader";
import { misplacedTarget } from "./misplacedTarget";
import { missingScheme } from "./missingScheme";
import { missingTarget } from "./missingTarget";
import { notAnApiKey } from "./notAnApiKey";
import type { Rule } from "./rule";
import { shadowedKey } from "./shadowedKey";
import { tlsVerificationOff } from "./tlsVerificationOff";
import { undefinedVariable } from "./undefinedVariable";
import { unexpandedVariable } from "./unexpandedVariable";
import { unrecognizedKey } from "./unrecognizedKey";
import { unsupportedSetting } from "./unsupportedSetting";
import { unusedSuppression } from "./unusedSuppression";
import { unwantedScheme } from "./unwantedScheme";
import { variableInTwoForms } from "./variableInTwoForms";
import { variableNotForwarded } from "./variableNotForwarded";
import { wrongEncoding } from "./wrongEncoding";
import { wrongEndpoint } from "./wrongEndpoint";
import { wrongKeyType } from "./wrongKeyType";
import { wrongPort } from "./wrongPort";
import { wrongScheme } from "./wrongScheme";

export const RULES: readonly Rule[] = [
  wrongKeyType,
  keyNeedsApiAccess,
  notAnApiKey,
  wrongEndpoint,
  wrongPort,
  malformedCloudId,
  misplacedTarget,
  conflictingTarget,
  missingTarget,
  wrongEncoding,
  damagedKey,
  halfAKey,
  unrecognizedKey,
  checksumMismatch,
  missingScheme,
  wrongScheme,
  unwantedScheme,
  malformedHeader,
  conflictingAuth,
  shadowedKey,
  unsupportedSetting,
  keyOverHttp,
  tlsVerificationOff,
  unexpandedVariable,
  crontabPercent,
  keyEchoed,
  variableNotForwarded,
  keyInTwoDeployments,
  variableInTwoForms,
  undefinedVariable,
  hardCodedKey,
  expiringKey,
  unusedSuppression,
  invalidProjectFile,
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
