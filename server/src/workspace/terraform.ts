/**
 * Looks a name up as Terraform does: in the files of its module, which are those of one folder, then in what the module
 * is given. A module that others call is given their arguments; any other is a root, which gets its variables from the
 * command line, from `.tfvars` files beside it and from `TF_VAR_` variables, in that order.
 * Source: https://developer.hashicorp.com/terraform/language/values/variables, reference/variables.md 3.11
 */
import type { Facts } from "../find/model";
import { DATA_FOLDER } from "../find/terraformRuns";
import type { Definition } from "../find/valueModel";
import { append } from "../text/append";
import { lookUpEnvironment } from "./environments";
import { type FoundDefinition, foundIn, type Look, opened, type Place, UNSEEN, UNSET } from "./look";
import { moduleCallsKey, moduleKey, pathKey, urisOfPath, valuesKey, withoutSlash } from "./reach";
import { linkedFacts, type Site, sitesOf } from "./sites";
import { filesAt } from "./startFolders";
import { childUri, folderOf, nameOf } from "./uri";

/** A name such as `var.k`, `local.k`, `module.m.k`; whatever a resource or a data source gives, no file shows. */
export function lookUpModule(name: string, place: Place): Look {
  if (place.looks.left-- <= 0) return UNSET;
  const [root = "", first = "", ...rest] = name.split(".");
  const folder = folderOf(place.facts.uri);
  switch (root) {
    case "local":
      return lookUpIn(name, folder, place) ?? UNSEEN;
    case "var":
      return lookUpVariable([first, ...rest].join("."), folder, place);
    case "module":
      return lookUpOutput(first, rest.join("."), folder, place);
    default:
      return UNSEEN;
  }
}

/** A definition in one of the files of a module; `override.tf` and `*_override.tf` replace what the others say. */
function lookUpIn(name: string, folder: string, place: Place): Look | undefined {
  let last: FoundDefinition | undefined;
  for (const facts of moduleFiles(folder, place)) {
    const definition = facts.definitions.find((each) => each.scope === "module" && each.name === name);
    if (definition && (!last || isOverride(facts))) last = { definition, facts, open: false };
  }
  return last && foundIn(last.definition, last.facts);
}

function moduleFiles(folder: string, place: Place): readonly Facts[] {
  return linkedFacts(moduleKey(folder), place);
}

function isOverride({ uri }: Facts): boolean {
  return /(?:^|_)override\.(?:tf|tofu)$/.test(nameOf(uri));
}

/** What a call of another module is given back. */
function lookUpOutput(call: string, output: string, folder: string, place: Place): Look {
  for (const facts of moduleFiles(folder, place)) {
    if (facts.terraform?.kind !== "module") continue;
    const source = facts.terraform.calls.find(({ name }) => name === call)?.source;
    for (const uri of source ? urisOfPath(source, facts.uri, place.snapshot) : []) {
      const look = lookUpIn(`output.${output}`, withoutSlash(uri), place);
      if (look) return look;
    }
  }
  return UNSEEN;
}

function lookUpVariable(name: string, folder: string, place: Place): Look {
  const callers = linkedFacts(moduleCallsKey(folder), place);
  const fallback = lookUpIn(`var.${name}`, folder, place);
  if (callers.length > 0) return lookUpArgument(name, folder, callers, fallback, place);
  const given = lookUpGiven(name, folder, place);
  if (given) return given;
  return fallback ? opened(fallback) : UNSET;
}

/** What each call of a module hands over; one that hands over nothing leaves the default. */
function lookUpArgument(
  name: string,
  folder: string,
  callers: readonly Facts[],
  fallback: Look | undefined,
  place: Place,
): Look {
  const found: FoundDefinition[] = [];
  for (const facts of callers) {
    if (facts.terraform?.kind !== "module") continue;
    for (const { name: call, source } of facts.terraform.calls) {
      const uris = source ? urisOfPath(source, facts.uri, place.snapshot).map(withoutSlash) : [];
      if (!uris.includes(folder)) continue;
      const definition = facts.definitions.find((each) => each.name === `module.${call}.${name}`);
      if (definition) found.push({ definition, facts, open: false });
      else if (fallback?.kind === "found") append(found, fallback.found);
    }
  }
  return found.length > 0 ? { kind: "found", found } : UNSET;
}

/** What a root module is given, the highest first. */
function lookUpGiven(name: string, folder: string, place: Place): Look | undefined {
  const runs = sitesOf(pathKey(childUri(folder, DATA_FOLDER)), place);
  const argument = either(runs.map((site) => lookUpWords(name, site, place)));
  if (argument) return argument;
  for (const facts of valuesFiles(folder, place)) {
    const found = valueIn(name, facts);
    // The command line would win.
    if (found) return opened(found);
  }
  const variable = `TF_VAR_${name}`;
  return either(
    runs.map(({ facts, environment }) => lookUpEnvironment(variable, environment, undefined, { ...place, facts })),
  );
}

/** `-var` and `-var-file` of one command; the last one on its line wins. */
function lookUpWords(name: string, { facts, environment }: Site, place: Place): Look {
  for (const layer of [...environment.layers].reverse()) {
    if (layer.kind === "arguments") {
      const definition = layer.definitions.find((each) => each.name === name);
      if (definition) return foundIn(definition, facts);
    } else if (layer.kind === "values-file") {
      const files = filesAt(layer.path, "itself", { ...place, facts });
      // A file that is not in the workspace may hold any name.
      if (!files || files.length === 0) return UNSEEN;
      for (const file of files) {
        const found = valueIn(name, file);
        if (found) return found;
      }
    }
  }
  return UNSET;
}

/** The answer of several runs: all that found something. */
function either(looks: readonly Look[]): Look | undefined {
  const found = looks.flatMap((look) => (look.kind === "found" ? look.found : []));
  return found.length > 0 ? { kind: "found", found } : looks.find(({ kind }) => kind !== "unset");
}

/** Files that Terraform reads by itself, the highest first: `*.auto.tfvars` by name, then `terraform.tfvars`. */
function valuesFiles(folder: string, place: Place): readonly Facts[] {
  const auto = linkedFacts(valuesKey(folder), place)
    .filter(({ uri }) => /\.auto\.tfvars(?:\.json)?$/.test(nameOf(uri)))
    .sort((left, right) => (nameOf(left.uri) < nameOf(right.uri) ? 1 : -1));
  const named = ["terraform.tfvars.json", "terraform.tfvars"].flatMap((file) => {
    const facts = place.snapshot.facts(childUri(folder, file), "itself");
    return typeof facts === "object" ? [facts] : [];
  });
  return [...auto, ...named];
}

function valueIn(name: string, facts: Facts): Look | undefined {
  if (facts.terraform?.kind !== "values") return undefined;
  const definition = facts.definitions.findLast((each: Definition) => each.name === name);
  return definition && foundIn(definition, facts);
}
