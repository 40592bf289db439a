// A repository that is made from a seed and looks like real ones: services in folders, each mostly sources and texts that
// hold no key, with manifests, workflows, Compose files, images, scripts, `.env` files and, here and there, a program that
// sends a key. Keys open nothing (test/support/keys.ts).

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomFrom } from "./random.mjs";

const SEED = 20261124;
/** Changes whenever what is generated does, so that an old tree is made anew. */
const EDITION = 3;

const WORDS = "order invoice stock search mail user cart price report image export import queue audit event".split(" ");

/**
 * Writes a repository of `count` files into a folder, unless it is there already. Answers what is in it.
 * @param {string} folder
 * @param {number} count
 * @param {{ pairOf: (n: number) => string, encode: (text: string) => string }} keys
 */
export function makeRepository(folder, count, keys) {
  const mark = join(folder, "../", `repository-${count}.json`);
  const known = existsSync(mark) ? JSON.parse(readFileSync(mark, "utf8")) : undefined;
  if (known?.edition === EDITION) return known;
  rmSync(folder, { recursive: true, force: true });
  const random = randomFrom(SEED);
  let files = 0;
  let bytes = 0;
  const made = new Set();
  const write = (path, text) => {
    if (files >= count) return;
    const whole = join(folder, path);
    const parent = dirname(whole);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(whole, text);
    files++;
    bytes += text.length;
  };
  write(".gitignore", "node_modules/\n*.log\n.env.local\n");
  write(".keyfit.yml", "version: 1\n");
  for (let n = 0; files < count; n++) service(write, n, random, keys);
  const result = { edition: EDITION, files, bytes };
  writeFileSync(mark, JSON.stringify(result));
  return result;
}

/** About forty files. */
function service(write, n, random, { pairOf, encode }) {
  const name = `${random.pick(WORDS)}-${n}`;
  const at = `services/team-${n % 23}/${name}`;
  const host = `https://deployment-${n % 400}-d53192.es.us-east-1.aws.elastic-cloud.com:443`;
  for (let file = 0; file < 24; file++) {
    write(`${at}/src/${random.pick(WORDS)}/part${file}.ts`, source(random));
  }
  for (let page = 0; page < 4; page++) write(`${at}/docs/page-${page}.md`, prose(random, 1_500));
  write(`${at}/package.json`, `{"name": "${name}", "version": "1.${n}.0"}\n`);
  write(`${at}/LICENSE`, prose(random, 3_000));
  write(`${at}/Makefile`, `build:\n\tdocker build -t ${name} .\ntest:\n\tnpm test\n`);
  write(`${at}/Dockerfile`, dockerfile(random));
  write(`${at}/.env.example`, "ES_API_KEY=your-api-key\nLOG_LEVEL=info\n");
  write(`${at}/deploy/deployment.yaml`, deployment(name, random, n));
  write(`${at}/deploy/service.yaml`, plainManifest(name, random));
  write(`${at}/openapi.yaml`, openapi(random));
  write(`${at}/.github/workflows/build.yml`, workflow(random));
  write(`${at}/values.yaml`, helmValues(random));
  write(`${at}/scripts/run.sh`, script(random, n % 3 === 0 ? host : undefined));
  if (n % 2 === 0) write(`${at}/.env`, `ES_API_KEY=${pairOf(n % 900)}\nELASTICSEARCH_URL=${host}\nLOG_LEVEL=info\n`);
  if (n % 2 === 0) write(`${at}/compose.yaml`, compose(n));
  if (n % 4 === 0) write(`${at}/filebeat.yml`, filebeat(host, random));
  if (n % 5 === 0) write(`${at}/deploy/secret.yaml`, secret(name, encode(pairOf(n % 900))));
  if (n % 7 === 0) write(`${at}/otel.yml`, collector(host));
  if (n % 11 === 0) write(`deploy/crds/${name}.yaml`, crd(name, random));
  if (n % 13 === 0) write(`${at}/etc/cron.d/${name}`, crontab(host, encode(pairOf(n % 900))));
  if (n % 17 === 0) write(`${at}/package-lock.yaml`, lock(random));
  if (n % 19 === 0) write(`ops/${name}.service`, unit(host, n));
  if (n % 40 === 0) write(`deploy/bundles/${name}.yaml`, bundle(name, random));
}

function prose(random, length) {
  const words = [];
  for (let size = 0; size < length; ) {
    const word = random.pick(WORDS);
    words.push(word, random.next() < 0.1 ? "\n" : " ");
    size += word.length + 1;
  }
  return `${words.join("")}\n`;
}

function source(random) {
  const lines = [];
  const count = random.between(10, 60);
  for (let line = 0; line < count; line++) {
    lines.push(`export const ${random.pick(WORDS)}${line} = ${random.between(0, 999)}; // ${random.pick(WORDS)}`);
  }
  return `${lines.join("\n")}\n`;
}

function dockerfile(random) {
  return `FROM node:${random.between(18, 24)}-alpine AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nFROM node:22-alpine\nENV NODE_ENV=production LOG_LEVEL=info\nCOPY --from=build /app/dist /app\nCMD ["node", "/app/main.js"]\n`;
}

