/** What holds for any text read as a crontab, and that what is written into one is read again. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readCrontab } from "../../../server/src/read/crontab";
import type { Reading, Value } from "../../../server/src/read/reading";
import { covers } from "../../../server/src/text/span";
import { PIECES } from "../../support/pieces";
import { shellText } from "./shellArbitraries";
import { show, spansOf, wrongTexts } from "./shellSupport";

const TABLES: readonly string[] = [
  `# m h dom mon dow user command
SHELL=/bin/bash
ES_API_KEY = "VuaCfGcBCdbkQm-e5aOx:ui2lp2axTNmsyakw9tvNnw"
*/5 * * * * root  curl -sS -H "Authorization: ApiKey $ES_API_KEY" 'https://x:9200/_snapshot/a-\\%3Cb-\\%7Bnow\\%7D'
@daily\tes  . $HOME/.env; /usr/bin/curl -o "x-$(date +%F)" -H 'Authorization: ApiKey $K' https://y # z
`,
  "\uFEFFMAILTO=''\r\n0 1 * * mon-fri bash -c 'export K=a; curl -d @- \"https://x\"%{\"a\":1}%'\r\n-@reboot -n timeout 5 curl x\r\n@dai",
];

const read = (text: string, system: boolean | "auto" = "auto"): Reading =>
  readCrontab(text, { system }, defaultBudget());

function expectSound(text: string): void {
  for (const system of [true, false, "auto"] as const) {
    const reading = read(text, system);
    const unsound = spansOf(reading).filter(({ span, inside }) => {
      const isSound = span.start >= 0 && span.start <= span.end && span.end <= text.length;
      return !isSound || (inside && !covers(inside, span));
    });
    expect([...unsound, ...wrongTexts(text, reading)]).toEqual([]);
  }
}

const token = fc.oneof(shellText, fc.constantFrom(...PIECES.crontab));
const table = fc.array(token, { maxLength: 10 }).map((tokens) => tokens.join(""));

describe("any text", { timeout: 30_000 }, () => {
  test("of any units, also halves of surrogate pairs", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), expectSound), { numRuns: 1000 });
  });

  test("made of the tokens of crontabs and shells", () => {
    fc.assert(fc.property(table, expectSound), { numRuns: 3000 });
  });

  test("a table without any one of its units, or with others put in", () => {
    for (const text of TABLES) {
      for (let gap = 0; gap < text.length; gap++) expectSound(text.slice(0, gap) + text.slice(gap + 1));
    }
    fc.assert(
      fc.property(fc.constantFrom(...TABLES), fc.nat(), table, (text, place, inserted) => {
        const offset = place % (text.length + 1);
        expectSound(text.slice(0, offset) + inserted + text.slice(offset));
      }),
      { numRuns: 200 },
    );
  });

  test("no line reaches into another", () => {
    fc.assert(
      fc.property(table, (text) => {
        const { commands, assignments } = read(text, false);
        for (const { span } of [...commands, ...assignments]) {
          expect(text.slice(span.start, span.end)).not.toContain("\n");
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("what is written is read again", { timeout: 30_000 }, () => {
  const unit = fc.constantFrom(..."abZ09 '\"$`\\%!#~*{};&|()<>=:/é?-[]^@,+.".split(""), "\\%", "%%");
  const printable = fc.array(unit, { maxLength: 10 }).map((units) => units.join(""));
  const words = fc.constantFrom("x", "'x'", '"x"', "x'y'", "$K", "a\\%b", '"a%b"', "''");
  const places = fc.constantFrom(
    "* * * * * curl X",
    "@daily root curl X # y",
    "0 1 * * * sh -c 'curl X'",
    "@daily K=X curl",
    '* * * * * echo "$(curl X)"',
  );

  const theValue = (text: string): Value | undefined => {
    const command = read(text).commands.find((each) => each.name === "curl");
    return command?.environment[0]?.value ?? command?.args[0];
  };

  test("in a command", () => {
    let written = 0;
    fc.assert(
      fc.property(places, words, printable, (place, word, next) => {
        const text = `${place.replace("X", () => word)}\n* * * * * date +%F\n`;
        const value = theValue(text);
        const replacement = value?.encode(next);
        if (!value || replacement === undefined) return;
        written++;
        const edited = text.slice(0, value.outer.start) + replacement + text.slice(value.outer.end);
        const again = theValue(edited);
        expect(show(again), edited).toBe(next);
        expect(
          again?.parts.every((part) => part.kind === "text"),
          edited,
        ).toBe(true);
        expect(read(edited).commands.find((each) => each.name === "curl")?.percents ?? []).toEqual([]);
        expect(read(edited).commands.at(-1)?.name).toBe("date");
      }),
      { numRuns: 4000 },
    );
    expect(written).toBeGreaterThan(2500);
  });

  test("in an assignment", () => {
    const lines = fc.constantFrom("K=x", "K = 'x y'", 'K="x"  ', " K=", "K=''");
    fc.assert(
      fc.property(lines, printable, (line, next) => {
        const text = `A=1\n${line}\nB=2\n`;
        const value = read(text).assignments[1]?.value;
        const replacement = value?.encode(next);
        if (!value || replacement === undefined) return;
        const edited = text.slice(0, value.outer.start) + replacement + text.slice(value.outer.end);
        expect(
          read(edited).assignments.map((each) => show(each.value)),
          edited,
        ).toEqual(["1", next, "2"]);
      }),
      { numRuns: 2000 },
    );
  });
});
