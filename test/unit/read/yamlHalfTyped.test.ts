/** Text that is no YAML yet, or is a template for it: what stands before and after the broken line still counts. */
import { describe, expect, test } from "vitest";
import { problems, read, tree, trees } from "./yamlSupport";

describe("while typing", () => {
  test("an unclosed quote ends with its line", () => {
    const text = `
output.elasticsearch:
  hosts: ["https://one:9243"]
  api_key: "VuaCfGcBCdbkQm
  username: "elastic"
logging.level: info
`;
    expect(tree(text)).toEqual({
      "output.elasticsearch": { hosts: ["https://one:9243"], api_key: "VuaCfGcBCdbkQm", username: "elastic" },
      "logging.level": "info",
    });
    expect(problems(text)).toEqual(['This quote is not closed: "']);
  });

  test("an unclosed quote that is the last of its kind", () => {
    expect(tree("api_key: 'abc\nhosts: [x]\nmore:\n  a: b\n")).toEqual({
      api_key: "abc",
      hosts: ["x"],
      more: { a: "b" },
    });
    expect(tree('a:\n  api_key: "abc\n')).toEqual({ a: { api_key: "abc" } });
    expect(trees('"abc\nhosts: x\n')).toEqual(["abc", { hosts: "x" }]);
  });

  test("an unclosed bracket ends where the indentation ends", () => {
    expect(tree('a:\n  hosts: ["https://one"\n  api_key: b\n  c: d\ne: f\n')).toEqual({
      a: { hosts: ["https://one"], api_key: "b", c: "d" },
      e: "f",
    });
    expect(tree('a:\n  hosts: ["https://one\n  api_key: b\n')).toEqual({ a: { hosts: ["https://one"], api_key: "b" } });
    expect(tree("a: [b, {c: d\ne: f\n")).toEqual({ a: ["b", { c: "d" }], e: "f" });
  });

  test("a key without its colon is a key without a value", () => {
    const text = "output:\n  hosts: [x]\n  api_\n  username: y\nlogging: z\n";
    expect(tree(text)).toEqual({ output: { hosts: ["x"], api_: null, username: "y" }, logging: "z" });
    expect(problems(text)).toEqual(["This key has no colon: api_"]);
    expect(tree("a: b\napi_key")).toEqual({ a: "b", api_key: null });
  });

  test("a block without its colon keeps its settings", () => {
    expect(tree("output.elasticsearch\n  hosts: [x]\n  api_key: y\nlogging: z\n")).toEqual({
      "output.elasticsearch": { hosts: ["x"], api_key: "y" },
      logging: "z",
    });
    expect(tree("output:\n  hosts\n  api_key: y\n")).toEqual({ output: { hosts: null, api_key: "y" } });
    expect(tree("- type\n  id: a\n- type: log\n")).toEqual([{ type: null, id: "a" }, { type: "log" }]);
  });

  test("strings, brackets and block scalars where a key belongs swallow no other lines", () => {
    for (const broken of [
      '"',
      "[a",
      "{a: b",
      "|",
      ">-",
      '"x" word',
      "[a] word",
      "*a, word",
      "? [",
      "- ",
      "x: [",
      'x: "',
    ]) {
      expect(tree(`a: b\n${broken}\nc: d\n`)).toMatchObject({ a: "b", c: "d" });
    }
    expect(tree('output:\n  hosts\n  - "https://one"\n  api_key: "x"\n')).toEqual({
      output: { hosts: ["https://one"], api_key: "x" },
    });
  });

  test("a colon without a value yet", () => {
    expect(tree("output:\n  api_key:\n  hosts: x\n")).toEqual({ output: { api_key: null, hosts: "x" } });
    expect(tree("output:\n  api_key: \n\n\nlogging: x")).toEqual({ output: { api_key: null }, logging: "x" });
  });

  test("a second value in a line counts for nothing", () => {
    expect(tree('a: "b" c: d\ne: f\n')).toEqual({ a: "b", e: "f" });
    expect(tree("a: [b]: c\nd: e\n")).toEqual({ a: ["b"], d: "e" });
    expect(tree("a: [b] ]\nd: e\n")).toEqual({ a: ["b"], d: "e" });
  });

  test("a missing comma", () => {
    expect(tree('["a" "b", {c: "d" "e": f}]')).toEqual(["a", "b", { c: "d", e: "f" }]);
    expect(tree('{"a": "b" "c": "d"}')).toEqual({ a: "b", c: "d" });
  });
});

