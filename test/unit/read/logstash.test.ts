/** What the Logstash reader makes of each rule of the grammar, of pipelines as people write them, and of broken ones. */
import { describe, expect, test } from "vitest";
import type { ScalarNode } from "../../../server/src/read/reading";
import { lines, options, read, scalarsOf, treeOf } from "./logstashSupport";

const PIPELINE = `# Beats to Elasticsearch
input {
  beats { port => 5044 }
  http_poller {
    urls => {
      health => {
        url => "https://es:9200/_cluster/health"
        headers => { "Authorization" => "ApiKey \${ES_KEY}" Accept => "application/json" }
      }
    }
    schedule => { cron => "* * * * * UTC" }
    codec => json { charset => "UTF-8" }
  }
}

filter {
  if [type] == "apache" and ([status] >= 400 or "_grokparsefailure" not in [tags]) {
    grok { match => [ "message", "%{COMBINEDAPACHELOG}", "other", '"%{WORD:x}"' ] }
    ruby {
      code => "
        event.set('a', { 'b' => [1] }) # } not a comment
        api_key => 'none'
      "
    }
  } else if [message] =~ /^\\s*{"level"/ {
    json { source => "message" }
  } else {
    mutate { add_field => { "[@metadata][target]" => "logs-%{type}" } add_field => { "b" => "c" } }
  }
}

output {
  if [@metadata][target] {
    elasticsearch {
      hosts => ["https://a:9200", "\${ES_HOST:https://b:9200}"]
      api_key => "\${API_KEY}" # id:key
      "index" => '%{[@metadata][target]}'
    }
  }
  stdout { codec => rubydebug }
}
output { elasticsearch { cloud_id => "c:x" api_key => 'id1:key1' } }
`;

describe("a pipeline", () => {
  test("gives the plugins of each section in order, from whatever branches", () => {
    expect(read(PIPELINE).problems).toEqual([]);
    expect(treeOf(read(PIPELINE)).entries.map(({ key }) => key)).toEqual(["input", "filter", "output", "output"]);
    expect(lines(PIPELINE)).toEqual([
      "input[0].beats.port = 5044",
      "input[1].http_poller.urls.health.url = https://es:9200/_cluster/health",
      "input[1].http_poller.urls.health.headers.Authorization = ApiKey ${ES_KEY}",
      "input[1].http_poller.urls.health.headers.Accept = application/json",
      "input[1].http_poller.schedule.cron = * * * * * UTC",
      "input[1].http_poller.codec.json.charset = UTF-8",
      "filter[0].grok.match[0] = message",
      "filter[0].grok.match[1] = %{COMBINEDAPACHELOG}",
      "filter[0].grok.match[2] = other",
      'filter[0].grok.match[3] = "%{WORD:x}"',
      "filter[1].ruby.code = \n        event.set('a', { 'b' => [1] }) # } not a comment\n        api_key => 'none'\n      ",
      "filter[2].json.source = message",
      "filter[3].mutate.add_field.[@metadata][target] = logs-%{type}",
      "filter[3].mutate.add_field.b = c",
      "output[0].elasticsearch.hosts[0] = https://a:9200",
      "output[0].elasticsearch.hosts[1] = ${ES_HOST:https://b:9200}",
      "output[0].elasticsearch.api_key = ${API_KEY}",
      "output[0].elasticsearch.index = %{[@metadata][target]}",
      "output[1].stdout.codec = rubydebug",
      "output[0].elasticsearch.cloud_id = c:x",
      "output[0].elasticsearch.api_key = id1:key1",
    ]);
  });

  test("gives its comments", () => {
    expect(read(PIPELINE).comments.map(({ text }) => text)).toEqual([" Beats to Elasticsearch", " id:key"]);
  });

  test("is read behind a byte order mark and with the line ends of Windows", () => {
    expect(lines(`\uFEFF${PIPELINE.replaceAll("\n", "\r\n")}`).length).toBe(lines(PIPELINE).length);
    expect(read(`\uFEFF${PIPELINE.replaceAll("\n", "\r\n")}`).problems).toEqual([]);
    expect(read("output { p { } } # a\r\n").comments.map(({ text }) => text)).toEqual([" a"]);
  });

  test("of nothing is an empty map", () => {
    expect(treeOf(read("")).entries).toEqual([]);
    expect(lines("# all of it\ninput { }")).toEqual([]);
  });
});

