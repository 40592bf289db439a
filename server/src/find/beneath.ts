/**
 * What somebody lays beneath the settings of a file: Elastic's operator writes hosts and basic credentials of the cluster
 * that a resource refers to, and the user's settings over them. So a key stands beside a user that nobody sees, and has a
 * target where the user names none.
 */
import { seal } from "../elastic/secret";
import type { KeySetting } from "../integrations/model";
import type { Span } from "../text/span";
import type { ExcludedFact, TargetFact } from "./model";
import type { FactValue } from "./valueModel";

export interface Beneath {
  /** `output.elasticsearch`; a name in it is a name, and no pattern. */
  readonly block: string;
  /** The setting that asks for it, which is no setting of the program: `spec.elasticsearchRef`. */
  readonly path: string;
  readonly keySpan: Span;
  /** Where the cluster is named. */
  readonly span: Span;
  readonly url: string | undefined;
}

/** What was laid beside a key at `path`, if its program does not take both. */
export function excludedBeneath(
  beneath: readonly Beneath[],
  setting: KeySetting,
  path: string,
): readonly ExcludedFact[] {
  const refusesUsers = setting.excludes.some(({ paths }) => paths.some((each) => each.endsWith(".username")));
  return beneath
    .filter(({ block }) => refusesUsers && path.slice(0, path.lastIndexOf(".")) === block)
    .map((each) => ({ path: each.path, keySpan: each.keySpan, value: textAt(each.span, "…") }));
}

/** The target of a key at `path`, where its own block names none. */
export function targetsBeneath(
  beneath: readonly Beneath[],
  { target }: KeySetting,
  path: string,
): readonly TargetFact[] {
  return beneath.flatMap((each): readonly TargetFact[] =>
    each.url !== undefined && path.startsWith(`${each.block}.`)
      ? [
          {
            role: "url",
            path: each.path,
            value: textAt(each.span, each.url),
            scheme: target.defaultScheme,
            port: target.defaultPort,
          },
        ]
      : [],
  );
}

/** A text that does not stand in the file. */
function textAt(span: Span, text: string): FactValue {
  const parts = [{ kind: "text", text: seal(text), span: undefined }] as const;
  return { span, outer: span, quote: "none", parts, encode: () => undefined };
}
