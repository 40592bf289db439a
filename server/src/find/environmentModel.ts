/**
 * What a text tells of environments: what programs are started with, which files and collections they are given, and
 * the collections themselves. Resolving joins them across files.
 */
import type { Dialect } from "../read/reading";
import type { Span } from "../text/span";
import type { FolderFact } from "./currentFolder";
import type { ImageChange, ProgramFact } from "./programModel";
import type { Definition, PathFact, ResourceName, Surroundings } from "./valueModel";

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
  /** The current folder of the program, where the text tells or hides it; else it starts where this text does. */
  readonly folder?: FolderFact;
  /** The environment of the image whose program this is, where the same text builds it. */
  readonly image?: number;
  /** It belongs to no program: a JSON patch puts it into a container. */
  readonly patch?: PatchPlace;
  /** Names of the program that runs in it: its image, its package, its own name. */
  readonly runs?: readonly string[];
  /** The program starts a container that is given no more than its command line names: the environment of that. */
  readonly container?: number;
  /** What the text says about the program and its version, from the lowest rank to the highest. */
  readonly programs?: readonly ProgramFact[];
}

export type EnvironmentOwner =
  | "compose-service"
  | "kubernetes-container"
  | "eck-resource"
  | "systemd-service"
  | "dockerfile-stage"
  | "github-step"
  | "gitlab-job"
  /** A function of AWS Lambda. */
  | "lambda-function"
  /** A server that an MCP client starts. */
  | "mcp-server"
  /** An environment of an editor that sends requests of `.http` files. */
  | "http-environment"
  | "container"
  | "command"
  /** A file that Terraform fills in. */
  | "template"
  /** A script that sources the file: all that it has, exported or not. */
  | "sourcing";

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
  /** What is exported in a shell before `offset`; with `own` all that it has. What stands before `from` it does not know. */
  | {
      readonly kind: "shell";
      readonly offset: number;
      readonly job: number | undefined;
      readonly own?: true;
      readonly from?: number;
    }
  /** What a Terraform command is given for variables (`-var k=v`), by their names; not part of the environment. */
  | { readonly kind: "arguments"; readonly definitions: readonly Definition[] }
  /** A file of values that it is given (`-var-file`). */
  | { readonly kind: "values-file"; readonly path: PathFact }
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
  /** What kustomizations that build on this manifest put into the container, or take away. */
  | { readonly kind: "patches"; readonly workload: Workload; readonly container: ContainerPlace }
  /** Names that are taken away again. */
  | { readonly kind: "removed"; readonly names: readonly string[] }
  /** Something that no file shows and that may define any name (a pipeline's settings page). */
  | { readonly kind: "outside"; readonly why: string };

/** A workload of a manifest, as patches name it. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
}

/** Where a JSON patch puts its variables. */
export interface PatchPlace {
  readonly list: string;
  readonly container: number;
}

/** A container of a workload: JSON patches say its place, merged manifests its name. */
export interface ContainerPlace extends PatchPlace {
  readonly name: string;
}

export interface KustomizationFact {
  /** Files, and folders with kustomizations of their own. */
  readonly builds: readonly PathFact[];
  /** In the order in which they are applied. */
  readonly patches: readonly PatchFact[];
  /** Images that are replaced in all that is built. */
  readonly images?: readonly ImageChange[];
}

/** A patch without a target is a manifest, which says itself what it is merged into. */
export type PatchFact =
  | { readonly target: Workload | undefined; readonly path: PathFact }
  /** It stands in the kustomization, as environments of the same text. */
  | { readonly target: Workload; readonly environments: readonly number[] };

/** What a systemd unit has of `Environment=`, of `EnvironmentFile=`, and of `UnsetEnvironment=`. */
export type UnitPart = "definitions" | "files" | "removed";

/** A host name that means something in this file and the files that its services mount. */
export interface HostFact {
  readonly name: string;
  readonly deployment: "self-managed";
  readonly api: "elasticsearch" | "kibana";
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

export interface SourceFact {
  /** The path as written, references not expanded; undefined where it is not a literal. */
  readonly path: string | undefined;
  /** Where a relative path starts from. */
  readonly from: PathFact["from"];
  /** It lies in a folder that nobody knows, so it may set any name. */
  readonly unseen?: true;
  /** The current folder, which the file has too. */
  readonly folder: FolderFact;
  /** Of the script that sources it. */
  readonly around: Surroundings;
  readonly span: Span;
  readonly offset: number;
  readonly job: number | undefined;
  readonly conditional: boolean;
  /** What it defines is exported, whatever its own lines say (`set -a`). */
  readonly exports?: true;
}
