/**
 * From trees of settings and integration rows to key uses: one use for each key setting that stands in the file, with
 * the values that name its target and the settings that may not stand beside it.
 */
import { INTEGRATIONS } from "../integrations/index";
import type { Integration, KeySetting, TargetSettings } from "../integrations/model";
import type { Entry, Format, ScalarNode, TreeNode } from "../read/reading";
import { matchesGlob } from "../text/glob";
import { type Beneath, excludedBeneath, targetsBeneath } from "./beneath";
import { besideOf, blockFact, exclusiveOf, misspelt, tlsOffOf } from "./beside";
import { entryCredential, entryTargets } from "./collectionEntries";
import { authorizationOf } from "./header";
import type { CloudIdFact, ExcludedFact, MisplacedFact, TargetFact, UseFact } from "./model";
import { cutPattern, type Found, first, type IndexedTree, indexTree, pathOptions, select } from "./paths";
import { valueOfScalar } from "./references/index";
import { unexpandedIn } from "./references/unexpanded";
import { schemeBeside } from "./schemeBeside";
import { scopesOf } from "./sections";
import { type SentSetting, sentSettings } from "./senders";
import { splitValue } from "./split";
import { isOneOf, tellIntegrations } from "./tell";
import { withoutScheme } from "./unwanted";
import { sealValue } from "./value";
import type { Definition, FactValue, Surroundings, VariableScope } from "./valueModel";

export interface SettingFacts {
  readonly uses: readonly UseFact[];
  readonly misplaced: readonly MisplacedFact[];
  readonly cloudIds: readonly CloudIdFact[];
}

/** The text that a tree of settings was read from. */
export interface SettingsSite {
  /** The file's path with `/`, relative to its workspace where it has one. */
  readonly path: string;
  readonly format: Format;
  readonly around: Surroundings;
  /** A template, in which what is missing may be put in later. */
  readonly template: boolean;
  /** Where what was put into it is looked up. */
  readonly filled?: VariableScope | undefined;
  /** What somebody lays beneath these settings. */
  readonly beneath?: readonly Beneath[] | undefined;
}

/** Uses in one document, in file order. */
export function findSettings(root: TreeNode, site: SettingsSite): SettingFacts {
  const plain = indexTree(root);
  const dotted = indexTree(root);
  const found: Finding = { uses: [], misplaced: [], cloudIds: [], claimed: new Set(), named: new Set() };
  for (const integration of tellIntegrations(root, site.path, site.format, INTEGRATIONS)) {
    const whole = integration.dottedKeys ? dotted : plain;
    for (const scope of scopesOf(root, integration)) {
      findIn(scope === root ? whole : indexTree(scope), integration, site, found);
    }
  }
  const { uses, misplaced, cloudIds } = found;
  uses.sort((left, right) => left.credential.span.start - right.credential.span.start);
  return { uses, misplaced, cloudIds };
}

interface Finding {
  readonly uses: UseFact[];
  readonly misplaced: MisplacedFact[];
  readonly cloudIds: CloudIdFact[];
  /** Values that a more exact row has found. */
  readonly claimed: Set<TreeNode>;
  /** Where misplaced names begin. */
  readonly named: Set<number>;
}

/** What one program reads in one map of settings. */
function findIn(tree: IndexedTree, integration: Integration, site: SettingsSite, found: Finding): void {
  const { uses, misplaced, cloudIds, claimed, named } = found;
  const options = pathOptions(integration);
  for (const setting of [...integration.settings, ...misspelt(tree.root, integration)]) {
    cloudIds.push(...cloudIdsOf(tree, integration, setting, claimed, site));
    for (const there of select(tree, setting.path, options)) {
      const { value } = there;
      if (value?.kind !== "scalar" || claimed.has(value) || !applies(tree, integration, setting, there)) continue;
      claimed.add(value);
      for (const sent of sentSettings(tree, integration, setting, there)) {
        uses.push(useOf(tree, integration, sent, there, value, site));
      }
    }
  }
  for (const row of integration.misplaced ?? []) {
    for (const { entry } of select(tree, row.path, options)) {
      if (!entry || named.has(entry.keySpan.start)) continue;
      named.add(entry.keySpan.start);
      misplaced.push({ integration, path: row.path, keySpan: entry.keySpan, belongs: row.belongs });
    }
  }
}

