/** Where a finding about a target sits, and what the setting is for: shared by the rules about targets. */
import { maskKeys } from "../elastic/mask";
import type { Api } from "../elastic/model";
import type { ProjectView } from "../project/view";
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

/** The project file as messages call it. */
export function projectName({ uri }: ProjectView): string {
  return uri?.slice(uri.lastIndexOf("/") + 1) ?? "the project file";
}

/** UTF-16 units of what a person wrote in the project file: a message is one line of 120, and may name two. */
const LONGEST = 28;

/** A name of the project file as messages show it; a longer one loses its end. */
export function shownName(text: string): string {
  const masked = maskKeys(text);
  return masked.length <= LONGEST ? masked : `${masked.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** The API that the setting is for; a monitor of anything and most commands are for none. */
export function settingApi({ fact }: KeyUse): Api | undefined {
  const api = fact.kind === "setting" ? fact.setting.api : fact.integration.api;
  return api === "unknown" ? undefined : api;
}

/** A title at the beginning of a sentence. */
export function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
