/**
 * References in double braces: `{{name}}`, `{{$dotenv K}}`, `{{$processEnv K}}`, JetBrains' `{{$env.K}}`.
 * Source: reference/variables.md 3.24, https://github.com/Huachao/vscode-restclient#variables
 */
import type { Span } from "../../text/span";
import { partsBuilder, type Source } from "../interpolation/parts";
import type { WrittenPart } from "../reading";

/** A variable of the file or of an environment. A request's response is known only once it ran. */
const NAME = /^[^\s{}%$.][^\s{}%]{0,200}$/;
const RESPONSE = /^[^\s.]{1,200}\.(?:request|response)\./;
/** `%name` would be the name that a setting gives. */
const ENVIRONMENT = /^\$(dotenv|processEnv)[ \t]{1,50}([^\s%{}][^\s{}]{0,200})$/;
const JETBRAINS_ENVIRONMENT = /^\$env\.([^\s{}]{1,200})$/;

/** The parts of a text. Braces that are not closed on their line are text. */
export function referenceParts(source: Source, whole: Span): readonly WrittenPart[] {
  const { text } = source;
  const out = partsBuilder(source, whole);
  let from = 0;
  let close = 0;
  for (let at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", from)) {
    if (close < at + 2) close = text.indexOf("}}", at + 2);
    if (close < 0) break;
    // Of more than two braces the last two count.
    const start = text.lastIndexOf("{{", close - 1);
    out.verbatim(from, start);
    from = close + 2;
    const span = out.place(start, from);
    const name = nameOf(text.slice(start + 2, close).trim());
    out.add(name === undefined ? { kind: "opaque", span, why: "unsupported" } : { kind: "reference", name, span });
  }
  out.verbatim(from, text.length);
  return out.done();
}

function nameOf(written: string): string | undefined {
  const environment = ENVIRONMENT.exec(written);
  if (environment) return `$${environment[1]} ${environment[2]}`;
  const variable = JETBRAINS_ENVIRONMENT.exec(written)?.[1];
  if (variable !== undefined) return `$processEnv ${variable}`;
  return NAME.test(written) && !RESPONSE.test(written) ? written : undefined;
}
