/**
 * The world of the property in incremental.test.ts: files of every kind that give each other keys, values, hosts and
 * environments, with texts that are right, wrong and half typed, and the steps that change them.
 */
import fc from "fast-check";
import { DEFAULT_SETTINGS, type Settings } from "../../../server/src/workspace/settings";
import { ENCODED, encode, PAIR, pairOf } from "../../support/keys";

const HOST = "https://a-d53192.es.us-east-1.aws.elastic-cloud.com";
const OTHER = "https://b-c41081.es.us-east-1.aws.elastic-cloud.com";

const VALUES = [PAIR, ENCODED, pairOf(2), encode(pairOf(3)), "changeme", "ApiKey $K", "$L", "", "'", `${ENCODED} x`];
const value = fc.constantFrom(...VALUES);
const name = fc.constantFrom("K", "L", "ES_API_KEY", "EC_API_KEY");
const host = fc.constantFrom(HOST, HOST, OTHER, "http://elasticsearch:9200", "$H");

type Lines = fc.Arbitrary<string>;

const crontab = (user: string): Lines =>
  fc.oneof(
    fc.tuple(name, value).map(([key, text]) => `${key}=${text}`),
    fc
      .tuple(
        fc.constantFrom("", "", ". ./a.env; ", ". ./b.env; ", ". ./sub/a.env; ", ". ../a.env; "),
        name,
        fc.constantFrom('"', '"', '"', "'"),
        host,
      )
      .map(
        ([from, key, quote, url]) =>
          `0 1 * * * ${user}${from}curl -H ${quote}Authorization: ApiKey $${key}${quote} ${url}/_bulk`,
      ),
    fc.constantFrom(
      `0 2 * * * ${user}./run.sh`,
      "# keyfit-disable-next-line wrong-encoding",
      "",
      "H=https://api.elastic-cloud.com/api/v1/deployments",
    ),
  );

const dotenv: Lines = fc.oneof(
  fc.tuple(name, value).map(([key, text]) => `${key}=${text}`),
  fc.constantFrom(
    ". ./b.env",
    ". ./sub/a.env",
    `export H=${HOST}/_search`,
    `ELASTICSEARCH_URL=${HOST}`,
    "if x; then K=y; fi",
    "V=9.3.0",
    "# note",
    'K="',
  ),
);

const beat: Lines = fc.oneof(
  fc.tuple(fc.constantFrom("  api_key: ", "  username: "), value).map(([key, text]) => `${key}"${text}"`),
  fc.constantFrom(
    "output.elasticsearch:",
    `  hosts: ["${HOST}"]`,
    `  hosts: ["${OTHER}"]`,
    '  hosts: ["http://elasticsearch:9200"]',
    "  api_key: ${K}",
    "  api_key: ${ES_API_KEY:}",
    "  api_key: ${output.elasticsearch.username}",
    "cloud.id: broken:=",
    "  - [",
    "# keyfit-disable-file hard-coded-key",
  ),
);

const whole = (...texts: readonly string[]): Lines => fc.constantFrom(...texts);

const service = fc
  .record({
    image: fc.constantFrom(
      "image: x",
      "image: docker.elastic.co/beats/metricbeat:${V:-9.1.0}",
      "image: docker.elastic.co/beats/metricbeat:9.3.0",
      "build: .",
    ),
    file: fc.constantFrom(
      "",
      "\n    env_file: a.env",
      "\n    env_file: [a.env, sub/a.env]",
      "\n    env_file: gone.env",
    ),
    environment: fc.constantFrom(
      "",
      "\n    environment:\n      K: ${ES_API_KEY}",
      `\n    environment: [K=${PAIR}, L]`,
      `\n    environment: [ELASTIC_APM_API_KEY=${ENCODED}, K=${PAIR}]`,
      `\n    environment:\n      ES_API_KEY: ${ENCODED}\n      ELASTICSEARCH_URL: ${OTHER}`,
    ),
    volumes: fc.constantFrom(
      "",
      "\n    volumes: [./filebeat.yml:/usr/share/filebeat/filebeat.yml]",
      "\n    volumes: [./metricbeat.yml:/usr/share/metricbeat/metricbeat.yml]",
      "\n    volumes:\n      - ./otel.yml:/etc/otel.yml:ro\n      - ./sub:/sub",
      "\n    volumes: [./config/elastic_apm.yml:/app/config/elastic_apm.yml]",
      "\n    volumes: [./elasticapm.properties:/opt/elasticapm.properties]",
    ),
  })
  .map(({ image, file, environment, volumes }) => `    ${image}${file}${environment}${volumes}`);
