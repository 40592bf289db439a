import { describe, expect, test } from "vitest";
import { startedFiles } from "../../../server/src/find/startedFiles";
import { defaultBudget } from "../../../server/src/read/budget";
import { readShell } from "../../../server/src/read/shell";

function started(text: string): readonly string[] {
  return readShell(text, defaultBudget()).commands.flatMap(({ name, args }) =>
    startedFiles(name ?? "", args).map(({ path }) => path),
  );
}

describe("files that a command starts or configures itself with", () => {
  test.each([
    ["bash ./a.sh b.sh", "./a.sh"],
    ["sh -eu -o pipefail a.sh", "a.sh"],
    ["bash --rcfile x -- job", "job"],
    ["bash - job", "job"],
    ["timeout 60 nice -n 5 zsh ./a", "./a"],
    ["bash -s ./a.sh < b.sh", ""],
    ['bash "$SCRIPT"', ""],
    ["pwsh -NoProfile -ExecutionPolicy Bypass -File ./a.ps1 x.ps1", "./a.ps1"],
    ["pwsh ./a.ps1", "./a.ps1"],
    ["powershell.exe -c ./a.ps1", "./a.ps1"],
    ["pwsh -EncodedCommand AAAA", ""],
    ["run-parts --report /etc/cron.daily", "/etc/cron.daily"],
    ["filebeat -e -c a.yml --path.config=/etc/filebeat", "a.yml /etc/filebeat"],
    ["otelcol-contrib --config=file:/etc/a.yaml --config b.yaml", "/etc/a.yaml b.yaml"],
    ["elastic-agent run -c=a.yml", "a.yml"],
    ["logstash -f a.conf", "a.conf"],
    ["filebeat -c", ""],
    ["chmod +x ./a.sh; scp ./a.sh h:/a.sh; cat ./a.sh; echo ./a.sh; python3 ./a.py", ""],
  ])("%s", (text, expected) => {
    expect(started(text).join(" ")).toBe(expected);
  });
});
