/** A monorepo of forty services, each with an `.env` that names ES_API_KEY: nearness is not reach, and nothing is wrong. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseCase } from "../../support/annotated";
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

describe("applications that all name their Secret alike", () => {
  const manifest = `apiVersion: v1
kind: Secret
metadata: { name: es }
stringData: { ES_API_KEY: "{{encoded}}" }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: filebeat }
data:
  filebeat.yml: |
    output.elasticsearch:
      hosts: ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com"]
      api_key: "\${ES_API_KEY}"
---
apiVersion: v1
kind: Pod
metadata: { name: filebeat }
spec:
  containers:
    - name: filebeat
      image: docker.elastic.co/beats/filebeat:9.2.0
      envFrom: [{ secretRef: { name: es } }]
      volumeMounts: [{ name: config, mountPath: /usr/share/filebeat/filebeat.yml, subPath: filebeat.yml }]
  volumes: [{ name: config, configMap: { name: filebeat } }]
`;
  const applications = (count: number): WorkspaceCase => {
    const paths = Array.from({ length: count }, (_, at) => `apps/${at}/all.yaml`);
    const files = new Map(paths.map((path) => [path, parseCase(path, manifest)]));
    return { name: "alike", files, today: undefined, switchedOn: [] };
  };

  test("a name that a few files share leads to them all", async () => {
    const workspace = applications(2);
    const found = all(await runWorkspace(workspace), workspace);
    expect(found.flatMap(({ findings }) => findings.map(({ rule }) => rule))).toContain("wrong-encoding");
  });

  test("one that very many share tells none of them", async () => {
    const workspace = applications(40);
    const found = all(await runWorkspace(workspace), workspace);
    expect(new Set(found.flatMap(({ uses }) => uses.map(({ state }) => state)))).toEqual(new Set(["unknown"]));
    expect(found.flatMap(({ findings }) => findings.map(({ rule }) => rule))).not.toContain("wrong-encoding");
  });
});
