/**
 * Words as data: an id and arguments, rendered at the edge, so that texts can be translated and tests name ids.
 * Arguments are masked forms, names, hosts and paths; a `Secret` is no string and cannot become one.
 */
import { maskKeys } from "../elastic/mask";
import { withoutInvisible } from "../text/visible";

export interface Message {
  readonly id: string;
  readonly args: Readonly<Record<string, string>>;
}

/** Arguments that a document gives its names to. Where a key stands in the place of one, it is masked. */
const NAMES: ReadonlySet<string> = new Set([
  "key",
  "name",
  "other",
  "owner",
  "path",
  "right",
  "rule",
  "setting",
  "written",
]);

/** UTF-16 units of a name that are shown; the paths of settings are shorter. */
const LONGEST = 100;

/** The arguments of a message as they may be kept and shown: each in one line, and no key in the place of a name. */
export function maskNames(args: Message["args"]): Message["args"] {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, shownAs(name, value)]));
}

function shownAs(name: string, value: string): string {
  const line = withoutInvisible(value);
  if (!NAMES.has(name)) return line;
  const masked = maskKeys(line);
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST - 1)}…` : masked;
}

/** Puts arguments into a template: `{name}` becomes the argument, an unknown name stays. */
export function fillTemplate(template: string, args: Readonly<Record<string, string>>): string {
  let text = "";
  let at = 0;
  while (at < template.length) {
    const open = template.indexOf("{", at);
    const close = open < 0 ? -1 : template.indexOf("}", open);
    if (close < 0) break;
    const name = template.slice(open + 1, close);
    const value = Object.hasOwn(args, name) ? shownAs(name, args[name] ?? "") : template.slice(open, close + 1);
    text += template.slice(at, open) + value;
    at = close + 1;
  }
  return text + template.slice(at);
}
