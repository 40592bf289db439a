/**
 * What a text tells of the programs that it starts: which they are and in which version. Where what a program takes
 * depends on its version, resolving looks for it at whoever starts, mounts or contains the settings.
 */
import type { Span } from "../text/span";
import type { TemplatePiece } from "./chartTemplate";
import type { FactValue, PathFact, VariableScope } from "./valueModel";

/** Of an environment, from the lowest rank to the highest. */
export type ProgramFact =
  | StatedProgram
  /** The image that is built from this Dockerfile: its last stage, or the named one. */
  | { readonly kind: "built"; readonly dockerfile: PathFact; readonly stage: string | undefined }
  /** An image whose name a template of a chart puts together. */
  | {
      readonly kind: "template";
      readonly pieces: readonly TemplatePiece[];
      readonly span: Span;
      readonly setting: string;
    }
  /** What the service of this name says in other files: what an override changes, or what it is extended from. */
  | { readonly kind: "service"; readonly paths: readonly PathFact[]; readonly service: string };

/** A value that states a version. */
export type StatedProgram = {
  readonly value: FactValue;
  /** Where references in it are looked up. */
  readonly scope: VariableScope;
  /** `image`, `FROM`, `spec.version`: as evidence names it. */
  readonly setting: string;
} & (
  | {
      /** An image, by its name and tag. */
      readonly kind: "image";
      /** The chart whose `appVersion` is the tag where none is given. */
      readonly chart?: PathFact;
    }
  /** The tag of an image that the text does not name. */
  | { readonly kind: "tag" }
  /** The version of a program, by its name in integrations/programs.ts; of an archive with what follows in its name. */
  | { readonly kind: "version" | "archive"; readonly product: string }
);

/** What a file states for the settings in a part of it. */
export type PlacedProgram =
  | { readonly kind: "stated"; readonly within: Span; readonly program: StatedProgram }
  /** Values of a chart: its own, or with `key` those of a chart that it depends on. */
  | { readonly kind: "chart"; readonly within: Span; readonly chart: PathFact; readonly key: string | undefined };

/** What a `Chart.yaml` says: https://helm.sh/docs/topics/charts/#the-chartyaml-file */
export interface ChartFact {
  readonly name: string;
  readonly appVersion: FactValue | undefined;
  readonly dependencies: readonly ChartDependency[];
}

export interface ChartDependency {
  /** Under which its values stand in those of the chart. */
  readonly key: string;
  readonly name: string;
  readonly repository: string | undefined;
  readonly version: FactValue;
}

/** A value of a chart that may be a part of an image's name, by its path. */
export interface ChartValue {
  readonly path: string;
  readonly value: FactValue;
}

/** What is put in the place of an image: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/ */
export interface ImageChange {
  /** The image's name, with its registry. */
  readonly name: string;
  readonly newName: string | undefined;
  /** Undefined where the tag stays as it is. */
  readonly newTag: FactValue | undefined;
  /** A digest takes the tag's place. */
  readonly digest: boolean;
}
