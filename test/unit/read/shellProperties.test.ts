/** What holds for any text at all: reading never throws, spans lie in the text, and what is written is read again. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Reading, Value } from "../../../server/src/read/reading";
import { readShell } from "../../../server/src/read/shell";
import { covers } from "../../../server/src/text/span";
import { SCRIPTS, shellText } from "./shellArbitraries";
import { show, spansOf, wrongTexts } from "./shellSupport";

function expectSound(text: string): void {
  expectSoundReading(text, readShell(text, defaultBudget()));
  if (text.includes("\r\n")) expectSoundReading(text, readShell(text, defaultBudget(), { carriageReturns: "kept" }));
}

function expectSoundReading(text: string, reading: Reading): void {
  const unsound = spansOf(reading).filter(({ span, inside }) => {
    const isSound = span.start >= 0 && span.start <= span.end && span.end <= text.length;
    return !isSound || (inside && !covers(inside, span));
  });
  expect([...unsound, ...wrongTexts(text, reading)]).toEqual([]);
}

describe("any text", { timeout: 30_000 }, () => {
  test("of any units, also halves of surrogate pairs", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), expectSound), { numRuns: 2000 });
    const halves = fc.array(fc.constantFrom("\uD83D", "\uDE00", "\\", '"', "$", "a", "'", "`"), { maxLength: 20 });
    fc.assert(
      fc.property(halves, (units) => expectSound(units.join(""))),
      { numRuns: 1000 },
    );
  });

  test("made of the shell's own tokens", () => {
    fc.assert(fc.property(shellText, expectSound), { numRuns: 4000 });
  });

  test("a script without any one of its units", () => {
    for (const script of SCRIPTS) {
      for (let gap = 0; gap < script.length; gap++) expectSound(script.slice(0, gap) + script.slice(gap + 1));
    }
  });

  test("an end in what an outer shell puts in", () => {
    expectSound('bash -c \'curl -H "x:${ ApiKey ${K%%=*}" \'"$U" # x');
  });

  test("a script cut off anywhere, and with tokens put in anywhere", () => {
    const cut = fc.tuple(fc.constantFrom(...SCRIPTS), fc.nat(), shellText);
    fc.assert(
      fc.property(cut, ([script, place, token]) => {
        const offset = place % (script.length + 1);
        expectSound(script.slice(0, offset));
        expectSound(script.slice(0, offset) + token + script.slice(offset));
        expectSound(script.replaceAll("\n", "\r\n"));
      }),
      { numRuns: 300 },
    );
  });
});

describe("what is written is read again", { timeout: 30_000 }, () => {
  /** Places for a word `X`, by the quotes around it. */
  const places: readonly string[] = [
    "curl X",
    "curl -H X -s # hi\ndate",
    "curl a|tee X>out",
    "K=X",
    "export K=X",
    "K=X curl",
    "echo $(curl X)",
    'echo "$(curl X) $K"',
    "echo `curl X`",
    "sh -c 'curl X'",
    'bash -lc "curl X"',
    "sh -c 'bash -c \"curl X\"'",
    "curl <<< X",
    "if a; then curl X; fi",
    "sudo -u me env A=b timeout 5 curl X",
    'export "K=X"',
    "bash <<'EOF'\ncurl X\nEOF\n",
    "bash <<EOF\ncurl X\nEOF\n",
  ];
  const words: readonly string[] = [
    "plain",
    "'single'",
    '"double"',
    "mi'x'ed",
    "$K",
    '"$(date)"',
    "a\\ b",
    "$'x'",
    "''",
  ];
  const printable = fc.string({
    unit: fc.oneof(
      fc.constantFrom("a", "Z", "0", " ", "'", '"', "$", "`", "\\", "%", "!", "#", "~", "*", "{", "}", ";", "&", "|"),
      fc.constantFrom("(", ")", "<", ">", "=", ":", "/", "é", "😀", "\n", "\t", "-", "?", "[", "]", "^"),
    ),
    maxLength: 12,
  });

  test("in every quoting and at every place", () => {
    let written = 0;
    const each = fc.tuple(fc.constantFrom(...places), fc.constantFrom(...words), printable);
    fc.assert(
      fc.property(each, ([place, word, text]) => {
        const file = place.replace("X", () => word);
        const value = theValue(file);
        if (!value) return;
        const replacement = value.encode(text);
        if (replacement === undefined) return;
        written++;
        const next = file.slice(0, value.outer.start) + replacement + file.slice(value.outer.end);
        const again = theValue(next);
        expect(show(again), next).toBe(text);
        expect(
          again?.parts.every((part) => part.kind === "text"),
          next,
        ).toBe(true);
      }),
      { numRuns: 8000 },
    );
    expect(written).toBeGreaterThan(4000);
  });

  test("plain places take every text", () => {
    const each = fc.tuple(fc.constantFrom(...places.slice(0, 8)), fc.constantFrom(...words), printable);
    fc.assert(
      fc.property(each, ([place, word, text]) => {
        expect(theValue(place.replace("X", () => word))?.encode(text)).toBeDefined();
      }),
    );
  });

  /** The value at the place: the last argument of curl or tee that is no option, an assignment, or what is fed in. */
  function theValue(file: string): Value | undefined {
    const { commands, assignments } = readShell(file, defaultBudget());
    const command = commands.find((each) => each.name === "tee") ?? commands.find((each) => each.name === "curl");
    const value = command?.stdin ?? command?.environment.at(-1)?.value;
    const args = command?.args.filter((arg) => show(arg) !== "-H" && arg.outer.end > arg.outer.start) ?? [];
    if (file.startsWith("sudo")) return args[0];
    return value ?? assignments.find((each) => each.name === "K")?.value ?? args[0];
  }
});

test("here-documents take whole lines that do not end them", () => {
  const body = fc.string({ unit: fc.constantFrom("a", "$", "`", "\\", "'", '"', "\n", "E", "\t", " "), maxLength: 12 });
  const heads = fc.constantFrom(
    "cat <<E\nx\nE\n",
    "cat <<'E'\nx\nE\n",
    "cat <<-E\n\tx\nE\n",
    'cat <<-"E"\nx\nE\ndate\n',
  );
  fc.assert(
    fc.property(heads, body, (file, text) => {
      const stdin = readShell(file, defaultBudget()).commands[0]?.stdin;
      const replacement = stdin?.encode(`${text}\n`);
      if (!stdin || replacement === undefined) return;
      const next = file.slice(0, stdin.outer.start) + replacement + file.slice(stdin.outer.end);
      expect(show(readShell(next, defaultBudget()).commands[0]?.stdin), next).toBe(`${text}\n`);
    }),
    { numRuns: 1000 },
  );
});
