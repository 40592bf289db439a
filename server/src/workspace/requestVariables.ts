/**
 * Looks a name up as a file of requests has it: variables of the file, of the environments that its editor is configured
 * with, of `.env`. Which environment is active no file says, so all of them count, and what they give is open.
 * Sources: https://www.jetbrains.com/help/idea/http-client-variables.html (an environment goes before the file);
 * https://github.com/Huachao/vscode-restclient/blob/6649589e4d3f97d9c0d68a4f7ffe03fa2919c4df/src/utils/variableProcessor.ts (the file before an environment)
 */
import type { Facts } from "../find/model";
import type { Definition } from "../find/valueModel";
import { type FoundDefinition, type Look, opened, type Place, UNSEEN, UNSET } from "./look";
import { lookUpLines } from "./scripts";
import { folderOf, joinPath, relativePath } from "./uri";

/** A name as the reader of such files has it: that of a variable, or `$dotenv NAME` and `$processEnv NAME`. */
export function lookUpRequestVariable(name: string, place: Place): Look {
  if (name.startsWith("$dotenv ")) return lookUpDotenv(name.slice("$dotenv ".length), place);
  // The editor's own environment.
  if (name.startsWith("$processEnv ")) return UNSEEN;
  const inFile = lookUpLines(name, place.facts, Number.POSITIVE_INFINITY, place.named);
  const jetbrains = nearestFiles(place, JETBRAINS);
  if (jetbrains === "pending") return UNSEEN;
  const given = environmentsIn(jetbrains).map((environment) => definitionIn(environment, name));
  const found = given.flatMap((each) => each ?? []);
  // Where an environment lacks the name, the file has it.
  if (found.length > 0) return openLook(inFile && found.length < given.length ? [...found, inFile] : found);
  if (inFile) return { kind: "found", found: [inFile] };
  const settings = settingsOf(place);
  if (settings === "pending") return UNSEEN;
  const configured = environmentsIn(settings).flatMap((environment) => definitionIn(environment, name) ?? []);
  // A user's own settings may have it, or a script that ran before.
  return configured.length > 0 ? openLook(configured) : UNSEEN;
}

function openLook(found: readonly FoundDefinition[]): Look {
  return opened({ kind: "found", found });
}

const JETBRAINS = ["http-client.private.env.json", "http-client.env.json"];

/** The files of these names in the nearest folder upwards that has one of them. */
function nearestFiles(place: Place, names: readonly string[]): readonly Facts[] | "pending" {
  for (const folder of foldersUp(place)) {
    const facts = names.map((name) => place.snapshot.facts(joinPath(folder, name), "itself"));
    if (facts.includes("pending")) return "pending";
    const there = facts.filter((each) => typeof each === "object");
    if (there.length > 0) return there;
  }
  return [];
}

/** Folders around the file that are looked through. */
const MOST_FOLDERS = 32;

/** The folder of the file, then those around it, up to the workspace folder. */
function foldersUp({ facts: { uri }, snapshot }: Place): readonly string[] {
  const root = snapshot.folderOf(uri);
  const folders = [folderOf(uri)];
  for (let at = folderOf(uri); root !== undefined && at !== root && folders.length < MOST_FOLDERS; ) {
    at = folderOf(at);
    if (relativePath(root, at) === undefined && at !== root) break;
    folders.push(at);
  }
  return folders;
}

/** `rest-client.environmentVariables` of the workspace folder. */
function settingsOf({ facts: { uri }, snapshot }: Place): readonly Facts[] | "pending" {
  const root = snapshot.folderOf(uri);
  const facts = root === undefined ? "absent" : snapshot.facts(joinPath(root, ".vscode/settings.json"), "itself");
  if (facts === "pending") return facts;
  return facts === "absent" ? [] : [facts];
}

/** What one environment has by its name, from the lowest rank to the highest. */
interface Environment {
  readonly name: string;
  readonly given: readonly { readonly facts: Facts; readonly definitions: readonly Definition[] }[];
}

const SHARED = "$shared";

/** The environments of all files by name, each with what all share below it. */
function environmentsIn(files: readonly Facts[]): readonly Environment[] {
  const byName = new Map<string, Environment["given"][number][]>();
  for (const facts of files) {
    for (const { owner, name, layers } of facts.environments) {
      if (owner !== "http-environment") continue;
      const definitions = layers.flatMap((layer) => (layer.kind === "definitions" ? layer.definitions : []));
      byName.set(name, [...(byName.get(name) ?? []), { facts, definitions }]);
    }
  }
  const shared = byName.get(SHARED) ?? [];
  const named = [...byName].filter(([name]) => name !== SHARED);
  // Without any other, what is shared counts alone.
  const all = named.length > 0 ? named : byName.size > 0 ? [[SHARED, []] as const] : [];
  return all.map(([name, given]) => ({ name, given: [...shared, ...given] }));
}

function definitionIn({ given }: Environment, name: string): FoundDefinition | undefined {
  for (const { facts, definitions } of [...given].reverse()) {
    const definition = definitions.findLast((each) => each.name === name);
    if (definition) return { definition, facts, open: true };
  }
  return undefined;
}

/**
 * `.env` in the nearest folder upwards that has one; that of the active environment (`.env.dev`) goes before it. Before
 * REST Client 0.24.4 only the file's own folder counted.
 * https://github.com/Huachao/vscode-restclient/blob/6649589e4d3f97d9c0d68a4f7ffe03fa2919c4df/src/utils/httpVariableProviders/systemVariableProvider.ts
 */
function lookUpDotenv(name: string, place: Place): Look {
  const settings = settingsOf(place);
  if (settings === "pending") return UNSEEN;
  const names = environmentsIn(settings).flatMap((each) => (each.name === SHARED ? [] : [`.env.${each.name}`]));
  const [own, ...above] = foldersUp(place);
  for (const folder of [own ?? "", ...above]) {
    const files = [".env", ...names].map((each) => place.snapshot.facts(joinPath(folder, each), "dotenv"));
    if (files.includes("pending")) return UNSEEN;
    const there = files.filter((each) => typeof each === "object");
    if (there.length === 0) continue;
    const found = there.flatMap((facts) => lookUpLines(name, facts, Number.POSITIVE_INFINITY, place.named) ?? []);
    if (found.length === 0) return UNSET;
    return folder === own && there.length === 1 ? { kind: "found", found } : openLook(found);
  }
  return UNSET;
}
