/**
 * Names of container images, as Docker and everything after it reads them: `registry/path:tag@digest`.
 * https://pkg.go.dev/github.com/distribution/reference
 */

export interface ImageName {
  /** With its registry, `docker.io` where none is written: `docker.io/library/logstash`. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: boolean;
}

/** Names are shorter than 256 units; what is longer is none. */
const MAX_LENGTH = 512;

const HUB = "docker.io";

/** The parts of an image's name; undefined where the text is none. */
export function parseImageName(text: string): ImageName | undefined {
  const written = text.trim();
  if (written === "" || written.length > MAX_LENGTH || /[\s{}$<>"'\\]/.test(written)) return undefined;
  const at = written.indexOf("@");
  const tagged = at < 0 ? written : written.slice(0, at);
  const colon = tagged.indexOf(":", tagged.lastIndexOf("/") + 1);
  const path = colon < 0 ? tagged : tagged.slice(0, colon);
  const tag = colon < 0 ? undefined : tagged.slice(colon + 1);
  const name = fullName(path.toLowerCase());
  return name === undefined ? undefined : { name, tag: tag || undefined, digest: at >= 0 };
}

function fullName(path: string): string | undefined {
  const [first = "", ...rest] = path.split("/");
  if (first === "" || rest.includes("")) return undefined;
  const isRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  if (!isRegistry) return rest.length === 0 ? `${HUB}/library/${first}` : `${HUB}/${path}`;
  const registry = first === "index.docker.io" || first === "registry-1.docker.io" ? HUB : first;
  // https://docs.docker.com/docker-hub/repos/manage/trusted-content/official-images/
  return registry === HUB && rest.length === 1 ? `${HUB}/library/${rest[0]}` : `${registry}/${rest.join("/")}`;
}

/**
 * What an image is built on or for, behind the version in its tag. Whatever else stands there may be a build of its own:
 * `8.15.0-fips` or `8.15.0-acme1` is not known to be 8.15.0.
 */
const FLAVOURS =
  /^(?:-(?:amd64|arm64|arm64v8|x86_64|linux|alpine|alpine3\.\d{1,2}|debian|debian-\d{1,2}|debian-\d{1,2}-r\d{1,4}|bookworm|bullseye|trixie|ubuntu|ubi|ubi[89]|wolfi|slim|oss|full|debug|distroless|distroless-libc|distroless-static)){0,3}$/;

const BUILD_BEFORE = /^-(?:(?:[0-9a-f]{6,40}-)?SNAPSHOT|alpha\d{0,3}|beta\d{0,3}|rc\d{0,3}|BC\d{0,3})$/i;

/** The version that a tag states, as a text for `samplesOf`; undefined for `latest` and all that is no version. */
export function versionOfTag(tag: string): string | undefined {
  const [, numbers, rest = ""] = /^v?(\d{1,5}(?:\.\d{1,5}){0,2})(-.{1,80})?$/.exec(tag) ?? [];
  if (numbers === undefined) return undefined;
  if (FLAVOURS.test(rest)) return numbers;
  return BUILD_BEFORE.test(rest) ? numbers + rest : undefined;
}

/** The version at the beginning of what follows an archive's name: `8.15.0-linux-x86_64.tar.gz`. */
export function versionOfArchive(rest: string): string | undefined {
  const [, numbers, before = ""] =
    /^(\d{1,5}\.\d{1,5}\.\d{1,5})(-SNAPSHOT)?[-.](?:linux|darwin|windows|no-jdk|amd64|arm64|i386|i686|x86|x86_64|aarch64|tar|zip|deb|rpm|msi)\b/.exec(
      rest,
    ) ?? [];
  return numbers === undefined ? undefined : numbers + before;
}
