/** What holds for any text at all: reading never throws or lingers, spans lie in the text, what is written is read again. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readPowerShell } from "../../../server/src/read/powershell";
import type { Value } from "../../../server/src/read/reading";
import { covers } from "../../../server/src/text/span";
import { PIECES } from "../../support/pieces";
import { commandLines, show, spansOf, wrongTexts } from "./shellSupport";

const SCRIPTS: readonly string[] = [
  `#requires -Version 7
param([Parameter(Mandatory)][string]$Key = $env:ES_KEY, $Url = 'https://x')
<# sends
   a request #>
$headers = @{
  "Authorization" = "ApiKey $Key" # the key
  'Content-Type'  = 'application/json'; X = "{0}:{1}" -f $id, $env:K
}
$headers.Add("a", 'b'); $headers["c"] = "d\`"$($env:K)\`n"
try { $r = Invoke-RestMethod -Uri "$Url/_search?q=\${q}" -Headers $headers -Body (@{a=1} | ConvertTo-Json) } catch [x] { throw "n" }
`,
  `function Send-It([int]$n, $b = "x") {
  if ($n -gt 1) { $env:K = "v" } elseif ($b) { $script:t += 'u' } else { [Environment]::SetEnvironmentVariable('L', "w") }
  foreach ($u in 'https://a', "https://$b") { curl.exe -sS -H "Authorization: ApiKey $env:K" \`
      $u/_cat 2>&1 | Out-Null }
  $p = @{ Uri = $u; Headers = @{ Authorization = 'ApiKey ' + $k }; UseBasicParsing = $true }
  irm @p -Method:Post; & "C:\\x y\\curl.exe" 'a''b' --% -x "y"
}
switch -regex ($x) { 'a' { b } default { c } }
`,
  '\uFEFF$x = @"\r\na $b "q" $(c "d")\r\n"@\r\n$y = @\'\r\n$z\r\n\'@\r\n. ./env.ps1 && a || b\r\nwget -Uri \u201Cu\u201D \u2013Headers $h',
];

/** Tokens with a mark between them. */
const listed = (...texts: readonly string[]): readonly string[] => texts.join("¦").split("¦");

const token = fc.constantFrom(...PIECES.powershell);
const script = fc.array(token, { maxLength: 16 }).map((tokens) => tokens.join(""));

function expectSound(text: string): void {
  const reading = readPowerShell(text, defaultBudget());
  const unsound = spansOf(reading).filter(({ what, span, inside }) => {
    const isSound = span.start >= 0 && span.start <= span.end && span.end <= text.length;
    // A value that was put together from a table or by an operator stands where its parts stand.
    const elsewhere = /(?:argument|value|stdin|fallback) (?:outer|text|reference|opaque)/.test(what);
    return !isSound || (inside && !elsewhere && !covers(inside, span));
  });
  expect([...unsound, ...wrongTexts(text, reading)], JSON.stringify(text)).toEqual([]);
}

describe("any text", { timeout: 30_000 }, () => {
  test("of any units, also halves of surrogate pairs", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), expectSound), { numRuns: 1000 });
  });

  test("made of PowerShell's own tokens", () => {
    fc.assert(fc.property(script, expectSound), { numRuns: 6000 });
  });

  test("a script without any one of its units, cut off anywhere, with tokens put in anywhere", () => {
    for (const text of SCRIPTS) {
      for (let gap = 0; gap < text.length; gap++) expectSound(text.slice(0, gap) + text.slice(gap + 1));
    }
    fc.assert(
      fc.property(fc.constantFrom(...SCRIPTS), fc.nat(), token, (text, place, put) => {
        const offset = place % (text.length + 1);
        expectSound(text.slice(0, offset));
        expectSound(text.slice(0, offset) + put + text.slice(offset));
        expectSound(text.replaceAll("\n", "\r\n"));
      }),
      { numRuns: 300 },
    );
  });

  test("a line below half-typed text still counts", () => {
    const line = 'curl.exe -H "Authorization: ApiKey $env:K" https://x';
    const starts = listed(
      "$a = \"b¦$a = 'b¦irm -Headers @{ a = 'b'¦irm (a¦$a = @(¦if ($a¦f {¦$a[¦[x¦${a¦@\"\nb¦<#¦$a.b(¦'{0}' -f",
    );
    for (const start of starts) {
      const found = commandLines(readPowerShell(`${start}\n${line}\n`, defaultBudget()));
      expect(found, start).toContain("curl -H Authorization: ApiKey <K> https://x");
    }
  });
});

