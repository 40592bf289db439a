/**
 * The one place that knows `unbash`, the shell parser. It is tolerant, but it reads words lazily and by recursion, so
 * every access that may run its code goes through here: what overflows its stack becomes "too deep", never an exception.
 * Its messages may quote the text that it could not read, and that may be a key; so they do not leave this file.
 */
import type {
  Assignment,
  Command,
  CommandExpansionPart,
  Coproc,
  Function as FunctionDefinition,
  HereDocBody,
  ParsedScript,
  ProcessSubstitutionPart,
  SyntaxNode,
  Word,
  WordPart,
} from "unbash";
import { forEachChild, parse } from "unbash";

export type {
  Assignment as AssignmentNode,
  Command as CommandNode,
  CompoundList as ListNode,
  HereDoc as HereDocNode,
  HereDocBody as HereDocBodyNode,
  ParameterExpansionPart,
  ParsedScript as ShellScript,
  Redirection as RedirectionNode,
  Statement as StatementNode,
  SyntaxNode,
  TestExpression as TestNode,
  Word as WordNode,
  WordPart,
} from "unbash";

/** What a script calls by a name. */
export type NamedNode = Coproc | FunctionDefinition;

/** A substitution that runs a script: `$(…)`, backticks, `<(…)`. */
export type SubstitutionPart = CommandExpansionPart | ProcessSubstitutionPart;

export interface ShellSyntax {
  readonly script: ParsedScript;
  readonly faults: readonly Fault[];
}

/** Where the text stops being shell. `open`: something is never closed, so that it swallows the rest of the text. */
export interface Fault {
  readonly at: number;
  readonly kind: "open" | "unexpected";
}

/** Waiting here-documents are looked for again at each line end, so this product bounds the parser's work. */
const HERE_DOCUMENT_WORK = 200_000_000;

/** Reads a text as shell; undefined where the parser would recurse or wait too long. Offsets count from the text's start. */
export function parseShell(text: string): ShellSyntax | undefined {
  if (countHereDocuments(text) * text.length > HERE_DOCUMENT_WORK) return undefined;
  const script = guarded(() => parse(text));
  return script && { script, faults: faultsOf(script) };
}

/** What the parser could not read in a script or in a substitution. */
export function faultsOf(script: ParsedScript): readonly Fault[] {
  return (script.errors ?? []).map(({ message, pos }) => ({
    at: pos,
    kind: message.startsWith("unterminated") ? "open" : "unexpected",
  }));
}

/** The parts of a word; undefined for a word without quotes, expansions and patterns. */
export function partsOfWord(word: Word): readonly WordPart[] | undefined {
  return guarded(() => word.parts);
}

/** The expansions in a here-document's body; undefined where it has none. */
export function partsOfBody(body: HereDocBody): readonly WordPart[] | undefined {
  return guarded(() => body.parts);
}

/** The script that a substitution runs; undefined where it is nested too deep. */
export function scriptOf(part: SubstitutionPart): ParsedScript | undefined {
  return guarded(() => part.script);
}

/** The name and the value of `NAME=value`; undefined where the parser cannot tell. */
export function targetOf(node: Assignment): Pick<Assignment, "name" | "index" | "value"> | undefined {
  return guarded(() => ({ name: node.name, index: node.index, value: node.value }));
}

/** The array of `NAME[index]=value`; undefined for any other assignment. */
export function nameOfElement(node: Assignment): string | undefined {
  const target = targetOf(node);
  return target?.index && target.name;
}

/** The offset at which the last command begins, -1 where there is none. Words are not looked into. */
export function lastCommandAt(script: ParsedScript): number {
  let last = -1;
  const visit = (node: SyntaxNode): void => {
    if (isCommand(node)) last = Math.max(last, node.pos);
    else if (STRUCTURE.has(node.type)) forEachChild(node, visit);
  };
  guarded(() => visit(script));
  return last;
}

const STRUCTURE: ReadonlySet<string> = new Set(
  `
    Script Statement CompoundList CaseItem Elif Pipeline AndOr Redirected Function
    Coproc If For ArithmeticFor Select While Subshell BraceGroup Case
  `
    .trim()
    .split(/\s+/),
);

function isCommand(node: SyntaxNode): node is Command {
  return node.type === "Command";
}

/** The parser's stack is the host's stack: a RangeError means that the text nests deeper than it can follow. */
function guarded<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function countHereDocuments(text: string): number {
  let count = 0;
  for (let at = text.indexOf("<<"); at >= 0; at = text.indexOf("<<", at + 2)) count++;
  return count;
}