function deployment(name, random, n) {
  const env =
    n % 5 === 0
      ? `\n          env:\n            - name: ES_API_KEY\n              valueFrom:\n                secretKeyRef: {name: ${name}, key: api-key}`
      : "\n          env:\n            - {name: LOG_LEVEL, value: info}";
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n  namespace: team-${n % 23}\nspec:\n  replicas: ${random.between(1, 9)}\n  selector:\n    matchLabels: {app: ${name}}\n  template:\n    metadata:\n      labels: {app: ${name}}\n    spec:\n      containers:\n        - name: app\n          image: registry.example/${name}:1.${n}.0${env}\n          ports:\n            - containerPort: 8080\n          resources:\n            limits: {memory: ${random.between(1, 8) * 128}Mi}\n          readinessProbe:\n            httpGet: {path: /health, port: 8080}\n`;
}

function plainManifest(name, random) {
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector: {app: ${name}}\n  ports:\n    - port: ${random.between(80, 9000)}\n---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: ${name}\nspec:\n  rules:\n    - host: ${name}.example.com\n`;
}

function openapi(random) {
  const paths = [];
  const count = random.between(5, 25);
  for (let n = 0; n < count; n++) {
    paths.push(
      `  /${random.pick(WORDS)}/${n}:\n    get:\n      summary: ${random.pick(WORDS)}\n      responses:\n        "200":\n          description: ok\n          content:\n            application/json:\n              schema: {type: object}`,
    );
  }
  return `openapi: 3.1.0\ninfo: {title: API, version: 1.0.0}\npaths:\n${paths.join("\n")}\n`;
}

function workflow(random) {
  return `name: build\non: [push]\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    env:\n      LOG_LEVEL: info\n    steps:\n      - uses: actions/checkout@v5\n      - uses: actions/setup-node@v5\n        with: {node-version: ${random.between(20, 24)}}\n      - run: npm ci\n      - run: |\n          npm run build\n          npm test -- --shard=\${{ matrix.shard }}\n`;
}

function helmValues(random) {
  const lines = [];
  for (let n = 0; n < 40; n++)
    lines.push(`${random.pick(WORDS)}${n}:\n  enabled: true\n  size: ${random.between(1, 99)}`);
  return `${lines.join("\n")}\n`;
}

function script(random, host) {
  const call = host ? `curl -sS -H "Authorization: ApiKey $ES_API_KEY" "${host}/_bulk"` : "echo done";
  return `#!/usr/bin/env bash\nset -euo pipefail\ncd "$(dirname "$0")"\nset -a\n. ../.env\nset +a\nfor each in ${random.pick(WORDS)} ${random.pick(WORDS)}; do\n  npm run "$each"\ndone\n${call}\n`;
}

function compose(n) {
  const mount = n % 4 === 0 ? "\n    volumes:\n      - ./filebeat.yml:/usr/share/filebeat/filebeat.yml:ro" : "";
  return `services:\n  app:\n    build: .\n    env_file: .env\n    ports: ["${8000 + (n % 1000)}:8080"]\n  shipper:\n    image: docker.elastic.co/beats/filebeat:9.2.1\n    environment:\n      ES_API_KEY: \${ES_API_KEY}${mount}\n`;
}

function filebeat(host, random) {
  const inputs = [];
  for (let n = 0; n < random.between(1, 12); n++)
    inputs.push(`  - type: filestream\n    id: in-${n}\n    paths: [/var/log/${n}/*.log]`);
  return `filebeat.inputs:\n${inputs.join("\n")}\noutput.elasticsearch:\n  hosts: ["${host}"]\n  api_key: \${ES_API_KEY}\n`;
}

function secret(name, value) {
  return `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n  namespace: search\nstringData:\n  api-key: ${value}\n`;
}

function collector(host) {
  return `receivers:\n  otlp:\n    protocols: {grpc: {}}\nexporters:\n  elasticsearch:\n    endpoint: ${host}\n    api_key: \${env:ES_API_KEY}\nservice:\n  pipelines:\n    logs: {receivers: [otlp], exporters: [elasticsearch]}\n`;
}

function crontab(host, key) {
  return `SHELL=/bin/bash\nES_API_KEY=${key}\n0 3 * * * root curl -sS -H "Authorization: ApiKey $ES_API_KEY" ${host}/_bulk\n15 4 * * * root /opt/clean.sh\n`;
}

function unit(host, n) {
  return `[Unit]\nDescription=job ${n}\n[Service]\nEnvironmentFile=/etc/default/job-${n}\nExecStart=/usr/bin/curl -H "Authorization: ApiKey \${ES_API_KEY}" ${host}/_bulk\n`;
}

/** Long schemas with few words, as operators ship them. */
function crd(name, random) {
  const properties = [];
  const count = random.between(80, 500);
  for (let n = 0; n < count; n++) {
    properties.push(
      `                ${random.pick(WORDS)}${n}:\n                  description: ${random.pick(WORDS)} of ${random.pick(WORDS)}\n                  type: string`,
    );
  }
  return `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: ${name}.example.com\nspec:\n  group: example.com\n  versions:\n    - name: v1\n      schema:\n        openAPIV3Schema:\n          properties:\n            spec:\n              properties:\n${properties.join("\n")}\n`;
}

/** Everything that an operator needs in one file: schemas, and a Deployment at its end. */
function bundle(name, random) {
  const documents = [];
  for (let n = 0; n < 10; n++) documents.push(crd(`${name}-${n}`, random));
  documents.push(deployment(name, random, 1));
  return documents.join("---\n");
}

function lock(random) {
  const entries = [];
  for (let n = 0; n < 1_500; n++) {
    entries.push(
      `  /${random.pick(WORDS)}-${n}@1.${random.between(0, 99)}.0:\n    resolution: {integrity: sha512-${n}}\n    dev: true`,
    );
  }
  return `lockfileVersion: '9.0'\npackages:\n${entries.join("\n")}\n`;
}