const compose: Lines = fc
  .tuple(service, service)
  .map(([one, two]) => `services:\n  elasticsearch:\n    image: docker.elastic.co/x\n  one:\n${one}\n  two:\n${two}`);

const pod = (parts: string): string =>
  `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: job}\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers:\n            - name: c\n${parts}`;
const job: Lines = fc
  .tuple(
    fc.constantFrom(
      "              env:\n                - name: K\n                  valueFrom: {secretKeyRef: {name: keys, key: K}}",
      "              envFrom:\n                - secretRef: {name: keys}",
      `              env:\n                - {name: K, value: "${PAIR}"}`,
      "              image: x",
    ),
    fc.constantFrom(
      `\n              command: [sh, -c, 'curl -H "Authorization: ApiKey $K" ${HOST}/_bulk']`,
      `\n              command: [sh, -c, 'curl -H "Authorization: ApiKey $ES_API_KEY" ${OTHER}/_bulk']`,
      "",
    ),
  )
  .map(([env, command]) => pod(env + command));
const secret: Lines = fc.tuple(fc.constantFrom("data", "stringData"), name, value).map(([where, key, text]) => {
  const written = where === "data" ? encode(text) : text;
  return `apiVersion: v1\nkind: Secret\nmetadata: {name: keys}\n${where}:\n  ${key}: "${written}"`;
});

const unit: Lines = fc.oneof(
  whole(
    "[Service]",
    "EnvironmentFile=/a.env",
    "EnvironmentFile=-%h/b.env",
    `Environment=K=${PAIR}`,
    `Environment="ES_API_KEY=${ENCODED}"`,
    `ExecStart=/usr/bin/curl -H "Authorization: ApiKey \${K}" ${HOST}/_bulk`,
    "ExecStart=/bin/sh /run.sh",
    "ExecStart=/usr/bin/filebeat -c /filebeat.yml",
  ),
);

const script: Lines = fc.oneof(
  fc.tuple(name, value).map(([key, text]) => `export ${key}=${text}`),
  fc.tuple(name, host).map(([key, url]) => `curl -H "Authorization: ApiKey $${key}" ${url}/_search`),
  whole(". ./a.env", "set -a; . ./b.env; set +a", "# note", "if true; then", "fi", "filebeat -c filebeat.yml"),
);

const project: Lines = fc.oneof(
  whole(
    "version: 1",
    "rules: {hard-coded-key: off, wrong-encoding: hint}",
    'ignore: [{path: "**/filebeat.yml"}]',
    "keys: [{variable: K, kind: elastic-cloud-api-key}]",
    `keys: [{id: ${PAIR.split(":")[0]}, deployment: logs, expires: 2026-12-01}]`,
    'deployments: [{name: logs, type: eck, hosts: ["a-d53192.es.us-east-1.aws.elastic-cloud.com"]}]',
    'versions: {metricbeat: "9"}',
    "rulez: {}",
    "rules: [",
  ),
);

const stack = (key: string): string =>
  `provider "elasticstack" {\n  elasticsearch {\n    endpoints = ["${HOST}"]\n    api_key   = ${key}\n  }\n}`;
const module: Lines = whole(
  stack("var.k"),
  stack("local.k"),
  stack("base64encode(var.k)"),
  stack("module.m.key"),
  'variable "k" {\n  type = string\n}',
  `variable "k" {\n  default = "${ENCODED}"\n}`,
  `locals {\n  k = "${PAIR}"\n}`,
  "locals {\n  k = var.k\n}",
  'module "m" {\n  source = "./mod"\n  k = var.k\n}',
  `module "m" {\n  source = "./mod"\n  k = "${PAIR}"\n}`,
  'output "key" {\n  value = var.k\n}',
  'resource "x" "y" {\n  z = templatefile("${path.module}/filebeat.yml", { K = var.k })\n}',
);
const values: Lines = fc.constantFrom(PAIR, ENCODED, pairOf(2), "changeme", "").map((text) => `k = "${text}"`);

