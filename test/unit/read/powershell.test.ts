/** What the reader makes of PowerShell scripts as people write them. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readPowerShell } from "../../../server/src/read/powershell";
import type { Reading, Value } from "../../../server/src/read/reading";
import { assignmentLines, at, commandLines, show } from "./shellSupport";

const read = (text: string): Reading => readPowerShell(text, defaultBudget());
const commands = (text: string): string[] => commandLines(read(text));
const assignments = (text: string): string[] => assignmentLines(read(text));
/** The value that `text` gives to `$x`. */
const value = (text: string): Value | undefined => read(`$x = ${text}`).assignments[0]?.value;

describe("variables", () => {
  test("of the environment and of the script are different things", () => {
    expect(
      assignments(`$env:K = "a"
$K = 'b'
\${env:L} = "$K $env:K \${K} \${env:K} $($env:K) $script:K"
$script:M = $global:N`),
    ).toEqual(["x K=a", "$K=b", "x L=<$K> <K> <$K> <K> <K> <$K>", "$M=<$N>"]);
  });

  test("of the script get the spelling that comes first", () => {
    expect(assignments("$ApiKey = 'a'\n$b = \"$APIKEY ${apikey}\"\n$apiKey = $B")).toEqual([
      "$ApiKey=a",
      "$b=<$ApiKey> <$ApiKey>",
      "$ApiKey=<$b>",
    ]);
  });

  test("are set in several ways", () => {
    expect(
      assignments(`[Environment]::SetEnvironmentVariable('A', "1")
[System.Environment]::SetEnvironmentVariable("B", $x, "User")
Set-Item Env:C 2
Set-Item -Path "Env:\\D" -Value 'x y'
new-item env:E -value $env:A
Set-Variable -Name f -Value 3; sv g 4
$h = [Environment]::GetEnvironmentVariable("A")
$i, $j = 'p', 'q'
$k = $l = 'r'
[string]$m = 's'
$n += 't'; $o ??= 'u'
Remove-Item Env:A`),
    ).toEqual([
      "x A=1",
      "x ? B=<$x>",
      "x C=2",
      "x D=x y",
      "x E=<A>",
      "$f=3",
      "$g=4",
      "$h=<A>",
      "$i=p",
      "$j=q",
      "$l=r",
      "$k=r",
      "$m=s",
      "$n=<?operation>",
      "? $o=u",
      "x A=<?unsupported>",
    ]);
  });

  test("have exact places", () => {
    const text = `$env:ES_KEY = "abc"; \${my key} = 'd'`;
    const [first, second] = read(text).assignments;
    expect(at(text, first?.nameSpan)).toBe("ES_KEY");
    expect(at(text, first?.span)).toBe('$env:ES_KEY = "abc"');
    expect(at(text, first?.value.outer)).toBe('"abc"');
    expect(at(text, first?.value.span)).toBe("abc");
    expect(second?.name).toBe("$my key");
  });

  test("in blocks may not have been set; those of a function stay in it", () => {
    const text = `if ($a) { $b = 1 } elseif ($c) { $d = 2 } else { $e = 3 }
try { $f = 4 } catch [x], [y.z] { $g = 5 } finally { $h = 6 }
foreach ($i in 'p', 'q') { $j = $i }
while ($k) { $l = 7 }; do { $m = 8 } until ($n)
switch -regex ($o) { 'a' { $p = 9 } default { $q = 10 } }
1..3 | ForEach-Object { $r = 11 }
& { $s = 12 }
function Send-It { $t = 13; $env:U = 14; if ($v) { $w = 15 } }`;
    expect(assignments(text).join("; ")).toBe(
      "? $b=1; ? $d=2; ? $e=3; $f=4; ? $g=5; $h=6; ? $i=p; ? $i=q; ? $j=<$i>; ? $l=7; $m=8; " +
        "? $p=9; ? $q=10; ? $r=11; $s=12; $t=13; x ? U=14; ? $w=15",
    );
    const within = (name: string): string | undefined =>
      at(text, read(text).assignments.find((each) => each.name === name)?.within);
    expect(within("$t")).toBe("{ $t = 13; $env:U = 14; if ($v) { $w = 15 } }");
    expect(within("U")).toBeUndefined();
    expect(within("$b")).toBeUndefined();
  });

  test("that are parameters have what the caller gives, else their default", () => {
    expect(
      assignments(`param(
  [Parameter(Mandatory = $true, Position=0)]
  [ValidateSet('a', "b")]
  [string] $Key, # the key
  [hashtable]$Headers = @{ Authorization = "ApiKey $Key" },
  $Url = $env:URL
)
function f([int]$a = 1, $b) { }
Invoke-RestMethod $Url -Headers $Headers`),
    ).toEqual([
      "$Key=<?unsupported>",
      "$Headers=<-Headers-<?operation>>",
      "$Url=<-Url-<URL>>",
      "$a=<-a-1>",
      "$b=<?unsupported>",
    ]);
  });

  test("that PowerShell sets itself are unknown", () => {
    expect(show(value('"$_ $args $? $true$null|$(1 + 2)"'))).toBe(
      "<?unsupported> <?unsupported> <?unsupported> True|<?operation>",
    );
  });
});

