/** Files of variables that a script sources by other means than a plain `.`, and what is exported. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Reading } from "../../../server/src/read/reading";
import { readShell } from "../../../server/src/read/shell";
import { assignmentLines, at, show } from "./shellSupport";

const read = (text: string): Reading => readShell(text, defaultBudget());
const sources = (text: string): string[] =>
  read(text)
    .commands.filter((each) => each.name === "." || each.name === "source")
    .map((each) => `${each.exports ? "x " : ""}${each.args.map(show).join(" ")}`);

describe("a file is sourced", () => {
  test.each([
    ["export $(grep -v '^#' .env | xargs)", "x .env"],
    ["export $(cat .env | xargs)", "x .env"],
    ["export $(cat .env)", "x .env"],
    ["export $(<.env)", "x .env"],
    ["export $(xargs < .env)", "x .env"],
    ["export $(xargs -a .env)", undefined],
    ["export $(egrep -v '^(#|$)' ./prod.env | xargs -d '\\n')", "x ./prod.env"],
    ["export $(grep -E -v -e '^#' \"$DIR/.env\" | xargs -0)", "x <DIR>/.env"],
    ["export $(sed 's/#.*//g' .env | xargs)", "x .env"],
    ["export $(sed -e '/^#/d' -e 's/\\r//' .env | xargs)", "x .env"],
    ["export $(cat .env | grep -v '^#' | xargs -L 1)", "x .env"],
    ["export $(awk -F= '!/^#/' .env)", "x .env"],
    ["export `grep -v '^#' .env | xargs`", "x .env"],
    ["export $(grep -v '^#' .env 2>/dev/null | xargs) > /dev/null", "x .env"],
    ["declare -x $(cat .env)", "x .env"],
    ["source <(cat .env)", ".env"],
    [". <(sed 's/^/export /' .env)", ".env"],
    ['eval "$(cat .env)"', ".env"],
    ["eval $(grep -v '^#' .env | xargs)", ".env"],
    ["set -a; . ./.env; set +a", "x ./.env"],
    ["set -a; source <(cat .env); set +a", "x .env"],
    ["set -o allexport\nsource .env\nset +o allexport\nsource b.env", "x .env"],
    ["set -a; set +a; . ./.env", "./.env"],
    ["if [ -f .env ]; then export $(grep -v '^#' .env | xargs); fi", "x .env"],
  ])("%j", (text, expected) => {
    expect(sources(text)[0]).toBe(expected);
  });

  test.each([
    ["export $(kubectl get cm c -o jsonpath='{.data}')"],
    ["export $(grep -v '^#' a.env b.env | xargs)"],
    ["export $(cat .env | python3 clean.py)"],
    ["export $(cat)"],
    ["export K=$(cat f)"],
    ["export x$(cat f)"],
    ['eval "$(ssh-agent -s)"'],
    ["eval 'K=1'"],
    ["export $(cat .env; date)"],
    ["echo $(cat .env)"],
  ])("none in %j", (text) => {
    expect(sources(text)).toEqual([]);
  });

  test("a process substitution of something else stays what it is", () => {
    expect(sources("source <(kubectl completion bash)")).toEqual(["<?command>"]);
  });

  test("has the file's place, and the command's", () => {
    const text = "export $(grep -v '^#' .env | xargs) # x";
    const command = read(text).commands.find((each) => each.name === ".");
    expect([at(text, command?.span), at(text, command?.nameSpan), at(text, command?.args[0]?.outer)]).toEqual([
      "export $(grep -v '^#' .env | xargs)",
      "export",
      ".env",
    ]);
  });

  test("env with a file's variables still runs its program", () => {
    expect(read("env $(cat .env | xargs) curl -k u").commands.map((each) => each.name)).toEqual([
      "cat",
      "xargs",
      "curl",
    ]);
    expect(read('env "$(cat f)" x').commands.at(-1)?.name).toBeUndefined();
  });
});

describe("what is exported", () => {
  test.each([
    ["K=1\ndeclare -x K", "x K=1"],
    ["K=1\ntypeset -x K", "x K=1"],
    ["K=1\nreadonly K", "K=1"],
    ["readonly K=1", "K=1"],
    ["declare -rx K=1", "x K=1"],
    ["export K\nK=1", "x K=1"],
    ["K=1\n( export K )", "K=1"],
    ["export K=1\n( export -n K; K=2 )\nK=3", "x K=1,K=2,x K=3"],
    ["export K=1\nunset K\nK=2", "x K=1,x K=<?unsupported>,K=2"],
    ["export K=1; K=2 bash -c 'K=3'", "x K=1,x K=2,x K=3"],
    ["( set -a; K=1 )\nK=2", "x K=1,K=2"],
    ["set -a\n( K=1 )", "x K=1"],
    ["set -a\nread -r K < f", "x K=<file f>"],
    ["declare +x K=1", "K=1"],
    ["export K=1\ndeclare +x K\nK=2", "x K=1,K=2"],
  ])("%j", (text, expected) => {
    expect(assignmentLines(read(text)).join()).toBe(expected);
  });
});

describe("here-documents that write a file", () => {
  test.each([["cat > .env <<EOF"], ["cat <<EOF > .env"], ["tee .env <<EOF"], ["sudo tee .env >/dev/null <<EOF"]])(
    "%s is plain input and defines nothing",
    (head) => {
      const reading = read(`${head}\nK=$ID:key\nEOF\n`);
      expect(reading.assignments).toEqual([]);
      expect(show(reading.commands[0]?.stdin)).toBe("K=<ID>:key\n");
    },
  );
});