describe("the grammar", () => {
  test.each([
    ["a => 1", ["a = 1"]],
    ["a=>1", ["a = 1"]],
    ["a => -1.5 b => 3.", ["a = -1.5", "b = 3."]],
    ["a => true b => _x", ["a = true", "b = _x"]],
    ["a => \"x' # }\" b => 'y\"'", ["a = x' # }", 'b = y"']],
    ["a => '' b => \"\"", ["a =", "b ="]],
    ["\"a b\" => 1 'c' => 2", ["a b = 1", "c = 2"]],
    ["a-b => 1 2 => 3", ["a-b = 1", "2 = 3"]],
    ["a => []", []],
    ["a => [1, [b1, 'c'], { d => e1 }]", ["a[0] = 1", "a[1][0] = b1", "a[1][1] = c", "a[2].d = e1"]],
    ["a => {} b => { }", ["a {}", "b {}"]],
    ["a => { 1 => 2 bb => cc 'd' => { e1 => 'f' } }", ["a.1 = 2", "a.bb = cc", "a.d.e1 = f"]],
    ["a => plain {} b => 'q' { c => 1 }", ["a.plain {}", "b.q.c = 1"]],
    ["a => [ plain { c => 1 } ]", ["a[0].plain.c = 1"]],
    ["a => 1 a => 2 a => [3]", ["a = 1", "a = 2", "a[0] = 3"]],
    ["a # c }\n => # ' \n 'b' # \"", ["a = b"]],
    ['a => "${K:a b}"', ["a = ${K:a b}"]],
  ])("%s", (text, wanted) => {
    expect(options(text)).toEqual(wanted);
    expect(read(`output { p { ${text}\n } }`).problems).toEqual([]);
  });

  test.each([
    '[a] == "}"',
    "[a][b]=='{'",
    "[a] != 1 and [b] < 2 or [c] >= 3 xor [d] > 4 nand [e] <= 5",
    "![a]",
    "!([a] or ! [b])",
    "([a] and ([b]))",
    '"x" in [tags]',
    "[a] in ['b', \"{\", 3]",
    "[a] not in [b]",
    "[a] =~ /^{\"a\\/b'/",
    '[a] !~ "}"',
    "[it's] == 1",
    "[a{b}][c#d]",
    '["a{"]',
    "sin([a], 2) > 1",
    "[a] == 1 # and {\n  and [b]",
    "'${K}' == \"x\"",
  ])("if %s", (condition) => {
    const text = `output { if ${condition} { p { a => 1 } } else if ${condition}{ q { } } else { r {} } s {} }`;
    expect(read(text).problems).toEqual([]);
    expect(lines(text)).toEqual(["output[0].p.a = 1", "output[1].q {}", "output[2].r {}", "output[3].s {}"]);
  });

  test("needs few blanks", () => {
    const text = 'output{if[a]{p{a=>"b"}}else if("x"in[b]){q{}}elseif/r/=~[c]{}else{s{}}}input{t{}}';
    expect(lines(text)).toEqual(["output[0].p.a = b", "output[1].q {}", "output[2].s {}", "input[0].t {}"]);
    expect(read(text).problems).toEqual([]);
  });
});

/** The only value of an option, and the text that it stands in. */
function scalarIn(value: string): { text: string; scalar: ScalarNode } {
  const text = `output { p { a => ${value} b => 1 } }`;
  const [scalar] = scalarsOf(treeOf(read(text)));
  if (!scalar) throw new Error("no value");
  return { text, scalar };
}

