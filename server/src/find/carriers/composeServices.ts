/**
 * What a Compose service has from elsewhere: the same service in an override file or in the file that it extends, the
 * text of a config, and the hosts that its file starts. Sources: reference/variables.md 3.1; contract 2.3 for hosts.
 */
import { readInterpolation } from "../../read/interpolation";
import type { TreeNode } from "../../read/reading";
import type { EnvironmentLayer } from "../environmentModel";
import { filledText } from "../filled";
import type { ProgramFact } from "../programModel";
import type { PathFact } from "../valueModel";
import type { CarrierSink, EmbeddedText } from "./carrier";
import { childOf, entriesOf, itemsOf, scalarOf, textOf } from "./tree";

/** https://github.com/compose-spec/compose-go/blob/main/cli/options.go (DefaultFileNames, DefaultOverrideFileNames) */
const BASES = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];
const OVERRIDES = [
  "compose.override.yaml",
  "compose.override.yml",
  "docker-compose.override.yaml",
  "docker-compose.override.yml",
];

interface Elsewhere {
  /** Below what the service itself has of the same sort. */
  readonly below: readonly PathFact[];
  readonly above: readonly PathFact[];
}

/** The files whose service of the same name counts too: a base is completed by its override, and the other way round. */
export function elsewhere(name: string, span: PathFact["span"]): Elsewhere {
  const paths = (names: readonly string[]): readonly PathFact[] =>
    names.map((path) => ({ path, span, from: "own-folder" }));
  if (BASES.includes(name)) return { below: [], above: paths(OVERRIDES) };
  return { below: OVERRIDES.includes(name) ? paths(BASES) : [], above: [] };
}

/** The layer of one sort that a service of this name has in other files; none where there are no such files. */
export function serviceLayer(
  paths: readonly PathFact[],
  service: string,
  part: "files" | "definitions",
): readonly EnvironmentLayer[] {
  return paths.length === 0 ? [] : [{ kind: "service", paths, service, part }];
}

/** The same for what the service runs. */
export function serviceProgram(paths: readonly PathFact[], service: string): readonly ProgramFact[] {
  return paths.length === 0 ? [] : [{ kind: "service", paths, service }];
}

/** Images that serve Elasticsearch and Kibana: https://www.docker.elastic.co, https://hub.docker.com/_/elasticsearch */
const IMAGES = [
  [/(?:^|\/)elasticsearch(?:-wolfi)?(?:[:@]|$)/, "elasticsearch"],
  [/(?:^|\/)kibana(?:-wolfi)?(?:[:@]|$)/, "kibana"],
] as const;

/** Services of Elastic's own images are hosts in the network of their file. */
export function addHosts(services: TreeNode | undefined, sink: CarrierSink): void {
  for (const { key, value } of entriesOf(services)) {
    const image = textOf(childOf(value, "image"));
    const api = image === undefined ? undefined : IMAGES.find(([pattern]) => pattern.test(image))?.[1];
    if (!api) continue;
    const names = [key, textOf(childOf(value, "container_name")), textOf(childOf(value, "hostname"))];
    for (const name of names) if (name !== undefined) sink.hosts.push({ name, deployment: "self-managed", api });
  }
}

/** The texts of top-level `configs` that a service is given as files. */
export function configTexts(service: TreeNode, tree: TreeNode, environment: number): readonly EmbeddedText[] {
  return itemsOf(childOf(service, "configs")).flatMap((item): readonly EmbeddedText[] => {
    const name = textOf(item) ?? textOf(childOf(item, "source"));
    const content = name === undefined ? undefined : scalarOf(childOf(tree, "configs", name, "content"));
    if (!content) return [];
    const target = textOf(childOf(item, "target")) ?? name ?? "";
    // Compose expands it: https://github.com/compose-spec/compose-spec/blob/main/08-configs.md
    const { layer, parts } = filledText(readInterpolation(content.layer, content.span, "compose"), content.span);
    return [
      {
        layer,
        span: content.span,
        as: "file",
        name: target.slice(target.lastIndexOf("/") + 1),
        around: { kind: "environment", environment },
        filling: { parts, scope: { kind: "compose-project" } },
      },
    ];
  });
}
