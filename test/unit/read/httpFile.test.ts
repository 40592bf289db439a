/** Files of requests. Facts: reference/variables.md 3.24. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readHttpFile } from "../../../server/src/read/httpFile";
import type { Reading } from "../../../server/src/read/reading";
import { assignmentLines, at, commandLines } from "./shellSupport";
import { problemsIn } from "./treeSupport";

const read = (text: string): Reading => readHttpFile(text, defaultBudget());
const requests = (text: string): string[] => commandLines(read(text));
const variables = (text: string): string[] => assignmentLines(read(text));

describe("requests", () => {
  const text = `@apiKey = abc==
@host = http://localhost:9200

### First
# @name login
PUT {{host}}/_component_template/t HTTP/1.1
Content-Type: application/json
Authorization: ApiKey {{apiKey}}

{
  "a": "### no",
  "Authorization": "x"
}

###
// second
GET https://{{$processEnv HOST}}/x
    ?pretty
    &q={{q}}
authorization:ApiKey {{ $dotenv ES_API_KEY }}
###

https://c/
`;

  test("are commands, with URL and headers", () => {
    expect(requests(text)).toEqual([
      "http-request <host>/_component_template/t -H Content-Type: application/json -H Authorization: ApiKey <apiKey>",
      "http-request https://<$processEnv HOST>/x?pretty&q=<q> -H authorization:ApiKey <$dotenv ES_API_KEY>",
      "http-request https://c/",
    ]);
    expect(variables(text)).toEqual(["apiKey=abc==", "host=http://localhost:9200"]);
    expect(read(text).problems).toEqual([]);
    expect(read(text).comments.map((comment) => comment.text)).toEqual([" First", " @name login", "", " second", ""]);
  });

  test("have a body: what is fed to the command, from its first line to its last", () => {
    const body = `PUT https://a/\nX: y\n\n@v = 1\n{\n  "k": "{{v}}"\n\n}\n\n> {%\n client.log("{") \n%}\n###\nGET https://b/\n\n< file.json\n`;
    const [first, second] = read(body).commands;
    expect(at(body, first?.stdin?.span)).toBe('{\n  "k": "{{v}}"\n\n}');
    expect(first?.stdin?.parts.map((part) => (part.kind === "reference" ? part.name : part.kind))).toEqual([
      "text",
      "v",
      "text",
    ]);
    expect(second?.stdin).toBeUndefined();
    expect(first?.span.end).toBe(body.indexOf("\n\n@v"));
  });

  test("places", () => {
    const [first, second, third] = read(text).commands;
    expect([at(text, first?.nameSpan), at(text, second?.nameSpan), at(text, third?.nameSpan)]).toEqual([
      "PUT",
      "GET",
      "",
    ]);
    expect(at(text, first?.span)).toBe(text.slice(text.indexOf("PUT"), text.indexOf("\n\n{")));
    expect(first?.args.map((arg) => at(text, arg.outer))).toEqual([
      "{{host}}/_component_template/t",
      "",
      "Content-Type: application/json",
      "",
      "Authorization: ApiKey {{apiKey}}",
    ]);
    expect(first?.args[4]?.parts.map((part) => at(text, part.span))).toEqual(["Authorization: ApiKey ", "{{apiKey}}"]);
    const [variable] = read(text).assignments;
    expect([at(text, variable?.nameSpan), at(text, variable?.value.outer), variable?.scope]).toEqual([
      "apiKey",
      "abc==",
      "file",
    ]);
  });

  test("scripts and shell commands are left out", () => {
    expect(
      requests(
        '< {%\n  request.variables.set("k", "v");\n%}\nGET http://a\n\n> {% client.log(1) %}\n###\n< ./pre.js\nGET b\n###\ncurl -H "Authorization: x" http://c\n',
      ),
    ).toEqual(["http-request http://a", "http-request b"]);
  });

  test("windows line ends, a mark at the start", () => {
    expect(requests("\uFEFFGET http://a\r\nA: b\r\n\r\nC: d\r\n")).toEqual(["http-request http://a -H A: b"]);
  });

  test("half-typed", () => {
    expect(requests("GET")).toEqual(["http-request GET"]);
    expect(requests("GET http://a\nAuthor\nB: {{c\n")).toEqual(["http-request http://a -H B: {{c"]);
    expect(problemsIn("GET http://a\nAuthor\n", readHttpFile)).toEqual(["This line is no header: Author"]);
    expect(requests("@\n@a\nGET http://a\n@ b = c\n")).toEqual(["http-request http://a"]);
  });
});

describe("references", () => {
  const value = (written: string): string | undefined => variables(`@k=${written}`)[0]?.slice(2);

  test.each<[string, string]>([
    ["{{name}}", "<name>"],
    ["{{ name }}", "<name>"],
    ["a{{b.c}}d{{e}}", "a<b.c>d<e>"],
    ["{{$dotenv K}}", "<$dotenv K>"],
    ["{{$processEnv K}}", "<$processEnv K>"],
    ["{{$env.K}}", "<$processEnv K>"],
    ["{{$processEnv %name}}", "<?unsupported>"],
    ["{{$shared name}}", "<?unsupported>"],
    ["{{$guid}}", "<?unsupported>"],
    ["{{login.response.body.$.token}}", "<?unsupported>"],
    ["{{}}", "<?unsupported>"],
    ["{{a b}}", "<?unsupported>"],
    ["{{{a}}}", "{<a>}"],
    ["{{a", "{{a"],
    ["{a}}", "{a}}"],
    ["{{a {{b}}", "{{a <b>"],
    ["{{a}} }}", "<a> }}"],
    ["a\\n\\{{b}}\\\\", "a\n<b>\\"],
  ])("%s", (written, expected) => expect(value(written)).toBe(expected));

  test("in a variable's value, with escapes", () => {
    const text = "  @k = a\\tb {{c}}  \n";
    const [found] = read(text).assignments;
    expect(found?.value.parts.map((part) => at(text, part.span))).toEqual(["a", "\\t", "b ", "{{c}}"]);
    expect(at(text, found?.value.outer)).toBe("a\\tb {{c}}");
  });
});

test("V-HT-1, V-HT-3", () => {
  expect(variables("@k = AAA\n\nGET http://a\nAuthorization: ApiKey {{k}}\n")).toEqual(["k=AAA"]);
  expect(requests("GET http://a\nAuthorization: ApiKey {{$dotenv K}}\n")).toEqual([
    "http-request http://a -H Authorization: ApiKey <$dotenv K>",
  ]);
});

test("values are written where they can stand", () => {
  const text = "@k = a\nGET http://b\nAuthorization: ApiKey c\n";
  const { commands, assignments } = read(text);
  const [url, flag, header] = commands[0]?.args ?? [];
  expect([url?.encode("http://c/?d"), url?.encode("a b")]).toEqual(["http://c/?d", undefined]);
  expect([header?.encode("A: ApiKey x=="), header?.encode("no"), header?.encode("A: b\nC: d")]).toEqual([
    "A: ApiKey x==",
    undefined,
    undefined,
  ]);
  expect(flag?.encode("-H")).toBeUndefined();
  const [variable] = assignments;
  expect([variable?.value.encode("x\\\n="), variable?.value.encode("{{a"), variable?.value.encode(" x")]).toEqual([
    "x\\\\\\n=",
    undefined,
    undefined,
  ]);
});

test("budgets", () => {
  expect(readHttpFile("a b", defaultBudget({ units: 2 })).problems).toMatchObject([{ budget: "too-large" }]);
  expect(readHttpFile("a b", defaultBudget({ expired: () => true })).problems).toMatchObject([{ budget: "time" }]);
});
