/** What the shell reader makes of scripts as people write them. Vectors: reference/variables.md 3.10. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Reading } from "../../../server/src/read/reading";
import { readShell } from "../../../server/src/read/shell";
import { assignmentLines, at, commandLines, show } from "./shellSupport";

const read = (text: string): Reading => readShell(text, defaultBudget());
const commands = (text: string): string[] => commandLines(read(text));
const assignments = (text: string): string[] => assignmentLines(read(text));

describe("vectors of variables.md 3.10", () => {
  test("V-SH-1: single quotes send the variable's name as text", () => {
    const text = "K=AAA\ncurl -H 'Authorization: ApiKey $K'";
    const header = read(text).commands[0]?.args[1];
    expect(header?.parts).toEqual([
      { kind: "text", text: "Authorization: ApiKey $K", quoted: "single", span: { start: 15, end: 39 } },
    ]);
    expect(header?.quote).toBe("single");
    expect(at(text, header?.outer)).toBe("'Authorization: ApiKey $K'");
    expect(assignments(text)).toEqual(["K=AAA"]);
  });

  test("V-SH-2: a here-document with a quoted word is text, one with a plain word expands", () => {
    for (const word of ["'EOF'", '"EOF"', "\\EOF", 'E"O"F']) {
      const stdin = read(`cat <<${word}\nkey: $K \\$\nEOF\ndate`).commands[0]?.stdin;
      expect(stdin?.parts).toMatchObject([{ kind: "text", text: "key: $K \\$\n", quoted: "single" }]);
    }
    expect(show(read("cat <<EOF\nkey: $K \\$K \"x\" '$K' `date`\nEOF\n").commands.at(-1)?.stdin)).toBe(
      "key: <K> $K \"x\" '<K>' <?command>\n",
    );
  });

  test("V-SH-3: a variable before a command is only in that command's environment", () => {
    const text = 'K=AAA curl -H "Authorization: ApiKey $K" http://x';
    const { assignments: shell, commands: run } = read(text);
    expect(shell).toEqual([]);
    expect(run[0]?.environment).toMatchObject([{ name: "K", scope: "command", exported: true }]);
    expect(show(run[0]?.environment[0]?.value)).toBe("AAA");
  });

  test("V-SH-4: export, also later and by set -a, marks the assignment", () => {
    expect(assignments("K=AAA\n./send.sh")).toEqual(["K=AAA"]);
    expect(assignments("export K=AAA\n./send.sh")).toEqual(["x K=AAA"]);
    expect(assignments("K=AAA\nL=1\nexport K\nK=BBB")).toEqual(["x K=AAA", "L=1", "x K=BBB"]);
    expect(assignments("set -a\nK=AAA\nset +a\nL=1")).toEqual(["x K=AAA", "L=1"]);
    expect(assignments("set -eo allexport\nK=1")).toEqual(["x K=1"]);
    expect(assignments("export K=1; export -n K; K=2")).toEqual(["x K=1", "K=2"]);
  });

  test("V-SH-5: sourcing a file is a command", () => {
    expect(commands(". ./e\nsource $HOME/.env")).toEqual([". ./e", "source <HOME>/.env"]);
  });

  test("V-SH-6: a required reference is a reference", () => {
    expect(assignments('H="ApiKey ${K:?}"\nG="${K?not set}"')).toEqual(["H=ApiKey <K>", "G=<K>"]);
  });
});

describe("commands", () => {
  test("in the order in which they run", () => {
    expect(commands("a && b || c; d | e & ( f ); { g; }; ! h")).toEqual("abcdefgh".split(""));
    expect(commands("if a; then b; elif c; then d; else e; fi; while f; do g; done; until h; do i; done")).toEqual(
      "abcdefghi".split(""),
    );
    expect(commands("for x in $(a); do b; done; case $(c) in $(d)) e;; esac; f() { g; }; f")).toEqual(
      "abcdegf".split(""),
    );
    expect(commands('a "$(b `c`)" ${K:-$(d)} <(e) < $(f); [[ $(g) == $(h) ]]')).toEqual([
      "c",
      "b <?command>",
      "d",
      "e",
      "f",
      "a <?command> <K|<?command>> <?command>",
      "g",
      "h",
    ]);
    expect(commands("K=$(a) L=`b` c; M=$(d); x=($(e))")).toEqual("abcde".split(""));
    expect(commands("for ((i=0; i<3; i++)); do a; done; ((b)); select x in y; do c; done; coproc d; time e")).toEqual(
      "acde".split(""),
    );
  });

  test("their names have no folder and no .exe", () => {
    expect(commands("/usr/bin/curl a; curl.exe b; 'curl' c; \\curl d; $CURL e; \"$D/curl\" f")).toEqual([
      "curl a",
      "curl b",
      "curl c",
      "curl d",
      "<?> e",
      // The folder may be anything, the program's name is what it is.
      "curl f",
    ]);
  });

  test("their spans and names' spans", () => {
    const text = "x; K=v /bin/curl 'a' > f <<< b; y";
    const command = read(text).commands[1];
    expect(at(text, command?.span)).toBe("K=v /bin/curl 'a' > f <<< b");
    expect(at(text, command?.nameSpan)).toBe("/bin/curl");
    expect(at(text, command?.stdin?.outer)).toBe("b");
  });

  test.each([
    ["sudo -u es -E -- curl a"],
    ["sudo --user es curl a"],
    ["doas -u es curl a"],
    ["env curl a"],
    ["/usr/bin/env -i -u X A=1 curl a"],
    ["timeout 10 curl a"],
    ["timeout -k 5 --signal=KILL 10s curl a"],
    ["nice -n 10 ionice -c2 -n 7 curl a"],
    ["nice -19 curl a"],
    ["nohup setsid curl a"],
    ["exec -a name curl a"],
    ["command curl a"],
    ["time -p curl a"],
    ["/usr/bin/time -f %e curl a"],
    ["stdbuf -oL curl a"],
    ["flock -n /tmp/lock curl a"],
    ["chronic curl a"],
    ["xargs -n1 -I {} curl a"],
    ["docker exec -it -u root es01 curl a"],
    ["docker compose exec es01 curl a"],
    ["kubectl exec -n elastic pod -- curl a"],
    ["sudo env K=1 timeout 10 nice curl a"],
    ["sh -c 'curl a'"],
    ["bash -lc 'curl a'"],
    ["bash -euo pipefail -c 'curl a' name"],
    ["sudo su - es -c 'curl a'"],
    ["flock /tmp/lock -c 'curl a'"],
    ["eval 'curl a'"],
    ["ssh -p 22 host 'curl a'"],
    ['sh -c \'bash -c "sh -c \\"curl a\\""\''],
    ["bash <<'E'\ncurl a\nE\n"],
    ["bash -s <<E\ncurl a\nE\n"],
  ])("curl is seen in %j", (text) => {
    expect(commands(text)).toEqual(["curl a"]);
    const [command] = read(text).commands;
    expect(at(text, command?.nameSpan)).toBe("curl");
    expect(at(text, command?.args[0]?.span)).toBe("a");
  });

  test.each([["command -v curl"], ["sudo -l curl"], ["env -S 'curl a'"], ["sudo -e curl"], ["kubectl exec pod curl"]])(
    "curl does not run in %j",
    (text) => {
      expect(read(text).commands.map((command) => command.name)).not.toContain("curl");
    },
  );

  test("a wrapper's variables are in the command's environment", () => {
    const [command] = read("A=1 env B=2 sudo C=$3 curl").commands;
    expect(command?.environment.map((each) => `${each.name}=${show(each.value)}`)).toEqual([
      "A=1",
      "B=2",
      "C=<?unsupported>",
    ]);
  });

  test("a script in double quotes is expanded by the outer shell, whatever quotes it holds", () => {
    const text = 'bash -c "curl -H \'Authorization: ApiKey $K\' \\$U $(date) \\"\\$V\\""';
    expect(commands(text)).toEqual(["date", "curl -H Authorization: ApiKey <K> <U> <?command> <V>"]);
    const header = read(text).commands[1]?.args[1];
    expect(header?.parts.map((part) => at(text, part.span))).toEqual(["Authorization: ApiKey ", "$K"]);
    // Its quotes stand in other quotes, so nobody may take them for quotes that can be exchanged.
    expect(header?.quote).toBe("mixed");
  });

  test("a script in single quotes is expanded by the inner shell", () => {
    expect(commands("sh -c 'curl \"$K\" '\"$L\"' $M'")).toEqual(["curl <K> <L> <M>"]);
  });
});

describe("assignments", () => {
  test("by every builtin that assigns", () => {
    expect(assignments("A=1 B=$A\ndeclare -x C='3'; typeset -x D=4; readonly E=5; local F=6; export -p G")).toEqual([
      "A=1",
      "B=<A>",
      "x C=3",
      "x D=4",
      "E=5",
      "F=6",
    ]);
    expect(assignments(': "${K:=v}" ${L=$K}')).toEqual(["K=<K|v>", "L=<L-<K>>"]);
    expect(assignments("A=\nB=''\nC=\"a\"'b'c")).toEqual(["A=", "B=", "C=abc"]);
  });

  test("of values that only running shows", () => {
    expect(assignments("K=$(cat f); read -r L M < f; printf -v N %s x; unset K; O+=x; P=(a b)")).toEqual([
      "K=<file f>",
      "L=<?command>",
      "M=<?command>",
      "N=<?command>",
      "x K=<?unsupported>",
      "O=<?operation>",
      "P=<?unsupported>",
    ]);
  });

  test("that may not have run", () => {
    expect(assignments("[ -f x ] && A=1\n[ -f x ] || B=2\nif a; then C=3; else D=4; fi\nf() { E=5; }")).toEqual([
      "A=1",
      "? B=2",
      "? C=3",
      "? D=4",
      "? E=5",
    ]);
    expect(assignments("while A=1; do B=2; done; case x in y) C=3;; esac; for D in a $b; do E=5; done")).toEqual([
      "A=1",
      "? B=2",
      "? C=3",
      "? D=a",
      "? D=<b>",
      "? E=5",
    ]);
  });

  test("do not leave a subshell", () => {
    const text = "A=1; ( B=2 ); x | C=3; $(D=4); sh -c 'E=5'; F=6 & eval 'G=7'";
    const within = read(text).assignments.map((each) => [each.name, at(text, each.within)]);
    expect(within).toEqual([
      ["A", undefined],
      ["B", "( B=2 )"],
      ["C", "C=3"],
      ["D", "$(D=4)"],
      ["E", "sh -c 'E=5'"],
      ["F", "F=6 &"],
      ["G", undefined],
    ]);
  });

  test("before a script are in its environment", () => {
    expect(assignments("K=1 sh -c 'curl $K'")).toEqual(["x K=1"]);
    expect(read("K=1 sh -c 'curl $K'").assignments[0]?.scope).toBe("shell");
  });

  test("have exact spans", () => {
    const text = '  export K="v w" # x';
    const [each] = read(text).assignments;
    expect([
      at(text, each?.span),
      at(text, each?.nameSpan),
      at(text, each?.value.span),
      at(text, each?.value.outer),
    ]).toEqual(['K="v w"', "K", "v w", '"v w"']);
  });
});

describe("comments", () => {
  test("stand where a word would begin", () => {
    const text =
      "#!/bin/sh\n# a\ncurl x#y '# z' \"# $(b # c\n)\" # d\nif e; then # f\ng;# h\nfi\ncat <<E\n# i\nE\n[[ # ]] && x=( # j\n)";
    expect(read(text).comments.map((comment) => comment.text)).toEqual(
      expect.arrayContaining(["!/bin/sh", " a", " c", " d", " f", " h"]),
    );
    expect(read(text).comments.map((comment) => comment.text)).not.toContain(" i");
    expect(read("a # b").comments).toEqual([
      { span: { start: 2, end: 5 }, text: " b", textSpan: { start: 3, end: 5 } },
    ]);
  });

  test("stand in scripts inside words too", () => {
    expect(read("sh -c 'a # b\nc'").comments.map((comment) => comment.text)).toEqual([" b"]);
  });
});

describe("text that is not shell yet", () => {
  test.each([
    ["an open quote", 'a\ncurl -H "x\nb c\n'],
    ["an open quote of the other kind", "a\ncurl -H 'x\nb c\n"],
    ["an open substitution", "a\ncurl $(x\nb c\n"],
    ["open backticks", "a\ncurl `x\nb c\n"],
    ["an open list", "a\ncurl=(1 2\nb c\n"],
    ["an open arithmetic", "a\n((\nb c\n"],
    ["a closing parenthesis", "a\ncurl b) c\nb c\n"],
    ["words in the wrong place", "a\nthen curl\nelse\nb c\nfi\n"],
    ["operators without a command", "a\n&& || ;;\nb c\n"],
    ["an if that nobody closes", "a\nif x; then\nb c\n"],
    ["a function that nobody closes", "a\nf() {\nb c\n"],
    ["a redirection to nothing", "a\ncurl >\nb c\n"],
  ])("%s: what stands before and after it still counts", (_, text) => {
    const reading = read(text);
    expect(commandLines(reading)).toEqual(expect.arrayContaining(["a", "b c"]));
    expect(reading.commands.map((command) => at(text, command.span))).toEqual(expect.arrayContaining(["a", "b c"]));
    expect(reading.problems.length).toBeGreaterThan(0);
  });

  test("the half-typed line itself is read as far as it goes", () => {
    expect(commands('date\ncurl -H "Authorization: ApiKey $K\ndate')).toEqual([
      "date",
      "curl -H Authorization: ApiKey <K>",
      "date",
    ]);
  });

  test("its problems do not repeat the text", () => {
    const messages = read("then VuaCfGcBCdbkQm-e5aOx ) VuaCfGcBCdbkQm").problems.map((problem) => problem.message);
    expect(messages.join()).not.toContain("Vua");
  });
});
