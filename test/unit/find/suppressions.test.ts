/** Suppression comments as the readers of YAML and crontabs hand them over (contract.md 3.3). */
import { describe, expect, test } from "vitest";
import { findSuppressions } from "../../../server/src/find/suppressions";
import { defaultBudget } from "../../../server/src/read/budget";
import { readCrontab } from "../../../server/src/read/crontab";
import { readYaml } from "../../../server/src/read/yaml";
import { lineIndex } from "../../../server/src/text/lineIndex";

function read(text: string, format: "yaml" | "crontab" = "yaml"): ReturnType<typeof findSuppressions> {
  const budget = defaultBudget();
  const { comments } = format === "yaml" ? readYaml(text, budget) : readCrontab(text, { system: false }, budget);
  return findSuppressions(comments, lineIndex(text));
}

/** `kind line: names -- reason`, each name as it stands at its span. */
function shown(text: string, format?: "yaml" | "crontab"): string[] {
  return read(text, format).map(({ kind, line, rules, reason }) => {
    for (const { name, span } of rules) expect(text.slice(span.start, span.end)).toBe(name);
    return `${kind} ${line ?? "all"}: ${rules.map(({ name }) => name).join(" ")} -- ${reason ?? "none"}`;
  });
}

describe("one comment", () => {
  test.each([
    ["# keyfit-disable-line wrong-encoding", "line 0: wrong-encoding -- none"],
    ["#keyfit-disable-line wrong-encoding", "line 0: wrong-encoding -- none"],
    ["#\t keyfit-disable-line   wrong-encoding  ", "line 0: wrong-encoding -- none"],
    ["# keyfit-disable-next-line wrong-encoding -- until May", "next-line 1: wrong-encoding -- until May"],
    ["# keyfit-disable-file a, b -- it is a sample", "file all: a b -- it is a sample"],
    ["# keyfit-disable-line a,b,c", "line 0: a b c -- none"],
    ["# keyfit-disable-line a b", "line 0: a b -- none"],
    ["# keyfit-disable-line a , b ,", "line 0: a b -- none"],
    ["# keyfit-disable-line a--b", "line 0: a -- b"],
    ["# keyfit-disable-line a -- b -- c", "line 0: a -- b -- c"],
    ["# keyfit-disable-line a --", "line 0: a -- none"],
    ["# keyfit-disable-line", "line 0:  -- none"],
    ["# keyfit-disable-line -- why", "line 0:  -- why"],
    ["# keyfit-disable-line wrong-encoding: why", "line 0: wrong-encoding: why -- none"],
    ["k: v # keyfit-disable-line a", "line 0: a -- none"],
  ])("%j", (text, expected) => {
    expect(shown(`${text}\n`)).toEqual([expected]);
  });

  test.each([
    "# keyfit-disable wrong-encoding",
    "# keyfit-disable-lines wrong-encoding",
    "# keyfit-disable-line-x wrong-encoding",
    "# keyfit-disable-line2 wrong-encoding",
    "# keyfit-disable-next wrong-encoding",
    "# keyfit-enable-line wrong-encoding",
    "# Keyfit-disable-line wrong-encoding",
    "# see keyfit-disable-line wrong-encoding",
    "k: keyfit-disable-line wrong-encoding",
    'k: "# keyfit-disable-line wrong-encoding"',
  ])("%j is none", (text) => {
    expect(shown(`${text}\n`)).toEqual([]);
  });
});

describe("several", () => {
  test("each with its own line, in order", () => {
    const text = "# keyfit-disable-file a\nk: v # keyfit-disable-line b\n# keyfit-disable-next-line c\n# note\nl: w\n";
    expect(shown(text)).toEqual(["file all: a -- none", "line 1: b -- none", "next-line 3: c -- none"]);
  });

  test("line ends of two units count once, and belong to no reason", () => {
    expect(shown("k: v\r\n# keyfit-disable-next-line a -- why\r\nl: w\r\n")).toEqual(["next-line 2: a -- why"]);
  });

  test("on the last line, without a line end, the next line is one that does not exist", () => {
    expect(shown("k: v\n# keyfit-disable-next-line a")).toEqual(["next-line 2: a -- none"]);
  });
});

describe("in a crontab", () => {
  test("only whole lines are comments: what trails belongs to the command", () => {
    const text =
      "# keyfit-disable-next-line crontab-percent -- why\n0 1 * * * date +%F\nK=v # keyfit-disable-line a\n#keyfit-disable-file b\n";
    expect(shown(text, "crontab")).toEqual(["next-line 1: crontab-percent -- why", "file all: b -- none"]);
  });
});
