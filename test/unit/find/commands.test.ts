/** curl's command line, read as curl 8.17 reads it (https://curl.se/docs/manpage.html), and what scripts define. */
import { describe, expect, test } from "vitest";
import { definitionsOf, findInCommand } from "../../../server/src/find/commands";
import { currentFolder } from "../../../server/src/find/currentFolder";
import { bashEnvOf, sourcesOf } from "../../../server/src/find/sources";
import { defaultBudget } from "../../../server/src/read/budget";
import { readCrontab } from "../../../server/src/read/crontab";
import type { Reading } from "../../../server/src/read/reading";
import { readShell } from "../../../server/src/read/shell";
import { showFact, showHeader } from "./findSupport";

const shell = (text: string): Reading => readShell(text, defaultBudget());
const crontab = (text: string): Reading => readCrontab(text, { system: false }, defaultBudget());

/** Each use as `option scheme | credential -> url, url`. */
function uses(text: string): string[] {
  return shell(text)
    .commands.flatMap((each) => findInCommand(each))
    .map((use) => {
      const targets = use.targets.map((each) => showFact(each.value)).join(", ");
      return `${use.path} ${showHeader(use.header)} | ${showFact(use.credential)} -> ${targets}`;
    });
}

const ONE = "-H apikey ApiKey | abc -> https://h";

describe("the header option", () => {
  test.each([
    ['curl -H "Authorization: ApiKey abc" https://h', ONE],
    ["curl -H 'Authorization: ApiKey abc' https://h", ONE],
    ["curl -H Authorization:\\ ApiKey\\ abc https://h", ONE],
    ['curl -H"Authorization: ApiKey abc" https://h', ONE],
    ['curl -sSH "Authorization: ApiKey abc" https://h', ONE],
    ['curl -fsSLH"Authorization: ApiKey abc" https://h', ONE],
    ['curl https://h -H "Authorization: ApiKey abc"', ONE],
    ['curl -s https://h -o out -H "Authorization: ApiKey abc"', ONE],
    ['curl --header "Authorization: ApiKey abc" https://h', ONE.replace("-H", "--header")],
    ['curl --header="Authorization: ApiKey abc" https://h', ONE.replace("-H", "--header")],
    ['curl "--header=Authorization: ApiKey abc" https://h', ONE.replace("-H", "--header")],
    ['curl -H "Authorization: ApiKey $K" https://h', "-H apikey ApiKey | <K> -> https://h"],
    ['curl -H "Authorization: ApiKey "$K https://h', "-H apikey ApiKey | <K> -> https://h"],
    ['curl -H "Authorization: $K" https://h', "-H none | <K> -> https://h"],
    ['curl -H "$H" https://h', "-H unsplit | <H> -> https://h"],
    ['curl -H"$H" https://h', "-H unsplit | <H> -> https://h"],
    ["curl -H$H https://h", "-H unsplit | <H> -> https://h"],
    ['curl --header="$H" https://h', "--header unsplit | <H> -> https://h"],
    ['/usr/bin/curl -H "Authorization: ApiKey abc" https://h', ONE],
    ['curl.exe -H "Authorization: ApiKey abc" https://h', ONE],
  ])("%s", (text, expected) => {
    expect(uses(text)).toEqual([expected]);
  });

  test.each([
    'curl -H "Content-Type: application/json" https://h',
    "curl -H @headers https://h",
    'curl -h "Authorization: ApiKey abc" https://h',
    'curl --proxy-header "Authorization: ApiKey abc" https://h',
    'fetch --header "Authorization: ApiKey abc" https://h',
    'curl -o "Authorization: ApiKey abc" https://h',
    'curl -d "Authorization: ApiKey abc" https://h',
    'curl -- -H "Authorization: ApiKey abc" https://h',
    'echo curl -H "Authorization: ApiKey abc" https://h',
    "curl -H",
    "curl",
    "$CURL -H 'Authorization: ApiKey abc' https://h",
  ])("%s: no use", (text) => {
    expect(uses(text)).toEqual([]);
  });

  test("other headers beside it do not matter, two of them are two uses", () => {
    expect(uses("curl -H 'A: b' -H 'Authorization: ApiKey abc' -H 'C: d' https://h")).toEqual([ONE]);
    expect(uses("curl -H 'Authorization: ApiKey abc' -H 'Authorization: Bearer def' https://h")).toEqual([
      ONE,
      "-H bearer Bearer | def -> https://h",
    ]);
  });

  test("its credential stands where it stands in the file", () => {
    for (const text of ["curl -sSH'Authorization: ApiKey abc' x", 'curl --header="Authorization: ApiKey abc" x']) {
      const [use] = shell(text).commands.flatMap((each) => findInCommand(each));
      expect(text.slice(use!.credential.span.start, use!.credential.span.end)).toBe("abc");
      expect(text.slice(use!.header!.span!.start, use!.header!.span!.end)).toBe("ApiKey");
      const { outer } = use!.credential;
      const written = use!.credential.encode("new")!;
      const after = text.slice(0, outer.start) + written + text.slice(outer.end);
      expect(uses(after).map((each) => each.replace(/ ->.*/, ""))).toEqual([`${use!.path} apikey ApiKey | new`]);
    }
  });
});

