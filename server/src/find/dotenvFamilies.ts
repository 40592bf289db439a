/**
 * Who loads the `.env` of a folder, told by what its project says that it is built with: which dialect the file is in,
 * and which of the files beside it wins. Source: reference/variables.md 2.2; each row has its own.
 */
import type { Dialect } from "../read/reading";

/** A program that loads files of variables by itself. */
export interface DotenvFamily {
  readonly id: string;
  readonly source: string;
  readonly checkedAgainst: string;
  readonly dialect: Dialect;
  /** The name of the package, as manifests of its language have it. */
  readonly package: string;
  readonly language: "javascript" | "python";
  /**
   * Which file wins, the last one. `single`: there is `.env` alone. `mode-last`: `.env`, `.env.local`, `.env.[mode]`,
   * `.env.[mode].local`; `local-last` has the middle two the other way round.
   */
  readonly order: "single" | "mode-last" | "local-last";
  /** The mode in which `.env.local` is left out. */
  readonly withoutLocal?: string;
  /** The modes of the program's commands, by their word; an empty word is the program alone. */
  readonly program?: string;
  readonly modes?: Readonly<Record<string, string>>;
  /** Families that it brings along, so that they say nothing more. */
  readonly brings: readonly string[];
}

export const DOTENV_FAMILIES: readonly DotenvFamily[] = [
  {
    id: "next",
    source: "https://nextjs.org/docs/app/guides/environment-variables#environment-variable-load-order",
    checkedAgainst: "16.0",
    dialect: "dotenv-expand",
    package: "next",
    language: "javascript",
    order: "local-last",
    withoutLocal: "test",
    program: "next",
    modes: { "": "development", dev: "development", build: "production", start: "production" },
    brings: ["dotenv", "dotenv-expand"],
  },
  {
    id: "vite",
    source: "https://vite.dev/guide/env-and-mode#env-files",
    checkedAgainst: "8.0",
    dialect: "dotenv-expand",
    package: "vite",
    language: "javascript",
    order: "mode-last",
    program: "vite",
    modes: { "": "development", dev: "development", serve: "development", build: "production", preview: "production" },
    brings: ["dotenv", "dotenv-expand"],
  },
  {
    id: "create-react-app",
    source: "https://create-react-app.dev/docs/adding-custom-environment-variables/#what-other-env-files-can-be-used",
    checkedAgainst: "5.0",
    dialect: "dotenv-expand",
    package: "react-scripts",
    language: "javascript",
    order: "local-last",
    withoutLocal: "test",
    program: "react-scripts",
    modes: { start: "development", build: "production", test: "test" },
    brings: ["dotenv", "dotenv-expand"],
  },
  {
    id: "dotenv-flow",
    source: "https://github.com/kerimdzhanov/dotenv-flow#variables-overwritingpriority",
    checkedAgainst: "4.1",
    dialect: "dotenv",
    package: "dotenv-flow",
    language: "javascript",
    order: "mode-last",
    withoutLocal: "test",
    brings: ["dotenv"],
  },
  {
    id: "dotenv-expand",
    source: "https://github.com/motdotla/dotenv-expand",
    checkedAgainst: "12.0",
    dialect: "dotenv-expand",
    package: "dotenv-expand",
    language: "javascript",
    order: "single",
    brings: ["dotenv"],
  },
  {
    id: "dotenv",
    source: "https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow",
    checkedAgainst: "18.0",
    dialect: "dotenv",
    package: "dotenv",
    language: "javascript",
    order: "single",
    brings: [],
  },
  {
    id: "python-dotenv",
    source: "https://github.com/theskumar/python-dotenv#file-format",
    checkedAgainst: "1.2.1",
    dialect: "python-dotenv",
    package: "python-dotenv",
    language: "python",
    order: "single",
    brings: [],
  },
];

/** Files beside a `.env` that say with what a project is built. */
export const MANIFESTS: readonly string[] = ["package.json", "requirements.txt", "pyproject.toml", "app.py", "main.py"];

/** What a manifest says about who loads files of variables. */
export interface DotenvLoader {
  /** A row's id. */
  readonly family: string;
  /** Modes in which the project's own commands run it; none where they do not say. */
  readonly modes: readonly string[];
}

