/**
 * What `docker run` gives to the container that it starts: variables, files of them, and files that it mounts; Podman and
 * nerdctl take the same options. The words behind the image are the container's and name no file of this machine.
 * Sources: https://docs.docker.com/reference/cli/docker/container/run/;
 * https://docs.podman.io/en/latest/markdown/podman-run.1.html; reference/variables.md 2.1 for files of variables.
 */
import type { Command, Part, Value } from "../read/reading";
import { append } from "../text/append";
import type { Span } from "../text/span";
import type { EnvironmentFact, EnvironmentLayer, LinkFact } from "./environmentModel";
import type { ProgramFact } from "./programModel";
import { dropPrefix, leadingText } from "./requests";
import { sealValue } from "./value";
import type { Definition, PathFact, VariableScope } from "./valueModel";

export interface ContainerRun {
  readonly name: string;
  readonly span: Span;
  readonly layers: readonly EnvironmentLayer[];
  readonly links: readonly LinkFact[];
  /** The word that names the image. */
  readonly image: Value | undefined;
  /** It may be given more of the program's environment than `-e` names. */
  readonly open: boolean;
  readonly programs: readonly ProgramFact[];
}

const PROGRAMS: ReadonlySet<string> = new Set(["docker", "podman", "nerdctl"]);

/** Words behind the program that are looked at; nobody writes more. */
const MAX_WORDS = 500;

/**
 * The container that a command starts; undefined where it starts none. `inside` is where references of the words are looked up, `client` the environment of
 * the program itself, from which a name without a value is taken. `text` is the file's.
 */
export function containerOf(
  command: Command,
  inside: VariableScope,
  client: VariableScope,
  text: string,
): ContainerRun | undefined {
  const from = optionsAt(command);
  if (from === undefined) return undefined;
  const files: EnvironmentLayer[] = [];
  const definitions: Definition[] = [];
  const links: LinkFact[] = [];
  const { options, image, open } = optionsFrom(command.args, from);
  for (const { name, value } of options) {
    const written = writtenIn(value, text);
    if (name === "--env-file") {
      // https://docs.docker.com/reference/cli/docker/container/run/#env
      files.push({ kind: "file", path: pathOf(written, value.span), dialect: "compose-raw", required: true });
    } else if (name === "-e" || name === "--env") append(definitions, definitionsOf(value, inside, client));
    else if (name === "-v" || name === "--volume") append(links, volumeOf(written, value.span));
    else if (name === "--mount") append(links, mountOf(written, value.span));
  }
  // What is set on the command line beats every file, whatever the order.
  const own: readonly EnvironmentLayer[] = definitions.length > 0 ? [{ kind: "definitions", definitions }] : [];
  const programs: readonly ProgramFact[] = image
    ? [{ kind: "image", value: sealValue(image), scope: inside, setting: "image" }]
    : [];
  return {
    name: command.name ?? "",
    span: command.nameSpan,
    layers: [...files, ...own],
    links,
    programs,
    image,
    open: open || options.some(({ name, value }) => (name === "-e" || name === "--env") && isOpen(value)),
  };
}

/**
 * The name that a container's program goes by: its image, `registry:5000/name:tag@digest`, without tag and digest. What a
 * variable puts into it is mostly one of these, or the registry.
 */
export function runsOf(image: string | undefined): Pick<EnvironmentFact, "runs"> {
  const named = image?.replace(/\$(?:\{[^{}]{0,200}\}|\w{1,100})/g, "_").split("@")[0] ?? "";
  const tag = named.indexOf(":", named.lastIndexOf("/") + 1);
  return named === "" ? {} : { runs: [tag < 0 ? named : named.slice(0, tag)] };
}

/** A name that a variable makes, or Podman's `NAME*`: https://docs.podman.io/en/latest/markdown/podman-run.1.html */
function isOpen(value: Value): boolean {
  const written = leadingText(value);
  return !written.includes("=") && (written.endsWith("*") || written === "" || value.parts.length > 1);
}

// --- Options -------------------------------------------------------------------------------------------------------

/** Of the programs themselves, before the name of the command: those that take a value in the next word. */
const GLOBAL_WITH_VALUE: ReadonlySet<string> = new Set(
  "-H --host -c --context --config -l --log-level -n --namespace --url --connection --identity --root --runroot".split(
    " ",
  ),
);

/** Where the options of `run` begin; undefined for any other command. */
function optionsAt({ name, args }: Command): number | undefined {
  if (name === undefined || !PROGRAMS.has(name)) return undefined;
  let at = 0;
  for (let word = args[at]; word && leadingText(word).startsWith("-"); word = args[at]) {
    at += GLOBAL_WITH_VALUE.has(wordText(word) ?? "") ? 2 : 1;
  }
  if (wordText(args[at]) === "container") at++;
  const verb = wordText(args[at]);
  return verb === "run" || verb === "create" ? at + 1 : undefined;
}

/** Switches, which take no value; every other option takes one, behind `=` or in the next word. */
const SWITCHES: ReadonlySet<string> = new Set(
  (
    "--detach --rm --interactive --tty --init --privileged --read-only --no-healthcheck --oom-kill-disable " +
    "--publish-all --quiet --sig-proxy --disable-content-trust --help --use-api-socket " +
    "--env-host --http-proxy --no-hosts --no-hostname --passwd --read-only-tmpfs --replace --rmi --rootfs --tls-verify " +
    "--unsetenv-all"
  ).split(" "),
);
const SHORT_WITH_VALUE = "acehlmpuvw";

interface Option {
  readonly name: string;
  readonly value: Value;
}

interface Options {
  readonly options: readonly Option[];
  /** The word that names the image; undefined where none does. */
  readonly image: Value | undefined;
  /** A word may be any option, or one hands on the whole environment. */
  readonly open: boolean;
}

