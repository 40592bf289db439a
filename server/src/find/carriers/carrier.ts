/**
 * What a file gives to programs beside its settings: environments, collections of values, and the texts and commands
 * that run in them. Each carrier format (Compose, Kubernetes, a unit, a pipeline) is one file of this folder that fills
 * a sink; facts.ts reads the texts and finds the uses in them. Sources: reference/variables.md 3.
 */
import type { Command, TreeNode } from "../../read/reading";
import type { Layer } from "../../text/layer";
import type { Span } from "../../text/span";
import type { Beneath } from "../beneath";
import type { EnvironmentFact, HostFact, KustomizationFact, ResourceFact } from "../environmentModel";
import type { Filling } from "../filled";
import type { ChartFact, ChartValue, PlacedProgram } from "../programModel";
import type { Surroundings, VariableScope } from "../valueModel";

/** A text in a value of this file, with its own format. */
export interface EmbeddedText {
  readonly layer: Layer;
  readonly span: Span;
  /** `shell`, `powershell`: a script. `file`: a file, told by its `name` and content. */
  readonly as: "shell" | "powershell" | "file";
  /** The name that the file has where it is mounted: `filebeat.yml`. */
  readonly name?: string;
  readonly around: Surroundings;
  /** Of a file: what was put into the text before it is read. */
  readonly filling?: Filling;
  /** Of a file: it is put behind what the file held before, so what is missing in it may stand there. */
  readonly fragment?: boolean;
  /** `${{ … }}` is put in before the text is read, from this scope. */
  readonly expressions?: VariableScope;
}

/** A command in exec form, and the environment that it runs in. */
export interface CarriedCommand {
  readonly command: Command;
  readonly around: Surroundings;
  /** Where expressions in its words are looked up. */
  readonly expressions?: VariableScope;
}

/** Settings that stand in a tree of this file as they would stand in a file of this name. */
export interface CarriedTree {
  readonly tree: TreeNode;
  readonly name: string;
  readonly around: Surroundings;
  /** It is laid over or under others, so what is missing in it may stand there. */
  readonly fragment?: true;
  /** What somebody lays beneath it. */
  readonly beneath?: readonly Beneath[];
}

export interface CarrierSink {
  readonly environments: EnvironmentFact[];
  readonly resources: ResourceFact[];
  readonly embedded: EmbeddedText[];
  readonly commands: CarriedCommand[];
  readonly hosts: HostFact[];
  readonly trees: CarriedTree[];
  readonly programs: PlacedProgram[];
  readonly kustomizations: KustomizationFact[];
  chart?: ChartFact;
  readonly chartValues: ChartValue[];
}

/** A sink with nothing in it but the environments that the text has so far: others are counted behind them. */
export function carrierSink(before: readonly EnvironmentFact[] = []): CarrierSink {
  const given = { resources: [], embedded: [], commands: [], hosts: [], trees: [], kustomizations: [] };
  return { environments: [...before], ...given, programs: [], chartValues: [] };
}

/** Adds an environment and gives it its id. */
export function addEnvironment(sink: CarrierSink, draft: Omit<EnvironmentFact, "id">): number {
  const id = sink.environments.length;
  sink.environments.push({ id, ...draft });
  return id;
}