describe("URLs", () => {
  const H = "-H 'Authorization: ApiKey abc'";
  const targets = (text: string): string[] => uses(text).map((use) => use.replace(/.*-> /, ""));

  test.each([
    [`curl ${H} h:9200`, "h:9200"],
    [`curl ${H} --url https://h`, "https://h"],
    [`curl ${H} --url=https://h`, "https://h"],
    [`curl ${H} "$ES/_bulk"`, "<ES>/_bulk"],
    [`curl ${H} https://h/_search?pretty`, "https://h/_search?pretty"],
    [`curl ${H} a b --url c`, "a, b, c"],
    [`curl ${H} -- -odd https://h`, "-odd, https://h"],
    [`curl ${H}`, ""],
    [`curl ${H} -o https://file https://h`, "https://h"],
    [`curl ${H} -ohttps://file https://h`, "https://h"],
    [`curl ${H} -sSo https://file https://h`, "https://h"],
    [`curl ${H} --output https://file https://h`, "https://h"],
    [`curl ${H} --output=https://file https://h`, "https://h"],
    [`curl ${H} -x http://proxy:3128 https://h`, "https://h"],
    [`curl ${H} --proxy http://proxy:3128 https://h`, "https://h"],
    [`curl ${H} --proxy1.0 http://proxy:3128 https://h`, "https://h"],
    [`curl ${H} --preproxy socks5://p https://h`, "https://h"],
    [`curl ${H} -e https://referer https://h`, "https://h"],
    [`curl ${H} --doh-url https://doh https://h`, "https://h"],
    [`curl ${H} -d @- https://h`, "https://h"],
    [`curl ${H} -d '{"a":1}' https://h`, "https://h"],
    [`curl ${H} --data-binary @file https://h`, "https://h"],
    [`curl ${H} --json '{}' https://h`, "https://h"],
    [`curl ${H} -X POST https://h`, "https://h"],
    [`curl ${H} -XPOST https://h`, "https://h"],
    [`curl ${H} -m 30 --retry 3 --max-time 60 https://h`, "https://h"],
    [`curl ${H} -w '%{http_code}' -o /dev/null -s https://h`, "https://h"],
    [`curl ${H} -k -L --compressed --fail-with-body https://h`, "https://h"],
    [`curl ${H} -u user:pw https://h`, "https://h"],
    [`curl ${H} --resolve h:443:192.0.2.1 https://h`, "https://h"],
    [`curl ${H} --connect-to a:1:b:2 https://h`, "https://h"],
    [`curl ${H} --cacert ca.pem --cert c.pem --key k.pem https://h`, "https://h"],
    [`curl ${H} --tlsuser u --tlspassword p --dns-ipv4-addr 192.0.2.1 https://h`, "https://h"],
    [`curl ${H} --unix-socket /run/x.sock https://h`, "https://h"],
    [`curl ${H} --help all`, ""],
    [`curl ${H} - https://h`, "-, https://h"],
  ])("%s", (text, expected) => {
    expect(targets(text)).toEqual([expected]);
  });

  test("--next begins another transfer with headers of its own", () => {
    expect(uses(`curl ${H} https://a --next https://b`)).toEqual(["-H apikey ApiKey | abc -> https://a"]);
    expect(uses(`curl https://a -: ${H} https://b`)).toEqual(["-H apikey ApiKey | abc -> https://b"]);
  });

  test("a URL without a scheme is asked over http", () => {
    const [use] = shell(`curl ${H} h`).commands.flatMap((each) => findInCommand(each));
    expect(use!.targets[0]).toMatchObject({ role: "url", scheme: "http", port: undefined });
  });
});

