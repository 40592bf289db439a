/**
 * One key sent to two deployments, in one file or across files. A key opens the deployment where it was made, so one of
 * the two refuses it. Only where the difference is proven: contract 3.1.
 */
import { sameDeployment } from "../elastic/targets";
import type { KeyUse } from "../workspace/keyUse";
import type { KeySite } from "../workspace/shared";
import type { RelatedReport, Rule } from "./rule";

export const keyInTwoDeployments: Rule = {
  id: "key-in-two-deployments",
  severity: "warning",
  title: "One key sent to two deployments",
  messages: { two: "This key also goes to {other}; each needs its own key" },
  *check({ uses, snapshot, digestOf }) {
    const seen = new Set<number>();
    for (const use of uses) {
      const digest = digestOf(use);
      if (digest === undefined || !use.target.target || seen.has(use.span.start)) continue;
      const sites = snapshot
        .keySites(digest)
        .filter((site) => stands(site, (name) => snapshot.readers(name).length > 0));
      const others = sites.filter((site) => isElsewhere(site, use));
      const declared = declaredElsewhere(use);
      const first = others[0];
      if (!first && declared === undefined) continue;
      seen.add(use.span.start);
      yield {
        use,
        span: use.span,
        message: "two",
        args: { other: first ? nameOf(first) : (declared ?? "") },
        related: others.map(relatedTo),
        group: `key-in-two-deployments ${use.credential.id ?? ""}`,
      };
    }
  },
};

function stands({ unlessRead }: KeySite, isRead: (definition: string) => boolean): boolean {
  return unlessRead === undefined || !isRead(unlessRead);
}

function isElsewhere(site: KeySite, { target }: KeyUse): boolean {
  if (site.named !== undefined && target.named !== undefined) return site.named !== target.named;
  return target.target !== undefined && sameDeployment(site.target, target.target) === "different";
}

/** The project file says where the key was made, and this is a named deployment that is another one. */
function declaredElsewhere({ credential, target }: KeyUse): string | undefined {
  const declared = credential.declared?.id === undefined ? undefined : credential.declared.deployment;
  return declared !== undefined && target.named !== undefined && declared !== target.named ? declared : undefined;
}

function nameOf({ named, target }: KeySite): string {
  return named ?? target.name ?? target.host ?? "another deployment";
}

function relatedTo(site: KeySite): RelatedReport {
  return { uri: site.uri, span: site.span, line: site.line, message: "also-sent-to", args: { host: nameOf(site) } };
}