function scopeOf(
  { around, filled }: SettingsSite,
  { references }: Integration,
  definitions: readonly Definition[],
): VariableScope {
  if (references === "terraform") return { kind: "module" };
  return { kind: "settings", definitions, around, ...(filled && { filled }) };
}

function cloudIdsOf(
  tree: IndexedTree,
  integration: Integration,
  setting: KeySetting,
  claimed: Set<TreeNode>,
  site: SettingsSite,
): readonly CloudIdFact[] {
  if (!setting.target.cloudId) return [];
  return select(tree, setting.target.cloudId, pathOptions(integration)).flatMap(({ value, path }) => {
    if (value?.kind !== "scalar" || claimed.has(value)) return [];
    claimed.add(value);
    const sealed = sealValue(valueOfScalar(value, integration.references));
    const kibana = setting.target.cloudIdNeedsKibana ? "required" : "optional";
    return [
      {
        path,
        kibana,
        value: sealed,
        scope: scopeOf(site, integration, settingDefinitions(tree, integration, sealed)),
      },
    ];
  });
}

function applies(tree: IndexedTree, integration: Integration, setting: KeySetting, found: Found): boolean {
  const { only } = setting;
  const options = pathOptions(integration);
  if (only && !isOneOf(first(tree, only.path, options, found.captures)?.value, only.values)) return false;
  if (setting.entry && !entryCredential(tree, integration, setting.entry, found)) return false;
  if (!setting.where) return true;
  const { sibling, values, anyCase, optional } = setting.where;
  const other = first(tree, besideOf(setting.path, sibling), pathOptions(integration), found.captures)?.value;
  if (other?.kind !== "scalar") return other === undefined && optional === true;
  const { text } = other.layer;
  return anyCase ? values.some((value) => value.toLowerCase() === text.toLowerCase()) : values.includes(text);
}

/** A build writes its own values into the file before the program sees it. */
function isFilled({ tell }: Integration, { path }: SettingsSite): boolean {
  return (tell.filled ?? []).some((glob) => matchesGlob(path, glob));
}

/** The name that is wrong: of a dotted key its last piece. */
function unsupportedOf({ key, keySpan }: Entry, right: string) {
  const written = key.slice(key.lastIndexOf(".") + 1);
  const exact = keySpan.end - keySpan.start === key.length;
  return { keySpan: exact ? { start: keySpan.end - written.length, end: keySpan.end } : keySpan, written, right };
}

function useOf(
  tree: IndexedTree,
  integration: Integration,
  { setting, path, at }: SentSetting,
  found: Found,
  scalar: ScalarNode,
  where: SettingsSite,
): UseFact {
  const entry = setting.entry && entryCredential(tree, integration, setting.entry, found);
  const whole = entry ?? sealValue(valueOfScalar(scalar, integration.references));
  const beside = setting.scheme && schemeBeside(tree, integration, setting.scheme, found);
  const isHeader = setting.value === "header" || (setting.scheme !== undefined && beside === undefined);
  const site = isHeader ? authorizationOf(whole, "value") : undefined;
  const bare = isHeader ? undefined : withoutScheme(whole, scalar.alias === true);
  const credential = site?.credential ?? bare?.credential ?? whole;
  const tlsOff = at.map((each) => tlsOffOf(tree, integration, setting, each)).find((mark) => mark !== undefined);
  // Of several senders each has a block of its own, and what one lacks another may have.
  const sender = at.length === 1 ? at[0] : undefined;
  const beneath = where.beneath ?? [];
  const targets = at.flatMap((each) => [
    ...entryTargets(tree, integration, setting, each.captures),
    ...targetsOf(tree, integration, setting.target, setting.path, each.captures),
  ]);
  return {
    kind: "setting",
    integration,
    setting,
    path: found.path,
    accepts: setting.accepts,
    credential,
    header: beside ?? (site && (scalar.alias ? { ...site.header, span: undefined, insertAt: undefined } : site.header)),
    block: sender && blockFact(tree, integration, path, sender, where.template),
    exclusive: sender ? exclusiveOf(tree, integration, setting, sender) : [],
    ...(setting.unsupported && found.entry && { unsupported: unsupportedOf(found.entry, setting.unsupported.right) }),
    ...(bare && { unwanted: bare.unwanted }),
    ...(tlsOff && { tlsOff }),
    ...(setting.entry && { perhaps: true as const }),
    targets: targets.length > 0 ? targets : targetsBeneath(beneath, setting, found.path),
    excluded: [
      ...excludedOf(tree, integration, setting, found.captures),
      ...excludedBeneath(beneath, setting, found.path),
    ],
    unexpanded: entry || isFilled(integration, where) ? [] : unexpandedIn(scalar, integration.references),
    scope: scopeOf(where, integration, settingDefinitions(tree, integration, credential)),
  };
}

