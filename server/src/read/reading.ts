/**
 * What every reader returns, whatever the format: trees of settings, assignments, commands, comments, problems.
 * A reader is total: it gives a Reading for any text at all and never throws, because half-typed text is the normal case.
 * All spans are spans of the file, also where the text stood inside other text (a shell command inside a crontab line).
 */
import type { Layer } from "../text/layer";
import type { Span } from "../text/span";

export type Format =
  | "yaml"
  | "crontab"
  | "shell"
  | "powershell"
  | "dotenv"
  | "systemd"
  | "dockerfile"
  | "json"
  | "hcl"
  | "properties"
  | "ini"
  | "http"
  | "logstash";

export interface Reading {
  readonly format: Format;
  /** Settings, one tree a document. */
  readonly trees: readonly TreeNode[];
  /** Variables that this text defines, in the order in which they take effect. */
  readonly assignments: readonly Assignment[];
  /** Programs that this text runs, in order. */
  readonly commands: readonly Command[];
  /** Functions of a script. */
  readonly functions?: readonly FunctionBody[];
  /** A Dockerfile's instructions, in order; absent in other formats. */
  readonly instructions?: readonly Instruction[];
  readonly comments: readonly Comment[];
  /** What could not be read. Never an error to the user: the rest of the file still counts. */
  readonly problems: readonly ReadProblem[];
}

// --- Trees of settings -------------------------------------------------------------------------------------------

export type TreeNode = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly kind: "map";
  readonly span: Span;
  readonly entries: readonly Entry[];
}

export interface Entry {
  /** The key's decoded text. Dotted keys stay as they are written; `find` knows which products read dots as nesting. */
  readonly key: string;
  /** The key without its quotes. */
  readonly keySpan: Span;
  /** Undefined where nothing stands after the colon (a null in YAML). */
  readonly value: TreeNode | undefined;
  readonly span: Span;
}

export interface ListNode {
  readonly kind: "list";
  readonly span: Span;
  readonly items: readonly TreeNode[];
}

export interface ScalarNode {
  readonly kind: "scalar";
  /** The value without its quotes; what a finding covers. */
  readonly span: Span;
  /** The value with its quotes. */
  readonly outer: Span;
  /** The decoded text and its way back to the file. `encode` answers what stands in place of `outer`. */
  readonly layer: Layer;
  readonly style: "plain" | "single" | "double" | "literal" | "folded";
  /** An alias: the value stands elsewhere in the file, at the anchor; an edit there may change more than this setting. */
  readonly alias?: boolean;
  /** A tag of YAML that is none of its own: a program makes something else of the text (`!Ref`, `!vault`). */
  readonly tag?: string;
  /** What another program put into the text before it was read, each as one unit of `layer.text`; in order. */
  readonly filled?: readonly { readonly at: number; readonly part: Part }[];
}

// --- Values with references, from any format -----------------------------------------------------------------------

/** A value as written: literal text and references, in order. */
export interface Value {
  /** The value without its quotes; what a finding covers. */
  readonly span: Span;
  /** The value with its quotes; what `encode` replaces. */
  readonly outer: Span;
  readonly parts: readonly Part[];
  /** What must stand in place of `outer` so that the program sees the literal `text`; undefined where that cannot be. */
  encode(text: string): string | undefined;
  /**
   * `single`: a shell's single quotes, in which nothing expands. `single` and `double` promise that the quotes stand in
   * the file as they are, at the ends of `outer`; quotes within another shell's quotes are `mixed`.
   */
  readonly quote: "none" | "single" | "double" | "mixed";
}

export type Part = WrittenPart | FilePart | SecretKeyPart | ComputedPart | ArgumentPart;

/** The parts that stand in any text; files and computed values come from a shell's substitutions and a program's own references. */
export type WrittenPart = TextPart | ReferencePart | OpaquePart;

export interface TextPart {
  readonly kind: "text";
  readonly text: string;
  /** Undefined where the decoded text does not map to the file; then the whole value is meant. */
  readonly span: Span | undefined;
  /** In a shell: this piece stood in single quotes, so a `$` in it is text. */
  readonly quoted?: "single" | "double";
}

