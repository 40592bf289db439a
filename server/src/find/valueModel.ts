/**
 * Values as facts hold them: parts, references, and the variables that a text defines, with where each is looked up.
 * Literal text is sealed, so nothing past this point can print a key by accident.
 */
import type { Secret } from "../elastic/secret";
import type { FilePart, Isolation, OpaquePart, Operation } from "../read/reading";
import type { Span } from "../text/span";

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
  | ResourceKeyPart
  | FilePart
  | FactComputedPart
  | FactArgumentPart
  | Omit<OpaquePart, "calls">;

/** A function's parameter, and what its call hands over as a definition of it. */
export interface FactArgumentPart {
  readonly kind: "argument";
  readonly span: Span;
  readonly definition: Definition;
  /** Another text in the call would change more than this value. */
  readonly shared: boolean;
}

/** What a known program makes of a value. */
export interface FactComputedPart {
  readonly kind: "computed";
  readonly operation: Operation;
  readonly parts: readonly FactPart[];
  readonly wrap: number;
  readonly span: Span;
}

/** The value of one key of a named collection: `secretKeyRef`. Never expanded again. */
export interface ResourceKeyPart {
  readonly kind: "resource-key";
  readonly resource: ResourceName;
  readonly key: string;
  readonly span: Span;
  /** Where it is absent, the variable is absent too, and nothing fails. */
  readonly optional: boolean;
}

export interface FactReference {
  readonly kind: "reference";
  readonly name: string;
  readonly span: Span;
  readonly fallback?: { readonly parts: readonly FactPart[]; readonly whenEmpty: boolean };
  /** It was put into a script before a shell read it, or into a file before that was read, and is looked up as such. */
  readonly from?: "expression" | "filled" | "outer";
}

/** Something that looks like a reference, in a syntax that nothing expands at this place. */
export interface UnexpandedReference {
  readonly span: Span;
  readonly name: string;
  /** As it is written, where that is not the usual way. */
  readonly written?: string;
  /** Why it stays as it is; picks the message and the fix. */
  readonly why:
    | "single-quotes"
    | "no-shell"
    | "crontab-assignment"
    | "unit-assignment"
    | "dollar-only"
    | "parentheses"
    | "percent-signs"
    | "braces"
    | "escaped"
    /** The name has a character that names have not. */
    | "name"
    /** A field of an event, where no event is. */
    | "event-field";
  /** How this program has it written, where that is not `${NAME}`; empty where it expands nothing. */
  readonly right?: string;
  /** It stands at an anchor, where other settings may read it too. */
  readonly shared?: true;
  /** The two single quotes, where double quotes in their place would change nothing else. */
  readonly quotes?: readonly Span[];
}

/** Where references of a value are looked up. */
export type VariableScope =
  /** The tree of settings itself, then the environment of the program that reads it. */
  | {
      readonly kind: "settings";
      readonly definitions: readonly Definition[];
      readonly around: Surroundings;
      /** Where references are looked up that were put into the text before it was read. */
      readonly filled?: VariableScope;
    }
  /** A command: assignments before `offset`, those of its own job, crontab assignments above, then what surrounds it. */
  | {
      readonly kind: "shell";
      readonly offset: number;
      readonly job: number | undefined;
      readonly around: Surroundings;
      /** Where expressions are looked up that are put into the text before a shell reads it. */
      readonly expressions?: VariableScope;
      /** The shell was started without what stands before it and what surrounds it. */
      readonly isolated?: Isolation;
    }
  /** The environment itself: only its values that stand before `before`, if that is given (Kubernetes). */
  | { readonly kind: "environment"; readonly environment: number; readonly before?: number }
  /** A line of a file of variables: the lines above it, then the environments that the file is loaded into. */
  | { readonly kind: "lines"; readonly before: number }
  /** A Compose file's own `${NAME}`: the `.env` of its project; the shell would win. */
  | { readonly kind: "compose-project" }
  /** A Terraform file: the files of its module, then whoever gives that its variables. */
  | { readonly kind: "module" }
  /** A file of requests: its own variables, wherever they stand, and what its editor is configured with. */
  | { readonly kind: "requests" }
  /** Nothing is looked up: a reference stays unset. */
  | { readonly kind: "nothing" };

/** Who gives a text its environment. */
export type Surroundings =
  /** Whoever names this file: starts it, mounts it, or passes it to a program. */
  | { readonly kind: "file" }
  /** An environment of the same text. */
  | { readonly kind: "environment"; readonly environment: number }
  /** The text is a value of a named collection (a file in a ConfigMap): whoever mounts that. */
  | { readonly kind: "resource"; readonly resource: ResourceName; readonly key: string };

/** A named collection of values in a cluster; a TriggerAuthentication has its values from other collections. */
export interface ResourceName {
  readonly kind: "Secret" | "ConfigMap" | "TriggerAuthentication";
  readonly name: string;
  /** Undefined where none is stated; it then matches only others that state none. */
  readonly namespace: string | undefined;
}

/** A path as a file names it. */
export interface PathFact {
  /** References not expanded; undefined where it is not a literal. */
  readonly path: string | undefined;
  readonly span: Span;
  /**
   * What a relative path starts from: the folder of this file; the folder in which its program was started, as of
   * commands; or the workspace folder, as of pipelines.
   */
  readonly from: "own-folder" | "working-folder" | "workspace-folder";
}

/** A variable that this text defines. */
export interface Definition {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: FactValue;
  /**
   * `environment`: in an environment or a collection; `file`: in a file of variables; `module`: in a Terraform file, by
   * the name that a reference has.
   */
  readonly scope: "crontab" | "shell" | "command" | "setting" | "environment" | "file" | "module";
  /** Where the references in its value are looked up, where that is not simply above it in the same script. */
  readonly inside?: VariableScope;
  readonly exported: boolean;
  readonly conditional: boolean;
  /** Where a conditional one has surely run. */
  readonly branch?: Span;
  readonly job: number | undefined;
  /** The subshell that it does not leave. */
  readonly within?: Span;
  readonly unexpanded: readonly UnexpandedReference[];
  /** Name and value with their quotes, where that is more than from `nameSpan` to the end of the value. */
  readonly whole?: Span;
  /** It stands nowhere by its name: a collection is taken in whole, and may hold it. */
  readonly taken?: true;
  /** A source that no file shows ranks above it (a settings page, a shell), so its value is never certain. */
  readonly open?: true;
}