/** Beats look a name up among the settings of the same file first: `${output.elasticsearch.username}`. */
function settingDefinitions(tree: IndexedTree, integration: Integration, value: FactValue): readonly Definition[] {
  if (integration.references !== "beats") return [];
  const definitions: Definition[] = [];
  for (const part of value.parts) {
    if (part.kind !== "reference" || segmentUnsafe(part.name)) continue;
    const found = first(tree, cutPattern(part.name), { dotted: true });
    if (found?.value?.kind !== "scalar" || !found.entry) continue;
    definitions.push({
      name: part.name,
      nameSpan: found.entry.keySpan,
      value: sealValue(valueOfScalar(found.value, integration.references)),
      scope: "setting",
      exported: false,
      conditional: false,
      job: undefined,
      unexpanded: [],
    });
  }
  return definitions;
}

/** A name with pattern characters would be read as a pattern. */
function segmentUnsafe(name: string): boolean {
  return name.includes("*") || name.includes("[]") || name.trim() === "";
}

function targetsOf(
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
    for (const found of select(tree, pattern, options, captures)) {
      for (const scalar of scalarsOf(found.value)) {
        for (const value of splitValue(sealValue(valueOfScalar(scalar, integration.references)), target.separator)) {
          urls.push({ role: "url", path: found.path, value, scheme, port: target.defaultPort });
        }
      }
    }
    facts.push(...urls);
    if (urls.length > 0 && !target.together) return facts;
  }
  if (facts.some(({ role }) => role === "url")) return facts;
  if (target.inherits && facts.length === 0) return targetsOf(tree, integration, target.inherits, path, captures);
  if (target.variable !== undefined && facts.length === 0) return [variableTarget(target.variable, scheme, target)];
  if (target.default === undefined) return facts;
  const text = target.default;
  return [...facts, { role: "default", path, value: undefined, text, scheme, port: target.defaultPort }];
}

/** A variable that the program asks where no setting names a target. */
function variableTarget(name: string, scheme: "http" | "https", { defaultPort }: KeySetting["target"]): TargetFact {
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

function schemeOf(
  tree: IndexedTree,
  integration: Integration,
  { scheme, defaultScheme, inherits }: TargetSettings,
  captures: Found["captures"],
): "http" | "https" {
  const found = scheme ? first(tree, scheme, pathOptions(integration), captures)?.value : undefined;
  const text = found?.kind === "scalar" ? found.layer.text.trim() : "";
  if (text === "https" || text === "http") return text;
  return inherits ? schemeOf(tree, integration, inherits, captures) : defaultScheme;
}

function scalarsOf(node: TreeNode | undefined): readonly ScalarNode[] {
  if (node === undefined || node.kind === "map") return [];
  if (node.kind === "scalar") return [node];
  return node.items.flatMap((item) => (item.kind === "scalar" ? [item] : []));
}

function excludedOf(
  tree: IndexedTree,
  integration: Integration,
  setting: KeySetting,
  captures: Found["captures"],
): readonly ExcludedFact[] {
  const facts: ExcludedFact[] = [];
  for (const exclusion of setting.excludes) {
    for (const pattern of exclusion.paths) {
      const found = first(tree, pattern, pathOptions(integration), captures);
      if (found?.value?.kind !== "scalar" || !found.entry) continue;
      facts.push({
        path: found.path,
        keySpan: found.entry.keySpan,
        value: sealValue(valueOfScalar(found.value, integration.references)),
      });
    }
  }
  return facts;
}
