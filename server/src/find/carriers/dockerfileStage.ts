/** What the parts of the Dockerfile carrier know of a stage. */
import type { Instruction } from "../../read/reading";
import type { Definition, EnvironmentLayer } from "../model";

/** A stage, as far as those that build on it need to know it. */
export interface Stage {
  readonly name: string;
  /** What it defines, with what it takes over. */
  readonly args: readonly Definition[];
  readonly envs: readonly Definition[];
  /** Its `SHELL`, and how it starts, if it says so. */
  readonly shell: Instruction | undefined;
  readonly entrypoint: Instruction | undefined;
}

/** The layers of an environment with these definitions: `ENV` wins over `ARG` whatever the order. */
export function layersOf(args: readonly Definition[], envs: readonly Definition[]): readonly EnvironmentLayer[] {
  return [args, envs].flatMap((definitions) =>
    definitions.length === 0 ? [] : [{ kind: "definitions", definitions }],
  );
}
