/**
 * What `find` gives: the facts of one text, knowing no other file. Facts are cached by uri and version, and everything
 * later (resolving, judging, showing) works on them alone, never on the text again.
 * Literal text of values is sealed here, so nothing past this point can print a key by accident.
 */
import type { Secret } from "../elastic/secret";
import type { CommandIntegration, Integration, KeySetting } from "../integrations/model";
import type { Format, OpaquePart, ReadProblem } from "../read/reading";
import type { LineIndex } from "../text/lineIndex";
import type { Span } from "../text/span";

export interface Facts {
  readonly uri: string;
  readonly format: Format;
  readonly uses: readonly UseFact[];
  readonly definitions: readonly Definition[];
  /** How often the text names each variable as `$NAME` or `${NAME`, in whatever command; empty where settings are meant. */
  readonly mentions: ReadonlyMap<string, number>;
  /** Files that a job or script sources before its later commands run. */
  readonly sources: readonly SourceFact[];
  readonly misplaced: readonly MisplacedFact[];
  /** Every Cloud ID that a product reads here, beside a key or not. */
  readonly cloudIds: readonly CloudIdFact[];
  readonly suppressions: readonly Suppression[];
  readonly problems: readonly ReadProblem[];
  /** A budget stopped the reading; nothing of the file counts. */
  readonly skipped: "too-large" | "too-deep" | "time" | undefined;
  readonly lines: LineIndex;
}

/** A value as written, its literal text sealed. */
export interface FactValue {
  readonly span: Span;
  readonly outer: Span;
  readonly parts: readonly FactPart[];
  readonly quote: "none" | "single" | "double" | "mixed";
  encode(text: string): string | undefined;
}

export type FactPart =
  | {
      readonly kind: "text";
      readonly text: Secret;
      readonly span: Span | undefined;
      readonly quoted?: "single" | "double";
    }
  | FactReference
  | OpaquePart;

export interface FactReference {
  readonly kind: "reference";
  readonly name: string;
  readonly span: Span;
  readonly fallback?: { readonly parts: readonly FactPart[]; readonly whenEmpty: boolean };
}

/** Something that looks like a reference, in a syntax that nothing expands at this place. */
export interface UnexpandedReference {
  readonly span: Span;
  readonly name: string;
  /** Why it stays as it is; picks the message and the fix. */
  readonly why: "single-quotes" | "crontab-assignment" | "dollar-only" | "parentheses" | "percent-signs";
  /** It stands at an anchor, where other settings may read it too. */
  readonly shared?: true;
  /** The two single quotes, where double quotes in their place would change nothing else. */
  readonly quotes?: readonly Span[];
}

/** What stands around a credential that is sent in a header. */
export interface HeaderFact {
  /** `line`: `Authorization: ApiKey …`; `value`: `ApiKey …`. */
  readonly text: "line" | "value";
  readonly scheme: "apikey" | "bearer" | "basic" | "other" | undefined;
  /** The scheme's word as written. */
  readonly written: string | undefined;
  /** Where that word can be changed; undefined where it stands in no one place, or other settings read it too. */
  readonly span: Span | undefined;
  /** Where a missing scheme would be written; undefined likewise. */
  readonly insertAt: number | undefined;
  /** The text begins with a reference, so the header can be split only once that is resolved. */
  readonly unsplit: boolean;
}

interface UseCommon {
  /** `output.elasticsearch.api_key`, or the option of a command. */
  readonly path: string;
  readonly credential: FactValue;
  readonly header: HeaderFact | undefined;
  /** A Cloud ID first; it replaces the others unless it turns out empty. */
  readonly targets: readonly TargetFact[];
  readonly excluded: readonly ExcludedFact[];
  readonly unexpanded: readonly UnexpandedReference[];
  readonly scope: VariableScope;
}

export type UseFact =
  | (UseCommon & { readonly kind: "setting"; readonly integration: Integration; readonly setting: KeySetting })
  | (UseCommon & {
      readonly kind: "command";
      readonly integration: CommandIntegration;
      /** The option that holds the credential, as written. */
      readonly option: string;
      /** Unescaped `%` of the crontab line that runs the command. */
      readonly percents: readonly Span[];
    });

/** Where references of a use are looked up. */
export type VariableScope =
  /** The tree of settings itself, then the process environment, which no file in reach shows. */
  | { readonly kind: "settings"; readonly definitions: readonly Definition[] }
  /** A command: assignments before `offset`, those of its own job, and crontab assignments above. */
  | { readonly kind: "shell"; readonly offset: number; readonly job: number | undefined };

/** A variable that this text defines. */
export interface Definition {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: FactValue;
  readonly scope: "crontab" | "shell" | "command" | "setting";
  readonly exported: boolean;
  readonly conditional: boolean;
  readonly job: number | undefined;
  /** The subshell that it does not leave. */
  readonly within?: Span;
  readonly unexpanded: readonly UnexpandedReference[];
}

export interface SourceFact {
  /** The path as written, references not expanded; undefined where it is not a literal. */
  readonly path: string | undefined;
  readonly span: Span;
  readonly offset: number;
  readonly job: number | undefined;
  readonly conditional: boolean;
}

/** A text that names a target. */
export interface TargetFact {
  readonly role: "url" | "cloud-id" | "default";
  /** The setting it was read from; for a default: none. */
  readonly path: string;
  readonly value: FactValue | undefined;
  /** The documented default, for role `default`. */
  readonly text?: string;
  /** From a sibling such as `protocol`. */
  readonly scheme: "http" | "https" | undefined;
  readonly port: number | undefined;
}

export interface CloudIdFact {
  readonly path: string;
  /** Whether the program wants the part for Kibana too. */
  readonly kibana: "required" | "optional";
  readonly value: FactValue;
  readonly scope: VariableScope;
}

/** A setting that may not stand beside the key. */
export interface ExcludedFact {
  readonly path: string;
  readonly keySpan: Span;
  readonly value: FactValue;
}

export interface MisplacedFact {
  readonly integration: Integration;
  readonly path: string;
  readonly keySpan: Span;
  readonly belongs: string;
}

export interface Suppression {
  readonly kind: "line" | "next-line" | "file";
  readonly span: Span;
  /** The line (zero-based) whose findings it suppresses; undefined for a whole file. */
  readonly line: number | undefined;
  readonly rules: readonly { readonly name: string; readonly span: Span }[];
  readonly reason: string | undefined;
}
