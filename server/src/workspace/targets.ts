/**
 * The targets of a use: each value that names one is resolved and parsed, and those that are one deployment become one
 * target (several nodes, a Cloud ID and its URL).
 */
import { isLoopback, readHost } from "../elastic/hosts";
import type { Api, Target } from "../elastic/model";
import { apiOfEnd, cloudIdOf, concatSecrets, type Secret, targetOf, targetOfBeginning } from "../elastic/secret";
import { parseTarget, sameDeployment } from "../elastic/targets";
import type { TargetFact, UseFact } from "../find/model";
import type { FactValue, VariableScope } from "../find/valueModel";
import type { ProjectView } from "../project/view";
import { append } from "../text/append";
import type { Span } from "../text/span";
import type { TargetView } from "./keyUse";
import type { Resolver } from "./resolve";

/** At least one target; where none can be told, one that is unknown, with the API that the setting fixes. */
export function targetsOf(fact: UseFact, resolve: Resolver, project: ProjectView): readonly TargetView[] {
  const api = apiOf(fact);
  if (fact.kind === "variable" && fact.integration.kind === "convention") {
    return [onlyTarget(fact, resolve, project) ?? unknownTarget(api, [])];
  }
  const named = namedTargets(fact, resolve).map((each) => declaredTarget(viewOf(each, fact, api, resolve), project));
  const views = mergeSame(named);
  return views.length > 0 ? views : [unknownTarget(api, [])];
}

/**
 * The target beside a key of a common name, where all that stand there are one deployment: nobody says which of two the
 * key is for.
 */
function onlyTarget(fact: UseFact, resolve: Resolver, project: ProjectView): TargetView | undefined {
  const api = apiOf(fact);
  const set = fact.targets.filter(({ value, lookedUp }) => {
    if (!value) return false;
    const resolved = resolve.resolve(value, scopeOf(fact));
    return resolved.kind === "value" ? !resolved.value.isBlank : !lookedUp && resolved.kind === "unknown";
  });
  const views = set.map((each) => declaredTarget(viewOf(each, fact, api, resolve), project));
  const merged = views.every(({ target }) => target) ? mergeSame(views) : [];
  return merged.length > 1 ? undefined : (merged[0] ?? (views.length === 1 ? views[0] : undefined));
}

/** The API that the setting, the option or the variable fixes. */
function apiOf(fact: UseFact): Api {
  if (fact.kind === "command") return fact.integration.api ?? "unknown";
  return fact.kind === "setting" ? fact.setting.api : fact.integration.api;
}

/** The same target as the project file knows it: what the host itself says for certain stays. */
function declaredTarget(view: TargetView, { deployments }: ProjectView): TargetView {
  const { target } = view;
  if (target?.host === undefined) return view;
  const { host, port } = target;
  const declared = deployments.find(({ hosts }) => hosts.some((each) => matchesHost(each, host, port)));
  if (!declared) return view;
  const own = readHost(host);
  const certain = target.certain && target.deployment !== "unknown";
  const deployment = certain ? target.deployment : declared.type;
  const named = certain && own.apiSettled ? undefined : declared.api;
  const api = named ?? (declared.type === "elastic-cloud" && target.api === "unknown" ? "cloud" : target.api);
  // A host that a Compose file starts says so itself, whoever else does.
  const saysSo =
    certain || (target.told.deployment === "host" && own.deployment === "unknown" && target.deployment === deployment);
  const told = {
    deployment: saysSo ? target.told.deployment : ("project-file" as const),
    api: named === undefined ? target.told.api : ("project-file" as const),
  };
  const known: Target = { ...target, deployment, api, name: declared.name, certain: true, told };
  const nodes = view.nodes.map(({ span }) => ({ span, target: known }));
  return { ...view, deployment, api, target: known, nodes, certain: true, named: declared.name };
}

