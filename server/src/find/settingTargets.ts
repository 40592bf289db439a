/** The settings beside a key that say where it goes, and by which scheme. */
import type { Integration, KeySetting, TargetSettings } from "../integrations/model";
import type { ScalarNode, TreeNode } from "../read/reading";
import { append } from "../text/append";
import type { TargetFact, UseFact } from "./model";
import { type Found, first, type IndexedTree, pathOptions, select } from "./paths";
import { valueOfScalar } from "./references/index";
import { splitValue } from "./split";
import { sealValue } from "./value";
import type { FactValue } from "./valueModel";

/** Places of one key's targets that are looked at: a file may say the same settings again and again, for each key. */
const MOST = 100;

/** What names the target of a key setting: a Cloud ID, hosts, else the variable and the default of the program. */
export function targetsOf(
  tree: IndexedTree,
  integration: Integration,
  target: TargetSettings,
  path: string,
  captures: Found["captures"],
): readonly TargetFact[] {
  const scheme = schemeOf(tree, integration, target, captures);
  const options = pathOptions(integration);
  // A Cloud ID replaces the hosts: https://www.elastic.co/docs/reference/beats/filebeat/configure-cloud-id
  const facts: TargetFact[] = [];
  const cloudId = target.cloudId ? first(tree, target.cloudId, options, captures) : undefined;
  if (cloudId?.value?.kind === "scalar" && cloudId.value.layer.text.trim() !== "") {
    const value = sealValue(valueOfScalar(cloudId.value, integration.references));
    facts.push({ role: "cloud-id", path: cloudId.path, value, scheme: undefined, port: undefined });
  }
  for (const pattern of target.urls) {
    const urls: TargetFact[] = [];
    for (const found of select(tree, pattern, options, captures, MOST)) {
      if (urls.length >= MOST) break;
      for (const scalar of scalarsOf(found.value)) {
        for (const value of splitValue(sealValue(valueOfScalar(scalar, integration.references)), target.separator)) {
          const ignoresHttp = target.tls?.clear !== undefined && ({ ignoresHttp: true } as const);
          urls.push({ role: "url", path: found.path, value, scheme, port: target.defaultPort, ...ignoresHttp });
        }
      }
    }
    append(facts, urls);
    if (urls.length > 0 && !target.together) return facts;
  }
  if (facts.some(({ role }) => role === "url")) return facts;
  if (target.inherits && facts.length === 0) return targetsOf(tree, integration, target.inherits, path, captures);
  if (target.variable !== undefined && facts.length === 0) facts.push(variableTarget(target.variable, scheme, target));
  if (target.default === undefined) return facts;
  const text = target.default;
  return [...facts, { role: "default", path, value: undefined, text, scheme, port: target.defaultPort }];
}

/** A variable that the program asks where no setting names a target. */
function variableTarget(name: string, scheme: TargetFact["scheme"], { defaultPort }: KeySetting["target"]): TargetFact {
  const nowhere = { start: 0, end: 0 };
  const value: FactValue = {
    span: nowhere,
    outer: nowhere,
    quote: "none",
    parts: [{ kind: "reference", name, span: nowhere }],
    encode: () => undefined,
  };
  return { role: "url", path: name, value, scheme, port: defaultPort, lookedUp: true };
}

/** Of hosts without a scheme; undefined where a reference says it. */
function schemeOf(
  tree: IndexedTree,
  integration: Integration,
  { scheme, tls, defaultScheme, inherits }: TargetSettings,
  captures: Found["captures"],
): TargetFact["scheme"] {
  const options = pathOptions(integration);
  const textAt = (path: string): string | undefined => {
    const found = first(tree, path, options, captures)?.value;
    return found?.kind === "scalar" ? found.layer.text.trim() : undefined;
  };
  for (const path of tls?.switches ?? []) {
    const text = textAt(path);
    if (text !== undefined) return text === "true" ? "https" : text === "false" ? "http" : undefined;
  }
  if (tls?.clear !== undefined) {
    const text = textAt(tls.clear);
    return text === undefined || text === "false" ? "https" : text === "true" ? "http" : undefined;
  }
  if (tls?.set?.some((path) => first(tree, path, options, captures)?.value)) return "https";
  const text = scheme === undefined ? undefined : textAt(scheme);
  if (text === "https" || text === "http") return text;
  return inherits ? schemeOf(tree, integration, inherits, captures) : defaultScheme;
}

/** Whether what the key is for is switched off. */
export function idlenessOf(
  tree: IndexedTree,
  integration: Integration,
  { enabledBy, allowedBy }: KeySetting,
  captures: Found["captures"],
): Pick<UseFact, "idle" | "idleIn"> {
  const textAt = (path: string): string | undefined => {
    const value = first(tree, path, pathOptions(integration), captures)?.value;
    return value?.kind === "scalar" ? value.layer.text.trim() : undefined;
  };
  if (enabledBy !== undefined && textAt(enabledBy) === "false") return { idle: true };
  if (!allowedBy) return {};
  const allowed = textAt(allowedBy.path);
  // A reference may allow it.
  return allowed === undefined || allowed === "false" ? { idleIn: allowedBy.versions } : {};
}

/** True where the program does not start with this key and a host in clear text. */
export function needsTlsOf(
  tree: IndexedTree,
  integration: Integration,
  { needsTls }: KeySetting,
  captures: Found["captures"],
): boolean {
  if (!needsTls) return false;
  const switched = (needsTls.unless ?? []).map((path) => first(tree, path, pathOptions(integration), captures));
  // A reference may switch it on.
  return switched.every((found) => found?.value?.kind !== "scalar" || found.value.layer.text.trim() === "false");
}

function scalarsOf(node: TreeNode | undefined): readonly ScalarNode[] {
  if (node === undefined || node.kind === "map") return [];
  if (node.kind === "scalar") return [node];
  return node.items.flatMap((item) => (item.kind === "scalar" ? [item] : []));
}