function optionsFrom(args: readonly Value[], from: number): Options {
  const options: Option[] = [];
  let open = false;
  for (let at = from; at < Math.min(args.length, MAX_WORDS); at++) {
    const word = args[at];
    const start = word ? leadingText(word) : "";
    // The first word that is no option is the image.
    if (!word || !start.startsWith("-") || start === "-" || start === "--")
      return { options, image: start === "--" ? args[at + 1] : word, open: open || start === "" };
    const { name, length } = optionIn(start);
    open ||= start === "--env-host" || start === "--env-host=true";
    if (name === undefined) continue;
    const value = length < start.length || word.parts.length > 1 ? dropPrefix(word, length) : args[++at];
    if (value) options.push({ name, value });
  }
  return { options, image: undefined, open };
}

/** The option that takes a value and the units that belong to it; no name where there are only switches. */
function optionIn(start: string): { readonly name: string | undefined; readonly length: number } {
  if (start.startsWith("--")) {
    const equals = start.indexOf("=");
    const name = equals < 0 ? start : start.slice(0, equals);
    return { name: SWITCHES.has(name) ? undefined : name, length: equals < 0 ? start.length : equals + 1 };
  }
  for (let at = 1; at < start.length; at++) {
    if (SHORT_WITH_VALUE.includes(start.charAt(at))) return { name: `-${start.charAt(at)}`, length: at + 1 };
  }
  return { name: undefined, length: start.length };
}

function wordText(word: Value | undefined): string | undefined {
  const [first, ...others] = word?.parts ?? [];
  return first?.kind === "text" && others.length === 0 ? first.text : undefined;
}

// --- Variables -----------------------------------------------------------------------------------------------------

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/** `NAME=value`, or `NAME` alone for what the program itself has been given. */
function definitionsOf(value: Value, inside: VariableScope, client: VariableScope): readonly Definition[] {
  const [first] = value.parts;
  const written = leadingText(value);
  const equals = written.indexOf("=");
  const name = equals < 0 ? written : written.slice(0, equals);
  if (!NAME.test(name) || (equals < 0 && value.parts.length > 1)) return [];
  const at = first?.span;
  const exact = at !== undefined && at.end - at.start === written.length;
  const nameSpan = exact ? { start: at.start, end: at.start + name.length } : value.span;
  const passed: Part = { kind: "reference", name, span: nameSpan };
  const rest = equals < 0 ? { ...value, parts: [passed] } : dropPrefix(value, equals + 1);
  const from = rest.parts[0]?.span?.start ?? (equals < 0 ? nameSpan.start : nameSpan.end + 1);
  const span = { start: from, end: Math.max(from, rest.parts[rest.parts.length - 1]?.span?.end ?? value.span.end) };
  return [
    {
      name,
      nameSpan,
      value: sealValue({ ...rest, span: equals < 0 ? nameSpan : span }),
      scope: "environment",
      inside: equals < 0 ? client : inside,
      exported: true,
      conditional: false,
      job: undefined,
      unexpanded: [],
    },
  ];
}

// --- Paths ---------------------------------------------------------------------------------------------------------

/** Stands for a part of a word that no text shows, for the folder of the script, and for the folder around that. */
const UNKNOWN = "\0";
const SCRIPT_FOLDER = "\u0001";
const WORKSPACE_FOLDER = "\u0002";

/** A word as text, the folder in which the command runs as `.`. */
function writtenIn({ parts }: Value, text: string): string {
  return parts
    .map((part) => {
      if (part.kind === "text") return part.text;
      if (part.kind === "reference" && part.name === "PWD") return ".";
      if (part.kind !== "opaque") return UNKNOWN;
      if (part.why === "script-folder") return SCRIPT_FOLDER;
      if (part.why === "workspace-folder") return WORKSPACE_FOLDER;
      return /^(?:\$\(\s{0,4}pwd\s{0,4}\)|`pwd`)$/.test(text.slice(part.span.start, part.span.end)) ? "." : UNKNOWN;
    })
    .join("");
}

function pathOf(written: string, span: Span): PathFact {
  const around = written.startsWith(WORKSPACE_FOLDER);
  const own = around || written.startsWith(SCRIPT_FOLDER);
  const path = own ? `${around ? ".." : "."}${written.slice(1)}` : written;
  const known = ![UNKNOWN, SCRIPT_FOLDER, WORKSPACE_FOLDER].some((mark) => path.includes(mark));
  return { path: known ? path : undefined, span, from: own ? "own-folder" : "working-folder" };
}

/** `path:/path/in/container:ro`; a source that is no path is a volume's name. */
function volumeOf(written: string, span: Span): readonly LinkFact[] {
  const [source = "", target = ""] = written.split(":");
  return linkTo(source, target, span);
}

/** `type=bind,source=path,target=/path/in/container`. */
function mountOf(written: string, span: Span): readonly LinkFact[] {
  const fields = new Map(
    written.split(",").map((field): [string, string] => {
      const equals = field.indexOf("=");
      return equals < 0 ? [field, ""] : [field.slice(0, equals), field.slice(equals + 1)];
    }),
  );
  if (fields.get("type") !== "bind") return [];
  const source = fields.get("source") ?? fields.get("src") ?? "";
  return linkTo(source, fields.get("target") ?? fields.get("destination") ?? fields.get("dst") ?? "", span);
}

function linkTo(source: string, target: string, span: Span): readonly LinkFact[] {
  const path = pathOf(source, span);
  if (path.path === undefined || !/^[./]/.test(path.path)) return [];
  return [{ kind: "path", path, ...(target.startsWith("/") && { as: target }) }];
}
