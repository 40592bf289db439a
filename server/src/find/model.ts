/**
 * What `find` gives: the facts of one text, knowing no other file. Facts are cached by uri and version, and everything
 * later (resolving, judging, showing) works on them alone, never on the text again.
 * Literal text of values is sealed here, so nothing past this point can print a key by accident.
 */
import type {
  Acceptance,
  CommandIntegration,
  Integration,
  KeySetting,
  Unsupported,
  VariableIntegration,
} from "../integrations/model";
import type { Project } from "../project/project";
import type { Format, FunctionBody, ReadProblem } from "../read/reading";
import type { LineIndex } from "../text/lineIndex";
import type { Span } from "../text/span";
import type { DotenvLoader } from "./dotenvFamilies";
import type { EnvironmentFact, HostFact, KustomizationFact, ResourceFact, SourceFact } from "./environmentModel";
import type { ChartFact, ChartValue, PlacedProgram } from "./programModel";
import type { TerraformFact } from "./terraform";
import type { Definition, FactValue, Surroundings, UnexpandedReference, VariableScope } from "./valueModel";

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
  /** What it says about the programs that read settings in it. */
  readonly programs: readonly PlacedProgram[];
  /** Of a `Chart.yaml`. */
  readonly chart?: ChartFact;
  /** Of a chart's values: those that may be a part of an image's name. */
  readonly chartValues?: readonly ChartValue[];
  /** Of a kustomization: what it builds on, and its patches. */
  readonly kustomizations?: readonly KustomizationFact[];
  /** Of a manifest: who loads files of variables in its project. */
  readonly loaders?: readonly DotenvLoader[];
  /** Of a Terraform file: what it is to its module. */
  readonly terraform?: TerraformFact;
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
  /** Texts in this text that are JSON, where a comment would break what reads them. */
  readonly uncommentable: readonly Span[];
  /** Lines (zero-based) that go on with the line before: a comment above the first counts for all of them. */
  readonly continued: ReadonlySet<number>;
  readonly problems: readonly ReadProblem[];
  /** A budget stopped the reading; nothing of the file counts. */
  readonly skipped: "too-large" | "too-deep" | "time" | undefined;
  readonly lines: LineIndex;
}

/** What stands around a credential that is sent in a header. */
export interface HeaderFact {
  /**
   * `line`: `Authorization: ApiKey …`; `value`: `ApiKey …`; `list`: `Authorization=ApiKey …,name=value`; `beside`: the
   * program writes it, with the scheme of another setting and the value as it is.
   */
  readonly text: "line" | "value" | "list" | "beside";
  /** Of `beside`: that setting's name; where it is missing, the key of the map that it belongs in. */
  readonly setting?: { readonly name: string; readonly missingIn?: Span };
  readonly scheme: "apikey" | "bearer" | "basic" | "other" | undefined;
  /** The scheme's word as written. */
  readonly written: string | undefined;
  /** Where that word can be changed; undefined where it stands in no one place, or other settings read it too. */
  readonly span: Span | undefined;
  /** Where a missing scheme, or the setting for it, would be written; undefined likewise. */
  readonly insertAt: number | undefined;
  /** The text begins with a reference, so the header can be split only once that is resolved. */
  readonly unsplit: boolean;
  /** Of a list of headers: how it is written. */
  readonly list?: "list" | "colon" | "json";
  /** How the blank behind the scheme is written: in a list of headers, and in a value where it is encoded. */
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
  /** The program does not start with the key and a host in clear text. */
  readonly needsTls?: true;
  /** What the key is for is switched off. */
  readonly idle?: true;
  /** It is so in these versions. */
  readonly idleIn?: string;
  readonly strict?: KeySetting["strict"];
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
}

export type UseFact =
  | (UseCommon & {
      readonly kind: "setting";
      readonly integration: Integration;
      readonly setting: KeySetting;
      /** The whole value of the setting, of which the credential may be a part. */
      readonly value: FactValue;
      /** Undefined where the key stands at the top of the file, or its block has no name of its own. */
      readonly block: BlockFact | undefined;
      /** It is part of a whole configuration that is in use, so what is missing in it is missing. */
      readonly whole: boolean;
      /** Settings that name the target of which the program takes one; empty ones too. */
      readonly exclusive: readonly ExcludedFact[];
      /** The setting names a collection that may hold something else than a key. */
      readonly perhaps?: true;
      /** The program has no such setting. */
      readonly unsupported?: Unsupported & { readonly keySpan: Span; readonly written: string };
      /** The program has it only in some versions. */
      readonly since?: { readonly keySpan: Span; readonly written: string; readonly versions: string };
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
      /** It stands in a collection of values (a Secret, `.tfvars`), and is no use where a reader of it was found. */
      readonly collected?: true;
    });

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
  /** `http://` in the text does not count, that scheme does. */
  readonly ignoresHttp?: true;
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
  readonly around: Surroundings;
}

export interface Suppression {
  readonly kind: "line" | "next-line" | "file";
  readonly span: Span;
  /** The line (zero-based) whose findings it suppresses; undefined for a whole file. */
  readonly line: number | undefined;
  readonly rules: readonly { readonly name: string; readonly span: Span }[];
  readonly reason: string | undefined;
}
