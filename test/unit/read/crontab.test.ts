/** Crontabs as people write them. Vectors: reference/variables.md 3.8. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readCrontab } from "../../../server/src/read/crontab";
import type { Reading } from "../../../server/src/read/reading";
import { assignmentLines, at, commandLines, show } from "./shellSupport";

const read = (text: string, system: boolean | "auto" = false): Reading =>
  readCrontab(text, { system }, defaultBudget());
const commands = (text: string, system: boolean | "auto" = false): string[] => commandLines(read(text, system));
const assignments = (text: string): string[] =>
  read(text).assignments.map(({ name, value }) => `${name}=${show(value)}`);
const problems = (text: string): (string | undefined)[] => read(text).problems.map(({ span }) => at(text, span));

describe("vectors of variables.md 3.8", () => {
  test("V-CR-1: an assignment above a job that uses it", () => {
    const text = 'K=AAA\n0 1 * * * curl -H "Authorization: ApiKey $K" https://x\n';
    const reading = read(text);
    expect(assignmentLines(reading)).toEqual(["x K=AAA"]);
    expect(reading.assignments[0]).toMatchObject({ scope: "crontab", conditional: false, job: undefined });
    expect(commandLines(reading)).toEqual(["curl -H Authorization: ApiKey <K> https://x"]);
    expect(at(text, reading.commands[0]?.schedule)).toBe("0 1 * * *");
  });

  test("V-CR-2: nothing expands in an assignment", () => {
    const reading = read("B=id1:key1\nK=$B\n");
    expect(reading.assignments[1]?.value.parts).toEqual([{ kind: "text", text: "$B", span: { start: 13, end: 15 } }]);
  });

  test("V-CR-3: the order of the file stays, so that a job above an assignment does not see it", () => {
    const reading = read("* * * * * a\nK=AAA\n* * * * * b\n");
    const [above, below] = reading.commands;
    const [assignment] = reading.assignments;
    expect(above!.span.start).toBeLessThan(assignment!.span.start);
    expect(below!.span.start).toBeGreaterThan(assignment!.span.start);
  });

  test("V-CR-4: text behind a closing quote makes no assignment, behind an unquoted value it is part of it", () => {
    expect(assignments('K="AAA" # prod\n')).toEqual([]);
    expect(problems('K="AAA" # prod\n')).toEqual(['K="AAA" # prod']);
    expect(assignments("K=AAA # prod\n")).toEqual(["K=AAA # prod"]);
  });
});

describe("assignments", () => {
  test.each([
    ["K=v", "K", "v", "v"],
    ["  K \t=\t v  \t", "K", "v", "v"],
    ['K="v"', "K", "v", '"v"'],
    ["K='v \" w'  ", "K", 'v " w', "'v \" w'"],
    ['"K"="v"', "K", "v", '"v"'],
    ["'K L' = v w", "K L", "v w", "v w"],
    ["K=", "K", "", ""],
    ['K=""', "K", "", '""'],
    ["K=v=w", "K", "v=w", "v=w"],
    ["K=v'w'", "K", "v'w'", "v'w'"],
    ["K=C:\\x \\% %", "K", "C:\\x \\% %", "C:\\x \\% %"],
    ["A-B.c=v", "A-B.c", "v", "v"],
  ])("%j", (line, name, value, outer) => {
    const text = `# x\n${line}\n`;
    const [each] = read(text).assignments;
    expect([each?.name, show(each?.value), at(text, each?.nameSpan), at(text, each?.value.outer)]).toEqual([
      name,
      value,
      name,
      outer,
    ]);
    expect(at(text, each?.value.span)).toBe(value);
    expect(read(text).problems).toEqual([]);
  });

  test.each([['K="v'], ["K='v\" "], ['K="v"w'], ['"K=v"'], ["K L=v"], ["'K'x=v"], ["export K=v"], ["K"], ["=v"]])(
    "%j is none",
    (line) => {
      expect(assignments(`${line}\n`)).toEqual([]);
      expect(problems(`A=1\n${line}\nB=2\n`)).toEqual([line.trimStart()]);
    },
  );

  test("are written so that cron reads the same", () => {
    const encode = (line: string, text: string): string | undefined => read(line).assignments[0]?.value.encode(text);
    expect(encode("K=v", "a b # c")).toBe("a b # c");
    expect(encode("K=v", " a")).toBe('" a"');
    expect(encode("K=v", "'a")).toBe('"\'a"');
    expect(encode("K=v", "")).toBe("");
    expect(encode('K="v"', "a")).toBe('"a"');
    expect(encode('K="v"', 'a"b')).toBe("'a\"b'");
    expect(encode('K="v"', "a\"b'c")).toBe("a\"b'c");
    expect(encode('K="v"', " \"'")).toBeUndefined();
    expect(encode("K=v", "a\nb")).toBeUndefined();
  });
});

describe("schedules", () => {
  test.each([
    "* * * * *",
    "*/5 0-23/2 1,15 jan-mar Mon-FRI",
    "0~59 ~ 1~ * sun,sat",
    "0\t1  * * 7",
    "@daily",
    "@reboot",
    "@hourly",
    "@midnight",
    "@annually",
    "@every_minute",
    "@600",
    "-*/15 * * * *",
    "-@weekly",
    "5/10 * * * *",
  ])("%j", (schedule) => {
    const text = `\t${schedule}  \t curl a\n`;
    const [command] = read(text).commands;
    expect(at(text, command?.schedule)).toBe(schedule);
    expect(commands(text)).toEqual(["curl a"]);
    expect(at(text, command?.span)).toBe("curl a");
  });

  test.each([
    "* * * * curl a",
    "* * * * * * curl a",
    "@often curl a",
    "@Daily curl a",
    "x * * * * curl a",
    "mon * * * * curl a",
    "*-5 * * * * curl a",
    "1- * * * * curl a",
    "1,,2 * * * * curl a",
    "H * * * * curl a",
    "curl a",
    '  -H "x: y"',
    "0 1 * *",
    "@dail",
  ])("%j has none that cron reads", (line) => {
    expect(commands(`${line}\n`)).toEqual([]);
    expect(commands(`* * * * * a\n${line}\n* * * * * b\n`)).toEqual(["a", "b"]);
    expect(problems(`${line}\n`)).toEqual([line.trimStart()]);
  });

  test("without a command are problems", () => {
    expect(problems("0 1 * * *\n@daily  \n")).toEqual(["0 1 * * *", "@daily"]);
    expect(commands("0 1 * * *\n* * * * * a\n")).toEqual(["a"]);
  });

  test("cron's own options before the command", () => {
    expect(commands("* * * * * -n curl a\n@daily -q -n curl b\n* * * * * -H c")).toEqual(["curl a", "curl b", "-H c"]);
  });
});

