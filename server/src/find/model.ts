/**
 * What `find` gives: the facts of one text, knowing no other file. Facts are cached by uri and version, and everything
 * later (resolving, judging, showing) works on them alone, never on the text again.
 * Literal text of values is sealed here, so nothing past this point can print a key by accident.
 */
import type { Secret } from "../elastic/secret";
import type {
  Acceptance,
  CommandIntegration,
  Integration,
  KeySetting,
  VariableIntegration,
} from "../integrations/model";
import type { Project } from "../project/project";
import type { Dialect, FilePart, Format, FunctionBody, OpaquePart, ReadProblem } from "../read/reading";
import type { LineIndex } from "../text/lineIndex";
import type { Span } from "../text/span";
import type { DotenvLoader } from "./dotenvFamilies";

export interface Facts {
  readonly uri: string;
  readonly format: Format;
  readonly uses: readonly UseFact[];
  readonly definitions: readonly Definition[];
  /** Environments that this text gives to programs, by their `id`. */
  readonly environments: readonly EnvironmentFact[];
  /** Named collections of values: Secrets, ConfigMaps, and what generates them. */
  readonly resources: readonly ResourceFact[];
  /** Functions of the scripts in it. */
  readonly functions: readonly FunctionBody[];
  /** Hosts that this text itself starts: services of a Compose file. */
  readonly hosts: readonly HostFact[];
  /** Of a manifest: who loads files of variables in its project. */
  readonly loaders?: readonly DotenvLoader[];
  /** What breaks the schema, where the text is a project file. */
  readonly project?: Project;
  /** How often the text names each variable as `$NAME` or `${NAME`, in whatever command; empty where settings are meant. */
  readonly mentions: ReadonlyMap<string, number>;
  /** Files that a job or script sources before its later commands run. */
  readonly sources: readonly SourceFact[];
  readonly misplaced: readonly MisplacedFact[];
  /** Every Cloud ID that a product reads here, beside a key or not. */
  readonly cloudIds: readonly CloudIdFact[];
  readonly suppressions: readonly Suppression[];
  /** Lines (zero-based) that go on with the line before: a comment above the first counts for all of them. */
  readonly continued: ReadonlySet<number>;
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
  | ResourceKeyPart
  | FilePart
  | FactComputedPart
  | OpaquePart;

/** What a known program makes of a value. */
export interface FactComputedPart {
  readonly kind: "computed";
  readonly operation: "base64" | "base64-decode";
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
  readonly from?: "expression" | "filled";
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
    | "percent-signs";
  /** It stands at an anchor, where other settings may read it too. */
  readonly shared?: true;
  /** The two single quotes, where double quotes in their place would change nothing else. */
  readonly quotes?: readonly Span[];
}

/** What stands around a credential that is sent in a header. */
export interface HeaderFact {
  /** `line`: `Authorization: ApiKey …`; `value`: `ApiKey …`; `list`: `Authorization=ApiKey …,name=value`. */
  readonly text: "line" | "value" | "list";
  readonly scheme: "apikey" | "bearer" | "basic" | "other" | undefined;
  /** The scheme's word as written. */
  readonly written: string | undefined;
  /** Where that word can be changed; undefined where it stands in no one place, or other settings read it too. */
  readonly span: Span | undefined;
  /** Where a missing scheme would be written; undefined likewise. */
  readonly insertAt: number | undefined;
  /** The text begins with a reference, so the header can be split only once that is resolved. */
  readonly unsplit: boolean;
  /** Of a list of headers: how it is written. */
  readonly list?: "list" | "colon" | "json";
  /** Of a list of headers: how the blank behind the scheme is written. */
  readonly blank?: "literal" | "encoded";
}

interface UseCommon {
  /** `output.elasticsearch.api_key`, the option of a command, or the name of a variable. */
  readonly path: string;
  /** The forms that the program takes there; undefined where nothing fixes them. */
  readonly accepts: readonly Acceptance[] | undefined;
  readonly credential: FactValue;
  readonly header: HeaderFact | undefined;
  /** A Cloud ID first; it replaces the others unless it turns out empty. */
  readonly targets: readonly TargetFact[];
  readonly excluded: readonly ExcludedFact[];
  readonly unexpanded: readonly UnexpandedReference[];
  readonly scope: VariableScope;
  /** Where references of its targets are looked up, where that is not the same. */
  readonly targetScope?: VariableScope;
  /** A scheme that stands in the value although the program takes the bare key. */
  readonly unwanted?: UnwantedFact;
  /** What switches certificate checks off. */
  readonly tlsOff?: MarkFact;
  /** What prints the key where the command runs. */
  readonly echo?: MarkFact;
}

/** A word or setting that means something by standing there. */
export interface MarkFact {
  readonly span: Span;
  /** As written, without any value that a key could stand in. */
  readonly written: string;
}

export interface UnwantedFact {
  readonly written: string;
  /** With the blanks behind it; undefined where it does not stand in one place, or other settings read it too. */
  readonly span: Span | undefined;
}

/** The block that a key setting stands in. */
export interface BlockFact {
  readonly name: string;
  readonly keySpan: Span;
  /** It is part of a whole configuration that is in use, so what is missing in it is missing. */
  readonly whole: boolean;
}

export type UseFact =
  | (UseCommon & {
      readonly kind: "setting";
      readonly integration: Integration;
      readonly setting: KeySetting;
      /** Undefined where the key stands at the top of the file. */
      readonly block: BlockFact | undefined;
      /** Settings that name the target of which the program takes one; empty ones too. */
      readonly exclusive: readonly ExcludedFact[];
      /** The program has no such setting. */
      readonly unsupported?: { readonly keySpan: Span; readonly written: string; readonly right: string };
    })
  | (UseCommon & {
      readonly kind: "command";
      readonly integration: CommandIntegration;
      /** The option that holds the credential, as written. */
      readonly option: string;
      /** Unescaped `%` of the crontab line that runs the command. */
      readonly percents: readonly Span[];
    })
  | (UseCommon & {
      /** A variable that a program reads by itself, or that is named as people name such a key. */
      readonly kind: "variable";
      readonly integration: VariableIntegration;
      readonly definition: Definition;
      /** The program is known to be written in Python. */
      readonly python?: boolean;
    });

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
    }
  /** The environment itself: only its values that stand before `before`, if that is given (Kubernetes). */
  | { readonly kind: "environment"; readonly environment: number; readonly before?: number }
  /** A line of a file of variables: the lines above it, then the environments that the file is loaded into. */
  | { readonly kind: "lines"; readonly before: number }
  /** A Compose file's own `${NAME}`: the `.env` of its project; the shell would win. */
  | { readonly kind: "compose-project" }
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

