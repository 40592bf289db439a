/**
 * Logstash's own grammar, rule by rule and in its order, as the oracle for the reader: a parsing expression grammar that
 * takes a whole text or refuses it, and shares nothing with the reader.
 * https://github.com/elastic/logstash/blob/main/logstash-core/lib/logstash/compiler/lscl/lscl_grammar.treetop, of August 2026
 */
import type { Pair, Plain } from "./logstashSupport";

interface Match<T> {
  readonly value: T;
  readonly end: number;
}
type Rule<T> = (text: string, at: number) => Match<T> | undefined;

/** A pattern without alternatives that matter: one of the grammar's terminals. */
function terminal(pattern: RegExp): Rule<string> {
  const sticky = new RegExp(pattern.source, "y");
  return (text, at) => {
    sticky.lastIndex = at;
    const found = sticky.exec(text)?.[0];
    return found === undefined ? undefined : { value: found, end: at + found.length };
  };
}

/** The first rule that matches; the others are not tried again, whatever follows. */
function choice<T>(...rules: readonly Rule<T>[]): Rule<T> {
  return (text, at) => {
    for (const rule of rules) {
      const match = rule(text, at);
      if (match) return match;
    }
    return undefined;
  };
}

function sequence(...rules: readonly Rule<unknown>[]): Rule<readonly unknown[]> {
  return (text, at) => {
    const value: unknown[] = [];
    let end = at;
    for (const rule of rules) {
      const match = rule(text, end);
      if (!match) return undefined;
      value.push(match.value);
      end = match.end;
    }
    return { value, end };
  };
}

function many<T>(rule: Rule<T>): Rule<readonly T[]> {
  return (text, at) => {
    const value: T[] = [];
    let end = at;
    for (let match = rule(text, end); match && match.end > end; match = rule(text, end)) {
      value.push(match.value);
      end = match.end;
    }
    return { value, end };
  };
}

function optional<T>(rule: Rule<T>): Rule<T | undefined> {
  return (text, at) => rule(text, at) ?? { value: undefined, end: at };
}

function map<T, U>(rule: Rule<T>, make: (value: T) => U): Rule<U> {
  return (text, at) => {
    const match = rule(text, at);
    return match && { value: make(match.value), end: match.end };
  };
}

/** One value of a sequence, which the caller knows the type of. */
function pick<T>(rule: Rule<readonly unknown[]>, index: number): Rule<T> {
  return map(rule, (values) => values[index] as T);
}

/** A rule that is defined further down. Remembers its matches in one text, as treetop does. */
function lazy<T>(rule: () => Rule<T>): Rule<T> {
  let known: { readonly text: string; readonly matches: Map<number, Match<T> | undefined> } | undefined;
  return (text, at) => {
    if (known?.text !== text) known = { text, matches: new Map() };
    const { matches } = known;
    if (!matches.has(at)) matches.set(at, rule()(text, at));
    return matches.get(at);
  };
}

