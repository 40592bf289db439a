/**
 * What a container runs: `command` and `args` in exec form, and the scripts in them that a shell reads.
 * Kubernetes puts in `$(NAME)` before anything runs, in scripts too and within their single quotes, just as a pipeline
 * puts in an expression before its shell starts. So a script's `$(NAME)` is handed on as such an expression.
 * Sources: reference/variables.md 3.3;
 * https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
 */
import { pieceLayer } from "../../read/embedded";
import type { MapNode, ScalarNode } from "../../read/reading";
import { hull } from "../../text/span";
import type { CarrierSink } from "./carrier";
import { kubernetesValue, literalValue, scriptText } from "./kubernetesText";
import { childOf, scalarsAt } from "./tree";

/** The environment that a container's commands run in. */
export interface CommandEnvironment {
  readonly environment: number;
  /** The names that its `env` defines. */
  readonly names: ReadonlySet<string>;
  /** Collections may define others (`envFrom`). */
  readonly open: boolean;
}

/** Adds what a container runs: its program, its probes and its hooks. */
export function readPodCommands(container: MapNode, environment: CommandEnvironment, sink: CarrierSink): void {
  const known = knownNames(environment);
  const words = [...scalarsAt(container, "command"), ...scalarsAt(container, "args")];
  readWords(words, environment, known, sink);
  for (const [path, expands] of EXEC) {
    const command = childOf(container, ...path);
    if (command) readWords(scalarsAt(command, "exec", "command"), environment, expands ? known : undefined, sink);
  }
}

/**
 * Probes expand `$(NAME)` as the program does, hooks do not:
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/prober/prober.go (runProbe),
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/lifecycle/handlers.go (Run)
 */
const EXEC: readonly (readonly [path: readonly string[], expands: boolean])[] = [
  [["startupProbe"], true],
  [["readinessProbe"], true],
  [["livenessProbe"], true],
  [["lifecycle", "postStart"], false],
  [["lifecycle", "preStop"], false],
];

/**
 * Which names Kubernetes expands. Those of a collection stand in another file; nobody writes commands in upper case, so
 * such a name is taken for one of them.
 */
function knownNames({ names, open }: CommandEnvironment): (name: string) => boolean {
  return (name) => names.has(name) || (open && /^[A-Z_][A-Z0-9_]*$/.test(name));
}

/** `known` is undefined where Kubernetes expands nothing. */
function readWords(
  words: readonly ScalarNode[],
  { environment }: CommandEnvironment,
  known: ((name: string) => boolean) | undefined,
  sink: CarrierSink,
): void {
  const at = programAt(words);
  const program = words[at];
  if (!program) return;
  const around = { kind: "environment", environment } as const;
  const name = programName(program.layer.text);
  const script = SHELLS.has(name) ? scriptWord(words, at + 1) : undefined;
  if (script) {
    if (script.layer.text.length > MAX_ARGUMENT) return;
    const text = pieceLayer(script);
    const { layer, expands } = known ? scriptText(text, known) : { layer: text, expands: false };
    const expressions = expands ? { expressions: around } : {};
    sink.embedded.push({ layer, span: script.span, as: "shell", around, ...expressions });
    return;
  }
  if (name === "") return;
  // With `args` alone the image names the program; only options that have a name of their own are told without it.
  const isOption = program.layer.text.startsWith("-");
  const args = words.slice(isOption ? at : at + 1).map((word) => (known ? kubernetesValue(word) : literalValue(word)));
  const span = args.reduce((all, { outer }) => hull(all, outer), program.outer);
  const { start } = program.span;
  const named = isOption ? { name: undefined, nameSpan: { start, end: start } } : { name, nameSpan: program.span };
  const command = { ...named, args, environment: [], span, job: undefined };
  sink.commands.push({ command, around });
}

/** Linux runs nothing with a longer argument: https://man7.org/linux/man-pages/man2/execve.2.html (MAX_ARG_STRLEN) */
const MAX_ARGUMENT = 131_071;

const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "dash", "ash", "ksh", "mksh", "zsh"]);

/** They run the program that follows their options: the first process of a container, often. */
const STARTERS: ReadonlySet<string> = new Set(["tini", "dumb-init", "catatonit", "env", "exec", "nohup", "setsid"]);

function programName(word: string): string {
  return word.slice(word.lastIndexOf("/") + 1);
}

/** Where the program stands among the words. */
function programAt(words: readonly ScalarNode[]): number {
  let at = 0;
  while (STARTERS.has(programName(words[at]?.layer.text ?? ""))) {
    at++;
    while (/^-|^[A-Za-z_][A-Za-z0-9_]*=/.test(words[at]?.layer.text ?? "")) at++;
  }
  return at;
}

/** The word that a shell reads as a script: the first that is no option, if one of them is `-c`. */
function scriptWord(words: readonly ScalarNode[], from: number): ScalarNode | undefined {
  let command = false;
  for (let at = from; at < words.length; at++) {
    const text = words[at]?.layer.text ?? "";
    if (text === "--") return command ? words[at + 1] : undefined;
    if (!/^[-+]./.test(text)) return command ? words[at] : undefined;
    command ||= /^-[A-Za-z]*c/.test(text);
    // `-o pipefail` takes a name.
    if (/^[-+][A-Za-z]*[oO]$/.test(text)) at++;
  }
  return undefined;
}