/** `host`, `host:port` and `*.host`, where `*` stands for one or more labels. Case does not count in hosts. */
function matchesHost(pattern: string, host: string, port: number | undefined): boolean {
  const [name, wanted] = splitPort(pattern.toLowerCase());
  if (wanted !== undefined && wanted !== port) return false;
  return name.startsWith("*.") ? host.endsWith(name.slice(1)) && host.length > name.length - 1 : host === name;
}

function splitPort(pattern: string): readonly [name: string, port: number | undefined] {
  const found = /:(\d{1,5})$/.exec(pattern);
  return found ? [pattern.slice(0, found.index), Number(found[1])] : [pattern, undefined];
}

/** The Cloud ID alone where there is one: it replaces the hosts, unless a reference leaves it empty. */
function namedTargets(fact: UseFact, resolve: Resolver): readonly TargetFact[] {
  const targets = withoutUnset(fact, resolve);
  const cloudId = targets.find((each) => each.role === "cloud-id");
  if (!cloudId?.value) return targets;
  const resolved = resolve.resolve(cloudId.value, scopeOf(fact));
  const empty = resolved.kind === "value" && resolved.value.isBlank;
  return empty ? targets.filter((each) => each !== cloudId) : [cloudId];
}

function scopeOf({ scope, targetScope }: UseFact): VariableScope {
  return targetScope ?? scope;
}

/** Of variables that somebody else may set, the first that is; what the program itself is given goes before a default. */
function withoutUnset(fact: UseFact, resolve: Resolver): readonly TargetFact[] {
  const { targets } = fact;
  const lookedUp = targets.filter((each) => each.lookedUp);
  if (lookedUp.length === 0) return targets;
  const set = lookedUp.find((each) => each.value && resolve.resolve(each.value, scopeOf(fact)).kind === "value");
  return set ? [set] : targets.filter((each) => !each.lookedUp);
}

function viewOf(each: TargetFact, fact: UseFact, api: Api, resolve: Resolver): TargetView {
  const defaults = {
    api,
    ...(each.scheme && { scheme: each.scheme }),
    ...(each.port !== undefined && { port: each.port }),
  };
  if (!each.value) {
    const target = parseTarget(each.text ?? "", defaults);
    return target ? { ...known(target, [], []), byDefault: true } : unknownTarget(api, []);
  }
  const spans = [each.value.span];
  const resolved = resolve.resolve(each.value, scopeOf(fact));
  if (resolved.kind !== "value") {
    if (each.role !== "url") return unknownTarget(api, spans);
    const { text, origin } = beginningOf(each.value, fact, resolve);
    const beginning = targetOfBeginning(text, defaults);
    return beginning
      ? known(each.ignoresHttp ? withoutHttp(beginning, each) : beginning, spans, origin)
      : unknownTarget(apiBehind(each.value, api), spans);
  }
  if (each.role === "cloud-id") {
    const decoded = cloudIdOf(resolved.value);
    if (decoded.kind === "malformed") return unknownTarget(api, spans);
    const target = api === "kibana" ? decoded.kibana : decoded.elasticsearch;
    return target ? { ...known(target, spans, resolved.origin), cloudId: true } : unknownTarget(api, spans);
  }
  const parsed = isCredential(resolved.value) ? undefined : targetOf(resolved.value, defaults);
  const text = parsed && each.ignoresHttp ? withoutHttp(parsed, each) : parsed;
  const target = text && hostedTarget(mayRelay(fact) ? behindRelay(text) : text, fact, resolve);
  return target ? known(target, spans, resolved.origin) : unknownTarget(api, spans);
}

/** The same where `http://` does not count. */
function withoutHttp(target: Target, { scheme }: TargetFact): Target {
  return target.scheme === "http" ? { ...target, scheme } : target;
}

/**
 * A key in a target's place: pasted into the wrong line, or a word of a header whose quotes were forgotten. Taken for a
 * host, it would be shown. `elastic:9200` could be a name and a password and is none.
 */
