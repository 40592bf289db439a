/**
 * Settings per resource: asked from the client by URI, kept by URI, dropped when the client says that they changed.
 * Files that are not open share the settings of their folder, so that looking at a workspace is not one question a file.
 * A client that answers no questions gives settings at start or with the change itself.
 */
import type { Connection } from "vscode-languageserver";
import { DEFAULT_SETTINGS, parseSettings, type Settings } from "../workspace/settings";
import type { Abilities } from "./abilities";
import type { Log } from "./log";

const SECTION = "keyfit";

export interface Config {
  settings(uri: string): Promise<Settings>;
  /** Globs of files that the user leaves out of a folder: Keyfit's own, and the editor's `files.exclude`. */
  excluded(folder: string): Promise<readonly string[]>;
  /** Settings changed; `payload` is what the client sent along. */
  drop(payload: unknown): void;
}

export interface ConfigHost {
  readonly connection: Connection;
  readonly abilities: Abilities;
  readonly log: Log;
  /** What the client told at start. */
  readonly initial: unknown;
  /** The resource whose settings count for a file: itself while it is open, else its folder. */
  scopeOf(uri: string): string;
}

/** Makes the settings of one client. Asking never rejects. */
export function createConfig({ connection, abilities, log, initial, ...host }: ConfigHost): Config {
  const known = new Map<string, Promise<Settings>>();
  let given = parseSettings(sectionOf(initial));

  const ask = async (scopeUri: string): Promise<Settings> => {
    try {
      return parseSettings(await connection.workspace.getConfiguration({ scopeUri, section: SECTION }));
    } catch {
      // The client refused or went away; the next question may fare better.
      log.warn("The client gave no settings, so the defaults count");
      known.delete(scopeUri);
      return DEFAULT_SETTINGS;
    }
  };

  const settingsOf = (uri: string): Promise<Settings> => {
    if (!abilities.configuration) return Promise.resolve(given);
    const scope = host.scopeOf(uri);
    const settings = known.get(scope) ?? ask(scope);
    known.set(scope, settings);
    return settings;
  };

  /** VS Code's setting; other clients answer null, and nothing is left out. */
  const editorExcludes = async (scopeUri: string): Promise<readonly string[]> => {
    if (!abilities.configuration) return [];
    try {
      const answer: unknown = await connection.workspace.getConfiguration({ scopeUri, section: "files.exclude" });
      if (typeof answer !== "object" || answer === null) return [];
      return Object.entries(answer).flatMap(([glob, on]) => (on === true ? [glob] : []));
    } catch {
      log.debug("The client does not tell what it excludes");
      return [];
    }
  };

  return {
    settings: settingsOf,
    excluded: async (folder) => {
      const { exclude } = await settingsOf(folder);
      return [...exclude, ...(await editorExcludes(folder))];
    },
    drop: (payload) => {
      known.clear();
      if (!abilities.configuration) given = parseSettings(sectionOf(payload));
    },
  };
}

/** Clients differ in whether they wrap settings in the section's name. */
function sectionOf(settings: unknown): unknown {
  return typeof settings === "object" && settings !== null && SECTION in settings ? settings[SECTION] : settings;
}
