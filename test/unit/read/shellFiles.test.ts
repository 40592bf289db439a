/** Values that stand in a file, and files that are named from the script's own folder. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readCrontab } from "../../../server/src/read/crontab";
import type { Reading } from "../../../server/src/read/reading";
import { readShell } from "../../../server/src/read/shell";
import { assignmentLines, at, commandLines, show } from "./shellSupport";

const read = (text: string): Reading => readShell(text, defaultBudget());
const value = (text: string): string | undefined =>
  show(read(`${text}\n`).assignments.findLast((each) => each.name === "K")?.value);
const sourced = (text: string): string | undefined =>
  show(read(text).commands.findLast((each) => each.name === "." || each.name === "source")?.args[0]);

describe("the content of a file", () => {
  test.each([
    ["K=$(cat f)", "<file f>"],
    ['K="$(cat "/run/secrets/es key")"', "<file /run/secrets/es key>"],
    ["K=`cat ./f`", "<file ./f>"],
    ["K=$(grep ^K= .env | cut -d= -f2-)", "<file .env#K->"],
    ["K=$(grep '^K=' .env | cut -d '=' -f 2)", "<file .env#K>"],
    ["K=$(<f)", "<file f>"],
    ['K="$(< "f")"', "<file f>"],
    ["K=$(cat < f 2>/dev/null)", "<file f>"],
    ["K=$(cat -- f)", "<file f>"],
    ["K=$(cat f | tr -d '\\n')", "<file f>"],
    ["K=$(tr -d '\\r\\n' < f)", "<file f>"],
    ['K="id:$(cat f)"', "id:<file f>"],
    ["K=$(echo -n $(cat f))", "<file f>"],
    ["K=$(cat f | base64 -w0)", "<base64 <file f+>>"],
    ["K=$(base64 -w0 f)", "<base64 <file f+>>"],
    ["K=$(base64 -w 0 < f)", "<base64 <file f+>>"],
    ["K=$(tr -d '\\n' < f | base64)", "<base64 76 <file f>>"],
    ["K=$(base64 -d f)", "<base64-decode <file f>>"],
    ["K=${K:-$(cat f)}", "<K|<file f>>"],
    ["export K=$(cat f)", "<file f>"],
    ["read -r K < f", "<file f>"],
    ["read K <f", "<file f>"],
    ["IFS= read -rs K < './f'", "<file ./f>"],
    ["bash -c 'K=$(cat f)'", "<file f>"],
  ])("%s", (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  test.each([
    ["K=$(cat $F)", "<?command>"],
    ["K=$(cat *.key)", "<?command>"],
    ["K=$(cat ~/f)", "<?command>"],
    ["K=$(cat -n f)", "<?command>"],
    ["K=$(cat f; date)", "<?command>"],
    ["K=$(sudo cat f)", "<?command>"],
    ["K=$(cat f > g)", "<?command>"],
    ["K=$(cat 3< f)", "<?command>"],
    ["K=$(<f | tr -d x)", "<?command>"],
    ["K=$(cat <(date))", "<?command>"],
    ["K=$(cat f | head -1)", "<?command>"],
    ["read -r K L < f", "<?command>"],
    ["read -r -n 4 K < f", "<?command>"],
    ["read -r K < $F", "<?command>"],
    ["read -r K <<< x", "<?command>"],
    ["read -r K < <(cat f)", "<?command>"],
    // Other names may end in this one.
    ["K=$(grep K= .env | cut -d= -f2-)", "<?operation>"],
    ["K=$(grep ^K= $F | cut -d= -f2-)", "<?command>"],
  ])("is not known of %s", (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  test("has the place of what stands for it", () => {
    const text = 'K="id:$(cat f)"; read -r L < g';
    const [first, second] = read(text).assignments;
    expect(first?.value.parts.map((part) => at(text, part.span))).toEqual(["id:", "$(cat f)"]);
    expect([at(text, second?.span), at(text, second?.nameSpan), at(text, second?.value.outer)]).toEqual([
      "L < g",
      "L",
      "g",
    ]);
    expect(second?.value.encode("x")).toBeUndefined();
  });

  test("is a word of a command as well, and what cat ran stays a command", () => {
    const text = 'curl -H "Authorization: ApiKey $(cat ./f)" https://x';
    expect(commandLines(read(text))).toEqual(["cat ./f", "curl -H Authorization: ApiKey <file ./f> https://x"]);
    expect(commandLines(read(`sh -c "curl -H 'ApiKey $(cat f)'"`)).at(-1)).toBe("curl -H ApiKey <file f>");
  });
});

describe("the script's folder", () => {
  test.each([
    ['$(dirname "$0")'],
    ["`dirname $0`"],
    ['"$(dirname -- "$0")"'],
    ['$(dirname "${BASH_SOURCE[0]}")'],
    ['$(dirname "$BASH_SOURCE")'],
    ['$(dirname "${BASH_SOURCE[0]:-$0}")'],
    ['$(dirname "$(readlink -f "$0")")'],
    ['$(dirname -- "$(realpath -- "${BASH_SOURCE[0]}")")'],
    ["${0%/*}"],
    ['"${BASH_SOURCE%/*}"'],
    ['"${BASH_SOURCE[0]%/*}"'],
    ['$(cd "$(dirname "$0")" && pwd)'],
    ['$(cd "$(dirname "$0")"; pwd -P)'],
    ['"$( cd -- "$( dirname -- "${BASH_SOURCE[0]}" )" &> /dev/null && pwd )"'],
    ['"$(CDPATH= cd -- "${0%/*}" >/dev/null 2>&1 && pwd)"'],
    ["$(cd ${0%/*} && pwd)"],
  ])("%s", (text) => {
    expect(value(`K=${text}`)).toBe("<?script-folder>");
    expect(value(`f() { local K=${text}; }`)).toBe("<?script-folder>");
  });

  test.each([
    ['$(dirname "$1")', "<?command>"],
    ['$(dirname "$0" x)', "<?command>"],
    ['$(dirname "x$0")', "<?command>"],
    ['$(basename "$0")', "<?command>"],
    ['$(dirname "$0" | tr a b)', "<?command>"],
    ['$(dirname "$(readlink "$0")")', "<?command>"],
    ["$0", "<?unsupported>"],
    ["${0##*/}", "<?unsupported>"],
    ["${BASH_SOURCE[1]%/*}", "<?unsupported>"],
    ["${BASH_SOURCE%.sh}", "<?operation>"],
    ["$BASH_SOURCE", "<BASH_SOURCE>"],
    ["$(cd /tmp && pwd)", "<?command>"],
    ["$(cd && pwd)", "<?command>"],
    ['$(cd "$(dirname "$0")" || pwd)', "<?command>"],
    ['$(cd "$(dirname "$0")" && ls)', "<?command>"],
    ['$(cd "$(dirname "$0")" && pwd > x)', "<?command>"],
  ])("is not %s", (text, expected) => {
    expect(value(`K=${text}`)).toBe(expected);
  });

  test("and what lies below or above it", () => {
    expect(value('K="$(dirname "$0")/f"')).toBe("<?script-folder>/f");
    expect(value('K="$(cd "$(dirname "$0")/.." && pwd)"')).toBe("<?script-folder>/..");
    expect(value('H=${0%/*}\nK="$(cd "$H/../x" && pwd)"')).toBe("<?script-folder>/../x");
    expect(value('K=${K:-$(dirname "$0")}')).toBe("<K|<?script-folder>>");
  });

  test.each([
    ['K=$(cat "$(dirname "$0")/f")', "<file ./f>"],
    ['K=$(cat "${0%/*}/../f")', "<file ./../f>"],
    ['K=$(<"${BASH_SOURCE[0]%/*}"/a/f)', "<file ./a/f>"],
    ['K=$(cat "$(cd "$(dirname "$0")" && pwd)/f")', "<file ./f>"],
    ['read -r K < "$(dirname "$0")/f"', "<file ./f>"],
    ['HERE=$(dirname "$0")\nK=$(cat "$HERE/f")', "<file ./f>"],
    ['HERE=${0%/*}\nD="$HERE/a"\nf() { K=$(cat "${D}/f"); }', "<file ./a/f>"],
    ['HERE=${0%/*}\nK=$(cat "$HERE")', "<?command>"],
    ['HERE=${0%/*}\nK=$(cat "${HERE}x/f")', "<?command>"],
    ['HERE=${0%/*}\nHERE=/tmp\nK=$(cat "$HERE/f")', "<?command>"],
    ['HERE=${0%/*}\nunset HERE\nK=$(cat "$HERE/f")', "<?command>"],
    ['HERE=${0%/*}\nif a; then HERE=/tmp; fi\nK=$(cat "$HERE/f")', "<?command>"],
    ['if a; then HERE=${0%/*}; fi\nK=$(cat "$HERE/f")', "<?command>"],
    ['if a; then HERE=${0%/*}; K=$(cat "$HERE/f"); fi', "<file ./f>"],
    ['( HERE=${0%/*} )\nK=$(cat "$HERE/f")', "<?command>"],
    ['HERE=${0%/*}\n( K=$(cat "$HERE/f") )', "<file ./f>"],
    ['K=$(cat "$HERE/f")\nHERE=${0%/*}', "<?command>"],
  ])("begins the path of a file: %j", (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  test("a reference to it stays a reference", () => {
    const text = 'HERE=$(dirname "$0")\n. "$HERE/.env"';
    expect(assignmentLines(read(text))).toEqual(["HERE=<?script-folder>"]);
    expect(sourced(text)).toBe("<HERE>/.env");
    expect(at(text, read(text).assignments[0]?.value.parts[0]?.span)).toBe('$(dirname "$0")');
  });

  test.each([
    ['. "$(dirname "$0")/.env"', "<?script-folder>/.env"],
    ["source ${BASH_SOURCE%/*}/.env", "<?script-folder>/.env"],
    ['source <(cat "$(dirname "$0")/.env")', "<?script-folder>/.env"],
    ['export $(grep -v "^#" "${0%/*}/.env" | xargs)', "<?script-folder>/.env"],
    ['eval "$(cat .env)"', ".env"],
    ["export $(<.env)", ".env"],
  ])("of a file that is sourced: %j", (text, expected) => {
    expect(sourced(text)).toBe(expected);
  });

  test("is not known of a text that is no script of its own", () => {
    expect(value("sh -c 'K=${0%/*}'")).toBe("<?unsupported>");
    expect(value("eval 'K=${0%/*}'")).toBe("<?script-folder>");
    const job = readCrontab('* * * * * K=$(dirname "$0")\n', { system: false }, defaultBudget());
    expect(assignmentLines(job)).toEqual(["K=<?command>"]);
  });
});