describe("references in single quotes", () => {
  const unexpanded = (text: string): string[] =>
    shell(text)
      .commands.flatMap((each) => findInCommand(each))
      .flatMap((use) => use.unexpanded)
      .map(({ name, why, span, quotes }) => {
        return `${name} ${why} ${text.slice(span.start, span.end)} ${quotes?.map((q) => text.slice(q.start, q.end)).join("") ?? "no fix"}`;
      });

  test.each([
    ["curl -H 'Authorization: ApiKey $K' h", "K single-quotes $K ''"],
    ["curl -H 'Authorization: ApiKey ${K}' h", "K single-quotes ${K} ''"],
    ["curl -H'Authorization: ApiKey $K' h", "K single-quotes $K no fix"],
    ["curl -H 'Authorization: ApiKey \"$K' h", "K single-quotes $K no fix"],
    ["curl -H \"Authorization: ApiKey \"'$K' h", "K single-quotes $K no fix"],
  ])("%s", (text, expected) => {
    expect(unexpanded(text)).toEqual([expected]);
  });

  test.each([
    'curl -H "Authorization: ApiKey $K" h',
    "curl -H \"Authorization: ApiKey '$K'\" h",
    "curl -H 'Authorization: ApiKey abc' h",
    "curl -H 'Authorization: ApiKey pa$5' h",
    "curl -H 'Authorization: ApiKey '\"$K\" h",
  ])("%s: none", (text) => {
    expect(unexpanded(text)).toEqual([]);
  });

  test("the fix makes the shell expand it and changes nothing else", () => {
    const text = "curl -H 'Authorization: ApiKey $K' h";
    const [reference] = shell(text).commands.flatMap((each) => findInCommand(each))[0]!.unexpanded;
    const [open, close] = reference!.quotes!;
    const after = `${text.slice(0, open!.start)}"${text.slice(open!.end, close!.start)}"${text.slice(close!.end)}`;
    expect(uses(after)).toEqual(["-H apikey ApiKey | <K> -> h"]);
  });
});

describe("definitions", () => {
  const crontabNames = (text: string): string[] =>
    definitionsOf(crontab(text).assignments, { around: { kind: "file" } }).map(
      ({ name, value, unexpanded }) =>
        `${name}=${showFact(value)}${unexpanded.map((each) => ` (${each.name})`).join("")}`,
    );

  test.each([
    ["K=AAA", "K=AAA"],
    ["K=$B", "K=$B (B)"],
    ["K=${B}", "K=${B} (B)"],
    ["K=ApiKey $B", "K=ApiKey $B (B)"],
    ["K=$ID:$SECRET", "K=$ID:$SECRET (ID)"],
    ['K="$B"', "K=$B (B)"],
    ["K=elastic:pa$Sword1", "K=elastic:pa$Sword1"],
    ["K=$a1B2c3-d", "K=$a1B2c3-d"],
    ["K=pa$5", "K=pa$5"],
    ["K=$", "K=$"],
  ])("in a crontab %s is text", (text, expected) => {
    expect(crontabNames(`${text}\n`)).toEqual([expected]);
  });

  test("in a script they are what the shell makes of them", () => {
    const definitions = definitionsOf(shell("A=1\nexport B=$A\nif x; then C=3; fi\nD=4 cmd\n").assignments, {
      around: { kind: "file" },
    });
    expect(
      definitions.map(
        ({ name, value, exported, conditional }) => `${name}=${showFact(value)} ${exported} ${conditional}`,
      ),
    ).toEqual(["A=1 false false", "B=<A> true false", "C=3 false true"]);
  });
});

