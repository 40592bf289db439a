/**
 * The reader against real shells: words and here-documents without expansions must read as the shell hands them on.
 * `sh` and `bash` are there on every machine that people develop this on; where one is missing the test fails and says so.
 */
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Part } from "../../../server/src/read/reading";
import { readShell } from "../../../server/src/read/shell";
import { show } from "./shellSupport";

/** The text of parts, once it is known what the names in it stand for. */
function work(parts: readonly Part[], known: ReadonlyMap<string, string>): string {
  const texts = parts.map((part): string => {
    if (part.kind === "text") return part.text;
    if (part.kind === "reference") return known.get(part.name) ?? "";
    if (part.kind !== "computed") throw new TypeError(`No ${part.kind} is known here`);
    const inner = Buffer.from(work(part.parts, known), part.operation === "base64" ? "latin1" : "base64");
    if (part.operation === "base64-decode") return inner.toString("latin1");
    const encoded = inner.toString("base64");
    const lines: string[] = [];
    for (let from = 0; from < encoded.length; from += part.wrap || encoded.length) {
      lines.push(encoded.slice(from, from + (part.wrap || encoded.length)));
    }
    return lines.join("\n");
  });
  return texts.join("");
}

/** Runs a script without expanding file names; answers with what it prints. */
function run(shell: "sh" | "bash", script: string): string {
  const result = spawnSync(shell, ["-f"], {
    input: script,
    encoding: "utf8",
    env: { PATH: process.env.PATH, LC_ALL: "C" },
  });
  if (result.error) throw new Error(`This test needs ${shell} on the PATH: ${result.error.message}`);
  expect(result.stderr).toBe("");
  return result.stdout;
}

