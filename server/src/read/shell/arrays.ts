/**
 * Arrays of the shell: `args=(-H "…")`, `args+=(…)`, and `"${args[@]}"` in a command, which stands for their words.
 * The words keep their own places in the file. Where something may have been added, the expansion itself stands for it.
 */
import { spanIn } from "./ground";
import { eachName } from "./parts";
import type { ShellWord } from "./shellWord";
import type { Block, Place, Variables } from "./sink";
import { hasRun, spend } from "./sink";

export interface ShellArray {
  readonly elements: readonly ArrayElement[];
}

interface ArrayElement {
  /** Undefined where any number of words may stand. */
  readonly word: ShellWord | undefined;
  /** The branch that added it. */
  readonly block: Block | undefined;
  /** Where it was added, in the file. */
  readonly at: number;
}

/** More words than this are no command's arguments. */
const MAX_ELEMENTS = 500;

/** `NAME=(…)` and `NAME+=(…)`; `list` undefined: the name has a value that is no plain array. */
export function assignArray(
  name: string,
  list: readonly ShellWord[] | undefined,
  word: ShellWord,
  append: boolean,
  place: Place,
): void {
  const { block, variables } = place;
  const at = spanIn(place.ground, word.at).start;
  const element = (each: ShellWord | undefined): ArrayElement => ({ word: each, block, at });
  const old = append ? (lookUp(name, variables)?.elements ?? [element(undefined)]) : [];
  const added = list?.flatMap((each) => wordsOf(each, place).map(element)) ?? [element(undefined)];
  const elements = [...old, ...added];
  variables.arrays.set(name, { elements: elements.length > MAX_ELEMENTS ? [element(undefined)] : elements });
}

/** The name's words are not known any more. */
export function forgetArray(name: string, place: Place): void {
  const { arrays } = place.variables;
  if (lookUp(name, place.variables)) arrays.set(name, { elements: [UNKNOWN] });
}

/** The words that a word like `"${NAME[@]}"` or `${NAME:+-H "…"}` stands for; undefined for any other. */
export function expandWord(word: ShellWord, place: Place): readonly ShellWord[] | undefined {
  if (!word.spread && !word.alternative) return undefined;
  const words = wordsOf(word, place);
  spend(place.sink, place.ground.whole, { words: words.length });
  // What may have been added stands where the whole of it does.
  const { spread: _, ...rest } = word;
  return words.map((each) => each ?? rest);
}

/** One word of an array; undefined where it is not certain. */
export function elementOf(name: string, index: number, place: Place): ShellWord | undefined {
  const array = lookUp(name, place.variables);
  const before = array?.elements.slice(0, index + 1);
  if (!before || before.length <= index || !before.every((each) => isCertain(each, place))) return undefined;
  const element = before.at(-1);
  return element?.word && isFresh(element.word, element.at, place) ? element.word : undefined;
}

/** The words that a word stands for; undefined for each stretch of them that is not known. */
function wordsOf(word: ShellWord, place: Place): readonly (ShellWord | undefined)[] {
  // What is sent if the name is set is what counts; whether it is set is the resolver's to say.
  if (!word.spread) return word.alternative ?? [word];
  const { name, index } = word.spread;
  if (index !== undefined) return [elementOf(name, index, place)];
  const words: (ShellWord | undefined)[] = [];
  for (const element of lookUp(name, place.variables)?.elements ?? [UNKNOWN]) {
    if (!isCertain(element, place)) {
      if (words.length === 0 || words.at(-1) !== undefined) words.push(undefined);
      // A variable in it may have another value by now than where the array was made.
    } else words.push(element.word && isFresh(element.word, element.at, place) ? element.word : undefined);
  }
  return words;
}

const UNKNOWN: ArrayElement = { word: undefined, block: undefined, at: 0 };

function isCertain(element: ArrayElement, place: Place): boolean {
  return element.word !== undefined && hasRun(element.block, place);
}

function isFresh(word: ShellWord, at: number, { sink }: Place): boolean {
  const isUntouched = (name: string): boolean => (sink.assigned.get(name) ?? -1) <= at;
  return word.pieces.every((piece) => piece.kind === "text" || eachName([piece.part], isUntouched));
}

function lookUp(name: string, variables: Variables): ShellArray | undefined {
  for (let at: Variables | undefined = variables; at; at = at.isProgram ? undefined : at.parent) {
    const own = at.arrays.get(name);
    if (own) return own;
  }
  return undefined;
}
