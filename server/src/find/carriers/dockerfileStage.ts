/** What the parts of the Dockerfile carrier know of a stage. */
import type { Instruction } from "../../read/reading";
import type { EnvironmentLayer, LinkFact } from "../environmentModel";
import type { ProgramFact } from "../programModel";
import type { Definition } from "../valueModel";

/** A stage, as far as those that build on it need to know it. */
export interface Stage {
  readonly name: string;
  /** What it defines, with what it takes over. */
  readonly args: readonly Definition[];
  readonly declared: readonly DeclaredArg[];
  readonly envs: readonly Definition[];
  /** Its `SHELL`, and how it starts, if it says so. */
  readonly shell: Instruction | undefined;
  readonly entrypoint: Instruction | undefined;
  /** The image that it is built on in the end. */
  readonly programs: readonly ProgramFact[];
  /** Files that it copies, with those of the stages that it copies from. */
  readonly links: readonly LinkFact[];
}

/** An `ARG` of a stage, which whoever builds the image may give a value. */
export type DeclaredArg = Extract<EnvironmentLayer, { kind: "build-args" }>["names"][number];

/**
 * The layers of an environment with these definitions: `ENV` wins over `ARG` whatever the order, and what the build is
 * given over the default of an `ARG`.
 */
export function layersOf(
  args: readonly Definition[],
  declared: readonly DeclaredArg[],
  envs: readonly Definition[],
): readonly EnvironmentLayer[] {
  return [
    ...definitionsLayer(args),
    ...(declared.length > 0 ? [{ kind: "build-args", names: declared } as const] : []),
    ...definitionsLayer(envs),
  ];
}

function definitionsLayer(definitions: readonly Definition[]): readonly EnvironmentLayer[] {
  return definitions.length === 0 ? [] : [{ kind: "definitions", definitions }];
}