/** A named collection of values in a cluster. */
export interface ResourceName {
  readonly kind: "Secret" | "ConfigMap";
  readonly name: string;
  /** Undefined where none is stated; it then matches only others that state none. */
  readonly namespace: string | undefined;
}

/** What a program is given when it starts: a Compose service, a container, a unit, a step, a call of a script. */
export interface EnvironmentFact {
  /** Its place in `Facts.environments`. */
  readonly id: number;
  readonly owner: EnvironmentOwner;
  /** The service's, container's, unit's or step's name; what a hover shows. */
  readonly name: string;
  readonly span: Span;
  /** From the lowest rank to the highest. */
  readonly layers: readonly EnvironmentLayer[];
  /** Files and collections that the program is started with: scripts, mounted files, paths on its command line. */
  readonly links: readonly LinkFact[];
  /** The environment of the image whose program this is, where the same text builds it. */
  readonly image?: number;
}

export type EnvironmentOwner =
  | "compose-service"
  | "kubernetes-container"
  | "eck-resource"
  | "systemd-service"
  | "dockerfile-stage"
  | "github-step"
  | "gitlab-job"
  | "container"
  | "command";

export type EnvironmentLayer =
  | { readonly kind: "definitions"; readonly definitions: readonly Definition[] }
  /** A file of variables. */
  | {
      readonly kind: "file";
      readonly path: PathFact;
      readonly dialect: Dialect;
      /** The program does not start without it. */
      readonly required: boolean;
    }
  /** All keys of a collection, each with the prefix before it (`envFrom`). */
  | {
      readonly kind: "resource";
      readonly resource: ResourceName;
      readonly prefix: string;
      readonly optional: boolean;
      readonly span: Span;
    }
  /** The `ENV` of the image that is built from this Dockerfile; of its last stage, or the named one. */
  | {
      readonly kind: "image";
      readonly dockerfile: PathFact;
      readonly stage: string | undefined;
      /** What the build is given for the Dockerfile's `ARG`s; not part of the image. */
      readonly args?: readonly Definition[];
    }
  /** What whoever builds the image gives for these `ARG`s of the Dockerfile. */
  | {
      readonly kind: "build-args";
      readonly names: readonly { readonly name: string; readonly nameSpan: Span }[];
    }
  /** What is exported in a shell before `offset`. */
  | { readonly kind: "shell"; readonly offset: number; readonly job: number | undefined }
  /** What surrounds this text itself. */
  | { readonly kind: "surroundings"; readonly around: Surroundings }
  /** The service of this name in other files: what an override adds, or what it is extended from. */
  | {
      readonly kind: "service";
      readonly paths: readonly PathFact[];
      readonly service: string;
      readonly part: "files" | "definitions";
    }
  /** Drop-ins of this systemd unit, in the order of their names; each adds its own layers of one sort. */
  | { readonly kind: "drop-ins"; readonly unit: string; readonly part: UnitPart }
  /** Takes away what ranks lower and is of the same sort: `EnvironmentFile=` without a value. */
  | { readonly kind: "reset"; readonly part: UnitPart }
  /** Names that are taken away again. */
  | { readonly kind: "removed"; readonly names: readonly string[] }
  /** Something that no file shows and that may define any name (a pipeline's settings page). */
  | { readonly kind: "outside"; readonly why: string };