function isCredential({ classification: { form, candidates } }: Secret): boolean {
  if (form !== "other") return form !== "placeholder" && form !== "reference";
  return candidates.some((kind) => kind !== "unknown" && kind !== "basic");
}

/** What answers may be anybody's program, which may pass the key on. */
export function mayRelay(fact: UseFact): boolean {
  if (fact.kind === "setting") return fact.setting.target.relay === true;
  return fact.kind === "command" && fact.integration.relay === true;
}

/** On this machine and by a port alone anything may listen; a path of Elastic's own says what does. */
function behindRelay(target: Target): Target {
  const { told, host } = target;
  if (told.api === "path" || host === undefined || !isLoopback(host)) return target;
  return { ...target, deployment: "unknown", told: { ...told, deployment: "nothing" } };
}

/** A host that a Compose file of the program starts itself: contract 2.3. */
function hostedTarget(target: Target, fact: UseFact, resolve: Resolver): Target {
  if (target.host === undefined || target.deployment !== "unknown") return target;
  const host = resolve.host(target.host, scopeOf(fact));
  if (!host) return target;
  const api = target.api === "unknown" || target.told.api === "port" ? host.api : target.api;
  return { ...target, deployment: host.deployment, api, told: { ...target.told, deployment: "host" } };
}

/** What the path tells behind a host that nobody knows, where nothing else tells the API. */
function apiBehind({ parts }: FactValue, api: Api): Api {
  const [, ...rest] = parts.slice(parts.findIndex(({ kind }) => kind !== "text"));
  const texts = rest.flatMap((part) => (part.kind === "text" ? [part.text] : []));
  if (api !== "unknown" || texts.length === 0 || texts.length < rest.length) return api;
  return apiOfEnd(concatSecrets(texts)) ?? api;
}

/** The text up to the first reference that leads nowhere; `"$ES_URL/logs-$(date)"` names its host all the same. */
function beginningOf(
  value: FactValue,
  fact: UseFact,
  resolve: Resolver,
): { readonly text: Secret; readonly origin: TargetView["origin"] } {
  const texts: Secret[] = [];
  const origin: TargetView["origin"][number][] = [];
  for (const part of value.parts) {
    const resolved = resolve.resolve({ ...value, parts: [part] }, scopeOf(fact));
    if (resolved.kind !== "value") break;
    texts.push(resolved.value);
    append(origin, resolved.origin);
  }
  return { text: concatSecrets(texts), origin };
}

function known(target: Target, spans: readonly Span[], origin: TargetView["origin"]): TargetView {
  const { deployment, api, certain } = target;
  const nodes = spans.map((span) => ({ span, target }));
  return { deployment, api, target, spans, nodes, certain, origin, byDefault: false, cloudId: false, named: undefined };
}

function unknownTarget(api: Api, spans: readonly Span[]): TargetView {
  return {
    deployment: "unknown",
    api,
    target: undefined,
    spans,
    nodes: [],
    certain: false,
    origin: [],
    byDefault: false,
    cloudId: false,
    named: undefined,
  };
}

/** Nodes of one cluster, or targets of one command, that are looked at; nobody writes as many. */
const MOST = 100;

/** One view for each deployment. Beside a target that is known, what cannot be told is another node, or an option. */
function mergeSame(views: readonly TargetView[]): readonly TargetView[] {
  const told = views.filter((view) => view.target);
  const merged: TargetView[] = [];
  for (const view of (told.length > 0 ? told : views).slice(0, MOST)) {
    const at = merged.findIndex((other) => isSame(other, view));
    const other = merged[at];
    if (!other) merged.push(view);
    else merged[at] = { ...other, spans: [...other.spans, ...view.spans], nodes: [...other.nodes, ...view.nodes] };
  }
  return merged;
}

function isSame(left: TargetView, right: TargetView): boolean {
  if (!left.target || !right.target) return !left.target && !right.target;
  if (left.named !== undefined && right.named !== undefined && left.named !== right.named) return false;
  return sameDeployment(left.target, right.target) !== "different" && left.api === right.api;
}
