/**
 * Keeps what the files of a workspace mean for each other: of every file the keys of what it holds and names, and of each
 * that uses keys its survey. Files that changed, and those whose survey rested on them, wait here until somebody needs
 * the truth.
 */
import type { Facts } from "../find/model";
import type { ProjectView } from "../project/view";
import { append } from "../text/append";
import { createCrossIndex } from "./crossIndex";
import { createDependents } from "./dependents";
import type { Loading, Ticket } from "./loading";
import { keysOfFacts } from "./reach";
import { DEFAULT_SETTINGS, type Settings } from "./settings";
import type { Lookups, Snapshot } from "./snapshot";
import { exportsOf, type Survey, survey } from "./survey";

export interface SurveyingHost {
  readonly seed: string;
  today(): string;
}

/** What a snapshot needs to know besides files. */
export interface View {
  readonly settings: Settings;
  complete(): boolean;
}

/** What one round gave; nothing made where too much is pending to say anything. */
export interface Round<T> {
  readonly pending: ReadonlySet<string>;
  readonly made?: T;
}

export interface Surveying {
  isScanned(uri: string): boolean;
  addScanned(uri: string): void;
  removeScanned(uri: string): boolean;
  /** Whether this file says, or was asked for, anything. */
  knows(uri: string): boolean;
  known(): Iterable<string>;
  complete(): boolean;
  setComplete(complete: boolean): void;
  /** Files changed: they are to be looked at again, and surveys that rest on them are to be made again. */
  forget(uris: readonly string[]): void;
  /** Takes what a file holds now. */
  take(uri: string, facts: Facts | undefined): void;
  /** Everything is to be looked at again. */
  reset(): void;
  /** How many files wait. */
  backlog(): number;
  /** Looks at all that waits now, or at one file. */
  catchUp(uri?: string): Promise<void>;
  /** Looks at all that waits until nothing does, pausing where the host's files do. Rejects with the first fault once all is done. */
  drain(): Promise<void>;
  /** The survey of an open text, where it is the truth. */
  surveyOf(uri: string): Survey | undefined;
  /**
   * Makes something of a snapshot, again and again until all that it looks at is loaded; false where the file, or
   * everything, changed meanwhile. `keep` takes it at the moment at which it is true.
   */
  settle<T extends { readonly lookups: Lookups }>(
    ticket: Ticket,
    view: View,
    make: (snapshot: Snapshot, last: boolean) => Round<T>,
    keep: (made: T) => void,
  ): Promise<boolean>;
}

/** Each round loads what the one before asked for, so this many are only met where files change all the time. */
const MAX_ROUNDS = 256;

