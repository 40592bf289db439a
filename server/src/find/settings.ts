/**
 * From trees of settings and integration rows to key uses: one use for each key setting that stands in the file, with
 * the values that name its target and the settings that may not stand beside it.
 */
import { INTEGRATIONS } from "../integrations/index";
import type { Integration, KeySetting, Unsupported } from "../integrations/model";
import type { Entry, Format, ScalarNode, TreeNode } from "../read/reading";
import { append } from "../text/append";
import { matchesGlob } from "../text/glob";
import type { Span } from "../text/span";
import { type Beneath, excludedBeneath, targetsBeneath } from "./beneath";
import { besideOf, blockFact, exclusiveOf, isWhole, misspelt, tlsOffOf } from "./beside";
import { entryCredential, entryTargets } from "./collectionEntries";
import { authorizationInList, authorizationOf } from "./header";
import type { CloudIdFact, ExcludedFact, MisplacedFact, UseFact } from "./model";
import { cutPattern, type Found, first, type IndexedTree, indexTree, pathOptions, select } from "./paths";
import { joinSections } from "./pipelineSections";
import { valueOfScalar } from "./references/index";
import { unexpandedIn } from "./references/unexpanded";
import { schemeBeside } from "./schemeBeside";
import { scopesOf } from "./sections";
import { type SentSetting, sentSettings } from "./senders";
import { idlenessOf, needsTlsOf, targetsOf } from "./settingTargets";
import { isOneOf, readerOf, tellIntegrations } from "./tell";
import { withoutScheme } from "./unwanted";
import { sealValue } from "./value";
import type { Definition, FactValue, Surroundings, VariableScope } from "./valueModel";

export interface SettingFacts {
  readonly uses: readonly UseFact[];
  readonly misplaced: readonly MisplacedFact[];
  readonly cloudIds: readonly CloudIdFact[];
  /** Values that are files of their own. */
  readonly embedded: readonly EmbeddedScalar[];
}

/** A value that is a file of its own, and the name that this would have. */
export interface EmbeddedScalar {
  readonly scalar: ScalarNode;
  readonly name: string;
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
export function findSettings(tree: TreeNode, site: SettingsSite): SettingFacts {
  const root = site.format === "logstash" ? joinSections(tree) : tree;
  const plain = indexTree(root);
  const dotted = indexTree(root);
  const found: Finding = { uses: [], misplaced: [], cloudIds: [], embedded: [], claimed: new Set(), named: new Set() };
  for (const told of tellIntegrations(root, site.path, site.format, INTEGRATIONS)) {
    const integration = asReader(told, site.path);
    const whole = integration.dottedKeys ? dotted : plain;
    for (const scope of scopesOf(root, integration)) {
      findIn(scope === root ? whole : indexTree(scope), integration, site, found);
    }
  }
  const { uses, misplaced, cloudIds, embedded } = found;
  uses.sort((left, right) => left.credential.span.start - right.credential.span.start);
  return { uses, misplaced, cloudIds, embedded };
}

interface Finding {
  readonly uses: UseFact[];
  readonly misplaced: MisplacedFact[];
  readonly cloudIds: CloudIdFact[];
  readonly embedded: EmbeddedScalar[];
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
    append(cloudIds, cloudIdsOf(tree, integration, setting, claimed, site));
    for (const there of select(tree, setting.path, options)) {
      const { value } = there;
      if (value?.kind !== "scalar" || claimed.has(value) || !applies(tree, integration, setting, there)) continue;
      const sent = sentSettings(tree, integration, setting, there);
      const own = sent.flatMap((each) => useOf(tree, integration, each, there, value, site) ?? []);
      // What is no credential here may be one for another row; a key that nobody sends is none for anyone.
      if (own.length === 0 && sent.length > 0) continue;
      claimed.add(value);
      append(uses, own);
    }
  }
  append(found.embedded, embeddedIn(tree, integration));
  for (const row of integration.misplaced ?? []) {
    for (const { entry } of select(tree, row.path, options)) {
      if (!entry || named.has(entry.keySpan.start)) continue;
      named.add(entry.keySpan.start);
      const { path, belongs } = row;
      misplaced.push({ integration, path, keySpan: entry.keySpan, belongs, around: site.around });
    }
  }
}

/** The row as the program has it that reads a file of this name. */
function asReader(integration: Integration, path: string): Integration {
  const reader = integration.readers && readerOf(integration.readers, path);
  return reader ? { ...integration, references: reader.references } : integration;
}

