/** Anacrontabs: what differs from a crontab, and what holds for any text. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAnacrontab } from "../../../server/src/read/anacrontab";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Reading } from "../../../server/src/read/reading";
import { covers } from "../../../server/src/text/span";
import { shellText } from "./shellArbitraries";
import { assignmentLines, at, commandLines, spansOf, wrongTexts } from "./shellSupport";

const read = (text: string): Reading => readAnacrontab(text, defaultBudget());

const TABLE = `# /etc/anacrontab: configuration file for anacron
SHELL=/bin/sh
PATH=/sbin:/bin:/usr/sbin:/usr/bin
ES_KEY=VuaCfGcBCdbkQm-e5aOx:ui2lp2axTNmsyakw9tvNnw
START_HOURS_RANGE = 3-22

#period in days   delay in minutes   job-identifier   command
1\t5\tcron.daily\t\tnice run-parts /etc/cron.daily
@monthly 45 ship.monthly curl -H "Authorization: ApiKey $ES_KEY" "https://x/$(date +%Y)" # send
7 25 report\tK=1; \\
   curl -H "X: $K" https://y
`;

describe("a table", () => {
  test("as distributions ship it, with jobs that send keys", () => {
    expect(read(TABLE).format).toBe("crontab");
    expect(commandLines(read(TABLE))).toEqual([
      "run-parts /etc/cron.daily",
      "date +%Y",
      "curl -H Authorization: ApiKey <ES_KEY> https://x/<?command>",
      "curl -H X: <K> https://y",
    ]);
    expect(read(TABLE).commands.map((each) => [each.job, at(TABLE, each.schedule)])).toEqual([
      [0, "1\t5"],
      [1, "@monthly 45"],
      [1, "@monthly 45"],
      [2, "7 25"],
    ]);
    expect(read(TABLE).commands.every((each) => each.percents === undefined)).toBe(true);
    expect(assignmentLines(read(TABLE))).toEqual([
      "x SHELL=/bin/sh",
      "x PATH=/sbin:/bin:/usr/sbin:/usr/bin",
      "x ES_KEY=VuaCfGcBCdbkQm-e5aOx:ui2lp2axTNmsyakw9tvNnw",
      "x START_HOURS_RANGE= 3-22",
      "K=1",
    ]);
    expect(read(TABLE).comments.map((each) => each.text)).toEqual([
      " /etc/anacrontab: configuration file for anacron",
      "period in days   delay in minutes   job-identifier   command",
      " send",
    ]);
    expect(read(TABLE).problems).toEqual([]);
  });

  test("values are verbatim", () => {
    const text = '\tA =  "x" # y \nB=$A\\n\nC=\nD=a\\\nb\n';
    const found = read(text).assignments;
    expect(assignmentLines(read(text))).toEqual(['x A=  "x" # y ', "x B=$A\\n", "x C=", "x D=a b"]);
    expect(found.map((each) => [each.scope, at(text, each.value.outer)])).toEqual([
      ["crontab", '  "x" # y '],
      ["crontab", "$A\\n"],
      ["crontab", ""],
      ["crontab", "a\\\nb"],
    ]);
    expect(found[0]?.value.encode("a 'b'")).toBe("a 'b'");
    expect(found[0]?.value.encode("a\nb")).toBeUndefined();
  });

  test.each([
    ["1 5 cron/daily curl x"],
    ["1 cron.daily curl x"],
    ["x 5 cron.daily curl x"],
    ["1 5 cron.daily"],
    ["* * * * * curl x"],
    ["-1 5 a curl x"],
  ])("%j is neither an assignment nor a job", (line) => {
    const text = `${line}\n1 5 a date\n`;
    expect(commandLines(read(text))).toEqual(["date"]);
    expect(read(text).problems.map((each) => at(text, each.span))).toEqual([line]);
  });

  test("carriage returns, a byte-order mark and joined lines keep their places", () => {
    const text = "\uFEFFK=v\r\n1 5 a curl \\\r\n  'x' y\r\n1 5 b date";
    expect(commandLines(read(text))).toEqual(["curl x y", "date"]);
    expect(read(text).commands[0]?.args.map((each) => at(text, each.outer))).toEqual(["'x'", "y"]);
    expect(read(text).commands[0]?.args[0]?.encode("a b")).toBe("'a b'");
    expect(read(text).commands[0]?.args[0]?.encode("a\nb")).toBeUndefined();
    expect(assignmentLines(read(text))).toEqual(["x K=v"]);
  });
});

describe("any text", { timeout: 30_000 }, () => {
  function expectSound(text: string): void {
    const reading = read(text);
    const unsound = spansOf(reading).filter(({ span, inside }) => {
      const isSound = span.start >= 0 && span.start <= span.end && span.end <= text.length;
      return !isSound || (inside && !covers(inside, span));
    });
    expect([...unsound, ...wrongTexts(text, reading)]).toEqual([]);
  }

  test("reads without an error, and its spans lie in the text", () => {
    const line = fc
      .tuple(fc.constantFrom("1 5 a ", "@daily 0 b\t", "K=", "# ", ""), shellText)
      .map((each) => each.join(""));
    const table = fc.array(line, { maxLength: 4 }).map((lines) => lines.join("\n"));
    fc.assert(fc.property(table, expectSound), { numRuns: 2000 });
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), expectSound), { numRuns: 500 });
  });

  test("that is long ends soon", () => {
    for (const token of ["1 5 a curl x\n", "\\\n", "1 5 a \\\n", "=", "K=\\\n", "1 ", "#", "\r", "1 5 a $(", "@a\n"]) {
      readAnacrontab(token.repeat(Math.ceil(300_000 / token.length)), defaultBudget());
    }
    const small = readAnacrontab(TABLE, defaultBudget({ units: 20 }));
    expect(small.problems).toMatchObject([{ budget: "too-large" }]);
    const late = readAnacrontab(TABLE, defaultBudget({ expired: () => true }));
    expect(late.problems).toMatchObject([{ budget: "time" }]);
  });
});