describe("lines", () => {
  test("comments are whole lines, blanks before them or not", () => {
    const text = "# a\n \t#b\n#\nK=#c\n* * * * * d # e\n";
    expect(read(text).comments.map((comment) => [comment.text, at(text, comment.span)])).toEqual([
      [" a", "# a"],
      ["b", "#b"],
      ["", "#"],
      [" e", "# e"],
    ]);
    expect(commands(text)).toEqual(["d"]);
  });

  test("end with or without carriage returns, and the last one need not end", () => {
    const text = "\uFEFF# a\r\nK=v\r\n\r\n* * * * * curl x\r\n@daily curl 'y'";
    expect(assignments(text)).toEqual(["K=v"]);
    expect(commands(text)).toEqual(["curl x", "curl y"]);
    expect(read(text).comments.map((comment) => comment.text)).toEqual([" a"]);
    expect(read(text).problems).toEqual([]);
  });

  test("a broken command costs only itself", () => {
    const text = '* * * * * curl "a\n* * * * * curl b\n';
    expect(commands(text)).toEqual(["curl a", "curl b"]);
  });

  test("jobs are counted, and shell variables stay in theirs", () => {
    const { commands: all, assignments: set } = read("* * * * * K=1; a\nL=2\n* * * * * export K=3 && b; c\n");
    expect(all.map((command) => [command.name, command.job])).toEqual([
      ["a", 0],
      ["export", 1],
      ["b", 1],
      ["c", 1],
    ]);
    expect(set.map((each) => [each.name, each.scope, each.job, each.exported])).toEqual([
      ["K", "shell", 0, false],
      ["L", "crontab", undefined, true],
      ["K", "shell", 1, true],
    ]);
  });

  test("a job may source a file", () => {
    expect(commands("* * * * * . $HOME/.env; /usr/bin/curl $U >> /var/log/x 2>&1\n")).toEqual([
      ". <HOME>/.env",
      "curl <U>",
    ]);
  });
});