function embeddedIn(tree: IndexedTree, integration: Integration): readonly EmbeddedScalar[] {
  return (integration.embeds ?? []).flatMap(({ path, name }) =>
    select(tree, path, pathOptions(integration)).flatMap(({ entry, value }): readonly EmbeddedScalar[] =>
      value?.kind === "scalar" && entry ? [{ scalar: value, name: name ?? entry.key }] : [],
    ),
  );
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

/** Of a setting that belongs elsewhere all of its name is wrong. */
function unsupportedOf(entry: Entry, { right, elsewhere }: Unsupported) {
  const { keySpan, written } = lastName(entry);
  return elsewhere ? { keySpan: entry.keySpan, written, right, elsewhere } : { keySpan, written, right };
}

function sinceOf(entry: Entry, versions: string) {
  return { ...lastName(entry), versions };
}

/** The name that is wrong: of a dotted key its last piece. */
function lastName({ key, keySpan }: Entry): { readonly keySpan: Span; readonly written: string } {
  const written = key.slice(key.lastIndexOf(".") + 1);
  const exact = keySpan.end - keySpan.start === key.length;
  return { keySpan: exact ? { start: keySpan.end - written.length, end: keySpan.end } : keySpan, written };
}

function useOf(
  tree: IndexedTree,
  integration: Integration,
  { setting, path, at }: SentSetting,
  found: Found,
  scalar: ScalarNode,
  where: SettingsSite,
): UseFact | undefined {
  const entry = setting.entry && entryCredential(tree, integration, setting.entry, found);
  const whole = entry ?? sealValue(valueOfScalar(scalar, integration.references));
  const beside = schemeBeside(tree, integration, setting, found);
  const isHeader = setting.value === "header" || (setting.scheme !== undefined && beside === undefined);
  const isList = setting.value === "header-list";
  const site = isList ? authorizationInList(whole) : isHeader ? authorizationOf(whole, "value") : undefined;
  if (isList && !site) return undefined;
  const bare = isHeader || isList ? undefined : withoutScheme(whole, scalar.alias === true);
  const credential = site?.credential ?? bare?.credential ?? whole;
  const tlsOff = at
    .map((each) => tlsOffOf(tree, integration, setting, each, where.format))
    .find((mark) => mark !== undefined);
  // Of several senders each has a block of its own, and what one lacks another may have.
  const sender = at.length === 1 ? at[0] : undefined;
  const idleness = idlenessOf(tree, integration, setting, found.captures);
  const block = sender && blockFact(tree, integration, path, sender);
  const beneath = where.beneath ?? [];
  const targets = at.flatMap((each) => [
    ...entryTargets(tree, integration, setting, each.captures),
    ...targetsOf(tree, integration, setting.target, setting.path, each.captures),
  ]);
  return {
    kind: "setting",
    integration,
    setting,
    value: whole,
    path: found.path,
    accepts: setting.accepts,
    credential,
    header: beside ?? (site && (scalar.alias ? { ...site.header, span: undefined, insertAt: undefined } : site.header)),
    block,
    whole: sender ? isWhole(tree, integration, path, block, where.template) : !where.template,
    exclusive: sender ? exclusiveOf(tree, integration, setting, sender) : [],
    ...(setting.unsupported && found.entry && { unsupported: unsupportedOf(found.entry, setting.unsupported) }),
    ...(setting.since && found.entry && { since: sinceOf(found.entry, setting.since.versions) }),
    ...(bare && { unwanted: bare.unwanted }),
    ...(tlsOff && { tlsOff }),
    ...idleness,
    ...(needsTlsOf(tree, integration, setting, found.captures) && { needsTls: true }),
    ...(setting.strict && { strict: setting.strict }),
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

/**
 * Beats and PHP look a name up among the settings of the same file first: `${output.elasticsearch.username}`. Spring does
 * so last, so another source may win.
 */
function settingDefinitions(tree: IndexedTree, integration: Integration, value: FactValue): readonly Definition[] {
  const { references } = integration;
  if (references !== "beats" && references !== "php" && references !== "spring") return [];
  const definitions: Definition[] = [];
  for (const part of value.parts) {
    if (part.kind !== "reference" || segmentUnsafe(part.name)) continue;
    const found = first(tree, cutPattern(part.name), { dotted: true });
    if (found?.value?.kind !== "scalar" || !found.entry) continue;
    definitions.push({
      name: part.name,
      nameSpan: found.entry.keySpan,
      value: sealValue(valueOfScalar(found.value, references)),
      scope: "setting",
      ...(references === "spring" && { open: true as const }),
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