describe("a value", () => {
  test.each([
    ['"a"', "a", "double"],
    ["'a'", "a", "single"],
    ["ab", "ab", "plain"],
    ["9200", "9200", "plain"],
    // A backslash keeps the quote from ending the string, and both stay: config.support_escapes is off.
    ['"a\\"b"', 'a\\"b', "double"],
    ["'a\\'b'", "a\\'b", "single"],
    ['"a\\nb\\\\"c"', 'a\\nb\\\\"c', "double"],
    ["'a\\b'", "a\\b", "single"],
    // Not the grammar's, but what was meant.
    ["id1:key1", "id1:key1", "plain"],
    ["${K:a,b}", "${K:a,b}", "plain"],
    ["a1==", "a1==", "plain"],
  ])("%s", (written, decoded, style) => {
    const { text, scalar } = scalarIn(written);
    expect([scalar.layer.text, scalar.style]).toEqual([decoded, style]);
    expect(text.slice(scalar.outer.start, scalar.outer.end)).toBe(written);
    expect(text.slice(scalar.span.start, scalar.span.end)).toBe(decoded);
    expect(scalar.layer.toHost({ start: 1, end: 2 })).toEqual({
      start: scalar.span.start + 1,
      end: scalar.span.start + 2,
    });
  });

  test.each([
    ['"a"', "b", '"b"'],
    ["'a'", "b", "'b'"],
    ['"a"', 'b"c', "'b\"c'"],
    ["'a'", "b'c", '"b\'c"'],
    ['"a"', "b\"c'", undefined],
    ['"a"', '"', "'\"'"],
    ['"a"', 'b\\"c', '"b\\"c"'],
    ['"a"', "b\\", undefined],
    ['"a"', "b\nc", undefined],
    ['"a"', "", '""'],
    ["ab", "true", "true"],
    ["ab", "id:key", '"id:key"'],
    ["ab", "a", '"a"'],
    ["ab", "", '""'],
    ["9200", "9201", "9201"],
    ["9200", "010", '"010"'],
    ["9200", "1.0", '"1.0"'],
  ])("%s becomes %j as %s", (written, next, wanted) => {
    expect(scalarIn(written).scalar.layer.encode(next)).toBe(wanted);
  });
});

/** Options of the only plugin around a broken line. */
function around(broken: string): string[] {
  return options(`b => "1"\n    ${broken}\n    api_key => "id:key"\n    hosts => ["https://x"]`);
}

