/**
 * Which files on disk the server wants to hear about: `.env` files everywhere, those that an analysis looked at whether
 * they exist or not, and all of them once the problems of the whole workspace are asked for. Clients that cannot watch
 * are served by looking again when a text is opened or saved.
 */
import { DidChangeWatchedFilesNotification, type FileSystemWatcher } from "vscode-languageserver";
import { nameOf, relativePath } from "../workspace/uri";
import type { Abilities } from "./abilities";
import type { Folders } from "./folders";
import type { Registrations } from "./registrations";

export interface Watch {
  /** Files that an analysis looked at. */
  follow(uris: Iterable<string>): void;
  /** All files, or only the followed ones. */
  everything(on: boolean): void;
  /** The followed files, for clients that cannot watch. */
  followed(): ReadonlySet<string>;
}

const ALWAYS: readonly FileSystemWatcher[] = [{ globPattern: "**/.env*" }];
const EVERYTHING: readonly FileSystemWatcher[] = [{ globPattern: "**/*" }];
/** A crontab sources a handful of files; more are somebody's joke. */
const MAX_FOLLOWED = 500;

const METHOD = DidChangeWatchedFilesNotification.method;
const idOf = (turn: number): string => `keyfit-files-${turn}`;

/** Begins to watch, where the client can. */
export function createWatch(registrations: Registrations, abilities: Abilities, folders: Folders): Watch {
  const followed = new Set<string>();
  let everything = false;
  let turn = 0;
  let queue = Promise.resolve();

  const watchers = (): readonly FileSystemWatcher[] =>
    everything ? EVERYTHING : [...ALWAYS, ...[...followed].flatMap((uri) => watcherOf(uri) ?? [])];

  const watcherOf = (uri: string): FileSystemWatcher | undefined => {
    if (nameOf(uri).startsWith(".env")) return undefined;
    const folder = folders.holding(uri);
    const path = folder === undefined ? undefined : relativePath(folder, uri);
    if (folder === undefined || path === undefined) return undefined;
    const pattern = escapeGlob(path);
    return { globPattern: abilities.relativeWatch ? { baseUri: folder, pattern } : `**/${pattern}` };
  };

  /** The new registration stands before the old one goes, so that nothing is missed in between. */
  const register = (): void => {
    if (!abilities.watch) return;
    const before = turn === 0 ? undefined : idOf(turn);
    const id = idOf(++turn);
    const options = { watchers: watchers() };
    queue = queue.then(async () => {
      await registrations.add(id, METHOD, options);
      if (before !== undefined) await registrations.remove(before, METHOD);
    });
  };

  register();
  return {
    follow: (uris) => {
      const before = followed.size;
      for (const uri of uris) if (followed.size < MAX_FOLLOWED) followed.add(uri);
      if (followed.size > before && !everything) register();
    },
    everything: (on) => {
      if (on === everything) return;
      everything = on;
      register();
    },
    followed: () => followed,
  };
}

/** Marks of a glob in a file's name: editors differ in how they are escaped, and all of them know `?`. */
function escapeGlob(path: string): string {
  return path.replace(/[*[\]{}]/g, "?");
}
