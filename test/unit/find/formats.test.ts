/** Formats by name, then content, then what the editor says. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tellFormat } from "../../../server/src/find/formats";

function told(path: string, text = "", languageId?: string): string | undefined {
  const tell = tellFormat(path, text, languageId);
  return tell && (tell.format === "crontab" ? `crontab ${tell.system}` : tell.format);
}

const JOB = "0 1 * * * curl https://example.com\n";

describe("by name", () => {
  test.each([
    ["filebeat.yml", "yaml"],
    ["a/b/filebeat.yaml", "yaml"],
    ["/c:/Users/me/filebeat.yml", "yaml"],
    ["etc/crontab", "crontab true"],
    ["/etc/crontab", "crontab true"],
    ["etc/cron.d/keys", "crontab true"],
    ["crontab", "crontab auto"],
    ["deploy/crontab", "crontab auto"],
    ["var/spool/cron/crontabs/root", "crontab false"],
    ["jobs.crontab", "crontab auto"],
    ["crontab.txt", "crontab auto"],
    ["crontab.prod", "crontab auto"],
    ["nightly.cron", "crontab auto"],
    ["web-crontab", "crontab auto"],
    ["cron.d/jobs.yml", "yaml"],
    ["etc/cron.daily/backup", "shell"],
    ["etc/anacrontab", "crontab undefined"],
    ["bin/push.sh", "shell"],
    ["push.ps1", "powershell"],
    [".env", "dotenv"],
    [".env.local", "dotenv"],
    ["deploy/es.env", "dotenv"],
    ["etc/default/logstash", "dotenv"],
    ["etc/systemd/system/push.service", "systemd"],
    ["etc/systemd/system/push.service.d/override.conf", "systemd"],
    ["docker/Dockerfile", "dockerfile"],
    ["push.Dockerfile", "dockerfile"],
  ])("%s is %s", (path, expected) => {
    expect(told(path)).toBe(expected);
  });

  test.each(["notes.txt", "crontabs", "mycrontab", "yml", "filebeat.yml.j2", ""])("%j says nothing", (path) => {
    expect(told(path)).toBeUndefined();
  });

  test("a name wins over content and language", () => {
    expect(told("a.yml", JOB, "crontab")).toBe("yaml");
  });
});

describe("by content", () => {
  test.each([
    JOB,
    "*/5 * * * * x\n",
    "# a comment\n\nPATH=/bin\nK = v\n\n@daily x y\n",
    "@reboot x\n",
    "0,30 0-6 1,15 * 1-5 x\n",
    "30 2 * * sun x\n",
    "30 2 * JAN-MAR Mon-Fri x\n",
    "\r\n  15 10\t*  * *\tx\r\n",
    "\ufeff0 1 * * * x\n",
  ])("%j is a crontab", (text) => {
    expect(told("jobs", text)).toBe("crontab auto");
    expect(told("Untitled-1", text, "plaintext")).toBe("crontab auto");
  });

  test.each([
    "",
    "# only a comment\n",
    "K=v\n",
    "@daily\n",
    "@today x\n",
    "0 1 * * *\n",
    "0 1 * * monkey x\n",
    "1. first 2. second 3. third\n",
    "- 1 2 3 4 5\n",
    "hello\n0 1 * * * x\n",
    "a b c d e f\n",
    "192.0.2.1 host a b c d\n",
  ])("%j is none", (text) => {
    expect(told("notes", text)).toBeUndefined();
  });
});

describe("by language", () => {
  test.each([
    ["yaml", "yaml"],
    ["dockercompose", "yaml"],
    ["crontab", "crontab auto"],
    ["plaintext", undefined],
    ["constructor", undefined],
    ["toString", undefined],
  ])("%s is %s", (languageId, expected) => {
    expect(told("Untitled-1", "x", languageId)).toBe(expected);
  });

  test("comes after content", () => {
    expect(told("Untitled-1", JOB, "yaml")).toBe("crontab auto");
  });
});

test("any path, text and language give an answer", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string({ unit: fc.constantFrom("0", "*", " ", "\n", "@", "=", "#", "a") }),
      fc.string(),
      (path, text, language) => {
        expect([undefined, "yaml", "crontab true", "crontab false", "crontab auto"]).toContain(
          told(path, text, language),
        );
      },
    ),
  );
});

test("a long line is told at once", () => {
  expect(told("x", "0".repeat(3_000_000))).toBeUndefined();
  expect(told("x", `${"0 ".repeat(1_500_000)}`)).toBe("crontab auto");
  expect(told("x", " ".repeat(3_000_000))).toBeUndefined();
});