describe("wrong indentation", () => {
  test("less than the entries before: they go on", () => {
    expect(tree("output:\n    hosts: [x]\n  api_key: y\n  user: z\nlogging: i\n")).toEqual({
      output: { hosts: ["x"], api_key: "y", user: "z" },
      logging: "i",
    });
    expect(tree("hosts:\n    - a\n   - b\nx: 1\n")).toEqual({ hosts: ["a", "b"], x: "1" });
  });

  test("more than the entries before: a neighbour", () => {
    expect(tree("output:\n  hosts: [x]\n   api_key: y\n  user: z\n")).toEqual({
      output: { hosts: ["x"], api_key: "y", user: "z" },
    });
    expect(tree("output:\n  level: info\n    api_key: y\n  user: z\n")).toEqual({
      output: { level: "info", api_key: "y", user: "z" },
    });
  });

  test("a list among the keys of a map, a map after the text of an item", () => {
    expect(tree("a: b\n- c\nd: e\n")).toEqual({ a: "b", "": ["c"], d: "e" });
    expect(tree('- "a"\n  b: c\n- d\n')).toEqual(["a", { b: "c" }, "d"]);
  });

  test("tabs", () => {
    expect(tree("output:\n\thosts:\n\t\t- x\n\tapi_key: y\nz: 1\n")).toEqual({
      output: { hosts: ["x"], api_key: "y" },
      z: "1",
    });
  });

  test("says where", () => {
    const [problem, ...others] = read("output:\n  hosts: [x]\n   api_key: y\n").problems;
    expect(others).toEqual([]);
    expect(problem).toEqual({ span: { start: 24, end: 24 }, message: "This line's indentation fits no line above it" });
  });
});

describe("templates", () => {
  test("values of Helm, with and without quotes", () => {
    const text = `
url: {{ .Values.url }}
api_key: {{ .Values.apiKey | default "a: b" | quote }}
"port": "{{ .Values.port | default "9200" }}"
both: "{{ .a | default "x" }}:{{ .b | default "y" }}" # c
hosts: [{{ .Values.one }}, "{{ .Values.two }}"]
{{ .Values.name }}: named
path: /srv/{{ .Release.Name }}/x
`;
    expect(tree(text)).toEqual({
      url: "{{ .Values.url }}",
      api_key: '{{ .Values.apiKey | default "a: b" | quote }}',
      port: '{{ .Values.port | default "9200" }}',
      both: '{{ .a | default "x" }}:{{ .b | default "y" }}',
      hosts: ["{{ .Values.one }}", "{{ .Values.two }}"],
      "{{ .Values.name }}": "named",
      path: "/srv/{{ .Release.Name }}/x",
    });
    expect(problems(text)).toEqual([]);
    expect(read(text).comments.map((comment) => comment.text)).toEqual([" c"]);
  });

  test("control lines leave the structure around them alone", () => {
    const text = `
spec:
  output:
{{- if .Values.enabled }}
    hosts: x
    {{- with .Values.key }}
    api_key: {{ . }}
    {{- end }} # with
{{- /* a comment
  over lines */ -}}
    user: y
{{ else }}
  logging: z
{{- end }}
`;
    expect(tree(text)).toEqual({ spec: { output: { hosts: "x", api_key: "{{ . }}", user: "y" }, logging: "z" } });
    expect(problems(text)).toEqual([]);
  });

  test("control lines cut no block scalar, and text lines in one stay", () => {
    const text = `
data:
  filebeat.yml: |
    output:
{{- if .Values.key }}
      api_key: {{ .Values.key }}
{{- end }}
    {{ toYaml .Values.more }}
{{- end }}
  other: x
`;
    expect(tree(text)).toEqual({
      data: {
        "filebeat.yml": "output:\n  api_key: {{ .Values.key }}\n{{ toYaml .Values.more }}\n",
        other: "x",
      },
    });
  });

  test("Jinja", () => {
    const text =
      "{% if a %}\nhosts:\n{% for h in hosts %}\n  - {{ h }}\n{% endfor %}\n{# note #}\napi_key: {% if b %}x{% endif %}\n";
    expect(tree(text)).toEqual({ hosts: ["{{ h }}"], api_key: "{% if b %}x{% endif %}" });
  });

  test("GitHub's expressions", () => {
    expect(tree("env:\n  KEY: ${{ secrets.KEY }}\n  ALL: [${{ secrets.A }}, b]\n")).toEqual({
      env: { KEY: "${{ secrets.KEY }}", ALL: ["${{ secrets.A }}", "b"] },
    });
  });

  test("braces in quotes and in text are no templates", () => {
    expect(tree(`a: ["{{", "}}"]\nb: '{{'\nc: x{{y\nd: |\n  {{\ne: {f: {g: h}}\n`)).toEqual({
      a: ["{{", "}}"],
      b: "{{",
      c: "x{{y",
      d: "{{\n",
      e: { f: { g: "h" } },
    });
  });

  test("one that is being typed ends with its line", () => {
    expect(tree("a: {{ .Values.x\nb: c\n")).toEqual({ a: "{{ .Values.x", b: "c" });
    expect(tree("a: b\n{{ if\nc: d\n")).toEqual({ a: "b", c: "d" });
    expect(tree("a: b\n{% if\nc: d\n")).toEqual({ a: "b", c: "d" });
  });
});

describe("documents that are something else", () => {
  test("several roots, plain words, other formats", () => {
    expect(trees('"a"\n"b": c\n')).toEqual(["a", { b: "c" }]);
    expect(trees("just some words\nover lines\n")).toEqual(["just some words over lines"]);
    expect(trees("[section]\nkey = value\n")).toEqual([["section"], "key = value"]);
    expect(trees("#!/bin/sh\ncurl -sf https://x | jq .a\n")).toEqual(["curl -sf https://x | jq .a"]);
  });
});
