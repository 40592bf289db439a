/**
 * What one file's uses mean for other files: which key goes where, and who reads which variable. These are all that the
 * cross-file index keeps of a use, so they hold no secret: a digest that only this process can make, and plain facts.
 */
import type { Api, Deployment, Form, Kind, Target, Verdict } from "../elastic/model";
import type { Span } from "../text/span";

/** One key sent to one target, as other files see it. */
export interface KeySite {
  readonly uri: string;
  readonly span: Span;
  /** Zero-based line, for texts that are not open any more. */
  readonly line: number;
  readonly target: Target;
  /** The name that the project file gives to the deployment. */
  readonly named: string | undefined;
  /** It counts only while nobody reads this definition: a variable that no program in reach was found to read. */
  readonly unlessRead: string | undefined;
}

/** Someone who reads a definition. */
export interface VariableReader {
  readonly uri: string;
  readonly span: Span;
  readonly line: number;
  /** The forms that the reading setting takes; undefined where it fixes none. */
  readonly forms: readonly Form[] | undefined;
  readonly title: string;
  /** The definitions between the use and this one, so that one of them is not taken for a second reader. */
  readonly direct: boolean;
  /** It may read another definition instead, and nobody knows which: it then says nothing of either. */
  readonly unsure?: true;
  /** What arrives there, and whether it fits; undefined where it is read for the target. */
  readonly key?: ReadKey;
}

/** A key as one use has it, without its text. */
export interface ReadKey {
  readonly kind: Kind;
  readonly form: Form;
  readonly shown: string;
  readonly id: string | undefined;
  readonly deployment: Deployment;
  readonly api: Api;
  readonly verdict: Verdict;
}

/** Names a definition for the index: file, name and place. */
export function definitionName(uri: string, span: Span): string {
  return `${uri}#${span.start}`;
}

/** A place where the text of a key stands that some use of Elastic's sends. */
export interface LiteralPlace {
  /** Of the file that holds it. */
  readonly span: Span;
}

/** What a file's uses say to others. */
export interface Exports {
  /** By the URI of the file that holds the text. */
  readonly literals: readonly { readonly uri: string; readonly place: LiteralPlace }[];
  readonly keys: readonly { readonly digest: string; readonly site: KeySite }[];
  readonly readers: readonly { readonly definition: string; readonly reader: VariableReader }[];
}