export interface ReferencePart {
  readonly kind: "reference";
  readonly name: string;
  /** The whole reference, `${NAME:default}`. */
  readonly span: Span;
  /** What is used when the name is not defined. */
  readonly fallback?: { readonly parts: readonly Part[]; readonly whenEmpty: boolean };
  /**
   * `expression`: a pipeline's (`${{ … }}`), put into the text before a shell reads it. `filled`: put into the text of a
   * file before that was read. `outer`: expanded by the shell around an isolated one (`ssh host "… $K"`).
   */
  readonly from?: "expression" | "filled" | "outer";
}

/** The content of a file that is named: `$(cat f)`, `${file:f}`. */
export interface FilePart {
  readonly kind: "file";
  /** As written, without references. */
  readonly path: string;
  /** What is cut off its end: a shell cuts all newlines, others none. */
  readonly trim: "newlines" | "none";
  /** The path starts from the folder of this file, not from where the program runs. */
  readonly own?: true;
  /** The path starts from the workspace folder, where a pipeline runs. */
  readonly root?: true;
  /** Only what follows `NAME=` in its one line of that name: all of it, or only up to the next `=`. */
  readonly entry?: { readonly name: string; readonly upTo: "end" | "equals" };
  readonly span: Span;
}

/** The key of a Secret in a cluster, which a program asks for by itself. */
export interface SecretKeyPart {
  readonly kind: "secret-key";
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
  readonly span: Span;
}

/** What a known program makes of text, worked out once that text is known: `… | base64`. */
export interface ComputedPart {
  readonly kind: "computed";
  readonly operation: Operation;
  readonly parts: readonly Part[];
  /** Units after which the program breaks lines; 0 for never. */
  readonly wrap: number;
  readonly span: Span;
}

/** `trim`: without blanks at both ends; `chomp`: without line ends at the end. */
export type Operation = "base64" | "base64-decode" | "trim" | "chomp";

/** A function's parameter (`$1`), for which its only call hands over a literal. */
export interface ArgumentPart {
  readonly kind: "argument";
  /** As it is written: `$1`. */
  readonly name: string;
  readonly span: Span;
  /** The word of the call, where it stands. */
  readonly value: Value;
  /** The function uses it more than once, so another text there would change all of that. */
  readonly shared?: true;
}

/** Something whose value the text cannot show. */
export interface OpaquePart {
  readonly kind: "opaque";
  readonly span: Span;
  /**
   * `script-folder`: the folder of the script itself, as `$(dirname "$0")`. `workspace-folder`: an editor's own name for
   * the folder that holds the folder of this file (`.vscode`). `prompt`: what a person types when asked.
   */
  readonly why:
    | "command"
    | "arithmetic"
    | "operation"
    | "secret-store"
    | "template"
    | "unsupported"
    | "script-folder"
    | "workspace-folder"
    | "prompt";
  /** Of a function's parameter: what each call of the function hands over, where it has several. */
  readonly calls?: readonly (readonly Part[])[];
}

// --- Shell and crontab ---------------------------------------------------------------------------------------------

export interface Assignment {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Value;
  readonly span: Span;
  /**
   * `crontab`: literal, for all jobs below. `shell`: for later commands of the same script. `command`: only in the
   * environment of the command it stands before (never in that command's own words). `file`: a line of a file of
   * variables.
   */
  readonly scope: "crontab" | "shell" | "command" | "file";
  readonly exported: boolean;
  /** It may not have run (under `if`, `case`, `||`, a loop), so it gives a candidate and not a value. */
  readonly conditional: boolean;
  /** Where a conditional one has surely run: below it, in this branch. */
  readonly branch?: Span;
  /** The job that it stands in (crontab), so that one job's shell variables do not reach another job. */
  readonly job: number | undefined;
  /** The subshell that it does not leave (`( )`, `$( )`, a pipe's side, `sh -c`): only text in this span sees it. */
  readonly within?: Span;
  /** Its shell was started without the environment around it. */
  readonly isolated?: Isolation;
}