describe("strings", () => {
  test.each([
    [`"a $b \`$c \`"d"" e"`, 'a <$b> $c "d" e'],
    [`'a $b ''c'' \`n'`, "a $b 'c' `n"],
    ['"a`tb`n`0`u{e9}`x"', "a\tb\n\0éx"],
    ['"${id}:${key} $id::x $a?b"', "<$id>:<$key> <$id>::x <$a?b>"],
    ['"$ $1 a$ $"', "$ <$1> a$ $"],
    ['"$(Get-Date) $($a.b) $($k)"', "<?command> <?operation> <$k>"],
    ['"$("a" + $b)c"', "a<$b>c"],
    ['@"\na "$b"\n\'c\'\n"@', "a \"<$b>\"\n'c'"],
    ["@'\na $b\n'@", "a $b"],
    ["@'\n'@", ""],
    ["\u201Ca \u2018b\u2019\u201D", "a \u2018b\u2019"],
    ["\u2018a \u201Cb\u201D\u2019", "a \u201Cb\u201D"],
  ])("%s", (text, expected) => {
    expect(show(value(text))).toBe(expected);
  });

  test("know where their pieces stand", () => {
    const text = '$x = "a`"b $env:K""c`n"';
    expect(read(text).assignments[0]?.value.parts).toEqual([
      { kind: "text", text: "a", quoted: "double", span: { start: 6, end: 7 } },
      { kind: "text", text: '"', quoted: "double", span: { start: 8, end: 9 } },
      { kind: "text", text: "b ", quoted: "double", span: { start: 9, end: 11 } },
      { kind: "reference", name: "K", span: { start: 11, end: 17 } },
      { kind: "text", text: '"', quoted: "double", span: { start: 18, end: 19 } },
      { kind: "text", text: "c", quoted: "double", span: { start: 19, end: 20 } },
      { kind: "text", text: "\n", quoted: "double", span: undefined },
    ]);
  });

  test("are written as they stand", () => {
    expect(value("'a'")?.encode("b'c $d")).toBe("'b''c $d'");
    expect(value('"a"')?.encode('b"c $d `')).toBe('"b`"c `$d ``"');
    expect(value("$a")?.encode("b")).toBe("'b'");
    expect(value('("a" + $b)')?.encode("c")).toBe("'c'");
    expect(["'a'", '"a"', "$a", "'a' + $b", "@'\na\n'@"].map((text) => value(text)?.quote)).toEqual([
      "single",
      "double",
      "none",
      "mixed",
      "mixed",
    ]);
    const [word] = read("curl.exe a").commands[0]?.args ?? [];
    expect(word?.encode("https://x/y")).toBe("https://x/y");
    expect(word?.encode("a b")).toBe("'a b'");
  });
});

describe("operators", () => {
  test.each([
    ['"ApiKey " + $env:K', "ApiKey <K>"],
    ['"a" + "b" + (Get-X) + $c', "ab<?command><$c>"],
    ["1 + 2", "<?operation>"],
    ["'ApiKey {0}' -f $env:K", "ApiKey <K>"],
    ["'{1}:{0} {{x}}' -f $k, 'id'", "id:<$k> {x}"],
    ["'{0:d}' -f $k", "<?operation>"],
    ["$env:K ?? 'd'", "<K-d>"],
    ["$a -replace 'b', 'c'", "<?operation>"],
    ["$a.Trim()", "<?operation>"],
    ["[string]$env:K", "<K>"],
    ["[char]65", "<?operation>"],
    ['[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("${id}:${k}"))', "<?operation>"],
    ["-not $a", "<?operation>"],
    ["$a ? 'b' : 'c'", "<?operation>"],
    ["(Get-Content k.txt -Raw).Trim()", "<?operation>"],
    ["Get-Content k.txt", "<?command>"],
    ["Get-Secret k -AsPlainText", "<?secret-store>"],
    ["if ($a) { 'b' } else { 'c' }", "<?operation>"],
  ])("%s", (text, expected) => {
    expect(show(value(text))).toBe(expected);
  });
});