describe("repeated without end", { timeout: 30_000 }, () => {
  const tokens = listed(
    '(¦@{¦@(¦$(¦"$(¦"¦\'¦{¦[¦[[a¦[a]¦@{a=¦@{a=1;¦$a=¦a|¦a;¦a\n¦$a.b(¦$a[¦}¦)¦]¦$a = ¦1¦%¦ ¦\n',
    '@"\n¦@\'\n¦@"\n$(¦$(@"\n)¦<#¦#¦`¦`\n¦${¦$a+¦$a,¦a,¦-a:¦--¦!¦-not ¦?? ¦$a ?? ¦-f ¦$a++ ¦2>&1 ¦> ',
    "if(¦if(a){¦foreach($a in ¦function a{¦param(¦switch(a){¦try{¦elseif ¦catch ¦@a ¦a\"b\"'c'¦a -b c ",
    "$a.Add(1,2);¦$h=@{}\n$h.Add(\"a\",\"b\")\n¦irm -H $h\n¦irm @h\n¦$h+=@{a=1};¦'{0}' -f 'a' ¦@{'$(",
    '&¦& ¦. ¦\t#\n¦<# #>¦\u201C¦"`""\n¦$a=\'\n',
  );
  test.each(tokens.map((each) => [each] as const))("%j", (each) => {
    const text = each.repeat(Math.ceil(100_000 / each.length));
    for (const start of ["", "$h=@{a=(", "$h=@{a=1;b=2}\nirm -Headers $h -Uri ", '$a = "$(']) {
      expect(readPowerShell(start + text, defaultBudget()).problems.length).toBeLessThan(300);
    }
  });
});

describe("what is written is read again", { timeout: 30_000 }, () => {
  const places: readonly string[] = [
    "curl.exe X",
    "curl.exe -H X -s # hi\nGet-Date",
    "curl.exe `\n  X | Out-Null",
    "$K = X",
    "$env:K = X; a",
    "[string]$K = X # c",
    "Set-Item Env:K X",
    "[Environment]::SetEnvironmentVariable('K', X)",
    "irm -Headers @{ a = X }",
    "irm -Headers @{ a = X; b = 'c' }",
    "$h = @{\n  a = X # c\n}\nirm -Headers $h",
    "$h = @{}; $h.Add('a', X); irm -Headers $h",
    "$h = @{}\n$h['a'] = X\nirm -Headers $h",
    "$p = @{ Headers = @{ a = X } }\nirm @p",
    "function f { param($K = X) }",
    "if (a) { $K = (X) }",
  ];
  const words = listed("'single'¦\"double\"¦\"a$b\"¦$K¦${env:K}¦\"$($x)\"¦''¦@'\nx\n'@¦('a' + $b)");
  const units = listed(
    "a¦Z¦0¦ ¦'¦\"¦$¦`¦\\¦%¦!¦#¦~¦*¦{¦}¦;¦&¦|¦,¦(¦)¦<¦>¦=¦:¦/¦é¦😀¦\n¦\t¦-¦@¦\u2019¦\u201D¦\u2013¦\r",
  );
  const printable = fc.string({ unit: fc.constantFrom(...units), maxLength: 12 });

  test("in every quoting and at every place", () => {
    const each = fc.tuple(fc.constantFrom(...places), fc.constantFrom(...words), printable);
    fc.assert(
      fc.property(each, ([place, word, text]) => {
        const file = place.replace("X", () => word);
        const value = theValue(file);
        const header = place.includes("irm");
        const replacement = value?.encode(header ? `A: ${text}` : text);
        if (!value || replacement === undefined) throw new Error(`nothing to write in ${file}`);
        const next = file.slice(0, value.outer.start) + replacement + file.slice(value.outer.end);
        const again = theValue(next);
        expect(show(again), next).toBe(header ? `a: ${text.trimStart()}` : text);
        expect(
          again?.parts.every((part) => part.kind === "text"),
          next,
        ).toBe(true);
      }),
      { numRuns: 6000 },
    );
  });

  test("bare words too", () => {
    fc.assert(
      fc.property(printable, (text) => {
        const file = "curl.exe word -s";
        const [value] = readPowerShell(file, defaultBudget()).commands[0]?.args ?? [];
        const next = file.replace("word", () => value?.encode(text) ?? "");
        expect(show(readPowerShell(next, defaultBudget()).commands[0]?.args[0]), next).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  function theValue(file: string): Value | undefined {
    const { commands, assignments } = readPowerShell(file, defaultBudget());
    const named = assignments.find(({ name }) => name === "K" || name === "$K")?.value;
    const part = named?.parts[0];
    // A parameter's default stands behind what the caller gives.
    if (named && part?.kind === "reference" && part.fallback) return { ...named, parts: part.fallback.parts };
    const args = commands.find(({ name }) => name === "curl" || name === "irm")?.args ?? [];
    return named ?? args.find((arg) => arg.quote !== "none" || !["-H", "-Headers"].includes(show(arg) ?? ""));
  }
});