/** Makes a surveying of nothing. `outdate` hears which look-ups have another answer now. */
export function createSurveying(
  host: SurveyingHost,
  loading: Loading,
  outdate: (keys: Iterable<string>) => void,
): Surveying {
  /** Files on disk that others may reach or whose uses others may ask for. */
  const scanned = new Set<string>();
  /** Files to be looked at again before anything is answered. */
  const stale = new Set<string>();
  /** Files whose survey must be made again. */
  const unsurveyed = new Set<string>();
  /** Surveys of open texts; those of files are kept as what they say to others alone. */
  const surveys = new Map<string, Survey>();
  const dependents = createDependents();
  const index = createCrossIndex();
  let complete = true;
  let draining: Promise<void> | undefined;
  let fault: { readonly error: unknown } | undefined;

  /** These look-ups have another answer now. */
  const change = (keys: readonly string[]): void => {
    if (keys.length === 0) return;
    for (const uri of dependents.of(keys)) {
      dependents.delete(uri);
      surveys.delete(uri);
      unsurveyed.add(uri);
    }
    outdate(keys);
  };

  const take = (uri: string, facts: Facts | undefined): void => {
    const known = facts && !facts.skipped ? facts : undefined;
    stale.delete(uri);
    surveys.delete(uri);
    dependents.delete(uri);
    const changed = [...index.setKeys(uri, known ? keysOfFacts(known, loading) : [])];
    if (known && known.uses.length > 0) unsurveyed.add(uri);
    else {
      unsurveyed.delete(uri);
      append(changed, index.setExports(uri, undefined));
    }
    change(changed);
  };

  const snapshotOf = (view: View, project: ProjectView): Snapshot => ({
    today: host.today(),
    settings: view.settings,
    project,
    folderOf: (uri) => loading.folderOf(uri),
    facts: (uri, as) => loading.facts(uri, as),
    ignoreRules: (uri) => loading.ignoreRules(uri),
    linked: (key) => index.linked(key),
    keySites: (digest) => index.keySites(digest),
    readers: (definition) => index.readers(definition),
    literals: (uri) => index.literals(uri),
    complete: () => view.complete(),
  });

  const settle: Surveying["settle"] = async (ticket, view, make, keep) => {
    const { uri } = ticket;
    const release = loading.hold();
    try {
      for (let round = 0; ; round++) {
        await loading.loadProject(uri);
        if (!ticket.valid) return false;
        const project = loading.projectOf(uri);
        // It changed while another one was read.
        if (!project) continue;
        const last = round >= MAX_ROUNDS;
        const { pending, made } = make(snapshotOf(view, project.view), last);
        if (made && (pending.size === 0 || last)) {
          keep(withFiles(made, project.looked));
          return true;
        }
        await loading.load(pending);
      }
    } finally {
      release();
    }
  };

  const surveyNow = async (uri: string): Promise<void> => {
    const ticket = loading.begin(uri);
    try {
      const facts = await loading.factsNow(uri);
      if (!ticket.valid || !unsurveyed.has(uri)) return;
      if (!facts) return take(uri, undefined);
      // A survey asks for no settings.
      const view: View = { settings: DEFAULT_SETTINGS, complete: () => complete };
      const make = (snapshot: Snapshot): Round<Survey> => {
        const made = survey(facts, snapshot);
        return { made, pending: made.lookups.pending };
      };
      await settle(ticket, view, make, (made) => {
        if (!unsurveyed.delete(uri)) return;
        if (loading.text(uri)) surveys.set(uri, made);
        dependents.set(uri, [...made.lookups.files, ...made.lookups.names]);
        change(index.setExports(uri, exportsOf(made, host.seed)));
      });
    } finally {
      loading.end(ticket);
      loading.trim();
    }
  };

  const freshen = async (uri: string): Promise<void> => {
    if (!loading.text(uri) && !scanned.has(uri)) return take(uri, undefined);
    const ticket = loading.begin(uri);
    try {
      const facts = await loading.factsNow(uri);
      if (ticket.valid) take(uri, facts);
    } finally {
      loading.end(ticket);
    }
  };

  /** Works on one file. A text that makes us throw is a fault of ours; it then says nothing to others. */
  const guarded = async (uri: string, work: (uri: string) => Promise<void>): Promise<void> => {
    try {
      await work(uri);
    } catch (error) {
      fault ??= { error };
      take(uri, undefined);
    }
  };

  const lookAt = (one: string): Promise<void> =>
    guarded(one, async (uri) => {
      if (stale.has(uri)) await freshen(uri);
      if (unsurveyed.has(uri) && !stale.has(uri)) await surveyNow(uri);
    });

  /** Looks at what waits now; what comes meanwhile is not waited for. First what files hold, so that no survey is made twice. */
  const lookAtAll = async (): Promise<void> => {
    const changed = [...stale];
    for (const uri of changed) if (stale.has(uri)) await guarded(uri, freshen);
    const waiting = [...unsurveyed];
    for (const uri of waiting) if (unsurveyed.has(uri)) await lookAt(uri);
  };

  const drainNow = async (): Promise<void> => {
    while (stale.size + unsurveyed.size > 0) await lookAtAll();
  };

  return {
    isScanned: (uri) => scanned.has(uri),
    addScanned: (uri) => scanned.add(uri),
    removeScanned: (uri) => scanned.delete(uri),
    knows: (uri) => scanned.has(uri) || dependents.has(uri) || dependents.isLooked(uri) || stale.has(uri),
    known: () => [...scanned, ...dependents.keys()],
    complete: () => complete,
    setComplete(now) {
      if (complete === now) return;
      complete = now;
      change(["complete"]);
    },
    forget(uris) {
      for (const uri of uris) {
        stale.add(uri);
        surveys.delete(uri);
        dependents.delete(uri);
      }
      for (const uri of dependents.of(uris)) {
        dependents.delete(uri);
        surveys.delete(uri);
        unsurveyed.add(uri);
      }
    },
    take,
    reset() {
      for (const uri of [...scanned, ...loading.texts()]) stale.add(uri);
    },
    backlog: () => stale.size + unsurveyed.size,
    catchUp: (only) => (only === undefined ? lookAtAll() : lookAt(only)),
    async drain() {
      draining ??= drainNow().finally(() => {
        draining = undefined;
      });
      await draining;
      const failed = fault;
      fault = undefined;
      if (failed) throw failed.error;
    },
    surveyOf: (uri) => surveys.get(uri),
    settle,
  };
}

/** What was made, with further files that it rests on. */
function withFiles<T extends { readonly lookups: Lookups }>(made: T, files: readonly string[]): T {
  const { lookups } = made;
  return { ...made, lookups: { ...lookups, files: new Set([...lookups.files, ...files]) } };
}
