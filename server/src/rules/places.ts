/** Where a finding about a target sits, and what the setting is for: shared by the rules about targets. */
import type { Api } from "../elastic/model";
import type { KeyUse } from "../workspace/keyUse";
import type { RelatedReport } from "./rule";

/** Where the target's value comes from, for findings that are reported where it is consumed. */
export function targetDefinedAt(use: KeyUse): readonly RelatedReport[] {
  return use.target.origin.map((step) => ({
    uri: step.uri,
    span: step.span,
    line: step.line,
    message: "defined-here",
    args: { name: step.name },
  }));
}

/** The API that the setting is for; a monitor of anything and a command are for none. */
export function settingApi({ fact }: KeyUse): Api | undefined {
  const api = fact.kind === "setting" ? fact.setting.api : fact.kind === "variable" ? fact.integration.api : "unknown";
  return api === "unknown" ? undefined : api;
}
