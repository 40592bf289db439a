/**
 * One key sent to two deployments, in one file or across files. A key opens the deployment where it was made, so one of
 * the two refuses it. Only where the difference is proven: contract 3.1.
 */
import { sameDeployment } from "../elastic/targets";
import type { ProjectView } from "../project/view";
import type { KeyUse } from "../workspace/keyUse";
import type { KeySite } from "../workspace/shared";
import { isRead } from "../workspace/survey";
import { projectName, shownName } from "./places";
import type { RelatedReport, Rule } from "./rule";

/** Other places that are named; nobody reads more, and each of very many would name all the others. */
const MOST_PLACES = 20;

export const keyInTwoDeployments: Rule = {
  id: "key-in-two-deployments",
  severity: "warning",
  title: "One key sent to two deployments",
  messages: {
    two: "This key also goes to {other}; each needs its own key",
    declared: "{file} declares this key for {name}, and here it goes to {other}",
  },
  *check({ uses, snapshot, digestOf }) {
    const { project } = snapshot;
    const seen = new Set<number>();
    for (const use of uses) {
      const digest = digestOf(use);
      if (digest === undefined || !use.target.target || seen.has(use.span.start)) continue;
      const sites = snapshot.keySites(digest).filter((site) => stands(site, (name) => isRead(name, snapshot)));
      const others = sites.filter((site) => isElsewhere(site, use));
      const declared = declaredElsewhere(use);
      const first = others[0];
      if (!first && declared === undefined) continue;
      seen.add(use.span.start);
      yield {
        use,
        span: use.span,
        ...(first
          ? { message: "two", args: { other: nameOf(first) } }
          : { message: "declared", args: { file: projectName(project), ...declared } }),
        related: [...others.slice(0, MOST_PLACES).map(relatedTo), ...(declared ? declaredAt(use, project) : [])],
        group: `key-in-two-deployments ${use.credential.id ?? ""}`,
      };
    }
  },
};

function stands({ unlessRead }: KeySite, read: (definition: string) => boolean): boolean {
  return unlessRead === undefined || !read(unlessRead);
}

function isElsewhere(site: KeySite, { target }: KeyUse): boolean {
  if (site.named !== undefined && target.named !== undefined) return site.named !== target.named;
  return target.target !== undefined && sameDeployment(site.target, target.target) === "different";
}

/** Where the key was made, as the project file says, and where it goes: a named deployment that is another one. */
function declaredElsewhere({
  credential,
  target,
}: KeyUse): { readonly name: string; readonly other: string } | undefined {
  const home = credential.declared?.id === undefined ? undefined : credential.declared.deployment;
  return home !== undefined && target.named !== undefined && home !== target.named
    ? { name: shownName(home), other: shownName(target.named) }
    : undefined;
}

function declaredAt({ credential: { declared } }: KeyUse, { uri }: ProjectView): readonly RelatedReport[] {
  return uri === undefined || !declared ? [] : [{ uri, span: declared.span, message: "declared-here" }];
}

function nameOf({ named, target }: KeySite): string {
  return named ?? target.name ?? target.host ?? "another deployment";
}

function relatedTo(site: KeySite): RelatedReport {
  return { uri: site.uri, span: site.span, line: site.line, message: "also-sent-to", args: { host: nameOf(site) } };
}