const requests: Lines = fc.oneof(
  fc.tuple(name, value).map(([key, text]) => `@${key} = ${text}`),
  fc
    .tuple(fc.constantFrom("K", "ES_API_KEY", "$dotenv K", "$dotenv ES_API_KEY", "$processEnv K"), host)
    .map(([key, url]) => `### r\nGET ${url}/_search\nAuthorization: ApiKey {{${key}}}`),
);
const environments: Lines = fc
  .tuple(fc.constantFrom("dev", "prod", "$shared"), name, value, fc.constantFrom("dev", "$shared"))
  .map(([first, key, text, second]) => JSON.stringify({ [first]: { [key]: text }, [second]: { K: ENCODED } }));

interface Kind {
  readonly lines: Lines;
  readonly most: number;
}

/** Every path that a file may have, with what may stand in it. */
const FILES: Readonly<Record<string, Kind>> = {
  "j.crontab": { lines: crontab(""), most: 5 },
  "sub/j.crontab": { lines: crontab(""), most: 5 },
  "etc/cron.d/job": { lines: crontab("root "), most: 4 },
  "a.env": { lines: dotenv, most: 5 },
  "b.env": { lines: dotenv, most: 5 },
  ".env": { lines: dotenv, most: 4 },
  "sub/a.env": { lines: dotenv, most: 4 },
  "run.sh": { lines: script, most: 5 },
  "filebeat.yml": { lines: beat, most: 5 },
  "otel.yml": {
    lines: whole(
      `exporters:\n  elasticsearch:\n    endpoint: ${HOST}\n    api_key: \${env:K}`,
      `exporters:\n  elasticsearch:\n    endpoint: ${OTHER}\n    api_key: \${ES_API_KEY}\nservice: {pipelines: {logs: {exporters: [elasticsearch]}}}`,
      "exporters:\n  elasticsearch:\n    api_key: ${K:-x}",
    ),
    most: 1,
  },
  "compose.yaml": { lines: compose, most: 1 },
  "metricbeat.yml": {
    lines: whole(
      `metricbeat.modules:\n  - module: elasticsearch\n    hosts: ["${HOST}"]\n    api_key: "${ENCODED}"`,
      `metricbeat.modules:\n  - module: elasticsearch\n    hosts: ["${OTHER}"]\n    api_key: "\${K}"`,
    ),
    most: 1,
  },
  Dockerfile: {
    lines: whole(
      "FROM docker.elastic.co/beats/metricbeat:8.17.4\nCOPY metricbeat.yml /usr/share/metricbeat/",
      "ARG V=9.3.0\nFROM docker.elastic.co/beats/metricbeat:${V} AS one\nCOPY metricbeat.yml /\nFROM alpine\nCOPY --from=one / /",
    ),
    most: 1,
  },
  "k8s/secret.yaml": { lines: secret, most: 1 },
  "k8s/job.yaml": { lines: job, most: 1 },
  "k8s/kustomization.yaml": {
    lines: whole(
      "secretGenerator:\n  - name: keys\n    envs: [../a.env]",
      `secretGenerator:\n  - name: keys\n    literals: ["K=${ENCODED}"]`,
      "configMapGenerator:\n  - name: files\n    files: [../filebeat.yml]",
      "resources: [job.yaml]",
    ),
    most: 1,
  },
  "etc/systemd/system/job.service": { lines: unit, most: 5 },
  "etc/systemd/system/job.service.d/10.conf": { lines: unit, most: 3 },
  "main.tf": { lines: module, most: 3 },
  "more.tf": { lines: module, most: 2 },
  "mod/main.tf": { lines: module, most: 2 },
  "terraform.tfvars": { lines: values, most: 1 },
  "b.auto.tfvars": { lines: values, most: 1 },
  "apply.sh": {
    lines: whole(
      "terraform apply",
      "tofu -chdir=mod plan -var-file=../prod.tfvars",
      `TF_VAR_k=${PAIR} terraform plan`,
      `terraform apply -var k=${ENCODED}`,
      ". ./a.env",
    ),
    most: 3,
  },
  "sub/r.http": { lines: requests, most: 4 },
  "sub/http-client.env.json": { lines: environments, most: 1 },
  "http-client.private.env.json": { lines: environments, most: 1 },
  ".vscode/settings.json": {
    lines: environments.map((each) => `{"rest-client.environmentVariables": ${each}}`),
    most: 1,
  },
  ".env.dev": { lines: dotenv, most: 2 },
  "config/elastic_apm.yml": {
    lines: whole("api_key: <%= ENV['K'] %>", `api_key: ${ENCODED}`, "server_url: https://h:8200", "apikey: x"),
    most: 2,
  },
  "elasticapm.properties": { lines: whole(`api_key=${PAIR}`, "server_url=https://h:8200"), most: 2 },
  ".keyfit.yml": { lines: project, most: 2 },
  "sub/.keyfit.yml": { lines: project, most: 2 },
};