const whitespace = terminal(/[ \t\r\n]+/);
const comment = terminal(/(?:[ \t\r\n]*#[^\r\n]*(?:\r?\n|$))+/);
const cs = many(choice(comment, whitespace));
const word =
  (text: string): Rule<string> =>
  (source, at) =>
    source.startsWith(text, at) ? { value: text, end: at + text.length } : undefined;

/** As the grammar does: what has matched is not given back for the sake of what follows. */
function possessive(quote: string): Rule<string> {
  return (text, at) => {
    if (text[at] !== quote) return undefined;
    let end = at + 1;
    while (end < text.length) {
      if (text.startsWith(`\\${quote}`, end)) end += 2;
      else if (text[end] === quote) return { value: text.slice(at, end + 1), end: end + 1 };
      else end++;
    }
    return undefined;
  };
}

const string = map(choice(possessive('"'), possessive("'")), (text) => text.slice(1, -1));
const regexp = possessive("/");
const bareword = terminal(/[A-Za-z_][A-Za-z0-9_]+/);
const number = terminal(/-?[0-9]+(?:\.[0-9]*)?/);
const name = choice(terminal(/[A-Za-z0-9_-]+/), string);

const value: Rule<Plain> = lazy(() => choice<Plain>(plugin, bareword, string, number, array, hash));

const pairOf = (values: readonly unknown[]): Pair => [values[0] as string, values[4] as Plain];
const attribute = map(sequence(name, cs, word("=>"), cs, value), pairOf);
const hashentry = map(sequence(choice(number, bareword, string), cs, word("=>"), cs, value), pairOf);

function listOf<T>(first: Rule<T>, separator: Rule<unknown>): Rule<readonly T[]> {
  const rest = many(pick<T>(sequence(separator, first), 1));
  return map(optional(sequence(first, rest)), (found) => (found ? [found[0] as T, ...(found[1] as T[])] : []));
}

const plugin: Rule<Plain> = lazy(() =>
  map(
    sequence(name, cs, word("{"), cs, listOf(attribute, sequence(whitespace, cs)), cs, word("}")),
    (values): Plain => ({ map: [[values[0] as string, { map: values[4] as Pair[] }]] }),
  ),
);
const array: Rule<Plain> = lazy(() =>
  map(
    sequence(word("["), cs, listOf(value, sequence(cs, word(","), cs)), cs, word("]")),
    (values): Plain => ({ list: values[2] as Plain[] }),
  ),
);
const hash: Rule<Plain> = lazy(() =>
  map(sequence(word("{"), cs, listOf(hashentry, cs), cs, word("}")), (values): Plain => ({ map: values[2] as Pair[] })),
);

// --- Conditions: matched for their end alone ---------------------------------------------------------------------

const selector = terminal(/(?:\[[^\][,]+\])+/);
const rvalue: Rule<unknown> = lazy(() => choice<unknown>(string, number, selector, array, methodCall, regexp));
const methodCall: Rule<unknown> = lazy(() =>
  sequence(bareword, cs, word("("), cs, listOf(rvalue, sequence(cs, word(","), cs)), cs, word(")")),
);
const condition: Rule<unknown> = lazy(() =>
  sequence(expression, many(sequence(cs, terminal(/and|or|xor|nand/), cs, expression))),
);
const parenthesised = lazy(() => sequence(word("("), cs, condition, cs, word(")")));
const expression: Rule<unknown> = lazy(() =>
  choice<unknown>(
    parenthesised,
    sequence(word("!"), cs, parenthesised),
    sequence(word("!"), cs, selector),
    sequence(rvalue, cs, word("in"), cs, rvalue),
    sequence(rvalue, cs, word("not "), cs, word("in"), cs, rvalue),
    sequence(rvalue, cs, terminal(/==|!=|<=|>=|<|>/), cs, rvalue),
    sequence(rvalue, cs, terminal(/=~|!~/), cs, choice<unknown>(string, regexp)),
    rvalue,
  ),
);

// --- Sections ----------------------------------------------------------------------------------------------------

const body: Rule<readonly Plain[]> = lazy(() =>
  map(sequence(word("{"), cs, many(pick<readonly Plain[]>(sequence(branchOrPlugin, cs), 0)), word("}")), (values) =>
    (values[2] as (readonly Plain[])[]).flat(),
  ),
);
const ifRule = pick<readonly Plain[]>(sequence(word("if"), cs, condition, cs, body), 4);
const elseIf = pick<readonly Plain[]>(sequence(word("else"), cs, word("if"), cs, condition, cs, body), 6);
const elseRule = pick<readonly Plain[]>(sequence(word("else"), cs, body), 2);
const branch: Rule<readonly Plain[]> = map(
  sequence(ifRule, many(pick(sequence(cs, elseIf), 1)), optional(pick(sequence(cs, elseRule), 1))),
  (values) => {
    const [first, others, last] = values as [Plain[], Plain[][], Plain[] | undefined];
    return [...first, ...others.flat(), ...(last ?? [])];
  },
);
const branchOrPlugin: Rule<readonly Plain[]> = lazy(() =>
  choice<readonly Plain[]>(
    branch,
    map(plugin, (found) => [found]),
  ),
);
const section: Rule<Pair> = map(
  sequence(terminal(/input|filter|output/), cs, body),
  (values): Pair => [values[0] as string, { list: values[2] as Plain[] }],
);
const config = pick<readonly Pair[]>(sequence(many(pick<Pair>(sequence(cs, section), 1)), cs), 0);

/** The sections of a text as Logstash reads it, branches flattened; undefined where it refuses the text. */
export function parseStrictly(text: string): Plain | undefined {
  const match = config(text, 0);
  return match?.end === text.length ? { map: match.value } : undefined;
}
