/**
 * Programs that find or fetch a package and run it: `npx -y mcp-remote@latest URL` runs mcp-remote. Of each the options
 * that take a value are known, so that the value is not taken for the package.
 * Sources: https://docs.npmjs.com/cli/commands/npx, https://pnpm.io/cli/dlx, https://yarnpkg.com/cli/dlx,
 * https://bun.com/docs/pm/bunx, https://docs.astral.sh/uv/reference/cli/, https://pipx.pypa.io/stable/reference/cli/
 */
import type { Value } from "../read/reading";
import { literalText } from "./value";

/** What runs in the end. */
export interface Launched {
  /** The program's name, as a command that was called by itself would have it. */
  readonly name: string;
  readonly args: readonly Value[];
  /** Names under which the program is known: its package with its scope, and its own name. */
  readonly known: readonly string[];
}

interface Launcher {
  /** Words before the package, each list one way to say it; options may stand between them. */
  readonly verbs?: readonly (readonly string[])[];
  /** Options that take a value. */
  readonly withValue: readonly string[];
  /** Of these, those that name the package of the program. */
  readonly packages?: readonly string[];
  /** The option behind which a module of Python's stands. */
  readonly module?: string;
}

const NPX: Launcher = {
  withValue: ["-p", "--package", "-w", "--workspace", "--registry", "--cache", "--userconfig", "--node-options"],
  packages: ["-p", "--package"],
};
const UV = [
  ..."--from -w --with --with-editable --with-requirements -p --python --index --default-index -i --index-url".split(
    " ",
  ),
  ..."--extra-index-url -f --find-links --directory --project --env-file --config-file --cache-dir --color".split(" "),
  ..."-c --constraints --overrides --prerelease --resolution --exclude-newer --link-mode --extra --group".split(" "),
];

const LAUNCHERS: ReadonlyMap<string, Launcher> = new Map<string, Launcher>([
  ["npx", NPX],
  ["pnpx", NPX],
  ["bunx", NPX],
  ["npm", { ...NPX, verbs: [["exec"], ["x"]] }],
  ["pnpm", { ...NPX, verbs: [["dlx"], ["exec"]] }],
  ["yarn", { ...NPX, verbs: [["dlx"], ["exec"], ["run"]] }],
  ["bun", { ...NPX, verbs: [["x"]] }],
  ["uvx", { withValue: UV, packages: ["--from"] }],
  ["uv", { withValue: UV, packages: ["--from"], verbs: [["tool", "run"], ["run"]], module: "-m" }],
  ["pipx", { verbs: [["run"]], withValue: ["--spec", "--python", "--pip-args", "--index-url"], packages: ["--spec"] }],
  ["python", { withValue: ["-W", "-X"], module: "-m" }],
  ["python3", { withValue: ["-W", "-X"], module: "-m" }],
  ["node", { withValue: "-r --require --import --env-file".split(" ") }],
]);

/** Programs that hand their words on to another one, behind the word that says so. */
const SHELLS_OF_WINDOWS: ReadonlyMap<string, RegExp> = new Map([["cmd", /^\/[cC]$/]]);

/** Words that are looked at; nobody writes more options. */
const MAX_WORDS = 64;
/** Launchers that launch launchers. */
const MAX_DEPTH = 3;

/** What a program of this name runs with these words; the program itself where it launches nothing. */
export function launchedBy(name: string, args: readonly Value[], depth = 0): Launched {
  const own: Launched = { name, args, known: [name] };
  const start = SHELLS_OF_WINDOWS.get(name.toLowerCase());
  if (start) {
    const at = args.findIndex((word) => start.test(textOf(word)));
    return at < 0 ? own : (nextBy(args, at + 1, [], depth) ?? own);
  }
  const launcher = LAUNCHERS.get(name);
  if (!launcher) return own;
  const { at, packages, module } = packageAt(args, launcher);
  if (module) return { ...own, args: args.slice(at), known: [name, module, module.replaceAll("_", "-")] };
  return at === undefined ? own : (nextBy(args, at, packages, depth) ?? own);
}

/** The word at a place as a program, with the words behind it. */
function nextBy(args: readonly Value[], at: number, packages: readonly string[], depth: number): Launched | undefined {
  const written = textOf(args[at]);
  if (written === "" || depth >= MAX_DEPTH) return undefined;
  const own = packageIn(written);
  const name = programIn(own);
  const next = launchedBy(name, args.slice(at + 1), depth + 1);
  // A launcher in its turn is no name of what it launches.
  const names = next.name === name ? [...packages.map(packageIn), own] : [];
  return { ...next, known: [...new Set([...names, ...next.known])] };
}

interface Place {
  readonly at: number | undefined;
  readonly packages: readonly string[];
  readonly module?: string;
}

function packageAt(args: readonly Value[], { verbs, withValue, packages: named = [], module }: Launcher): Place {
  const packages: string[] = [];
  let said: readonly string[] = [];
  for (let at = 0; at < Math.min(args.length, MAX_WORDS); at++) {
    const text = textOf(args[at]);
    // A word that nobody knows may be an option with its value.
    if (text === "") return { at: undefined, packages };
    const isVerb = verbs !== undefined && !verbs.some((verb) => verb.length === said.length && startsWith(verb, said));
    if (text === "--") return { at: isVerb ? undefined : at + 1, packages };
    if (text.startsWith("-")) {
      const equals = text.indexOf("=");
      const option = equals < 0 ? text : text.slice(0, equals);
      if (option === module) return { at: at + 2, packages, module: textOf(args[at + 1]) };
      if (!withValue.includes(option)) continue;
      const value = equals < 0 ? textOf(args[++at]) : text.slice(equals + 1);
      if (named.includes(option)) packages.push(value);
      continue;
    }
    if (!isVerb) return { at, packages };
    said = [...said, text];
    if (!verbs.some((verb) => startsWith(verb, said))) return { at: undefined, packages };
  }
  return { at: undefined, packages };
}

function startsWith(verb: readonly string[], said: readonly string[]): boolean {
  return said.every((word, index) => verb[index] === word);
}

/** A package without its version: `@scope/name@1.2`, `name==1.2`, `name[extra]`; of a path the package that it lies in. */
function packageIn(written: string): string {
  const path = written.replaceAll("\\", "/");
  const module = path.lastIndexOf("node_modules/");
  if (module >= 0) {
    const [first = "", second = ""] = path.slice(module + "node_modules/".length).split("/");
    return first.startsWith("@") ? `${first}/${second}` : first;
  }
  const version = path.indexOf("@", 1);
  const name = version < 0 ? path : path.slice(0, version);
  return /^[A-Za-z0-9@/._-]*/.exec(name)?.[0] ?? name;
}

/** The program's name: without scope and folder. */
export function programIn(path: string): string {
  const name = path.replaceAll("\\", "/").replace(/^.*\//, "");
  return name.toLowerCase().endsWith(".exe") ? name.slice(0, -4) : name;
}

function textOf(word: Value | undefined): string {
  return (word && literalText(word)) ?? "";
}
