// The three kinds of YAML that latency is measured on, each about 40 kB with at least 80 % setting lines, made from a
// seed: one big block, a Beats reference, twenty Kubernetes documents. They hold keys of several kinds, right and wrong,
// that open nothing (test/support/keys.ts); `essu_` values are built there and never stored.

import { randomFrom } from "./random.mjs";

/** Size that each file grows to, in UTF-16 units; all of them are ASCII. */
const SIZE = 40_000;

const SEED = 20261124;

/**
 * The files, by what they show. `name` is the file's name, which tells Keyfit whose configuration it is.
 * @param {{ pairOf: (n: number) => string, encode: (text: string) => string, essu: () => string }} keys
 */
export function benchFiles(keys) {
  return [
    { kind: "one big block", name: "metricbeat.yml", text: oneBlock(keys) },
    { kind: "Beats reference", name: "filebeat.reference.yml", text: beatsReference(keys) },
    { kind: "20 Kubernetes documents", name: "observability.yaml", text: kubernetes(keys) },
  ];
}

/** Lines that hold a setting or a value, among all lines, from 0 to 1. */
export function settingShare(text) {
  const lines = text.trimEnd().split("\n");
  return lines.filter((line) => /^\s*[^\s#]/.test(line) && !line.startsWith("---")).length / lines.length;
}

/** A list of modules under a single key; every eighth reads a cluster with a key. */
function oneBlock({ pairOf, encode, essu }) {
  const random = randomFrom(SEED);
  const lines = ["metricbeat.modules:"];
  for (let n = 1; length(lines) < SIZE; n++) {
    if (n % 8 === 0) {
      const key = n % 24 === 0 ? essu() : n % 16 === 0 ? encode(pairOf(n)) : pairOf(n);
      lines.push(
        `# Cluster ${n}, read by its own key.`,
        "- module: elasticsearch",
        "  xpack.enabled: true",
        `  period: ${random.between(5, 60)}s`,
        `  hosts: ["https://cluster-${n}.example.com:9200"]`,
        `  api_key: "${key}"`,
        "  ssl:",
        "    verification_mode: full",
        `    certificate_authorities: ["/etc/pki/cluster-${n}.pem"]`,
      );
      continue;
    }
    const module = random.pick(["system", "docker", "nginx", "redis", "mysql", "kafka"]);
    lines.push(
      `- module: ${module}`,
      `  metricsets: [${random.pick(["cpu, load, memory", "network, process", "status", "info, keyspace"])}]`,
      `  period: ${random.between(5, 60)}s`,
      `  hosts: ["${module}-${n}.internal:${random.between(1024, 65000)}"]`,
      `  enabled: ${random.pick(["true", "false"])}`,
      "  processors:",
      "    - add_fields:",
      "        target: service",
      "        fields:",
      `          team: ${random.pick(["search", "billing", "storefront"])}`,
      `          tier: '${random.between(1, 4)}'`,
    );
    if (random.next() < 0.2) lines.push("");
  }
  return `${lines.join("\n")}\n`;
}

/** Sections of dotted settings with a comment each, as the file that a Beat ships, with its comments thinned out. */
function beatsReference({ pairOf, encode, essu }) {
  const random = randomFrom(SEED + 1);
  const inputs = ["filebeat.inputs:"];
  for (let n = 1; length(inputs) < SIZE - 2_700; n++) {
    inputs.push(
      `  # Input ${n}: one application's log.`,
      "  - type: filestream",
      `    id: application-${n}`,
      `    enabled: ${random.pick(["true", "false"])}`,
      "    paths:",
      `      - /var/log/application-${n}/*.log`,
      `      - /var/log/application-${n}/archive/*.gz`,
      "    prospector.scanner.exclude_files: ['\\.gz$']",
      `    close.on_state_change.inactive: ${random.between(1, 30)}m`,
      `    harvester_limit: ${random.between(0, 500)}`,
      "    parsers:",
      "      - multiline:",
      "          type: pattern",
      "          pattern: '^\\['",
      "          negate: true",
      "          match: after",
      `    fields: {service: application-${n}, region: "${random.pick(["eu-west-1", "us-east-1"])}"}`,
    );
  }
  const section = (name, settings) => [`# ---- ${name}`, ...settings, ""];
  const ssl = (block) => [
    `${block}.ssl.enabled: true`,
    `${block}.ssl.verification_mode: full`,
    `${block}.ssl.supported_protocols: [TLSv1.2, TLSv1.3]`,
    `${block}.ssl.certificate_authorities: ["/etc/pki/root/ca.pem"]`,
    `${block}.ssl.certificate: "/etc/pki/client/cert.pem"`,
    `${block}.ssl.key: "/etc/pki/client/cert.key"`,
  ];
  const lines = [
    ...section("Inputs", inputs),
    ...section("General", [
      "name: shipper",
      'tags: ["service-X", "web-tier"]',
      "queue.mem.events: 3200",
      "queue.mem.flush.min_events: 1600",
      "queue.mem.flush.timeout: 10s",
      "max_procs: 2",
    ]),
    ...section("Processors", ["processors:", "  - add_host_metadata: ~", "  - add_cloud_metadata: ~"]),
    ...section("Elasticsearch output", [
      "output.elasticsearch:",
      "  enabled: true",
      '  hosts: ["https://my-deployment-d53192.es.us-east-1.aws.found.io:9243"]',
      "  compression_level: 1",
      `  api_key: "${encode(pairOf(1))}"`,
      "  headers:",
      `    Authorization: "${encode(pairOf(2))}"`,
      "    X-Team: search",
      "  bulk_max_size: 1600",
      "  backoff.init: 1s",
      "  backoff.max: 60s",
      "  timeout: 90",
    ]),
    ...section("Monitoring", [
      "monitoring.enabled: true",
      'monitoring.elasticsearch.hosts: ["https://monitor.es.eu-west-1.aws.found.io:9243"]',
      `monitoring.elasticsearch.api_key: "${essu()}"`,
      ...ssl("monitoring.elasticsearch"),
    ]),
    ...section("Tracing", [
      "instrumentation.enabled: true",
      'instrumentation.hosts: ["http://localhost:8200"]',
      `instrumentation.api_key: "${pairOf(3)}"`,
    ]),
    ...section("Dashboards and Kibana", [
      "setup.dashboards.enabled: false",
      "setup.template.enabled: true",
      'setup.template.name: "filebeat"',
      'setup.template.pattern: "filebeat-*"',
      "setup.template.settings:",
      "  index.number_of_shards: 1",
      'setup.kibana.host: "https://my-deployment-d53192.kb.us-east-1.aws.found.io:9243"',
      ...ssl("setup.kibana"),
    ]),
    ...section("Logging", [
      "logging.level: info",
      "logging.to_files: true",
      "logging.files:",
      "  path: /var/log/filebeat",
      "  name: filebeat",
      "  keepfiles: 7",
      "  permissions: 0640",
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

/** Kinds of documents in turn: deployments with a key in their environment, config maps. */
function kubernetes({ pairOf, encode }) {
  const random = randomFrom(SEED + 2);
  const documents = [];
  for (let n = 1; n <= 20; n++) {
    const name = n % 4 === 0 ? `settings-${n}` : `shipper-${n}`;
    const [type, body] =
      n % 4 === 0
        ? [["v1", "ConfigMap"], configMap(n)]
        : [["apps/v1", "Deployment"], deployment(name, n, random, encode(pairOf(n)))];
    const lines = [
      `apiVersion: ${type[0]}`,
      `kind: ${type[1]}`,
      "metadata:",
      `  name: ${name}`,
      `  namespace: ${random.pick(["observability", "search", "default"])}`,
      "  labels:",
      `    app.kubernetes.io/name: ${name}`,
      `    app.kubernetes.io/version: "${random.between(7, 9)}.${random.between(0, 19)}.0"`,
      "  annotations:",
    ];
    if (n === 7) lines.push("    # keyfit-disable-next-line hard-coded-key -- a leftover that silences nothing");
    // Each document takes an equal share, filled up with notes as operators leave them.
    for (let note = 1; length(lines) + length(body) < SIZE / 20 - 4; note++) {
      lines.push(
        `    example.com/note-${note}: "checked by ${random.pick(["ada", "grace", "edsger"])} on day ${note}"`,
      );
    }
    documents.push([...lines, ...body].join("\n"));
  }
  return `${documents.join("\n---\n")}\n`;
}

function configMap(n) {
  return [
    "data:",
    `  ELASTICSEARCH_HOSTS: "https://es-${n}.example.com:9200"`,
    "  LOG_LEVEL: info",
    "  flags.properties: |",
    "    retries=3",
    "    timeout=90",
  ];
}

function deployment(name, n, random, key) {
  return [
    "spec:",
    `  replicas: ${random.between(1, 9)}`,
    "  selector:",
    "    matchLabels:",
    `      app: ${name}`,
    "  template:",
    "    metadata:",
    `      labels: {app: ${name}, tier: backend}`,
    "    spec:",
    "      terminationGracePeriodSeconds: 30",
    "      containers:",
    `        - name: ${name}`,
    `          image: "elastic/filebeat:9.${random.between(0, 4)}.${random.between(0, 9)}"`,
    '          args: ["-c", "/etc/filebeat.yml", "-e"]',
    "          env:",
    "            - name: ELASTICSEARCH_API_KEY",
    `              value: "${key}"`,
    "            - name: NODE_NAME",
    "              valueFrom:",
    "                fieldRef:",
    "                  fieldPath: spec.nodeName",
    "          resources:",
    `            limits: {memory: ${random.between(1, 8) * 100}Mi, cpu: "${random.between(1, 4)}"}`,
    "            requests:",
    "              cpu: 100m",
    "              memory: 100Mi",
    "          volumeMounts:",
    "            - name: config",
    "              mountPath: /etc/filebeat.yml",
    "              readOnly: true",
    "      volumes:",
    "        - name: config",
    `          configMap: {name: settings-${n + 1}}`,
  ];
}

function length(lines) {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