describe("commands", () => {
  test("with their words", () => {
    expect(
      commands(`Invoke-RestMethod -Uri "$env:URL/_search" -Method Post -Body (ConvertTo-Json @{a=1}) -TimeoutSec 5
irm $url/x?y=1 -Uri:https://z -SkipCertificateCheck:$false -UseBasicParsing:$true
Write-Host a,b 'c d'"e" f\`"g $x.Length $x[0] > out.txt 2>&1; Get-Date|Out-Null`),
    ).toEqual([
      "ConvertTo-Json <?operation>",
      "Invoke-RestMethod -Uri <URL>/_search -Method Post -Body <?command> -TimeoutSec 5",
      "irm <$url>/x?y=1 -Uri https://z -UseBasicParsing",
      'Write-Host <?operation> c d e f"g <?operation> <?operation>',
      "Get-Date",
      "Out-Null",
    ]);
  });

  test("go on behind a backtick, and around comments", () => {
    const text = "curl.exe `\r\n  -H 'a' <# why #> `\n  b # c\n<# d\n#> e#f";
    expect(commands(text)).toEqual(["curl -H a b", "e#f"]);
    expect(read(text).comments.map((each) => each.text)).toEqual([" why ", " c", " d\n"]);
    expect(read(text).comments.map(({ span }) => at(text, span))).toEqual(["<# why #>", "# c", "<# d\n#>"]);
  });

  test("their names", () => {
    expect(
      commands("C:\\x\\curl.exe a; & 'C:\\y z\\wget.exe' b; & $c d; .\\send.ps1 e; . ./env.ps1 f; &{ g }; ./h"),
    ).toEqual(["curl a", "wget b", "<?> d", "send.ps1 e", ". ./env.ps1 f", "g", "h"]);
  });

  test("curl and wget are cmdlets where their words are a cmdlet's", () => {
    expect(commands("curl -Uri x\ncurl -H 'a: b' x\nwget @p\ncurl.exe -Uri x\nwget --header 'a: b' x")).toEqual([
      "Invoke-WebRequest -Uri x",
      "curl -H a: b x",
      "Invoke-WebRequest <?operation>",
      "curl -Uri x",
      "wget --header a: b x",
    ]);
  });

  test("have exact places, and what a pipe gives them", () => {
    const text = "  $r = 'in $x' | & curl.exe -d '@-' 'u' | Out-Null; a && b || c";
    const reading = read(text);
    expect(reading.commands.map(({ span, nameSpan }) => [at(text, span), at(text, nameSpan)])).toEqual([
      ["& curl.exe -d '@-' 'u'", "curl.exe"],
      ["Out-Null", "Out-Null"],
      ["a", "a"],
      ["b", "b"],
      ["c", "c"],
    ]);
    expect(show(reading.commands[0]?.stdin)).toBe("in $x");
  });

  test("in every corner of a script", () => {
    const text = `$r = a; if (b) { c } else { d }; foreach ($x in e) { f }; (g).h(( i )); @(j); "$(k)"
switch (l) { { m } { n } 'o' { p } }; try { q } catch { r }; function s { t }; return u
@{ y = z }`;
    expect(commands(text).join(" ")).toBe("a b c d e f g i j k l m n p q r t u z");
    expect(commands("class A : B { [string] $c = 'd'\n [void] e([int]$f) { g } }; h")).toEqual(
      expect.arrayContaining(["g", "h"]),
    );
  });
});