const plain = fc.constantFrom("a", "B", "7", "/", ":", "=", ".", "-", "+", ",", "@", "%", "^", "é", "😀", "!", "]");
const special = fc.constantFrom(
  " ",
  "'",
  '"',
  "$",
  "`",
  "\\",
  "*",
  "?",
  "[",
  "#",
  "~",
  "{",
  "}",
  "(",
  ")",
  "<",
  ">",
  "|",
  "&",
  ";",
);
const joined = (unit: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> =>
  fc.array(unit, { maxLength }).map((units) => units.join(""));

const bare = joined(
  fc.oneof(
    plain,
    special.map((unit) => `\\${unit}`),
    fc.constant("\\\n"),
  ),
  6,
);
const single = joined(
  fc.oneof(
    plain,
    special.filter((unit) => unit !== "'"),
    fc.constant("\n"),
  ),
  8,
).map((text) => `'${text}'`);
const double = joined(
  fc.oneof(
    plain,
    special.filter((unit) => !'"$`\\'.includes(unit)),
    fc.constantFrom('\\"', "\\$", "\\`", "\\\\", "\\a", "\\'", "\\ ", "\\%", "\\\n", "\n"),
  ),
  8,
).map((text) => `"${text}"`);
const ansiC = joined(
  fc.oneof(
    plain,
    special.filter((unit) => unit !== "'" && unit !== "\\"),
    fc.constantFrom("\\n", "\\t", "\\'", "\\\\", '\\"', "\\e", "\\x41", "\\101", "\\x7e", "\\?"),
  ),
  8,
).map((text) => `$'${text}'`);

/** A word starts with a quote or a letter, so that it is neither empty nor a comment nor an assignment. */
const word = (piece: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom("x", "''", '""'), joined(piece, 4)).map((pieces) => pieces.join(""));

describe.each([
  ["sh", word(fc.oneof(bare, single, double))],
  ["bash", word(fc.oneof(bare, single, double, ansiC))],
] as const)("%s", (shell, words) => {
  test("reads words as we do", { timeout: 60_000 }, () => {
    const batch = fc.array(words, { minLength: 100, maxLength: 200 });
    fc.assert(
      fc.property(batch, (all) => {
        const script = all.map((each) => `printf '%s\\0' ${each}\n`).join("");
        const ours = readShell(script, defaultBudget()).commands.map((command) => show(command.args[1]));
        expect(ours).toEqual(run(shell, script).split("\0").slice(0, -1));
      }),
      { numRuns: 15 },
    );
  });

  test("splits a command into words as we do", { timeout: 60_000 }, () => {
    const line = fc.array(words, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 20, maxLength: 40 }), (lines) => {
        const script = lines.map((each) => `printf '<%s>' ${each.join(" \\\n\t")} # ' "\nprintf '\\0'\n`).join("");
        const { commands } = readShell(script, defaultBudget());
        const ours = commands
          .filter((command) => command.args.length > 1)
          .map((command) =>
            command.args
              .slice(1)
              .map((arg) => `<${show(arg)}>`)
              .join(""),
          );
        expect(ours).toEqual(run(shell, script).split("\0").slice(0, -1));
      }),
      { numRuns: 10 },
    );
  });

  test("reads here-documents as we do", { timeout: 60_000 }, () => {
    const unit = fc.oneof(
      plain,
      fc.constantFrom(" ", "'", '"', "*", "#", "\n", "\n\t", "\t", "\\$", "\\`", "\\\\", '\\"', "\\a", "(", "&"),
    );
    const heads = fc.constantFrom("<<E", "<<'E'", '<<"E"', "<<\\E", "<<-E", "<<-'E'");
    const documents = fc.array(fc.tuple(heads, joined(unit, 12)), { minLength: 20, maxLength: 40 });
    fc.assert(
      fc.property(documents, (all) => {
        const script = all.map(([head, body]) => `cat ${head}\n${body}\nE\nprintf '\\0'\n`).join("");
        const { commands } = readShell(script, defaultBudget());
        const ours = commands.filter((command) => command.name === "cat").map((command) => show(command.stdin));
        expect(ours).toEqual(run(shell, script).split("\0").slice(0, -1));
      }),
      { numRuns: 15 },
    );
  });

  test("reads what we write as what we meant", { timeout: 60_000 }, () => {
    const texts = fc.array(joined(fc.oneof(plain, special, fc.constantFrom("\n", "\t")), 10), {
      minLength: 50,
      maxLength: 90,
    });
    fc.assert(
      fc.property(texts, fc.constantFrom("x", "'x'", '"x"', "x'y'"), (all, old) => {
        const arg = readShell(`printf '%s\\0' ${old}`, defaultBudget()).commands[0]?.args[1];
        const script = all.map((text) => `printf '%s\\0' ${arg?.encode(text)}\n`).join("");
        expect(run(shell, script).split("\0").slice(0, -1)).toEqual(all);
      }),
      { numRuns: 15 },
    );
  });
});

