/**
 * Which files on disk the server wants to hear about: none before it has something to do, then all of the workspace,
 * because any of them may give a value, mount a file or send the same key. Clients that cannot watch are served by looking
 * again when a text is opened or saved; what open texts looked at is remembered for them.
 */
import { DidChangeWatchedFilesNotification, type FileSystemWatcher } from "vscode-languageserver";
import type { Abilities } from "./abilities";
import type { Registrations } from "./registrations";

export interface Watch {
  /** Hears of all files from now on; calls after the first do nothing. */
  begin(): void;
  /** Files that an analysis looked at. */
  follow(uris: Iterable<string>): void;
  /** Those files. */
  followed(): ReadonlySet<string>;
}

const EVERYTHING: readonly FileSystemWatcher[] = [{ globPattern: "**/*" }];
/** A crontab sources a handful of files; more are somebody's joke. */
const MAX_FOLLOWED = 500;

/** Nothing is watched before `begin`. */
export function createWatch(registrations: Registrations, abilities: Abilities): Watch {
  const followed = new Set<string>();
  let begun = false;
  return {
    begin: () => {
      if (begun || !abilities.watch) return;
      begun = true;
      void registrations.add("keyfit-files", DidChangeWatchedFilesNotification.method, { watchers: EVERYTHING });
    },
    follow: (uris) => {
      for (const uri of uris) if (followed.size < MAX_FOLLOWED) followed.add(uri);
    },
    followed: () => followed,
  };
}
