/**
 * Keys in variables that hold words of a command line: `JAVA_TOOL_OPTIONS`, `JAVA_OPTS`, and whatever name a script gives
 * them. The option is told by its own name, which no other program has.
 */
import { equalsText, partsOfSecret } from "../elastic/secret";
import { COMMAND_INTEGRATIONS } from "../integrations/index";
import type { CommandIntegration } from "../integrations/model";
import { authorizationInList } from "./header";
import type { MarkFact, TargetFact, UseFact } from "./model";
import { pieceOf, sliceText, splitValue, wordsIn } from "./split";
import type { Definition, FactPart, FactValue, VariableScope } from "./valueModel";
import type { VariableGroup } from "./variables";

const ROWS = COMMAND_INTEGRATIONS.filter(({ byOptions }) => byOptions);

/** The uses in the options that a definition holds. */
export function findInOptions(definition: Definition, group: VariableGroup): readonly UseFact[] {
  // `OPTS="$OPTS -Dx=y"`: what belongs to the key may have been added by itself.
  const others = (): readonly FactValue[] =>
    group.definitions.flatMap(({ name, value }) => (name === definition.name ? [value] : []));
  return usesIn(definition.value, others, definition.inside ?? group.scopeOf(definition));
}

/** The uses in a word that hands options on to another program: `-Dspring-boot.run.jvmArguments="-Dx=y -Dz"`. */
export function findInWord(word: FactValue, scope: VariableScope): readonly UseFact[] {
  return usesIn(word, () => [], scope);
}

function usesIn(value: FactValue, others: () => readonly FactValue[], scope: VariableScope): readonly UseFact[] {
  return ROWS.flatMap((row) => {
    const { keys = [], lists = [] } = row;
    const options = [...keys, ...lists];
    if (!mentions(value, options)) return [];
    const words = wordsIn(value);
    const found = options.flatMap((option) => valuesOf(words, option).map((value) => ({ option, value })));
    return found.flatMap(({ option, value }): readonly UseFact[] => {
      const site = lists.includes(option) ? authorizationInList(value) : { credential: value, header: undefined };
      if (!site) return [];
      const all = [words, ...others().map(wordsIn)];
      const tlsOff = all.flatMap((each) => tlsOffIn(each, row))[0];
      const use: UseFact = {
        kind: "command",
        integration: row,
        option,
        path: option,
        accepts: row.accepts,
        credential: site.credential,
        header: site.header,
        targets: all.map((each) => targetsIn(each, row)).find(({ length }) => length > 0) ?? [],
        excluded: [],
        unexpanded: [],
        scope,
        percents: [],
        ...(tlsOff && { tlsOff }),
      };
      return [use];
    });
  });
}

/** A look at the text, so that the words of hardly any value are told apart. */
function mentions({ parts }: FactValue, options: readonly string[]): boolean {
  return parts.some(
    (part) => part.kind === "text" && partsOfSecret(part.text, (text) => options.some((each) => text.includes(each))),
  );
}

/** What stands behind an option and `=` in its word, without quotes around it. */
function valuesOf(words: readonly FactValue[], option: string): readonly FactValue[] {
  return words.flatMap((word) => {
    const [first, ...rest] = word.parts;
    const prefix = `${option}=`;
    if (first?.kind !== "text" || !partsOfSecret(first.text, (text) => text.startsWith(prefix))) return [];
    const { length } = first.text;
    const behind: readonly FactPart[] =
      length > prefix.length ? [sliceText(first, { start: prefix.length, end: length }), ...rest] : rest;
    return behind.length === 0 ? [] : [pieceOf(word, withoutQuotes(behind))];
  });
}

function withoutQuotes(parts: readonly FactPart[]): readonly FactPart[] {
  const [first] = parts;
  if (first?.kind !== "text") return parts;
  const quote = partsOfSecret(first.text, (text) => /^["']/.exec(text)?.[0]);
  if (quote === undefined) return parts;
  const opened = [sliceText(first, { start: 1, end: first.text.length }), ...parts.slice(1)];
  const last = opened[opened.length - 1];
  const isClosed = last?.kind === "text" && partsOfSecret(last.text, (text) => text.endsWith(quote));
  const inner = isClosed ? [...opened.slice(0, -1), sliceText(last, { start: 0, end: last.text.length - 1 })] : opened;
  return inner.filter((part) => part.kind !== "text" || part.text.length > 0);
}

function targetsIn(words: readonly FactValue[], row: CommandIntegration): readonly TargetFact[] {
  for (const option of row.urls) {
    const values = valuesOf(words, option).flatMap((value) => splitValue(value, row.separator));
    if (values.length === 0) continue;
    return values.map((value) => ({
      role: "url",
      path: option,
      value,
      scheme: row.defaultScheme,
      port: row.defaultPort,
    }));
  }
  return [];
}

function tlsOffIn(words: readonly FactValue[], { tlsOff = [] }: CommandIntegration): readonly MarkFact[] {
  return tlsOff.flatMap(({ option, values = [] }) =>
    words.flatMap((word) => {
      const [only, ...others] = word.parts;
      const found = values.find((value) => only?.kind === "text" && equalsText(only.text, `${option}=${value}`));
      return found === undefined || others.length > 0 ? [] : [{ span: word.span, written: `${option}=${found}` }];
    }),
  );
}