describe("half-typed text", () => {
  const KEPT = ["b = 1", "api_key = id:key", "hosts[0] = https://x"];

  test.each([
    ["c", KEPT],
    ["c =>", ["b = 1", "c?", ...KEPT.slice(1)]],
    ['c => "x', ["b = 1", "c = x", ...KEPT.slice(1)]],
    ["c => 'x }", ["b = 1", "c = x }", ...KEPT.slice(1)]],
    ['c => ["x', ["b = 1", "c[0] = x", ...KEPT.slice(1)]],
    ['c => ["x",', ["b = 1", "c[0] = x", ...KEPT.slice(1)]],
    ["c => {", ["b = 1", "c {}", ...KEPT.slice(1)]],
    ['c => { "d" => "e"', ["b = 1", "c.d = e", ...KEPT.slice(1)]],
    ['c { "d" => "e" }', ["b = 1", "c.d = e", ...KEPT.slice(1)]],
    ['c = "x"', KEPT],
    ["}", KEPT],
    ["{", KEPT],
    ["if [a", KEPT],
  ])("%s", (broken, wanted) => {
    expect(around(broken)).toEqual(wanted);
  });

  test.each([
    ["a condition without its brace", "  if [a] ==\n  q { a => 1 }\n  }", ["output[0].q.a = 1"]],
    ["a string in a condition", '  if [a] == "x {\n    q { a => 1 }\n  }', ["output[0].q.a = 1"]],
    ["an expression in a condition", "  if [a] =~ /x {\n    q { a => 1 }\n  }", ["output[0].q.a = 1"]],
    [
      "a plugin without its end",
      "  o {\n    a => 1\n  q {\n    a => 2\n  }",
      ["output[0].o.a = 1", "output[1].q.a = 2"],
    ],
    [
      "a branch without its end",
      "  if [a] {\n    o { a => 1 }\n  q { a => 2 }",
      ["output[0].o.a = 1", "output[1].q.a = 2"],
    ],
    ["a plugin that is only a name", "  o\n  q { a => 1 }", ["output[0].q.a = 1"]],
    ["an else without its brace", "  if [a] {\n  } else\n  q { a => 1 }", ["output[0].q.a = 1"]],
    ["a value before the end", "  o {\n    a =>\n  }\n  q { a => 1 }", ["output[0].o.a?", "output[1].q.a = 1"]],
    ["a brace too many", "  o { a => 1 } }\n  q { a => 2 }", ["output[0].o.a = 1", "output[1].q.a = 2"]],
  ])("%s", (_, broken, wanted) => {
    const text = `input {\n  i { x => 1 }\n}\noutput {\n${broken}\n  p { a => "b" }\n}\nfilter {\n  f { y => 1 }\n}\n`;
    const found = lines(text).map((line) => line.replace(/^output\[\d\]\.p/, "output.p"));
    expect(found).toEqual(["input[0].i.x = 1", ...wanted, "output.p.a = b", "filter[0].f.y = 1"]);
    expect(read(text).problems.length).toBeGreaterThan(0);
  });

  test.each([
    ["a section without its end", "input {\n  i { x => 1 }\noutput {\n  p { a => 1 }\n}\n"],
    ["a section and a plugin without their ends", "input {\n  i {\n    x => 1\noutput {\n  p { a => 1 }\n}\n"],
    ["a section without its brace", "input\n  i { x => 1 }\n}\noutput {\n  p { a => 1 }\n}\n"],
    ["a list without its end", "input {\n  i {\n    x => 1\n    y => [\n  }\n}\noutput { p { a => 1 } }"],
  ])("%s", (_, text) => {
    // An empty list shows no line.
    expect(lines(text)).toEqual(["input[0].i.x = 1", "output[0].p.a = 1"]);
    expect(read(text).problems.length).toBeGreaterThan(0);
  });

  test("a string that is not closed ends with its line, whatever quotes follow", () => {
    const text = `output {
  elasticsearch {
    api_key => "id:key
    hosts => [ "https://x", 'https://y' ] # it's "here"
    pattern => '^"'
  }
  if "a" in [tags] {
    http { code => "
      several 'lines' }
    " }
  }
}
`;
    expect(lines(text)).toEqual([
      "output[0].elasticsearch.api_key = id:key",
      "output[0].elasticsearch.hosts[0] = https://x",
      "output[0].elasticsearch.hosts[1] = https://y",
      'output[0].elasticsearch.pattern = ^"',
      "output[1].http.code = \n      several 'lines' }\n    ",
    ]);
  });

  test("says what is missing", () => {
    const messages = (text: string): string[] => read(text).problems.map(({ message }) => message);
    expect(messages("output { p { a => } }")).toEqual(["This option has no value"]);
    expect(messages('output { p { a => "b } }')).toContain("This string has no closing quote");
    expect(messages("output { p { a => id:key } }")).toEqual(["This value has no quotes"]);
    expect(messages("output { p { a => [1 2] } }")).toEqual(["This list has no comma here"]);
    expect(messages("output { p { a => 1 }")).toEqual(["This brace is not closed"]);
    expect(messages("p { }")).toEqual(["This plugin stands in no section"]);
  });
});

describe("budgets", () => {
  test("a text that is too large is not read", () => {
    expect(read("input {}", { units: 5 })).toMatchObject({ trees: [], problems: [{ budget: "too-large" }] });
  });

  test("the time", () => {
    const reading = read("input { p { a => [1, 2, 3] } }", { expired: () => true });
    expect(reading.problems.map(({ budget }) => budget)).toEqual(["time"]);
  });

  test.each([
    ["hashes", "output { p { a => ", "{ a => "],
    ["lists", "output { p { a => ", "["],
    ["codecs", "output { p { a => ", "x { a => "],
    ["branches", "output { ", "if [a] { "],
    ["braces alone", "", "{"],
    ["braces in a plugin", "output { p {", "{"],
  ])("nested %s", (_, opening, piece) => {
    const problems = read(opening + piece.repeat(100_000)).problems.flatMap(({ budget }) => budget ?? []);
    expect(problems).toEqual(["too-deep"]);
    expect(read(opening + piece.repeat(10), { depth: 20 }).problems.some(({ budget }) => budget)).toBe(false);
    expect(read(opening + piece.repeat(30), { depth: 20 }).problems.some(({ budget }) => budget)).toBe(true);
  });

  test("what stands before the depth is too much counts", () => {
    expect(lines(`output { p { a => "b" } q { c => ${"[".repeat(1000)} } }`)[0]).toBe("output[0].p.a = b");
  });
});