describe("bash", () => {
  const words = word(fc.oneof(bare, single, double));

  test("gives substitutions the value that we say, where we say one", { timeout: 60_000 }, () => {
    const shapes: readonly ((left: string, right: string) => string)[] = [
      (left) => `echo -n ${left}`,
      (left, right) => `echo ${left} ${right}`,
      (left) => `printf %s ${left}`,
      (left, right) => `printf '%s:%s\\n' ${left} ${right}`,
      (left, right) => `printf '%s,' ${left} ${right} x`,
      (left) => `printf "x%%y" | tr -d '\\n'; : ${left}`,
      (left) => `printf %s ${left} | base64 -w0`,
      (left) => `echo ${left} | base64`,
      (left, right) => `echo -n ${left} ${right} | base64 | tr -d '\\n'`,
      (left) => `base64 -w 0 <<< ${left}`,
      (left) => `printf %s ${left} | base64 | base64 -d`,
      (left) => `cat <<< ${left}`,
    ];
    const cases = fc.array(fc.tuple(fc.constantFrom(...shapes), words, words), { minLength: 20, maxLength: 30 });
    let told = 0;
    fc.assert(
      fc.property(cases, (all) => {
        const script = all.map(([shape, ...each]) => `K="$(${shape(...each)})"\nprintf '%s\\0' "$K"\n`).join("");
        const ours = readShell(script, defaultBudget()).assignments.map((each) => each.value.parts);
        const theirs = run("bash", script).split("\0").slice(0, -1);
        expect(ours).toHaveLength(theirs.length);
        for (const [index, parts] of ours.entries()) {
          if (!parts.every((part) => part.kind === "text")) continue;
          told++;
          expect(parts.map((part) => part.text).join("")).toBe(theirs[index]);
        }
      }),
      { numRuns: 15 },
    );
    expect(told).toBeGreaterThan(100);
  });

  test("encodes and cuts as we say, once the variables are known", { timeout: 60_000 }, () => {
    const shapes: readonly string[] = [
      'printf %s "$A:$B" | base64',
      'printf %s "$A:$B" | base64 -w0',
      'echo "$A:$B" | base64 -w 20',
      'echo -n "$A$B" | base64 | tr -d "\\n"',
      'echo "$A" | base64 | base64 -w0',
      'printf "%s" "$A" | base64 | base64 -d',
    ];
    const text = fc.string({ unit: fc.constantFrom("a", "Z", "9", ":", "-", "="), minLength: 1, maxLength: 80 });
    const cases = fc.array(fc.tuple(fc.constantFrom(...shapes), text, text), { minLength: 10, maxLength: 20 });
    fc.assert(
      fc.property(cases, (all) => {
        const script = all
          .map(([shape, left, right]) => `A='${left}'\nB='${right}'\nK="$(${shape})"\nprintf '%s\\0' "$K"\n`)
          .join("");
        const { assignments } = readShell(script, defaultBudget());
        const known = new Map<string, string>();
        const ours = assignments.flatMap(({ name, value }) => {
          const found = work(value.parts, known);
          known.set(name, found);
          return name === "K" ? [found] : [];
        });
        expect(ours).toEqual(run("bash", script).split("\0").slice(0, -1));
      }),
      { numRuns: 15 },
    );
  });

  test("expands arrays as we do", { timeout: 60_000 }, () => {
    const list = fc.array(words, { maxLength: 4 }).map((each) => each.join(" \n# it's\n "));
    const cases = fc.array(fc.tuple(list, list, words), { minLength: 10, maxLength: 20 });
    fc.assert(
      fc.property(cases, (all) => {
        const script = all
          .map(([left, right, single]) =>
            [
              `a=(${left})`,
              `b=("\${a[@]}" ${single})`,
              `b+=(${right})`,
              'printf \'<%s>\' - "${b[@]}" "${b[0]}" x"${b[0]}"y',
              "printf '\\0'",
            ].join("\n"),
          )
          .join("\n");
        const { commands } = readShell(script, defaultBudget());
        const ours = commands
          .filter((command) => command.args.length > 1)
          .map((command) =>
            command.args
              .slice(1)
              .map((arg) => `<${show(arg)}>`)
              .join(""),
          );
        expect(ours).toEqual(run("bash", script).split("\0").slice(0, -1));
      }),
      { numRuns: 15 },
    );
  });

  test("calls functions with what we say", { timeout: 60_000 }, () => {
    const cases = fc.array(fc.tuple(words, words, words), { minLength: 10, maxLength: 20 });
    fc.assert(
      fc.property(cases, (all) => {
        const script = all
          .map(
            ([first, second, third], at) =>
              `f${at}() { printf '<%s>' "$1" x"\${2}"y "\${4:-d}"; shift; printf '<%s>' "$1" "$@"; printf '\\0'; }\n` +
              `f${at} ${first} ${second} ${third}\n`,
          )
          .join("");
        const { commands } = readShell(script, defaultBudget());
        const printed = commands.filter((command) => command.args.length > 1 && command.name === "printf");
        const lines = printed.map((command) =>
          command.args
            .slice(1)
            .map((arg) => `<${show(arg)}>`)
            .join(""),
        );
        const ours = all.map((_, at) => `${lines[2 * at]}${lines[2 * at + 1]}`);
        expect(ours).toEqual(run("bash", script).split("\0").slice(0, -1));
      }),
      { numRuns: 15 },
    );
  });
});