describe("sourced files", () => {
  const sourcedIn = (text: string): ReturnType<typeof sourcesOf> => {
    const script = shell(text);
    return sourcesOf(script, currentFolder(script), { kind: "file" });
  };

  test.each([
    [". ./e", "./e"],
    ["source e.env", "e.env"],
    ['. "./a b"', "./a b"],
    [". $HOME/.env", undefined],
    [". ./e --arg", "./e"],
  ])("%s", (text, path) => {
    expect(sourcedIn(text).map((each) => each.path)).toEqual([path]);
  });

  test("nothing else is one", () => {
    expect(sourcedIn("source\n.\ncat ./e\n./e\nbash ./e")).toEqual([]);
  });

  test.each([
    ["cd a\n. ./e", "working-folder a/./e"],
    ["cd a && . e", "working-folder a/e"],
    ["(cd a); . e", "working-folder e"],
    ["cd a; cd ..; . e", "working-folder a/../e"],
    ["cd /a/; . e", "working-folder /a/e"],
    ["D=/a; cd $D/b; . e", "working-folder /a/b/e"],
    ['cd "$(dirname "$0")"; . e', "own-folder e"],
    ['HERE=$(dirname "$0"); . "$HERE/e"', "own-folder ./e"],
    ["f() { . e; }; cd a; f", "working-folder a/e"],
    ["cd -- a; . $PWD/e", "working-folder a/./e"],
    ["cd $1; . /e", "working-folder /e"],
    ["cd $1; . e", "unseen"],
    ["cd a*; . e", "unseen"],
    ["cd; . e", "unseen"],
    ["cd a; cd -; . e", "unseen"],
    ["pushd a; popd; . e", "unseen"],
    ["x && { cd a; } || cd b; . e", "unseen"],
    ["if x; then cd a; fi; . e", "unseen"],
    ["f() { cd a; }; f; . e", "unseen"],
    ["f() { . e; }; cd a; f; cd b; f", "unseen"],
    ["f() { g; }; g() { cd a; }; f; . e", "unseen"],
    ["cd $1; . ~/e", "working-folder undefined"],
  ])("%s", (text, expected) => {
    const [source] = sourcedIn(text);
    expect(source?.unseen ? "unseen" : `${source?.from} ${source?.path}`).toBe(expected);
  });
});

describe("HTTPie", () => {
  test.each([
    ['http GET h "Authorization: ApiKey $K"', ["Authorization apikey ApiKey | <K> -> h"]],
    ['http -A bearer -a "$K" h', ["-a bearer Bearer | <K> -> h"]],
    ['http --auth-type=bearer --auth="$K" h', ["--auth bearer Bearer | <K> -> h"]],
    ['http -a "$K" -A bearer h', ["-a bearer Bearer | <K> -> h"]],
    ['http -a "me:$K" h', []],
    ['http -A digest -a "me:$K" h', []],
  ])("%s", (text, expected) => {
    expect(uses(text)).toEqual(expected);
  });

  test.each([
    ["http", "http"],
    ["https", "https"],
    ["xh", "http"],
    ["xhs", "https"],
  ])("a URL without a scheme: %s asks with %s", (program, scheme) => {
    const [use] = shell(`${program} h "Authorization: ApiKey k"`).commands.flatMap((each) => findInCommand(each));
    expect(use?.targets.map((each) => each.scheme)).toEqual([scheme]);
  });
});

describe("PowerShell's single quotes", () => {
  const kept = (text: string, powershell: boolean): string[] =>
    shell(`curl -H ${text} h`)
      .commands.flatMap((each) => findInCommand(each, { around: { kind: "file" }, ...(powershell && { powershell }) }))
      .flatMap((use) => use.unexpanded.map(({ name }) => name));

  test.each([
    ["'Authorization: ApiKey $env:K'", ["env:K"]],
    ["'Authorization: ApiKey ${env:K}'", ["env:K"]],
    ["'Authorization: ApiKey $Env:K'", ["Env:K"]],
    ["'Authorization: ApiKey $K'", ["K"]],
    ["'Authorization: ApiKey $env:'", []],
  ])("%s", (text, expected) => {
    expect(kept(text, true)).toEqual(expected);
  });

  test("a shell has no such variables", () => {
    expect(kept("'Authorization: ApiKey $env:K'", false)).toEqual([]);
    expect(kept("'Authorization: ApiKey $K'", false)).toEqual(["K"]);
  });
});

describe("the file that bash reads by itself", () => {
  const files = (text: string): (string | undefined)[] => {
    const { assignments, commands } = crontab(text);
    return bashEnvOf(assignments, commands).map(({ path, job }) => `${path} in ${job}`);
  };
  const JOB = "0 1 * * * a; b\n";

  test.each([
    [`SHELL=/bin/bash\nBASH_ENV=/e\n${JOB}${JOB}`, ["/e in 0", "/e in 1"]],
    [`BASH_ENV=/e\n${JOB}SHELL=/usr/bin/bash\n${JOB}`, ["/e in 1"]],
    [`SHELL=/bin/bash\nBASH_ENV=/e\n${JOB}BASH_ENV=/f\n${JOB}`, ["/e in 0", "/f in 1"]],
    [`BASH_ENV=/e\n${JOB}`, []],
    [`SHELL=/bin/sh\nBASH_ENV=/e\n${JOB}`, []],
    [`SHELL=/bin/bash\n${JOB}BASH_ENV=/e\n`, []],
  ])("%j", (text, expected) => {
    expect(files(text)).toEqual(expected);
  });
});