export interface Command {
  /** The program's name as written, without its folder, whatever names that, and `.exe`; undefined where it is not a literal. */
  readonly name: string | undefined;
  readonly nameSpan: Span;
  readonly args: readonly Value[];
  /** `K=v` in front of the command. */
  readonly environment: readonly Assignment[];
  readonly span: Span;
  readonly job: number | undefined;
  /** The crontab line that runs it. */
  readonly schedule?: Span;
  /**
   * Every unescaped `%` of the crontab line, behind the command too: cron ends the line's command at the first one. Absent
   * where the line feeds its command through them on purpose; they are then in `stdin`.
   */
  readonly percents?: readonly Span[];
  /** Here-documents and here-strings fed to it. */
  readonly stdin?: Value;
  /** The file that what it prints goes to. */
  readonly writes?: { readonly file: Value; readonly append: boolean };
  /** Of `.` and `source`: what the file assigns is exported (`set -a`). */
  readonly exports?: true;
  /** It may not run (under `if`, `case`, `||`, a loop). */
  readonly conditional?: true;
  /** The subshell that it runs in: what it changes does not leave that. */
  readonly within?: Span;
  /** What its wrappers keep from it of the environment of its shell (`sudo`, `env -i`, `docker exec`). */
  readonly withheld?: {
    readonly names: "all" | readonly string[];
    /** It is given something else instead, which no file shows. */
    readonly open: boolean;
    /** So many of `environment` are kept from it as well. */
    readonly assignments: number;
  };
  /** Its shell was told to print each command when it was started (`bash -x`): the option that says so. */
  readonly traced?: Span;
  /** Its shell was started without the environment around it (`ssh host '…'`, `sudo sh -c '…'`). */
  readonly isolated?: Isolation;
}

/** A shell that knows nothing of what stands before it. */
export interface Isolation {
  /** What is assigned from here on counts, an offset of the file. */
  readonly from: number;
  /** It has an environment that no file shows. */
  readonly open: boolean;
}

/** A function of a script: what it uses is looked up in its body, then where it is called. */
export interface FunctionBody {
  readonly body: Span;
  /** Offsets of the calls, in order; empty where it may be called from anywhere. */
  readonly calls: readonly number[];
}

/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In upper case. */
  readonly keyword: string;
  readonly span: Span;
  /** Counts `FROM`s: the first stage is 0, what stands before it is in stage -1. */
  readonly stage: number;
  /** `--from=x` and the like, and the words behind the keyword, with references where the instruction expands them. */
  readonly words: readonly Value[];
  /** `NAME=value` of `ENV` and `ARG`; a value of undefined is an `ARG` without a default. */
  readonly pairs: readonly { readonly name: string; readonly nameSpan: Span; readonly value: Value | undefined }[];
  /** The shell text of `RUN`, `CMD`, `ENTRYPOINT` and `HEALTHCHECK CMD` in shell form, here-documents included. */
  readonly script?: Layer;
  /** The words of their exec form. */
  readonly exec?: readonly Value[];
}

export interface Comment {
  /** The whole comment with its mark. */
  readonly span: Span;
  /** The text after the mark. */
  readonly text: string;
  readonly textSpan: Span;
}

export interface ReadProblem {
  readonly span: Span;
  readonly message: string;
  /** The budget that stopped the reading, if one did; the file then counts as skipped. */
  readonly budget?: "too-deep" | "too-large" | "time";
}

/**
 * Who reads a file of variables, and therefore how: variables.md 2.1. `compose-raw` is also `docker run --env-file`;
 * `any` is for a file that nobody in reach loads: what most readers agree on.
 */
export type Dialect =
  | "compose"
  | "compose-raw"
  | "dotenv"
  | "dotenv-expand"
  | "node"
  | "python-dotenv"
  | "systemd"
  | "kustomize"
  | "shell"
  | "any";

/** What a reader may spend on one text. Kept with the readers so that every entry point has the same limits. */
export interface Budget {
  /** UTF-16 units of the whole text. */
  readonly units: number;
  readonly depth: number;
  /** Nodes that aliases may add. */
  readonly aliases: number;
  /** Answers true once the time is up; asked now and then. The core has no clock. */
  expired(): boolean;
}
