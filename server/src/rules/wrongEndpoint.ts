/**
 * The URL is not the API that the setting talks to: certain only where the host itself, on Elastic's own domains, says
 * which API it is, or the project file does. A port, a path or an unknown host prove nothing.
 */
import { readHost } from "../elastic/hosts";
import type { Api, Target } from "../elastic/model";
import { apiOfDeployment } from "../elastic/phrases";
import { eceOnlyPath, isControlPlaneConsole } from "../elastic/targets";
import type { IntakeProtocol } from "../integrations/model";
import type { ProjectView } from "../project/view";
import type { KeyUse } from "../workspace/keyUse";
import { projectName, settingApi, targetDefinedAt } from "./places";
import type { Report, Rule } from "./rule";

export const wrongEndpoint: Rule = {
  id: "wrong-endpoint",
  severity: "error",
  title: "The URL is not the API that this setting talks to",
  messages: {
    "other-api": "This is {place}, and {integration} needs {wanted}; use its host",
    "other-label": "This is {place}, and {integration} needs a host with {label}",
    declared: "{file} declares {served} here, and {integration} needs {wanted}",
    "own-path": "Elasticsearch takes {what} below the path {path}; add it to the URL",
    "console-for": "This is the Cloud console, for people; {integration} needs a host with {label}",
    console: "This is the Cloud console, a page for people; the API is at https://api.elastic-cloud.com",
    "ece-path": "Elastic Cloud has no {path}; only an ECE installation serves it",
  },
  *check({ uses, snapshot: { project } }) {
    const seen = new Set<number>();
    for (const use of uses) {
      for (const { span, target } of use.target.nodes) {
        const problem = seen.has(span.start)
          ? undefined
          : (problemOf(use, target) ?? declaredProblem(use, target, project));
        if (!problem) continue;
        seen.add(span.start);
        yield { use, span, ...problem, related: [...targetDefinedAt(use), ...(problem.related ?? [])] };
      }
    }
  },
};

type Problem = Pick<Report, "message" | "args" | "related">;

function problemOf(use: KeyUse, target: Target): Problem | undefined {
  if (isControlPlaneConsole(target)) return consoleProblem(use);
  if (eceOnlyPath(target)) return { message: "ece-path", args: { path: target.path } };
  const wanted = settingApi(use);
  if (wanted === undefined || target.host === undefined || use.target.cloudId) return undefined;
  const host = readHost(target.host);
  if (!host.certain || host.deployment === "elastic-cloud" || !host.apiSettled || host.api === "unknown")
    return undefined;
  const answer = serves(host.api, wanted, target, use);
  if (answer) return answer === true ? undefined : { message: "own-path", args: answer };
  const place = apiOfDeployment({ deployment: host.deployment, api: host.api });
  const args = { place, integration: use.integrationTitle };
  const label = wanted === "otlp" ? intakeOf(use).label : STACK[wanted]?.label;
  // Only hosts of Elastic's own domains have such a label.
  const isLabelled = label !== undefined && (host.deployment === "ech" || host.deployment === "serverless");
  return isLabelled
    ? { message: "other-label", args: { ...args, label } }
    : { message: "other-api", args: { ...args, wanted: STACK[wanted]?.name ?? OTHER[wanted] ?? wanted } };
}

/** The console of Elastic Cloud, where another API is wanted. */
function consoleProblem(use: KeyUse): Problem {
  const wanted = settingApi(use);
  const label = wanted && (wanted === "otlp" ? intakeOf(use).label : STACK[wanted]?.label);
  return label === undefined
    ? { message: "console" }
    : { message: "console-for", args: { integration: use.integrationTitle, label } };
}

/** Whether what answers with one API serves another one too; or the path below which alone it does. */
function serves(api: Api, wanted: Api, { path }: Target, use: KeyUse): boolean | { what: string; path: string } {
  // Other clusters are answered on the same host, on a port of its own.
  if (api === wanted || (wanted === "remote-cluster" && api === "elasticsearch")) return true;
  // Whether the managed OTLP endpoint takes what an APM agent sends is not documented.
  if (wanted === "apm") return api === "otlp";
  if (wanted !== "otlp") return false;
  const intake = intakeOf(use);
  if (api === "apm") return intake.byApmServer;
  if (api !== "elasticsearch" || intake.path === undefined) return false;
  return `${path}/`.includes(`${intake.path}/`) || { what: intake.name, path: intake.path };
}

interface Intake {
  readonly name: string;
  /** What hosts of Elastic's own domains have that take it. */
  readonly label: string;
  /** Below which Elasticsearch takes it itself. */
  readonly path?: string;
  readonly byApmServer: boolean;
  readonly source: string;
}

const INTAKES: Readonly<Record<IntakeProtocol, Intake>> = {
  "otlp-http": {
    name: "OTLP",
    label: ".ingest. or .apm.",
    path: "/_otlp",
    byApmServer: true,
    source: "https://www.elastic.co/docs/manage-data/ingest/otlp-endpoint",
  },
  "otlp-grpc": {
    name: "OTLP over gRPC",
    label: ".ingest. or .apm.",
    byApmServer: true,
    source: "https://www.elastic.co/docs/manage-data/ingest/otlp-endpoint",
  },
  "remote-write": {
    name: "remote writes",
    label: ".ingest.",
    path: "/_prometheus",
    byApmServer: false,
    source: "https://www.elastic.co/docs/manage-data/data-store/data-streams/tsds-ingest-prometheus-remote-write",
  },
};

function intakeOf({ fact }: KeyUse): Intake {
  return INTAKES[(fact.kind === "setting" ? fact.setting.target.protocol : undefined) ?? "otlp-http"];
}

/** The project file says which API answers on the host, and it is another one of the Elastic Stack. */
function declaredProblem(use: KeyUse, target: Target, project: ProjectView): Problem | undefined {
  const wanted = settingApi(use);
  if (wanted === undefined || target.host === undefined || target.told.api !== "project-file") return undefined;
  const [served, needed] = [STACK[target.api], STACK[wanted]];
  if (!served || !needed) return undefined;
  const answer = serves(target.api, wanted, target, use);
  if (answer) return answer === true ? undefined : { message: "own-path", args: answer };
  const { uri, deployments } = project;
  const declared = deployments.find(({ name }) => name === use.target.named);
  return {
    message: "declared",
    args: {
      file: projectName(project),
      served: served.name,
      integration: use.integrationTitle,
      wanted: needed.name,
    },
    related: uri === undefined || !declared ? [] : [{ uri, span: declared.span, message: "declared-here" }],
  };
}

/** The APIs of a stack: what a message calls them, and how hosts of Elastic's own domains do. */
const STACK: Readonly<Partial<Record<Api, { readonly name: string; readonly label: string }>>> = {
  elasticsearch: { name: "Elasticsearch", label: ".es." },
  kibana: { name: "Kibana", label: ".kb." },
  apm: { name: "APM Server", label: ".apm." },
  fleet: { name: "Fleet Server", label: ".fleet." },
  otlp: { name: "OTLP", label: ".ingest. or .apm." },
  "remote-cluster": { name: "Elasticsearch", label: ".es." },
};

/** APIs that are no part of a stack, in words short enough for a message. */
const OTHER: Readonly<Partial<Record<Api, string>>> = {
  cloud: "the Cloud API",
  "cloud-serverless": "the Cloud API",
  ece: "the ECE API",
  "remote-cluster": "a remote cluster",
};
