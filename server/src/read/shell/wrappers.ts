/**
 * Programs that run another program: `sudo -u elastic env K=v timeout 10 curl …` runs curl.
 * A table says which options of each take a value, so that the value is not taken for the program, and which of them
 * give the program another environment than their own.
 * Programs that are not in the table stay what they are; guessing would make a command out of an argument.
 */
import { append } from "../../text/append";
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
  /** The program gets an environment of its own, unless an option of `keeps` says otherwise. */
  readonly resets?: true;
  /** Options that hand the whole environment on; those with a value hand on only the names in it. */
  readonly keeps?: readonly string[];
  /** Options with which the program gets nothing of the environment, and nothing else instead. */
  readonly clears?: readonly string[];
  /** Options that take one name out of the environment. */
  readonly removes?: readonly string[];
  /** Options that put `NAME=value` into the environment, or `NAME` with the value that it has here. */
  readonly gives?: readonly string[];
}

// Sources: the programs' manual pages (sudo 1.9, doas 6.8, GNU coreutils 9, bash 5.2, util-linux 2.40, findutils 4.9,
// moreutils 0.69, systemd 257, docker and podman exec).
// sudo: "env_reset … causes commands to be executed with a new, minimal environment. … default" (sudoers(5)).
const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  [
    "sudo",
    {
      short: "acCDghprRtTuU",
      long: ["user", "group", "prompt", "close-from", "chdir", "chroot", "host", "role", "type", "other-user"],
      environment: true,
      never: "elvVK",
      resets: true,
      keeps: ["E", "preserve-env"],
    },
  ],
  ["doas", { short: "uC", environment: true, never: "LC", resets: true }],
  [
    "env",
    {
      short: "uC",
      long: ["unset", "chdir"],
      environment: true,
      never: "S",
      clears: ["i", "ignore-environment", ""],
      removes: ["u", "unset"],
    },
  ],
  ["timeout", { short: "sk", long: ["signal", "kill-after"], operands: 1 }],
  ["gtimeout", { short: "sk", long: ["signal", "kill-after"], operands: 1 }],
  ["nice", { short: "n", long: ["adjustment"] }],
  ["ionice", { short: "cn", long: ["class", "classdata"], never: "pPu" }],
  ["chrt", { short: "TPD", operands: 1, never: "pm" }],
  ["taskset", { operands: 1, never: "p" }],
  ["nohup", {}],
  ["setsid", {}],
  ["exec", { short: "a", clears: ["c"] }],
  ["command", { never: "vV" }],
  ["builtin", {}],
  ["time", { short: "fo", long: ["format", "output"] }],
  ["stdbuf", { short: "ioe", long: ["input", "output", "error"] }],
  ["chronic", {}],
  // https://github.com/zuazo/cronic: a script around one command.
  ["cronic", {}],
  ["systemd-cat", { short: "tp", long: ["identifier", "priority", "stderr-priority", "level-prefix", "namespace"] }],
  ["unbuffer", {}],
  ["caffeinate", { short: "tw" }],
  ["busybox", {}],
  ["flock", { short: "wEc", long: ["timeout", "wait", "conflict-exit-code", "command"], operands: 1 }],
  ["chroot", { long: ["userspec", "groups"], operands: 1 }],
  ["xargs", { short: "adEILnPs", long: ["arg-file", "delimiter", "max-args", "max-procs", "max-chars", "replace"] }],
]);

/** True where the words behind a program are another one, which is given the same environment. */
export function isTransparent(program: string): boolean {
  return INITS.has(program) || (WRAPPERS.has(program) && WRAPPERS.get(program)?.resets !== true);
}

/** The first process of a container, often. */
const INITS: ReadonlySet<string> = new Set(["tini", "dumb-init", "catatonit"]);

/** `runuser -u USER program`; without `-u` it is as `su`. */
const RUNUSER: Wrapper = {
  short: "ugGw",
  long: ["user", "group", "supp-group", "whitelist-environment"],
  never: "cls",
};

/** The program runs in a container, which has an environment of its own. */
const EXEC: Wrapper = {
  short: "euw",
  long: ["env", "env-file", "user", "workdir", "detach-keys", "index"],
  operands: 1,
  resets: true,
  gives: ["e", "env"],
};

/** What a program is not given of the environment in which its wrappers run. */
export interface Withheld {
  readonly names: "all" | readonly string[];
  /** It is given something else instead, which no file shows. */
  readonly open: boolean;
}

/** What runs in the end, and the environment that its wrappers leave and give it. */
export interface Unwrapped {
  readonly words: readonly ShellWord[];
  /** `NAME=value` words. */
  readonly environment: readonly ShellWord[];
  /** Names that keep the value that they have here. */
  readonly kept: readonly { readonly name: string; readonly word: ShellWord }[];
  readonly withheld?: Withheld;
  /** So many of `environment` stand before what was withheld, and are withheld as well. */
  readonly lost: number;
}

/** Takes wrappers away from a command's words until a program is left that is none. */
export function unwrap(words: readonly ShellWord[]): Unwrapped {
  let left: Unwrapped = { words, environment: [], kept: [], lost: 0 };
  for (let rounds = 0; rounds < 8; rounds++) {
    const next = step(left.words);
    if (!next || next.words.length === 0) return left;
    left = joined(left, next);
  }
  return left;
}

