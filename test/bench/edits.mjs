// Keystrokes as an editor sends them: small incremental changes, in bursts that change keys, values, indentation and
// newlines, and take everything back, so that a file stays what it is. Values are also typed with quotes, because an
// opening quote without its end is where a reader has most to guess.

import { randomFrom } from "./random.mjs";

/** What a burst edits; keystrokes are spread evenly over these. */
const GROUPS = ["value", "key", "indentation", "newline"];

/**
 * At least `count` keystrokes on a text, after which it is as before. Each has its group and the change as LSP has it.
 * @param {string} text
 * @param {{ count: number, seed: number }} options
 */
export function keystrokes(text, { count, seed }) {
  const random = randomFrom(seed);
  const typist = createTypist(text);
  const settings = settingLines(text);
  const keys = settings.filter(({ name }) => /api_key|authorization/i.test(name));
  /** @type {Record<string, number>} */
  const done = Object.fromEntries(GROUPS.map((group) => [group, 0]));
  for (let burst = 0; typist.strokes.length < count; burst++) {
    const group = GROUPS.reduce((least, each) => (done[each] < done[least] ? each : least));
    // Every third burst meets a line that holds a key, if there is one: that is where problems change.
    const setting = burst % 3 === 0 && keys.length > 0 ? random.pick(keys) : random.pick(settings);
    const before = typist.strokes.length;
    BURSTS[group](typist.on(group), setting, random);
    done[group] += typist.strokes.length - before;
  }
  if (typist.text() !== text) throw new Error("the keystrokes did not take everything back");
  return typist.strokes;
}

/** Lines `name: value`, where a value stands in its line. */
function settingLines(text) {
  return text.split("\n").flatMap((line, number) => {
    const match = /^((?:\s|- )*)([\w.*/-]+):(?: +)(\S.*)$/.exec(line);
    return match ? [{ number, indent: match[1].length, name: match[2], end: line.length, value: match[3] }] : [];
  });
}

const BURSTS = {
  /** Types at the end of a value and takes it back; or types the value anew, quotes and all. */
  value: (type, { number, end, value }, random) => {
    const start = end - value.length;
    if (random.next() < 0.5) {
      typed(type, number, end, random.pick(["example", "9243", "-eu-west", " and more"]));
      return;
    }
    const quote = random.pick(['"', "'"]);
    type.replace(number, start, end, quote);
    const word = random.pick(["Tq4f:x", "https://es", "ApiKey "]);
    `${word}${quote}`.split("").forEach((unit, at) => {
      type.replace(number, start + 1 + at, start + 1 + at, unit);
    });
    type.replace(number, start, start + word.length + 2, value);
  },
  /** Deletes the end of a key's name and types it again. */
  key: (type, { number, indent, name }) => {
    const end = indent + name.length;
    const cut = Math.min(4, name.length - 1);
    for (let at = 0; at < cut; at++) type.replace(number, end - at - 1, end - at, "");
    name
      .slice(-cut)
      .split("")
      .forEach((unit, at) => {
        type.replace(number, end - cut + at, end - cut + at, unit);
      });
  },
  /** Indents a line by two spaces, by one more, and back. */
  indentation: (type, { number }) => {
    type.replace(number, 0, 0, "  ");
    type.replace(number, 0, 0, " ");
    type.replace(number, 0, 1, "");
    type.replace(number, 0, 2, "");
  },
  /** Enter, with the indentation that an editor adds; a new setting; all of it taken back, the line end last. */
  newline: (type, { number, indent, end }, random) => {
    const word = random.pick(["n: 1", "key:", "- x", "#"]);
    const lead = " ".repeat(indent);
    type.insertLine(number, end, lead);
    typed(type, number + 1, indent, word);
    type.joinLine(number, end, lead);
  },
};

function typed(type, line, column, word) {
  word.split("").forEach((unit, at) => {
    type.replace(line, column + at, column + at, unit);
  });
  for (let at = word.length; at > 0; at--) type.replace(line, column + at - 1, column + at, "");
}

function createTypist(text) {
  const lines = text.split("\n");
  const strokes = [];
  const push = (group, change) => strokes.push({ group, change });
  const rangeOf = (line, start, endLine, end) => ({
    start: { line, character: start },
    end: { line: endLine, character: end },
  });
  return {
    strokes,
    text: () => lines.join("\n"),
    on: (group) => ({
      replace: (line, start, end, by) => {
        lines[line] = lines[line].slice(0, start) + by + lines[line].slice(end);
        push(group, { range: rangeOf(line, start, line, end), text: by });
      },
      insertLine: (line, at, lead) => {
        const rest = lines[line].slice(at);
        lines[line] = lines[line].slice(0, at);
        lines.splice(line + 1, 0, lead + rest);
        push(group, { range: rangeOf(line, at, line, at), text: `\n${lead}` });
      },
      joinLine: (line, at, lead) => {
        lines[line] = lines[line].slice(0, at) + lines[line + 1].slice(lead.length);
        lines.splice(line + 1, 1);
        push(group, { range: rangeOf(line, at, line + 1, lead.length), text: "" });
      },
    }),
  };
}