describe("headers", () => {
  const headers = "-Headers Authorization: ApiKey <K>";

  test.each([
    ['irm u -Headers @{ "Authorization" = "ApiKey $env:K" }'],
    ["irm u -Headers @{Authorization='ApiKey ' + $env:K}"],
    ['$h = @{\n  Authorization = "ApiKey $env:K"\n}\nirm u -Headers $H'],
    ["$h = @{}; $h.Add('Authorization', \"ApiKey $env:K\"); irm u -Headers $h"],
    ['$h = @{}\n$h["Authorization"] = "ApiKey $env:K"\nirm u -Headers $h'],
    ["$h = @{ authorization = 'x' }; $h.Authorization = \"ApiKey $env:K\"; irm u -Headers $h"],
    ['$h = New-Object "Dictionary[[String],[String]]"\n$h.Add("Authorization", "ApiKey $env:K")\nirm u -Headers $h'],
    ['$h = [ordered]@{ Authorization = "ApiKey $env:K" }; function f { irm u -Headers $h }'],
    ['$h = @{}; $h += @{ Authorization = "ApiKey $env:K" }; irm u -Headers $h'],
    ['$p = @{ Headers = @{ Authorization = "ApiKey $env:K" } }; irm u @p'],
    ['$h = @{ Authorization = "ApiKey $env:K" }; $p = @{ Headers = $h }; irm u @p'],
    ['$p = @{}; $p.Headers = @{ Authorization = "ApiKey $env:K" }; irm u @p'],
    ['$c = @{ H = @{ Authorization = "ApiKey $env:K" } }; irm u -Headers $c.H'],
    ['irm u -Headers (@{ Authorization = "ApiKey $env:K" })'],
    ['irm u -Headers:@{ Authorization = "ApiKey $env:K" }'],
  ])("%s", (text) => {
    expect(commands(text).at(-1)).toBe(`irm u ${headers}`);
  });

  test("each on its own, with the other parameters of a splatted table", () => {
    const text = `$params = @{
  Uri = "$url/x"   # where
  Method = 'GET'
  Headers = @{ 'Authorization' = "ApiKey $k"; 'Content-Type' = 'application/json' }
  SkipCertificateCheck = $true
  UseBasicParsing = $false
}
Invoke-RestMethod @params -TimeoutSec 3`;
    expect(commands(text)).toEqual([
      "Invoke-RestMethod -Uri <$url>/x -Method GET -Headers Authorization: ApiKey <$k> -Headers Content-Type: application/json -SkipCertificateCheck -TimeoutSec 3",
    ]);
  });

  test("know where the credential stands, and how to write it", () => {
    const text = "$h = @{ \"Authorization\" = 'ApiKey abc==' }\nirm u -Headers $h";
    const line = read(text).commands[0]?.args[2];
    expect(line?.parts).toEqual([
      { kind: "text", text: "Authorization: ", span: undefined },
      { kind: "text", text: "ApiKey abc==", quoted: "single", span: { start: 27, end: 39 } },
    ]);
    expect(at(text, line?.outer)).toBe("'ApiKey abc=='");
    expect(line?.quote).toBe("single");
    expect(line?.encode("Authorization: ApiKey d'e")).toBe("'ApiKey d''e'");
    expect(line?.encode("Other: x")).toBeUndefined();
  });

  test("of branches are all there", () => {
    const text = "$h = @{ a = '1' }\nif ($x) { $h = @{ b = '2' } } else { $h['a'] = '3' }\nirm -Headers $h";
    expect(commands(text)).toEqual(["irm -Headers a: 1 -Headers b: 2 -Headers a: 3"]);
  });

  test("that are not known stay a reference, and other tables are no words", () => {
    expect(
      commands("irm -Headers $h -Body @{ a = 'b' } -Form $f\n$h = @{ a = 'b' }; $h = Get-X; irm -Headers $h"),
    ).toEqual(["irm -Headers <$h> -Body <?operation> -Form <$f>", "Get-X", "irm -Headers <$h>"]);
  });
});

test("a parameter of a function hides the table around it", () => {
  expect(commands("$h = @{ a = 'b' }\nfunction f($h) { irm -Headers $h }\nirm -Headers $h")).toEqual([
    "irm -Headers <$h>",
    "irm -Headers a: b",
  ]);
});

describe("half-typed", () => {
  test.each([
    ['$a = "x\n$b = "y"\ncurl.exe z', ["curl z"]],
    ["$a = 'x\n$b = 'y'\ncurl.exe z", ["curl z"]],
    ["irm -Headers @{ 'a' = \"b\ncurl.exe z", ["irm -Headers a: b", "curl z"]],
    ["irm -Headers @{ a = $b\ncurl.exe z", ["irm -Headers a: <$b>", "curl z"]],
    ["irm (a\ncurl.exe z", ["a", "curl z", "irm <?command>"]],
    ["irm -Uri\ncurl.exe z", ["irm -Uri", "curl z"]],
    ["if ($a) {\ncurl.exe z", ["curl z"]],
    ["$a =\ncurl.exe z", ["curl z"]],
    ["$a = @'\nx\ncurl.exe z", ["x", "curl z"]],
    ["<# a\ncurl.exe z", ["curl z"]],
    ["} ) ]\ncurl.exe z", ["]", "curl z"]],
    ["$h.Add('a',\ncurl.exe z", []],
    ["[Environment]::\ncurl.exe z", ["curl z"]],
    ['"$(\ncurl.exe z', ["curl z"]],
    ["${\ncurl.exe z", ["curl z"]],
  ])("%j", (text, expected) => {
    expect(commands(text)).toEqual(expect.arrayContaining(expected));
  });
});

test("budgets stop the reading and say so", () => {
  const late = readPowerShell("a\n".repeat(1000), defaultBudget({ expired: () => true }));
  expect(late.problems).toMatchObject([{ budget: "time" }]);
  expect(readPowerShell("a b c", defaultBudget({ units: 3 })).problems).toMatchObject([{ budget: "too-large" }]);
  expect(read(`${"(".repeat(500)}a`).problems.map((each) => each.budget)).toContain("too-deep");
  expect(commands(`${"(".repeat(60)}curl.exe a${")".repeat(60)}`)).toEqual(["curl a"]);
});
