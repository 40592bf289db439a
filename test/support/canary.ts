/**
 * Keys as canaries: every kind and form, written into files in every way that people write them, right or wrong. What
 * Keyfit says about them, on any surface, may hold no run of seven characters of a secret part (contract.md 5.3).
 */
import { encode, KEY_ID, KEY_SECRET, pairOf } from "./keys";
import { TOKENS } from "./tokens";

/** The shortest run that counts; a masked form shows four characters at a stretch, or nine of an `essu_` key. */
const RUN = 7;

export interface Canary {
  readonly name: string;
  readonly value: string;
  /** Nothing about its shape says that it is a secret: in the place of a name it is a name. */
  readonly shapeless?: boolean;
}

/** A password, which is a credential too where it stands beside a key. */
const PASSWORD = "tr0ub4dor-Wq7-Zx93-canary";

/** Everything in the tokens that is or holds a secret: Cloud IDs and the public id of a key are none. */
export const CANARIES: readonly Canary[] = [
  ...[...TOKENS]
    .filter(([name]) => !name.startsWith("cloud-id") && name !== "id")
    .map(([name, value]) => ({ name, value })),
  { name: "password", value: PASSWORD, shapeless: true },
  { name: "basic", value: encode(`elastic:${PASSWORD}`) },
];

/** Public parts: the id of a key, the beginning that says what a value is, words that are no secret of anyone. */
const PUBLIC: readonly string[] = [
  ...[KEY_ID, pairOf(2), pairOf(3)].map((pair) => pair.split(":")[0]!),
  "private-",
  "ApiKey ",
  "ec_demo",
];

const SECRETS: readonly string[] = [
  ...CANARIES.map(({ value }) => value),
  // What a program that decodes could give away.
  KEY_SECRET,
  ...[pairOf(2), pairOf(3)].map((pair) => pair.split(":")[1]!),
];

const FORBIDDEN: ReadonlySet<string> = forbiddenRuns();

function forbiddenRuns(): Set<string> {
  const runs = new Set(SECRETS.flatMap(runsOf));
  // A key that was broken in two is masked as two words, and the blank between them is no part of it.
  for (const run of runs) if (/\s/.test(run)) runs.delete(run);
  for (const part of PUBLIC) for (const run of runsOf(`${part}:`)) runs.delete(run);
  // Of an `essu_` key the prefix and four more characters are shown.
  for (const { value } of CANARIES)
    if (value.startsWith("essu_")) for (const run of runsOf(value.slice(0, 9))) runs.delete(run);
  return runs;
}

function runsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - RUN + 1) }, (_, at) => text.slice(at, at + RUN));
}

/** The first run of a secret in what was said, with what stands around it; undefined where there is none. */
export function leakIn(said: string): string | undefined {
  for (let at = 0; at + RUN <= said.length; at++) {
    if (FORBIDDEN.has(said.slice(at, at + RUN))) return said.slice(Math.max(0, at - 120), at + 60);
  }
  return undefined;
}

export interface CanaryFile {
  readonly name: string;
  readonly text: string;
}

const HOST = "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com";

/** One value, written in every way. */
export function filesWith(canary: Canary): CanaryFile[] {
  const all = everyWay(canary);
  return canary.shapeless
    ? all.filter(({ name }) => !/-(?:as-(?:name|host|url|rule|scheme)|odd-scheme)\./.test(name))
    : all;
}