function joined(outer: Unwrapped, inner: Unwrapped): Unwrapped {
  const environment = [...outer.environment, ...inner.environment];
  const { words, withheld } = inner;
  if (!withheld) return { ...outer, words, environment, kept: [...outer.kept, ...inner.kept] };
  if (withheld.names === "all") return { ...inner, environment, lost: outer.environment.length };
  const names = outer.withheld?.names === "all" ? "all" : [...(outer.withheld?.names ?? []), ...withheld.names];
  const kept = outer.kept.filter(({ name }) => !withheld.names.includes(name));
  return { ...outer, words, environment, kept, withheld: { names, open: outer.withheld?.open ?? false } };
}

function step(words: readonly ShellWord[]): Unwrapped | undefined {
  const program = programOf(words[0]);
  if (program === undefined) return undefined;
  const wrapper = WRAPPERS.get(program);
  if (wrapper) return scriptWord(words) ? undefined : strip(words.slice(1), wrapper);
  return otherStep(program, words);
}

/** `docker exec NAME program`, `docker compose exec SERVICE program`, `kubectl exec POD -- program`. */
function otherStep(program: string, words: readonly ShellWord[]): Unwrapped | undefined {
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
      if (verb <= 0 || after <= verb) return undefined;
      return { words: words.slice(after + 1), environment: [], kept: [], withheld: ELSEWHERE, lost: 0 };
    }
    case "runuser":
      return words.some((word) => /^(?:-u|--user)/.test(literalOf(word) ?? "")) && !scriptWord(words)
        ? strip(words.slice(1), RUNUSER)
        : undefined;
    default:
      return undefined;
  }
}

const ELSEWHERE: Withheld = { names: "all", open: true };

/** What the shell is not given that runs the script of `su -c '…'` or `ssh host '…'`. */
export function withheldByShell(words: readonly ShellWord[]): Withheld | undefined {
  const program = programOf(words[0]);
  if (program === "ssh") return ELSEWHERE;
  if (program !== "su" && program !== "runuser") return undefined;
  // Without a login the environment stays, but for HOME, SHELL, USER and LOGNAME: su(1).
  const options = words.slice(1).map((word) => literalOf(word) ?? "");
  const isLogin = (text: string): boolean => text === "-" || text === "--login" || /^-[a-km-z]*l/.test(text);
  return options.some(isLogin) ? ELSEWHERE : undefined;
}

function strip(words: readonly ShellWord[], wrapper: Wrapper): Unwrapped | undefined {
  const environment: ShellWord[] = [];
  const kept: { name: string; word: ShellWord }[] = [];
  const removed: string[] = [];
  let keepsAll = wrapper.resets !== true;
  let isCleared = false;
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
    if (word === undefined || text === undefined || !text.startsWith("-")) break;
    const options = optionsIn(text, words[at + 1], wrapper);
    if (!options) return undefined;
    for (const { name, value, next } of options.all) {
      if (wrapper.clears?.includes(name)) isCleared = true;
      if (wrapper.removes?.includes(name) && value !== undefined) removed.push(value);
      if (wrapper.keeps?.includes(name)) {
        if (value === undefined) keepsAll = true;
        else
          append(
            kept,
            value.split(",").map((each) => ({ name: each, word })),
          );
      }
      if (wrapper.gives?.includes(name) && next) {
        if (splitAssignment(next)) environment.push(next);
        else if (value !== undefined) kept.push({ name: value, word: next });
      }
    }
    at += options.length - 1;
  }
  const withheld: Withheld | undefined = isCleared
    ? { names: "all", open: false }
    : keepsAll
      ? removed.length > 0
        ? { names: removed, open: false }
        : undefined
      : ELSEWHERE;
  const rest = words.slice(at + (wrapper.operands ?? 0));
  return { words: rest, environment, kept: kept.filter(isName), ...(withheld && { withheld }), lost: 0 };
}

function isName({ name }: { readonly name: string }): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}

interface Option {
  readonly name: string;
  /** Undefined where it has none, or none that is a literal. */
  readonly value?: string | undefined;
  /** The word of its value, where that is the next one. */
  readonly next?: ShellWord | undefined;
}

/** The options in a word and how many words they take; undefined where the program does not run with them. */
function optionsIn(
  text: string,
  next: ShellWord | undefined,
  { long, short, never }: Wrapper,
): { readonly all: readonly Option[]; readonly length: number } | undefined {
  const withNext = (name: string): Option => ({ name, value: literalOf(next), next });
  if (text.startsWith("--")) {
    const [name = "", ...value] = text.slice(2).split("=");
    if (value.length > 0) return { all: [{ name, value: value.join("=") }], length: 1 };
    return long?.includes(name) ? { all: [withNext(name)], length: 2 } : { all: [{ name }], length: 1 };
  }
  const all: Option[] = text === "-" ? [{ name: "" }] : [];
  for (let at = 1; at < text.length; at++) {
    const name = text.charAt(at);
    if (never?.includes(name)) return undefined;
    if (short?.includes(name)) {
      const isLast = at === text.length - 1;
      return { all: [...all, isLast ? withNext(name) : { name, value: text.slice(at + 1) }], length: isLast ? 2 : 1 };
    }
    all.push({ name });
  }
  return { all, length: 1 };
}
