/**
 * Which brace closes which, found in one go: asked for each reference anew, hostile text would take its square.
 */

/** The braces of a text, by the offset of the opening one. */
export interface Braces {
  /** Where it is closed; undefined where it never is. */
  closing(open: number): number | undefined;
  /** Braces without a dollar stand in it. */
  holdsBare(open: number): boolean;
}

interface Open {
  readonly at: number;
  readonly bare: boolean;
  holdsBare: boolean;
}

/** Pairs the braces of a text, nested ones counted, whether a dollar stands before them or not. */
export function pairBraces(text: string): Braces {
  const closing = new Map<number, number>();
  const bare = new Set<number>();
  const open: Open[] = [];
  for (let at = text.indexOf("{"); at >= 0 && at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === OPENING) open.push({ at, bare: text.charCodeAt(at - 1) !== DOLLAR, holdsBare: false });
    else if (unit === CLOSING) {
      const last = open.pop();
      if (!last) continue;
      closing.set(last.at, at);
      if (last.holdsBare) bare.add(last.at);
      const around = open[open.length - 1];
      if (around) around.holdsBare ||= last.bare || last.holdsBare;
    }
  }
  return { closing: (at) => closing.get(at), holdsBare: (at) => bare.has(at) };
}

const DOLLAR = 36;
const OPENING = 123;
const CLOSING = 125;
