/**
 * Programs that run another program: `sudo -u elastic env K=v timeout 10 curl …` runs curl.
 * A table says which options of each take a value, so that the value is not taken for the program.
 * Programs that are not in the table stay what they are; guessing would make a command out of an argument.
 */

import { programOf, scriptWord } from "./program";
import type { ShellWord } from "./shellWord";
import { literalOf } from "./shellWord";
import { isBareSubstitution } from "./sourcing";
import { splitAssignment } from "./value";

interface Wrapper {
  /** Short options that take a value. */
  readonly short?: string;
  /** Long options that take their value as the next word. */
  readonly long?: readonly string[];
  /** Words between the options and the program. */
  readonly operands?: number;
  /** `NAME=value` may stand before the program. */
  readonly environment?: boolean;
  /** Options with which the program does not run. */
  readonly never?: string;
}

// Sources: the programs' manual pages (sudo 1.9, GNU coreutils 9, util-linux 2.40, findutils 4.9, docker and podman exec).
const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  [
    "sudo",
    {
      short: "acCDghprRtTuU",
      long: ["user", "group", "prompt", "close-from", "chdir", "chroot", "host", "role", "type", "other-user"],
      environment: true,
      never: "elvVK",
    },
  ],
  ["doas", { short: "uC", environment: true, never: "LC" }],
  ["env", { short: "uC", long: ["unset", "chdir"], environment: true, never: "S" }],
  ["timeout", { short: "sk", long: ["signal", "kill-after"], operands: 1 }],
  ["gtimeout", { short: "sk", long: ["signal", "kill-after"], operands: 1 }],
  ["nice", { short: "n", long: ["adjustment"] }],
  ["ionice", { short: "cn", long: ["class", "classdata"], never: "pPu" }],
  ["chrt", { short: "TPD", operands: 1, never: "pm" }],
  ["taskset", { operands: 1, never: "p" }],
  ["nohup", {}],
  ["setsid", {}],
  ["exec", { short: "a" }],
  ["command", { never: "vV" }],
  ["builtin", {}],
  ["time", { short: "fo", long: ["format", "output"] }],
  ["stdbuf", { short: "ioe", long: ["input", "output", "error"] }],
  ["chronic", {}],
  ["unbuffer", {}],
  ["caffeinate", { short: "tw" }],
  ["busybox", {}],
  ["flock", { short: "wEc", long: ["timeout", "wait", "conflict-exit-code", "command"], operands: 1 }],
  ["chroot", { long: ["userspec", "groups"], operands: 1 }],
  ["xargs", { short: "adEILnPs", long: ["arg-file", "delimiter", "max-args", "max-procs", "max-chars", "replace"] }],
]);

const EXEC: Wrapper = {
  short: "euw",
  long: ["env", "env-file", "user", "workdir", "detach-keys", "index"],
  operands: 1,
};

/** What runs in the end, and the `NAME=value` words that its wrappers put into its environment. */
export interface Unwrapped {
  readonly words: readonly ShellWord[];
  readonly environment: readonly ShellWord[];
}

/** Takes wrappers away from a command's words until a program is left that is none. */
export function unwrap(words: readonly ShellWord[]): Unwrapped {
  let left: Unwrapped = { words, environment: [] };
  for (let rounds = 0; rounds < 8; rounds++) {
    const next = step(left.words);
    if (!next || next.words.length === 0) return left;
    left = { words: next.words, environment: [...left.environment, ...next.environment] };
  }
  return left;
}

function step(words: readonly ShellWord[]): Unwrapped | undefined {
  const program = programOf(words[0]);
  if (program === undefined) return undefined;
  const wrapper = WRAPPERS.get(program);
  if (wrapper) return scriptWord(words) ? undefined : strip(words.slice(1), wrapper);
  return containerStep(program, words);
}

/** `docker exec NAME program`, `docker compose exec SERVICE program`, `kubectl exec POD -- program`. */
function containerStep(program: string, words: readonly ShellWord[]): Unwrapped | undefined {
  const verbs = words.slice(1, 3).map((word) => literalOf(word));
  switch (program) {
    case "docker":
    case "podman":
    case "nerdctl":
      if (verbs[0] === "exec") return strip(words.slice(2), EXEC);
      return verbs[0] === "compose" && verbs[1] === "exec" ? strip(words.slice(3), EXEC) : undefined;
    case "docker-compose":
      return verbs[0] === "exec" ? strip(words.slice(2), EXEC) : undefined;
    case "kubectl":
    case "oc": {
      const literals = words.map((word) => literalOf(word));
      const after = literals.indexOf("--");
      const verb = literals.indexOf("exec");
      return verb > 0 && after > verb ? { words: words.slice(after + 1), environment: [] } : undefined;
    }
    default:
      return undefined;
  }
}

function strip(words: readonly ShellWord[], wrapper: Wrapper): Unwrapped | undefined {
  const environment: ShellWord[] = [];
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at];
    const text = literalOf(word);
    if (word && wrapper.environment && splitAssignment(word)) {
      environment.push(word);
      continue;
    }
    // `env $(cat .env) program`
    if (word && wrapper.environment && at + 1 < words.length && isBareSubstitution(word)) continue;
    if (text === "--") {
      at++;
      break;
    }
    // After the first `NAME=value` no option follows, but a program does not begin with a dash either.
    if (text === undefined || !text.startsWith("-")) break;
    const skipped = optionLength(text, wrapper);
    if (skipped === undefined) return undefined;
    at += skipped - 1;
  }
  return { words: words.slice(at + (wrapper.operands ?? 0)), environment };
}

/** How many words an option takes; undefined where the program does not run with it. */
function optionLength(text: string, wrapper: Wrapper): number | undefined {
  if (text.startsWith("--")) return wrapper.long?.includes(text.slice(2)) ? 2 : 1;
  for (let at = 1; at < text.length; at++) {
    const letter = text.charAt(at);
    if (wrapper.never?.includes(letter)) return undefined;
    if (wrapper.short?.includes(letter)) return at === text.length - 1 ? 2 : 1;
  }
  return 1;
}
