/**
 * Texts from a grammar that is written down as a table: each rule has its alternatives, `«name»` stands for another rule,
 * `«name*»` for up to four of it, `«name+»` for one to four, and `«>name+»` is indented by two blanks, line by line.
 * The first alternative of a rule is the plainest: it is taken where the text is nested deep enough.
 */
import fc from "fast-check";

export type Grammar = { readonly file: readonly string[] } & Readonly<Record<string, readonly string[]>>;

const REFERENCE = /«(>?)([a-z]+)([*+]?)»/;
const DEPTH = 5;

/** Texts of a rule; a name that no rule has is a mistake in the table and throws. */
export function textsOf(grammar: Grammar, rule = "file"): fc.Arbitrary<string> {
  const { [rule]: found } = fc.letrec<Record<string, string>>((tie) =>
    Object.fromEntries(
      Object.entries(grammar).map(([name, alternatives]) => [
        name,
        fc.oneof(
          { maxDepth: DEPTH, depthIdentifier: "grammar" },
          ...alternatives.map((each) => textOf(each, grammar, tie)),
        ),
      ]),
    ),
  );
  if (!found) throw new Error(`no rule ${rule}`);
  return found;
}

function textOf(
  alternative: string,
  grammar: Grammar,
  tie: (name: string) => fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const pieces: fc.Arbitrary<string>[] = [];
  let rest = alternative;
  for (let found = REFERENCE.exec(rest); found; found = REFERENCE.exec(rest)) {
    const [whole, indent, name = "", times] = found;
    if (!grammar[name]) throw new Error(`no rule ${name}`);
    if (found.index > 0) pieces.push(fc.constant(rest.slice(0, found.index)));
    const one = tie(name);
    const many = times === "" ? one : fc.array(one, { minLength: times === "+" ? 1 : 0, maxLength: 4 }).map(joined);
    pieces.push(indent === "" ? many : many.map(indented));
    rest = rest.slice(found.index + whole.length);
  }
  if (pieces.length === 0) return fc.constant(rest);
  return fc.tuple(...pieces, fc.constant(rest)).map(joined);
}

function joined(texts: readonly string[]): string {
  return texts.join("");
}

function indented(text: string): string {
  return text.replace(/^(?=[^\n])/gm, "  ");
}
