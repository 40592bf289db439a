/**
 * Who rests on what: from a look-up (a file's URI, or a name of snapshot.ts) to those who made it. A change then costs
 * what it touches, however many files a workspace has. Most look-ups have one or a few who made them, so one is kept
 * without a set around it.
 */

export interface Dependents {
  /** Takes what somebody looked up, in place of what it had looked up before. */
  set(uri: string, keys: Iterable<string>): void;
  /** Forgets somebody; false where nothing was known of it. */
  delete(uri: string): boolean;
  /** Whether somebody's look-ups are known. */
  has(uri: string): boolean;
  /** Whether anybody made a look-up. */
  isLooked(key: string): boolean;
  /** Those who looked up one of the keys, as of now. */
  of(keys: Iterable<string>): ReadonlySet<string>;
  /** All that was ever looked up and still counts. */
  keys(): Iterable<string>;
  clear(): void;
}

/** Makes an empty table. */
export function createDependents(): Dependents {
  const forward = new Map<string, readonly string[]>();
  const backward = new Map<string, string | Set<string>>();

  const remove = (uri: string): boolean => {
    const keys = forward.get(uri);
    if (!keys) return false;
    forward.delete(uri);
    for (const key of keys) {
      const holders = backward.get(key);
      if (holders instanceof Set) {
        holders.delete(uri);
        if (holders.size === 0) backward.delete(key);
      } else if (holders === uri) backward.delete(key);
    }
    return true;
  };

  return {
    set(uri, given) {
      remove(uri);
      const keys = [...new Set(given)];
      forward.set(uri, keys);
      for (const key of keys) {
        const holders = backward.get(key);
        if (holders === undefined) backward.set(key, uri);
        else if (typeof holders === "string") backward.set(key, new Set([holders, uri]));
        else holders.add(uri);
      }
    },
    delete: remove,
    has: (uri) => forward.has(uri),
    isLooked: (key) => backward.has(key),
    of(keys) {
      const found = new Set<string>();
      for (const key of keys) {
        const holders = backward.get(key);
        if (typeof holders === "string") found.add(holders);
        else if (holders) for (const uri of holders) found.add(uri);
      }
      return found;
    },
    keys: () => backward.keys(),
    clear() {
      forward.clear();
      backward.clear();
    },
  };
}
