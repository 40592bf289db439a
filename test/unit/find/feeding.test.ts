/** What is fed to a command, what a keystore makes of it, and bodies of requests that hold settings. */
import { describe, expect, test } from "vitest";
import { bodyOf } from "../../../server/src/find/bodies";
import { fedTo } from "../../../server/src/find/feeding";
import { keystoreRequest } from "../../../server/src/find/keystores";
import { ELASTICSEARCH_KEYSTORE } from "../../../server/src/integrations/remoteClusters";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Command, Value } from "../../../server/src/read/reading";
import { readShell } from "../../../server/src/read/shell";
import { show } from "../read/shellSupport";

const commands = (text: string): readonly Command[] => readShell(text, defaultBudget()).commands;

/** What the last command of a script is fed by the one before it. */
function fed(text: string): Value | undefined {
  const all = commands(text);
  const last = all[all.length - 1];
  return last && fedTo(last, all[all.length - 2], text);
}

describe("a pipe", () => {
  test.each([
    ['echo "$K" | x', "<K>"],
    ["echo -n a:b | x", "a:b"],
    ["printf '%s' \"$K\" | x", "<K>"],
    ["printf '%s\\n' a | sudo -u es x -y", "a"],
    ['printf "$K" | x', "<K>"],
    ["printf -- '%s' a | x", "a"],
    ["echo a |\n  x", "a"],
    ["echo a \\\n  | x", "a"],
    ["echo a 2>/dev/null | x", "a"],
    ["echo a b | x", undefined],
    ["echo | x", undefined],
    ["printf '%s:%s' a b | x", undefined],
    ["printf '%d' 1 | x", undefined],
    ["printf 'a\\n' | x", undefined],
    ["cat f | x", undefined],
    ["echo a; x", undefined],
    ["echo a && x", undefined],
    ["echo a || x", undefined],
    ["echo a\nx", undefined],
    ["echo a | tr -d b | x", undefined],
  ])("%j", (text, expected) => {
    expect(show(fed(text))).toBe(expected);
  });

  test("a word of it can be written anew", () => {
    expect(fed('echo "a:b" | x')?.encode("c=")).toBe('"c="');
  });
});

describe("a keystore", () => {
  const request = (text: string): string[] => {
    const [command] = commands(text);
    return command
      ? keystoreRequest(command, ELASTICSEARCH_KEYSTORE).headers.map(({ option, value }) => `${option} ${show(value)}`)
      : [];
  };

  test.each([
    ["add -x cluster.remote.a.credentials <<< v", ["cluster.remote.a.credentials v"]],
    ["add --stdin -f cluster.remote.a-b.credentials <<< $K", ["cluster.remote.a-b.credentials <K>"]],
    ['add "cluster.remote.$A.credentials" <<< v', ["cluster.remote.*.credentials v"]],
    ["add cluster.remote.a.credentials", []],
    ["add -x cluster.remote.a.credentials cluster.remote.b.credentials <<< v", []],
    ["add -x cluster.remote.credentials <<< v", []],
    ["add -x cluster.remote.a.b.credentials <<< v", []],
    ["add -x s3.client.default.secret_key <<< v", []],
    ["remove cluster.remote.a.credentials <<< v", []],
    ['add -x "$NAME" <<< v', []],
  ])("elasticsearch-keystore %s", (words, expected) => {
    expect(request(`elasticsearch-keystore ${words}`)).toEqual(expected);
  });
});

describe("a body", () => {
  test.each([
    ["curl -X PUT h/_cluster/settings -d '{\"a\": 1}'", '{"a": 1}'],
    ['curl -X PUT "$ES/_cluster/settings?pretty" --data-binary "{$K}"', "{<K>}"],
    ["curl --json @- h/_cluster/settings <<E\n{}\nE", "{}\n"],
    ["curl -d @/dev/stdin h/_cluster/settings <<'E'\n{}\nE", "{}\n"],
    ["curl -d @settings.json h/_cluster/settings", undefined],
    ["curl -d @- h/_cluster/settings", undefined],
    ["curl -d '{}' h/_cluster/settings/x", undefined],
    ["curl -d '{}' h/_search", undefined],
    ["wget -d '{}' h/_cluster/settings", undefined],
  ])("%j", (text, expected) => {
    const [command] = commands(text);
    expect(show(command && bodyOf(command)?.text)).toBe(expected);
  });
});