export const PATHS: readonly string[] = Object.keys(FILES);

export type Step =
  | { readonly kind: "write" | "open"; readonly path: string; readonly text: string }
  | { readonly kind: "delete" | "close" | "ask" | "start"; readonly path: string }
  | { readonly kind: "rename"; readonly path: string; readonly to: string }
  /** A folder goes or comes back; only the folder is told of, as editors do. */
  | { readonly kind: "move" }
  | { readonly kind: "settings"; readonly settings: Settings }
  | { readonly kind: "ignore"; readonly rules: string }
  /** The index looks at the workspace, and is perhaps called off. */
  | { readonly kind: "index"; readonly after: number | undefined }
  | { readonly kind: "refresh" }
  | { readonly kind: "wait"; readonly turns: number };

const path = fc.constantFrom(...PATHS);
/** A text that such a file may have. */
const textOf = (each: string): fc.Arbitrary<string> => {
  const { lines, most } = FILES[each] ?? { lines: fc.constant(""), most: 0 };
  return fc.array(lines, { maxLength: most, minLength: most === 1 ? 1 : 0 }).map((all) => `${all.join("\n")}\n`);
};
const written = (kind: "write" | "open"): fc.Arbitrary<Step> =>
  path.chain((each) => textOf(each).map((text): Step => ({ kind, path: each, text })));

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: written("write") },
  { weight: 6, arbitrary: written("open") },
  { weight: 2, arbitrary: path.map((each): Step => ({ kind: "delete", path: each })) },
  { weight: 1, arbitrary: fc.tuple(path, path).map(([from, to]): Step => ({ kind: "rename", path: from, to })) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "move" }) },
  { weight: 2, arbitrary: path.map((each): Step => ({ kind: "close", path: each })) },
  { weight: 3, arbitrary: path.map((each): Step => ({ kind: "ask", path: each })) },
  { weight: 4, arbitrary: path.map((each): Step => ({ kind: "start", path: each })) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "refresh" }) },
  {
    weight: 3,
    arbitrary: fc.option(fc.nat(12), { nil: undefined }).map((after): Step => ({ kind: "index", after })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<Settings>(
        DEFAULT_SETTINGS,
        { ...DEFAULT_SETTINGS, enable: false },
        { ...DEFAULT_SETTINGS, rules: { "hard-coded-key": "off", "undefined-variable": "hint" } },
      )
      .map((settings): Step => ({ kind: "settings", settings })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("", ".env\n*.env\n", "/k8s/\n", "*.yml\n")
      .map((rules): Step => ({ kind: "ignore", rules })),
  },
  { weight: 4, arbitrary: fc.nat(12).map((turns): Step => ({ kind: "wait", turns })) },
);

/** A change that comes while an answer is being worked out, or files are being looked at. */
const race = fc
  .tuple(
    fc.oneof(
      path.map((each): Step => ({ kind: "start", path: each })),
      fc.constant<Step>({ kind: "index", after: undefined }),
      fc.constant<Step>({ kind: "refresh" }),
    ),
    fc.nat(12),
    written("write"),
  )
  .map(([started, turns, change]): readonly Step[] => [started, { kind: "wait", turns }, change]);

/** A workspace to begin with, then anything. */
export const story: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.tuple(
      ...PATHS.map((each) =>
        fc.option(
          textOf(each).map((text): Step => ({ kind: "write", path: each, text })),
          { nil: undefined, freq: 3 },
        ),
      ),
    ),
    fc.array(fc.oneof({ weight: 2, arbitrary: step.map((each) => [each]) }, { weight: 1, arbitrary: race }), {
      minLength: 5,
      maxLength: 25,
    }),
  )
  .map(([first, later]) => [
    ...first.flatMap((each) => each ?? []),
    { kind: "index", after: undefined },
    ...later.flat(),
  ]);
