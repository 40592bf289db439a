/**
 * How texts beside a configuration name the program that reads it: the images, archives and charts of each, by which its
 * version is found. A row is data; `productsOfImage` and its like read the table.
 */

export interface ProgramRow {
  /** The program's name under `versions` of the project file, then the names under which it is declared too. */
  readonly products: readonly [string, ...string[]];
  readonly title: string;
  /** Where its images are listed. */
  readonly source: string;
  /** Images whose tag is the program's version, with their registry and without flavours such as `-oss`. */
  readonly images: readonly string[];
  /** Its archives below https://artifacts.elastic.co/downloads/, up to the version. */
  readonly archive?: string;
  /** Charts whose own version is that of the program. */
  readonly charts?: { readonly repository: string; readonly names: readonly string[] };
}

/** The charts' versions are those of the stack: https://github.com/elastic/helm-charts#charts */
const HELM = "https://helm.elastic.co";

function beat(name: string, title: string, chart?: "chart"): ProgramRow {
  return {
    products: [name, "beats"],
    title,
    source: `https://www.docker.elastic.co/r/beats/${name}`,
    images: [`docker.elastic.co/beats/${name}`, `docker.io/elastic/${name}`],
    archive: `beats/${name}/${name}-`,
    ...(chart && { charts: { repository: HELM, names: [name] } }),
  };
}

export const PROGRAMS: readonly ProgramRow[] = [
  {
    products: ["logstash"],
    title: "Logstash",
    source: "https://www.docker.elastic.co/r/logstash/logstash",
    // https://hub.docker.com/_/logstash, https://github.com/bitnami/containers/tree/main/bitnami/logstash
    images: [
      "docker.elastic.co/logstash/logstash",
      "docker.io/library/logstash",
      "docker.io/elastic/logstash",
      "docker.io/bitnami/logstash",
      "docker.io/bitnamilegacy/logstash",
    ],
    archive: "logstash/logstash-",
    charts: { repository: HELM, names: ["logstash"] },
  },
  beat("filebeat", "Filebeat", "chart"),
  beat("metricbeat", "Metricbeat", "chart"),
  beat("heartbeat", "Heartbeat"),
  beat("auditbeat", "Auditbeat"),
  beat("packetbeat", "Packetbeat"),
  {
    // One program in three roles: https://www.elastic.co/docs/reference/fleet/elastic-agent-container
    products: ["elastic-agent", "fleet-server", "edot-collector"],
    title: "Elastic Agent",
    source: "https://www.docker.elastic.co/r/elastic-agent/elastic-agent",
    images: [
      "docker.elastic.co/elastic-agent/elastic-agent",
      "docker.elastic.co/beats/elastic-agent",
      "docker.io/elastic/elastic-agent",
    ],
    archive: "beats/elastic-agent/elastic-agent-",
    charts: { repository: HELM, names: ["elastic-agent"] },
  },
  {
    products: ["edot-collector"],
    title: "the EDOT Collector",
    source: "https://www.docker.elastic.co/r/elastic-agent/elastic-otel-collector",
    images: ["docker.elastic.co/elastic-agent/elastic-otel-collector"],
  },
  {
    products: ["apm-server"],
    title: "APM Server",
    source: "https://www.docker.elastic.co/r/apm/apm-server",
    images: ["docker.elastic.co/apm/apm-server", "docker.io/elastic/apm-server"],
    archive: "apm-server/apm-server-",
    charts: { repository: HELM, names: ["apm-server"] },
  },
  {
    products: ["opentelemetry-collector-contrib", "opentelemetry-collector", "otelcol-contrib", "otelcol"],
    title: "the OpenTelemetry Collector",
    source: "https://github.com/open-telemetry/opentelemetry-collector-releases#docker-images",
    images: [
      "docker.io/otel/opentelemetry-collector-contrib",
      "docker.io/otel/opentelemetry-collector-k8s",
      "docker.io/otel/opentelemetry-collector",
      "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib",
      "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s",
      "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector",
    ],
  },
];

const BY_IMAGE: ReadonlyMap<string, ProgramRow> = new Map(
  PROGRAMS.flatMap((row) => row.images.map((image) => [image, row] as const)),
);

/** By the last two names of an image, under which mirrors keep it: `beats/filebeat`. */
const BY_TAIL: ReadonlyMap<string, ProgramRow> = new Map(
  PROGRAMS.flatMap((row) => row.images.map((image) => [tailOf(image), row] as const)),
);

function tailOf(image: string): string {
  return image.split("/").slice(-2).join("/");
}

/** What an image is built on, or has less or more of: https://www.docker.elastic.co */
const FLAVOURS = /(?:-(?:oss|full|ubi|ubi[789]|wolfi|slim|complete|service|verified)){1,3}$/;

/** The program of an image, by its name with its registry; undefined where no row is certain to name it. */
export function programOfImage(name: string): ProgramRow | undefined {
  const base = name.replace(FLAVOURS, "");
  const known = BY_IMAGE.get(base);
  if (known) return known;
  // A mirror is a registry of somebody's own. On Docker Hub the name before the last is a person's or a company's.
  const segments = base.split("/").length;
  return segments > 2 && !base.startsWith("docker.io/") ? BY_TAIL.get(tailOf(base)) : undefined;
}

/** True for an image that is called after one of these products, and so may be one of somebody's own. */
export function isCalledAfter(name: string, products: readonly string[]): boolean {
  const own = name.slice(name.lastIndexOf("/") + 1);
  return products.some((product) => own.includes(product));
}

/** The program of this name. */
export function programNamed(product: string): ProgramRow | undefined {
  return PROGRAMS.find(({ products }) => products[0] === product);
}

/** The program whose version a chart has, or that a chart of this name is for. */
export function programOfChart(name: string): ProgramRow | undefined {
  return PROGRAMS.find(({ charts }) => charts?.names.includes(name));
}

/** Where Elastic's archives lie. */
export const ARCHIVE_SITE = "https://artifacts.elastic.co/downloads/";

/** What an archive's address states: the program, and where in the text its version begins. */
export function programOfArchive(url: string): { readonly row: ProgramRow; readonly from: number } | undefined {
  if (!url.startsWith(ARCHIVE_SITE)) return undefined;
  for (const row of PROGRAMS) {
    const start = row.archive === undefined ? undefined : ARCHIVE_SITE + row.archive;
    if (start !== undefined && url.startsWith(start)) return { row, from: start.length };
  }
  return undefined;
}