/** What a systemd unit has of `Environment=`, of `EnvironmentFile=`, and of `UnsetEnvironment=`. */
export type UnitPart = "definitions" | "files" | "removed";

/** A host name that means something in this file and the files that its services mount. */
export interface HostFact {
  readonly name: string;
  readonly deployment: "self-managed";
  readonly api: "elasticsearch" | "kibana";
}

/** A path as a file names it. */
export interface PathFact {
  /** References not expanded; undefined where it is not a literal. */
  readonly path: string | undefined;
  readonly span: Span;
  /** What a relative path starts from: the folder of this file, or the workspace folder first, as commands do. */
  readonly from: "own-folder" | "working-folder";
}

export type LinkFact =
  /** `within`: the path is a folder, and all that lies in it is meant. It may be either. */
  | {
      readonly kind: "path";
      readonly path: PathFact;
      /** Where the program sees it: the path in the container. */
      readonly as?: string;
    }
  | { readonly kind: "resource"; readonly resource: ResourceName }
  /** A drop-in's unit: `name.service`, or `service` for all. */
  | { readonly kind: "unit"; readonly unit: string };

/** A Secret, a ConfigMap, or a generator of one. */
export interface ResourceFact {
  readonly resource: ResourceName;
  readonly span: Span;
  /** From the lowest rank to the highest. Values of a Secret's `data` are decoded. */
  readonly layers: readonly ResourceLayer[];
  /** False where only its name is known (ExternalSecret, SealedSecret, SOPS). */
  readonly readable: boolean;
}

export type ResourceLayer =
  | Extract<EnvironmentLayer, { kind: "definitions" | "file" }>
  /** One key whose value is a whole file, as it is. */
  | { readonly kind: "content"; readonly key: string; readonly path: PathFact };

/** A variable that this text defines. */
export interface Definition {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: FactValue;
  /** `environment`: in an environment or a collection; `file`: in a file of variables. */
  readonly scope: "crontab" | "shell" | "command" | "setting" | "environment" | "file";
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
  /** A source that no file shows ranks above it (a settings page, a shell), so its value is never certain. */
  readonly open?: true;
}

export interface SourceFact {
  /** The path as written, references not expanded; undefined where it is not a literal. */
  readonly path: string | undefined;
  /** Where a relative path starts from. */
  readonly from: PathFact["from"];
  readonly span: Span;
  readonly offset: number;
  readonly job: number | undefined;
  readonly conditional: boolean;
  /** What it defines is exported, whatever its own lines say (`set -a`). */
  readonly exports?: true;
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
  /** Not set here: a variable that the program would be given by somebody else, if it is. */
  readonly lookedUp?: boolean;
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
