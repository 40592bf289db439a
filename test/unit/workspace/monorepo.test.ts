/** A monorepo of forty services, each with an `.env` that names ES_API_KEY: nearness is not reach, and nothing is wrong. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { foundIn, loadWorkspace, type RanWorkspace, runWorkspace, type WorkspaceCase } from "../../support/workspaces";

const CORPUS = join(__dirname, "../../corpus/workspaces");
const SERVICES = 40;

/** The annotated workspace with each of its services several times, in a folder of its own each. */
function multiplied(): WorkspaceCase {
  const one = loadWorkspace(CORPUS, "monorepo-40-env-files");
  const names = new Set([...one.files.keys()].flatMap((path) => /^services\/([^/]+)\//.exec(path)?.[1] ?? []));
  const times = SERVICES / names.size;
  const files = [...one.files].flatMap(([path, each]) => {
    const [, name, rest] = /^services\/([^/]+)\/(.*)$/.exec(path) ?? [];
    if (name === undefined) return [[path, each] as const];
    return Array.from({ length: times }, (_, at) => [`services/${name}-${at}/${rest}`, each] as const);
  });
  return { ...one, files: new Map(files) };
}

const all = ({ analyses }: RanWorkspace, workspace: WorkspaceCase) =>
  [...workspace.files].map(([path, given]) => ({ path, ...foundIn(analyses.get(path), given) }));

describe("forty .env files of one name", () => {
  const workspace = multiplied();

  test("are forty, and one more at the root", () => {
    const env = [...workspace.files].filter(([path]) => path.endsWith("/.env"));
    expect(env).toHaveLength(SERVICES);
    expect(env.every(([, { text }]) => text.startsWith("ES_API_KEY="))).toBe(true);
  });

  test("give no finding at all, and each use has the value of its own service", async () => {
    const found = all(await runWorkspace(workspace), workspace);
    expect(found.flatMap(({ path, findings }) => findings.map(({ rule }) => `${path} ${rule}`))).toEqual([]);
    const uses = found.flatMap(({ path, uses: each }) => each.map((use) => ({ path, ...use })));
    expect(uses).toHaveLength(SERVICES);
    for (const { path, verdict, origin } of uses) {
      const folder = path.slice(0, path.lastIndexOf("/"));
      expect([path, verdict]).toEqual([path, "fits"]);
      expect(origin.every((each) => each.startsWith(`${folder}/`))).toBe(true);
    }
  });

  test("nor with every rule switched on that is off by default", async () => {
    const strict = { ...workspace, switchedOn: ["undefined-variable"] };
    const found = all(await runWorkspace(strict), strict);
    expect(found.flatMap(({ path, findings }) => findings.map(({ rule }) => `${path} ${rule}`))).toEqual([]);
  });
});
