/**
 * What a rule is: one object in one file, with its id, default severity, messages, check and fixes. rules/index.ts is the
 * only list; the settings schema, the documentation, the README table and `keyfit rules` come from it.
 * A rule answers message ids and arguments, and plans of edits; words and text edits are made at the edge.
 */
import type { Facts, Suppression, UseFact } from "../find/model";
import type { Definition, FactValue } from "../find/valueModel";
import type { Span } from "../text/span";
import type { KeyUse } from "../workspace/keyUse";
import type { OriginStep, Resolver } from "../workspace/resolve";
import type { Severity } from "../workspace/settings";
import type { Snapshot } from "../workspace/snapshot";
import type { VersionsOf } from "../workspace/versions";

export interface Rule {
  /** Stable, kebab-case (contract.md section 3). */
  readonly id: string;
  readonly severity: Severity | "off";
  /** One line for tables and settings. */
  readonly title: string;
  /** Templates by message id: one line of at most 120 characters once filled, without a full stop. */
  readonly messages: Readonly<Record<string, string>>;
  /** Titles of fixes by fix id. */
  readonly fixTitles?: Readonly<Record<string, string>>;
  /** Runs once it is known what each suppression silenced. */
  readonly afterSuppression?: true;
  check(file: JudgedFile): Iterable<Report>;
}

/** What a rule may look at: the uses of one file with their verdicts, and the facts behind them. */
export interface JudgedFile {
  readonly facts: Facts;
  readonly uses: readonly KeyUse[];
  readonly resolve: Resolver;
  /** What other files, the project file and settings say. */
  readonly snapshot: Snapshot;
  /** In which versions a program may run. */
  readonly versionsOf: VersionsOf;
  /** A name for a use's key that is equal wherever the same key is used; undefined where it has none. */
  readonly digestOf: (use: KeyUse) => string | undefined;
  /** What always wins over a definition, in every environment that it belongs to; undefined where it counts somewhere. */
  readonly shadows: (definition: Definition) => OriginStep | undefined;
  /** The variable that always wins over a setting, in every environment that is given the file; undefined likewise. */
  readonly overrides: (fact: UseFact) => OriginStep | undefined;
  /** The setting of a file that always wins over a variable; undefined likewise. */
  readonly outranked: (definition: Definition) => OriginStep | undefined;
  /** The uses whose value a definition of this file gives, by what they were found as. */
  readonly consumers: ReadonlyMap<Definition, ReadonlySet<UseFact>>;
  /** The ids of all rules, for comments that name one. */
  readonly ruleIds: ReadonlySet<string>;
  /** What each suppression silenced, by rule id; empty before suppression. */
  readonly silenced: ReadonlyMap<Suppression, ReadonlySet<string>>;
}

/** What a rule found, before it is rendered, sorted, suppressed and given its severity. */
export interface Report {
  readonly use?: KeyUse;
  readonly span: Span;
  /** The whole value that `span` lies in, with its quotes or mark, where that is not the use's credential. */
  readonly outer?: Span;
  readonly message: string;
  readonly args?: Readonly<Record<string, string>>;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedReport[];
  readonly fixes?: readonly FixPlan[];
  /** One fact that is told at each of its places: equal names, one group. */
  readonly group?: string;
}

export interface RelatedReport {
  readonly uri: string;
  readonly span: Span;
  /** Zero-based line where it is known, for files that are not loaded. */
  readonly line?: number;
  readonly message: string;
  readonly args?: Readonly<Record<string, string>>;
}

/** What a fix would do. Plans name values and forms, never texts of keys: features/edits.ts makes the texts. */
export interface FixPlan {
  readonly id: string;
  readonly args?: Readonly<Record<string, string>>;
  /** Lossless, on a literal value or a definition with this one consumer, within one file (contract.md section 5). */
  readonly safe: boolean;
  /** The one right fix; an editor may apply it without asking which. */
  readonly preferred: boolean;
  readonly edits: readonly EditPlan[];
}

export type EditPlan = EditChange & {
  /** The file that is edited, where that is another one than the finding's: the value is defined there. */
  readonly uri?: string;
};

type EditChange =
  /** Writes the value's credential in another form, or mended in its own. */
  | { readonly kind: "rewrite"; readonly value: FactValue; readonly to: "encoded" | "pair" | "essu" | "ece" }
  | { readonly kind: "replace"; readonly span: Span; readonly text: string };