function everyWay({ name, value }: Canary): CanaryFile[] {
  const yaml = (kind: string, text: string): CanaryFile => ({ name: `${name}-${kind}.yml`, text });
  const beats = (kind: string, ...lines: readonly string[]): CanaryFile =>
    yaml(kind, `${["filebeat.inputs: []", "output.elasticsearch:", ...lines.map((line) => `  ${line}`)].join("\n")}\n`);
  const hosts = `hosts: ["${HOST}"]`;
  const crontab = (kind: string, ...lines: readonly string[]): CanaryFile => ({
    name: `${name}-${kind}.crontab`,
    text: `SHELL=/bin/bash\n${lines.join("\n")}\n`,
  });
  const curl = (header: string, rest = `${HOST}/`): string => `0 3 * * * curl -H ${header} ${rest}`;
  return [
    beats("double", hosts, `api_key: "${value}"`),
    beats("plain", hosts, `api_key: ${value}`),
    beats("block", hosts, "api_key: |-", `  ${value}`),
    beats("folded", hosts, "api_key: >", `  ${value.slice(0, 20)}`, `  ${value.slice(20)}`),
    beats("default", hosts, `api_key: "\${ES_API_KEY:${value}}"`),
    // The key in place of a variable's name, as happens when braces are left standing.
    beats("as-name", hosts, `api_key: "\${${value}}"`),
    beats("as-parentheses", hosts, `api_key: "$(${value})"`),
    beats("with-blank", hosts, `api_key: " ${value} "`),
    beats("with-scheme", hosts, `api_key: "ApiKey ${value}"`),
    beats("with-bearer", hosts, `api_key: "Bearer ${value}"`),
    beats("cut-short", hosts, `api_key: "${value.slice(0, -3)}`),
    beats("unclosed", hosts, `api_key: "${value}`, "username: x"),
    beats("header", hosts, "headers:", `  Authorization: "ApiKey ${value}"`),
    beats("header-bare", hosts, "headers:", `  Authorization: "${value}"`),
    beats("beside-password", hosts, `api_key: "${value}"`, "username: elastic", `password: "${value}"`),
    beats("as-user", hosts, 'api_key: "${KEY}"', `username: "${value}"`),
    beats("in-url", `hosts: ["https://elastic:${value}@es.logs.corp.example:9200"]`, 'api_key: "${KEY}"'),
    beats("as-host", `hosts: ["${value}"]`, 'api_key: "${KEY}"'),
    beats("as-path", `hosts: ["${HOST}/${value}"]`, `api_key: "${value}"`),
    beats("as-query", `hosts: ["${HOST}/?api_key=${value}"]`, `api_key: "${value}"`),
    beats("as-setting", hosts, `"api_key.${value}": x`, 'api_key: "${KEY}"'),
    beats("in-comment", hosts, `# api_key: ${value}`, 'api_key: "${KEY}"'),
    beats("in-reason", hosts, `api_key: "${value}" # keyfit-disable-line hard-coded-key -- ${value}`),
    beats("as-rule", hosts, `api_key: "${value}" # keyfit-disable-line ${value}, no-such-rule`),
    beats("as-cloud-id", `cloud.id: "${value}"`, `api_key: "${value}"`),
    yaml(
      "cloud-id",
      `filebeat.inputs: []\ncloud.id: "${value}"\ncloud.auth: "elastic:${value}"\noutput.elasticsearch.api_key: "${value}"\n`,
    ),
    yaml("agent", `outputs:\n  default:\n    type: elasticsearch\n    hosts: ["${HOST}"]\n    api_key: "${value}"\n`),
    yaml("otel", `exporters:\n  elasticsearch:\n    endpoint: ${HOST}\n    api_key: "${value}"\n`),
    yaml("otel-name", `exporters:\n  elasticsearch/${value}:\n    endpoint: ${HOST}\n    api_key: "${value}"\n`),
    crontab("header", curl(`"Authorization: ApiKey ${value}"`)),
    crontab("single", curl(`'Authorization: ApiKey ${value}'`)),
    crontab("bearer", curl(`"Authorization: Bearer ${value}"`)),
    crontab("basic", curl(`"Authorization: Basic ${value}"`)),
    crontab("bare", curl(`"Authorization: ${value}"`)),
    crontab("odd-scheme", curl(`"Authorization: ${value} ${value}"`)),
    crontab("as-scheme", curl(`"Authorization: ${value} x"`)),
    crontab("variable", `ES_API_KEY=${value}`, curl('"Authorization: ApiKey $ES_API_KEY"')),
    crontab("quoted-variable", `ES_API_KEY="${value}"`, curl("'Authorization: ApiKey $ES_API_KEY'")),
    crontab("reference", `OTHER=${value}`, "ES_API_KEY=$OTHER", curl('"Authorization: ApiKey $ES_API_KEY"')),
    crontab("default", curl(`"Authorization: ApiKey \${ES_API_KEY:-${value}}"`)),
    crontab("as-name", curl(`"Authorization: ApiKey $${value}"`), curl(`"Authorization: ApiKey \${${value}}"`)),
    crontab("in-front", `0 3 * * * K=${value} curl -H "Authorization: ApiKey $K" ${HOST}/`),
    crontab("user", `0 3 * * * curl -u elastic:${value} -H "Authorization: ApiKey ${value}" ${HOST}/`),
    crontab("in-url", curl('"Authorization: ApiKey $K"', `https://elastic:${value}@es.logs.corp.example:9200/`)),
    crontab("as-url", curl(`"Authorization: ApiKey ${value}"`, `https://${value}/`)),
    crontab("in-path", curl(`"Authorization: ApiKey ${value}"`, `https://api.elastic-cloud.com/api/v1/${value}`)),
    crontab("percent", curl(`"Authorization: ApiKey ${value}"`, `${HOST}/logs-$(date +%Y)`)),
    crontab("unclosed", curl(`"Authorization: ApiKey ${value}`)),
    crontab("script", `0 3 * * * bash -c 'curl -H "Authorization: ApiKey ${value}" ${HOST}/'`),
    crontab("document", `0 3 * * * curl -H @- ${HOST}/ <<< "Authorization: ApiKey ${value}"`),
    crontab("sourced", `0 3 * * * . ./${name}.env; curl -H "Authorization: ApiKey $ES_API_KEY" ${HOST}/`),
    crontab("as-rule", `# keyfit-disable-next-line ${value} -- ${value}`, curl(`"Authorization: ApiKey ${value}"`)),
    { name: `${name}.env`, text: `ES_API_KEY=${value}\n` },
  ];
}
