/** The user column: read where the file has one, and never made out of a command. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readCrontab } from "../../../server/src/read/crontab";
import { commandLines } from "./shellSupport";

const commands = (text: string, system: boolean | "auto"): string[] =>
  commandLines(readCrontab(text, { system }, defaultBudget()));

describe("a system table", () => {
  test("names a user in every job", () => {
    expect(
      commands("17 * * * * root cd / && curl a\n@daily www-data -n curl b\n0 1 * * * backup\t/bin/c d\n", true),
    ).toEqual(["cd /", "curl a", "curl b", "c d"]);
    expect(commands("* * * * * elastic curl a\n* * * * * DOM\\user$ curl b\n* * * * * u:staff curl c\n", true)).toEqual(
      ["curl a", "curl b", "curl c"],
    );
  });

  test("where a job lacks it, its command is read and that is a problem", () => {
    const text = '* * * * * /usr/bin/curl a\n* * * * * curl -H x\n* * * * * "$CURL" b\n';
    expect(commands(text, true)).toEqual(["curl a", "curl -H x", "<?> b"]);
    expect(readCrontab(text, { system: true }, defaultBudget()).problems).toHaveLength(3);
  });

  test("a user alone is no command", () => {
    expect(commands("* * * * * root\n* * * * * root   \n", true)).toEqual([]);
  });
});

test("a user's table has no such column", () => {
  expect(commands("* * * * * root curl a\n", false)).toEqual(["root curl a"]);
});

describe("a table that may be either", () => {
  test.each([
    ["root is a user", "* * * * * root curl a\n* * * * * backup curl b\n"],
    ["the head of Debian's table", "# m h dom mon dow user\tcommand\n* * * * * x curl a\n* * * * * y curl b\n"],
    [
      "the head of Red Hat's table",
      "# *  *  *  *  * user-name  command to be executed\n* * * * * x curl a\n* * * * * y curl b\n",
    ],
    ["a word before a known program, in every job", "* * * * * elastic curl a\n@daily elastic /usr/bin/curl b\n"],
  ])("has users: %s", (_, text) => {
    expect(commands(text, "auto")).toEqual(["curl a", "curl b"]);
  });

  test("a program stays a program, also in a table with users", () => {
    expect(commands("* * * * * root curl a\n* * * * * curl b\n* * * * * bash c\n* * * * * /x/d e\n", "auto")).toEqual([
      "curl a",
      "curl b",
      "bash c",
      "d e",
    ]);
    expect(
      commands(
        "* * * * * root curl a\n* * * * * job -x\n* * * * * job > l\n* * * * * job https://x\n* * * * * job\n",
        "auto",
      ),
    ).toEqual(["curl a", "job -x", "job", "job https://x", "job"]);
  });

  test.each([
    ["curl https://x"],
    ["sudo curl a"],
    ["nice curl a"],
    ["chronic curl a"],
    ["run-parts /etc/cron.hourly"],
    ["my-script arg"],
    ["my-script curl"],
    ["backup-db /data"],
    ["backup"],
    ["elasticsearch -d"],
    ["[ -x /bin/curl ]"],
    ["cd /x"],
    ["K=v curl a"],
  ])("a command is not taken for a user: %s", (command) => {
    // One job that surely has no user tells that the table has none.
    const text = `* * * * * ${command}\n* * * * * /usr/bin/curl -s x\n`;
    expect(commands(text, "auto")).toEqual(commands(text, false));
  });

  test.each([
    ["sudo curl a"],
    ["timeout 5 curl a"],
    ["python3 curl"],
    ["my-script arg"],
    ["backup /data"],
    ["flock l curl"],
  ])("nor where it stands alone: %s", (command) => {
    const text = `* * * * * ${command}\n`;
    expect(commands(text, "auto")).toEqual(commands(text, false));
  });

  test("comments with the columns of a user's table say nothing", () => {
    const text = "# m h  dom mon dow   command\n* * * * * job curl\n* * * * * /bin/x y\n";
    expect(commands(text, "auto")).toEqual(["job curl", "x y"]);
  });
});