/** No manifest that a person keeps is as long. */
const MAX_LENGTH = 500_000;

/** The loaders that a manifest names; none for any other text. */
export function loadersIn(name: string, text: string): readonly DotenvLoader[] {
  if (text.length > MAX_LENGTH) return [];
  const found =
    name === "package.json"
      ? javascriptLoaders(text)
      : DOTENV_FAMILIES.filter((row) => row.language === "python" && namesInPython(name, text)).map(loaderOf);
  const brought = new Set(found.flatMap(({ family }) => familyOf(family)?.brings ?? []));
  return found.filter(({ family }) => !brought.has(family));
}

/** The row with this id. */
export function familyOf(id: string): DotenvFamily | undefined {
  return DOTENV_FAMILIES.find((row) => row.id === id);
}

/**
 * The files that a family loads in a mode, the winner last. Without a mode those that count in every one.
 */
export function filesOf({ order, withoutLocal }: DotenvFamily, mode: string): readonly string[] {
  if (order === "single") return [".env"];
  const local = mode === withoutLocal ? [] : [".env.local"];
  const own = [`.env.${mode}`];
  const middle = order === "mode-last" ? [...local, ...own] : [...own, ...local];
  return [".env", ...middle, `.env.${mode}.local`];
}

/** The mode that a file's name is for; undefined where it counts in all of them. */
export function modeOf(name: string): string | undefined {
  const [, mode] = /^\.env\.([\w-]{1,60})(?:\.local)?$/.exec(name) ?? [];
  return mode === "local" ? undefined : mode;
}

/** True for a name that such a program may load. Examples are read by nobody. */
export function isDotenvName(name: string): boolean {
  return /^\.env(?:\.[\w-]{1,60}){0,2}$/.test(name) && !/\.(?:example|sample|template|dist)$/.test(name);
}

function loaderOf({ id }: DotenvFamily): DotenvLoader {
  return { family: id, modes: [] };
}

function javascriptLoaders(text: string): readonly DotenvLoader[] {
  const manifest = objectIn(text);
  const dependencies = ["dependencies", "devDependencies"].flatMap((key) => Object.keys(objectAt(manifest, key)));
  const scripts = Object.values(objectAt(manifest, "scripts")).filter((script) => typeof script === "string");
  return DOTENV_FAMILIES.filter((row) => row.language === "javascript" && dependencies.includes(row.package)).map(
    (row) => ({ family: row.id, modes: [...new Set(scripts.flatMap((script) => modesIn(script, row)))] }),
  );
}

function objectIn(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    // A manifest that is being typed says nothing.
    return {};
  }
}

function objectAt(object: object, key: string): object {
  const value: unknown = Object.entries(object).find(([name]) => name === key)?.[1];
  return typeof value === "object" && value !== null ? value : {};
}

/** The modes of a script's commands: `vite build --mode staging`. */
function modesIn(script: string, { program, modes = {} }: DotenvFamily): readonly string[] {
  return script.split(/&&|\|\||[;|&]/).flatMap((command): readonly string[] => {
    const words = command.trim().split(/\s+/);
    const at = program === undefined ? -1 : words.indexOf(program);
    if (at < 0) return [];
    const rest = words.slice(at + 1);
    const option = rest.findIndex((word) => word === "--mode" || word.startsWith("--mode="));
    const written = rest[option]?.slice("--mode=".length) || rest[option + 1];
    if (option >= 0) return written !== undefined && /^[\w-]+$/.test(written) ? [written] : [];
    const word = rest[0]?.startsWith("-") ? "" : (rest[0] ?? "");
    const mode = Object.entries(modes).find(([each]) => each === word)?.[1];
    return mode === undefined ? [] : [mode];
  });
}

/** A requirement, or the import in a script. */
function namesInPython(name: string, text: string): boolean {
  if (name.endsWith(".py")) return /^[ \t]{0,40}(?:from|import)[ \t]+dotenv\b/m.test(text);
  return /(?:^|["'\s])python-dotenv(?![\w.-]*[\w-]\/)/im.test(text);
}
