/**
 * Extensions of the OpenTelemetry Collector that hold a key. An authenticator sends nothing itself: components that name it
 * under `auth.authenticator` do. The extension `apikeyauth` holds no key; it checks those of others.
 */
import type { Integration, KeySetting, Sender } from "./model";
import {
  COLLECTORS,
  OTHER_NUMBERING,
  OTLP_EXPORTERS,
  otlpTarget,
  remoteWriteTarget,
  uncheckedTls,
} from "./opentelemetry";

const CONTRIB = "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension";

const COMMON = {
  checkedAgainst: "0.150.0",
  references: "otel",
  dottedKeys: false,
  products: COLLECTORS,
  otherNumbering: OTHER_NUMBERING,
  whole: "otel-pipelines",
} as const;

const VERBATIM = {
  anyServer: true,
  accepts: [{ forms: ["encoded", "essu", "ece"] }],
  excludes: [],
} as const;

function elasticsearchClient(block: string): Pick<Sender, "api" | "target" | "tlsOff"> {
  const urls = [`${block}.endpoint`, `${block}.endpoints`];
  const target = {
    urls,
    cloudId: `${block}.cloudid`,
    defaultScheme: "http",
    defaultPort: 9200,
    variable: "ELASTICSEARCH_URL",
  } as const;
  return { api: "elasticsearch", target, tlsOff: uncheckedTls(block) };
}

/** https://github.com/elastic/opentelemetry-collector-components/tree/main/extension/apmconfigextension */
const CENTRAL_CONFIGURATION = "extensions.apmconfig/*.source.elasticsearch";
/** https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/elasticsearchreceiver */
const RECEIVER = "receivers.elasticsearch/*";
const EXPORTER = "exporters.elasticsearch/*";

/** The first that a component matches is the one that it is. */
const SENDERS: readonly Sender[] = [
  { path: `${EXPORTER}.auth.authenticator`, ...elasticsearchClient(EXPORTER) },
  ...OTLP_EXPORTERS.map((name): Sender => {
    const block = `exporters.${name}/*`;
    return { path: `${block}.auth.authenticator`, api: "otlp", target: otlpTarget(name), tlsOff: uncheckedTls(block) };
  }),
  {
    path: "exporters.prometheusremotewrite/*.auth.authenticator",
    api: "otlp",
    target: remoteWriteTarget(),
    tlsOff: uncheckedTls("exporters.prometheusremotewrite/*"),
  },
  {
    path: "exporters.*.auth.authenticator",
    api: "unknown",
    target: { urls: ["exporters.*.endpoint"], defaultScheme: "https", defaultPort: 443 },
    tlsOff: uncheckedTls("exporters.*"),
  },
  { path: `${CENTRAL_CONFIGURATION}.auth.authenticator`, ...elasticsearchClient(CENTRAL_CONFIGURATION) },
  {
    path: `${RECEIVER}.auth.authenticator`,
    api: "elasticsearch",
    target: {
      urls: [`${RECEIVER}.endpoint`],
      defaultScheme: "http",
      defaultPort: 9200,
      default: "http://localhost:9200",
    },
    tlsOff: uncheckedTls(RECEIVER),
  },
];

/** Of an authenticator nothing but its senders says where the key goes. */
const BY_SENDER = {
  ...VERBATIM,
  api: "unknown",
  target: { urls: [], defaultScheme: "https", defaultPort: 443 },
  senders: SENDERS,
} as const;

const BEARER = "extensions.bearertokenauth/*";

const BEARER_TOKEN_AUTH: Integration = {
  ...COMMON,
  id: "otel-bearertokenauth-extension",
  title: "the bearertokenauth extension",
  source: `${CONTRIB}/bearertokenauthextension/bearertokenauth.go`,
  tell: { names: [], content: [BEARER] },
  settings: [
    {
      ...BY_SENDER,
      path: `${BEARER}.token`,
      where: { sibling: "header", values: ["Authorization"], anyCase: true, optional: true },
      value: "key",
      scheme: { path: `${BEARER}.scheme`, absent: "Bearer" },
    },
  ],
};

const SETTER = "extensions.headers_setter/*";

function setHeader(name: string): KeySetting {
  return {
    ...BY_SENDER,
    path: `${SETTER}.headers[].${name}`,
    where: { sibling: "key", values: ["Authorization"], anyCase: true },
    value: "header",
  };
}

const HEADERS_SETTER: Integration = {
  ...COMMON,
  id: "otel-headers-setter",
  title: "the headers_setter extension",
  source: `${CONTRIB}/headerssetterextension/README.md`,
  tell: { names: [], content: [SETTER] },
  // `default_value` is what is sent where the request that `from_context` looks at has no such header.
  settings: [setHeader("value"), setHeader("default_value")],
};

const OPAMP = "extensions.opamp/*";

function toFleet(transport: "http" | "ws"): KeySetting {
  const block = `${OPAMP}.server.${transport}`;
  return {
    ...VERBATIM,
    path: `${block}.headers.Authorization`,
    api: "fleet",
    value: "header",
    target: { urls: [`${block}.endpoint`], defaultScheme: "https", defaultPort: 443 },
    tlsOff: uncheckedTls(block),
    source: "https://github.com/elastic/fleet-server/blob/main/docs/opamp.md",
  };
}

const OPAMP_EXTENSION: Integration = {
  ...COMMON,
  id: "otel-opamp-extension",
  title: "the opamp extension",
  source: `${CONTRIB}/opampextension/README.md`,
  tell: { names: [], content: [OPAMP] },
  settings: [toFleet("http"), toFleet("ws")],
};

export const OTEL_EXTENSIONS: readonly Integration[] = [BEARER_TOKEN_AUTH, HEADERS_SETTER, OPAMP_EXTENSION];