describe("percent signs", () => {
  const percentsOf = (text: string): (string | undefined)[] =>
    read(text).commands.flatMap((command) => command.percents?.map(({ start }) => text.slice(start, start + 2)) ?? []);

  test("an escaped one is a plain one, and maps to the file", () => {
    const text = '0 1 * * * curl -H "a\\%b" https://x/$(date +\\%Y)/c\\%d\n';
    expect(commands(text)).toEqual(["date +%Y", "curl -H a%b https://x/<?command>/c%d"]);
    expect(percentsOf(text)).toEqual([]);
    const [date, curl] = read(text).commands;
    expect(at(text, date?.span)).toBe("date +\\%Y");
    expect(at(text, curl?.args[1]?.span)).toBe("a\\%b");
    expect(curl?.args[1]?.parts.map((part) => at(text, part.span))).toEqual(["a", "%b"]);
    expect(curl?.args[2]?.parts.map((part) => at(text, part.span))).toEqual([
      "https://x/",
      "$(date +\\%Y)",
      "/c",
      "%d",
    ]);
  });

  test("only a backslash that is not escaped itself escapes", () => {
    expect(commands("* * * * * a '\\\\%b'\n")).toEqual(["a \\\\%b"]);
    expect(percentsOf("* * * * * a '\\\\%b'\n")).toEqual(["%b"]);
    expect(commands("* * * * * a '\\\\\\%b'\n")).toEqual(["a \\\\%b"]);
    expect(percentsOf("* * * * * a '\\\\\\%b'\n")).toEqual([]);
  });

  test("an unescaped one by mistake: the line is read as it was meant", () => {
    const text = '0 1 * * * curl -o "x-$(date +%Y%m%d)" -H "Authorization: ApiKey $K" https://x\n';
    expect(commands(text)).toEqual(["date +%Y%m%d", "curl -o x-<?command> -H Authorization: ApiKey <K> https://x"]);
    const [, curl] = read(text).commands;
    expect(curl?.percents?.map((span) => [at(text, span), text.slice(span.end, span.end + 1)])).toEqual([
      ["%", "Y"],
      ["%", "m"],
      ["%", "d"],
    ]);
  });

  test("also where the part before it would be a whole command", () => {
    expect(commands("* * * * * date +%F >> l && curl -H x https://x/a%20b\n")).toEqual([
      "date +%F",
      "curl -H x https://x/a%20b",
    ]);
    expect(percentsOf("* * * * * date +%F >> l && curl -H x\n")).toEqual(["%F", "%F"]);
  });

  test("the command reads its input: the line is read as cron does", () => {
    const text = '0 1 * * * curl -d @- https://x%{"a": "50\\%"}%%end\n';
    const [command] = read(text).commands;
    expect(commands(text)).toEqual(["curl -d @- https://x"]);
    expect(show(command?.stdin)).toBe('{"a": "50%"}\n\nend');
    expect(command?.percents).toBeUndefined();
    expect(command?.stdin?.encode("x\n10%\n")).toBe("x%10\\%");
    expect(commands("@daily mail -s 'hi there' root%Hello,%bye\n")).toEqual(["mail -s hi there root"]);
  });

  test("not so where that command would be cut in two", () => {
    expect(commands('* * * * * curl -d @- "https://x/%d"\n')).toEqual(["curl -d @- https://x/%d"]);
    expect(commands("* * * * * curl -o - https://x/%d\n")).toEqual(["curl -o - https://x/%d"]);
  });

  test("are escaped when a word is written", () => {
    const encode = (line: string, text: string): string | undefined =>
      read(`* * * * * curl ${line}`).commands[0]?.args[0]?.encode(text);
    expect(encode("'a'", "50% $K")).toBe("'50\\% $K'");
    expect(encode('"a"', "50%")).toBe('"50\\%"');
    expect(encode("a", "50%")).toBe("50\\%");
    // Single quotes would leave the backslash directly before the percent sign, and cron takes it away.
    expect(encode("'a'", "\\%")).toBe('"\\\\\\%"');
    expect(encode("'a'", "a\nb")).toBeUndefined();
  });

  test("in a script inside the command", () => {
    const text = "* * * * * bash -c 'curl -H \"ApiKey $K\" x\\%y'\n";
    expect(commands(text)).toEqual(["curl -H ApiKey <K> x%y"]);
    expect(read(text).commands[0]?.args[2]?.encode("it's 1%")).toBe("'\\''it'\\''\\'\\'''\\''s 1\\%'\\''");
  });
});
