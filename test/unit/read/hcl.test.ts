/** HCL as Terraform has it. Facts: reference/variables.md 3.11; values compared by hand with `terraform console` 1.11. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readHcl, readHclExpression, readHclValue } from "../../../server/src/read/hcl";
import type { Reading } from "../../../server/src/read/reading";
import { verbatimLayer } from "../../../server/src/text/layer";
import { at, show } from "./shellSupport";
import { encoded, hostOf, nodeIn, type Plain, plain, problemsIn, replaced, scalarIn, unsound } from "./treeSupport";

const read = (text: string): Reading => readHcl(text, defaultBudget());

function tree(text: string): Plain {
  expect(unsound(text, read(text))).toEqual([]);
  return plain(read(text).trees[0]);
}

/** What the attribute `k` means. */
const value = (source: string): string | undefined => {
  const text = `k = ${source}\n`;
  expect(unsound(text, read(text))).toEqual([]);
  return show(readHclValue(scalarIn(read(text), "k")));
};

describe("blocks and attributes", () => {
  const text = `# top
provider "ec" {
  apikey = "abc"   // why
  endpoint = var.endpoint
}
provider elasticstack {
  elasticsearch { api_key = "k" }
  kibana {
    endpoints = ["https://a", /* b */ "https://c",]
  }
}

locals {
  map = { a = "1", "b" : 2
    (var.c) = true }
}
`;

  test("a path goes through labels", () => {
    expect(tree(text)).toEqual({
      provider: {
        elasticstack: { elasticsearch: { api_key: "k" }, kibana: { endpoints: ["https://a", "https://c"] } },
      },
      locals: { map: { a: "1", b: "2", "(var.c)": "true" } },
    });
    const root = read(text).trees[0];
    if (root?.kind !== "map") throw new Error("no map");
    expect(root.entries.map(({ key }) => key)).toEqual(["provider", "provider", "locals"]);
    expect(read(text).problems).toEqual([]);
  });

  test("places", () => {
    const root = read(text).trees[0];
    if (root?.kind !== "map") throw new Error("no map");
    const [first] = root.entries;
    expect(at(text, first?.keySpan)).toBe("provider");
    const block = text.slice(text.indexOf("provider"), text.indexOf("\nprovider elastic"));
    expect(at(text, first?.span)).toBe(block);
    const labels = first?.value;
    if (labels?.kind !== "map") throw new Error("no label");
    expect(at(text, labels.entries[0]?.keySpan)).toBe("ec");
    expect(at(text, labels.entries[0]?.span)).toBe(block.slice("provider ".length));
    expect(at(text, labels.entries[0]?.value?.span)).toBe(block.slice('provider "ec" '.length));
    const key = nodeIn(read(text), "provider", "ec", "apikey");
    if (key?.kind !== "scalar") throw new Error("no key");
    expect([at(text, key.span), at(text, key.outer), key.style]).toEqual(["abc", '"abc"', "double"]);
    const endpoint = nodeIn(read(text), "provider", "ec", "endpoint");
    if (endpoint?.kind !== "scalar") throw new Error("no endpoint");
    expect([at(text, endpoint.span), endpoint.style]).toEqual(["var.endpoint", "plain"]);
    expect(read(text).comments.map((comment) => [comment.text, at(text, comment.span)])).toEqual([
      [" top", "# top"],
      [" why", "// why"],
      [" b ", "/* b */"],
    ]);
  });

  test("values that are no single thing keep their source", () => {
    const source = `a = [for x in var.l : "\${x}"]
b = { for k, v in var.m : k => v }
c = var.x ? "a" : "b"
d = merge({ a = "1" }, {
  b = "2"
})
e = ["a"][0]
f = "a" == "b"
g = -1
h = (
  var.x
)
i = [ var.a ?
  "b" : "c", "d" ]
j = {}.k
l = <<EOT
x
EOT
`;
    expect(tree(source)).toEqual({
      a: '[for x in var.l : "${x}"]',
      b: "{ for k, v in var.m : k => v }",
      c: 'var.x ? "a" : "b"',
      d: 'merge({ a = "1" }, {\n  b = "2"\n})',
      e: '["a"][0]',
      f: '"a" == "b"',
      g: "-1",
      h: "(\n  var.x\n)",
      i: ['var.a ?\n  "b" : "c"', "d"],
      j: "{}.k",
      l: "x\n",
    });
    expect(read(source).problems).toEqual([]);
  });

  test("windows line ends, a mark at the start", () => {
    expect(tree('\uFEFFa = "b"\r\nc {\r\n  d = 1\r\n}\r\n')).toEqual({ a: "b", c: { d: "1" } });
    expect(read('\uFEFFa = "b"\r\nc {\r\n  d = 1\r\n}\r\n').problems).toEqual([]);
  });

  test("tfvars", () => {
    expect(value('"$x % $(b) $${y} %%{z}"')).toBe("$x % $(b) ${y} %{z}");
  });
});

describe("half-typed text keeps what stands before and after", () => {
  test.each<[string, Plain]>([
    ['a = \nb = "c"', { a: null, b: "c" }],
    ['a = "x\nb = "c"', { a: "x", b: "c" }],
    ['a = "x${var.y\nb = "c"\n', { a: "x${var.y", b: "c" }],
    ['a = "x${var.y"\nb = "c"\n', { a: "x${var.y", b: "c" }],
    ['a = ["x", "y\nb = "c"', { a: ["x", "y"], b: "c" }],
    ['a = ["x"\n b = "c"\n', { a: ["x"], b: "c" }],
    ['p "q" {\n a = ["${x", \n}\nb = "c"', { p: { q: { a: ["${x"] } }, b: "c" }],
    ['a = foo("x",\nb = "c"', { a: 'foo("x",', b: "c" }],
    ["a = <<EOT\nb = 1", { a: null, b: "1" }],
    ["a\nb = 1", { b: "1" }],
    ["a.b = 2\nb = 1", { b: "1" }],
    ['provider "ec" {\n  apikey = "x"\nprovider "b" {\n  c = 1\n}\n', { provider: { b: { c: "1" } } }],
    [
      'locals {\n a = {\n  b = 1\n\nvariable "b" {\n  c = 1\n}\n',
      { locals: { a: { b: "1" } }, variable: { b: { c: "1" } } },
    ],
    ['provider "ec {\n  apikey = "x"\n}\nb = 1', { provider: { ec: { apikey: "x" } }, b: "1" }],
    ['provider "ec\n  apikey = "x"\n}\nb = 1', { apikey: "x", b: "1" }],
    ['a = { b = , c = "d" }', { a: { b: null, c: "d" } }],
    ['a = { b c, d = "e" f, "g" }\nh = 1', { a: { d: "e" }, h: "1" }],
    ["a = ]\nb = 1", { a: null, b: "1" }],
    ["a = [1 }\nb = 1", { a: ["1"], b: "1" }],
    ["a {", { a: {} }],
    ['a = "b" "c"\nd = 1', { a: "b", d: "1" }],
    ["= 1\n} ) ]\nb = 1", { b: "1" }],
  ])("%j", (text, expected) => expect(tree(text)).toEqual(expected));

  test("a missing brace does not take the next block", () => {
    const text = 'provider "ec" {\n  apikey = "x"\n\nprovider "b" {\n  c = 1\n}\n';
    const root = read(text).trees[0];
    expect(root?.kind === "map" && root.entries.map((entry) => plain(entry.value))).toEqual([
      { ec: { apikey: "x" } },
      { b: { c: "1" } },
    ]);
    expect(problemsIn(text, readHcl)).toEqual(["This block is not closed: {"]);
  });
});

describe("strings", () => {
  test("escapes, and the way back", () => {
    const text = 'k = "a\\nb\\u00e9\\"${f("x", "\\n")}\\U0001F600\\q$${y}"\n';
    const scalar = scalarIn(read(text), "k");
    expect(scalar.layer.text).toBe('a\nbé"${f("x", "\\n")}😀\\q$${y}');
    expect([hostOf(text, scalar, "é"), hostOf(text, scalar, "😀"), hostOf(text, scalar, '${f("x", "\\n")}')]).toEqual([
      "\\u00e9",
      "\\U0001F600",
      '${f("x", "\\n")}',
    ]);
    expect(show(readHclValue(scalar))).toBe('a\nbé"<?operation>😀\\q${y}');
  });

  test("a mark that is escaped begins nothing", () => {
    expect(value('"\\u0024{x} \\u0025{x} $\\u007bx} \\u0024\\u007bx}"')).toBe("${x} %{x} ${x} ${x}");
    expect(value('"$$${x} $$$${x} $$x %% {"')).toBe("$${x} $$${x} $$x %% {");
  });

  test("are written as they are read", () => {
    expect(encoded('k = "x"\n', readHcl, ["k"], 'a"b\\\n\u0001${f("x")}')).toBe('k = "a\\"b\\\\\\n\\u0001${f("x")}"\n');
    expect(encoded("k = var.x\n", readHcl, ["k"], "abc==")).toBe('k = "abc=="\n');
    expect(encoded('k = "x"\n', readHcl, ["k"], "${x")).toBeUndefined();
    const { encode } = readHclValue(scalarIn(read('k = "x"\n'), "k"));
    expect(encode("a${b}%{c}")).toBe('"a$${b}%%{c}"');
  });
});

describe("here-documents", () => {
  const text = 'k = <<-EOT\n    a\n\n      b ${var.x}\n    ${var.y}\n  EOT\nl = <<EOT\n  a\\n "$${x}"\n  EOT\nm = 1\n';

  test("take their lines, with or without indentation", () => {
    expect(tree(text)).toEqual({ k: "a\n\n  b ${var.x}\n${var.y}\n", l: '  a\\n "$${x}"\n', m: "1" });
    const scalar = scalarIn(read(text), "k");
    expect(scalar.style).toBe("literal");
    expect(at(text, scalar.outer)).toBe(text.slice(4, text.indexOf("\nl =")));
    expect(hostOf(text, scalar, "b ${var.x}\n${")).toBe("b ${var.x}\n    ${");
    expect(show(readHclValue(scalar))).toBe("a\n\n  b <var.x>\n<var.y>\n");
    expect(show(readHclValue(scalarIn(read(text), "l")))).toBe('  a\\n "${x}"\n');
  });

  test("as Terraform 1.11 has it", () => {
    expect(value("<<-EOT\n      a\n\n       b\n     ${local.v}\n\ttab\n    EOT")).toBe(
      "     a\n\n      b\n    <local.v>\ntab\n",
    );
    expect(value("<<EOT\nEOT")).toBe("");
    expect(value("<<EOT\n${local.v ~}\n\n   x\nEOT")).toBe("<local.v>\n   x\n");
    expect(value('"${local.v ~}\\n\\n  x"')).toBe("<local.v>x");
    expect(value('"x ${~ local.v ~} y"')).toBe("x<local.v>y");
  });

  test("are written with their indentation, or in quotes", () => {
    const scalar = scalarIn(read(text), "k");
    expect(replaced(text, scalar, "c\n d\n\n")).toContain("k = <<-EOT\n    c\n     d\n\n  EOT\nl =");
    expect(replaced(text, scalar, "  c\n")).toContain("k = <<EOT\n  c\n  EOT\nl =");
    expect(replaced(text, scalar, "c")).toContain('k = "c"\nl =');
    expect(replaced(text, scalar, "EOT\n")).toContain('k = "EOT\\n"\nl =');
  });
});

describe("expressions", () => {
  test.each<[string, string]>([
    ["var.k", "<var.k>"],
    ["local.k", "<local.k>"],
    ["module.m.k", "<module.m.k>"],
    ["data.ec_stack.latest.version", "<data.ec_stack.latest.version>"],
    [
      "elasticstack_elasticsearch_security_api_key.x.encoded",
      "<elasticstack_elasticsearch_security_api_key.x.encoded>",
    ],
    ["ec_deployment.x[0].elasticsearch[0].https_endpoint", "<ec_deployment.x.0.elasticsearch.0.https_endpoint>"],
    ['var.keys["prod"]', "<var.keys.prod>"],
    ["var.keys[var.env]", "<?operation>"],
    ["var.keys[*].id", "<?operation>"],
    ["(var.k)", "<var.k>"],
    ['"${var.k}"', "<var.k>"],
    ['"${var.id}:${var.key}"', "<var.id>:<var.key>"],
    ['"ApiKey ${base64encode("${var.id}:${var.key}")}"', "ApiKey <base64 <var.id>:<var.key>>"],
    ['base64encode("id:key")', "<base64 id:key>"],
    ["base64decode(var.k)", "<base64-decode <var.k>>"],
    ['base64encode(format("%s:%s", var.id, "k%%y"))', "<base64 <var.id>:k%%y>"],
    ['format("100%% %s", "a")', "100% a"],
    ['format("%d", 1)', "<?operation>"],
    ['format("%s", 1, 2)', "<?operation>"],
    ['join(":", [var.id, "k", ])', "<var.id>:k"],
    ['join(":", var.l)', "<?operation>"],
    ['join(":", [for x in var.l : x])', "<?operation>"],
    ['file("key.txt")', "<file key.txt+>"],
    ['file("${path.module}/keys/k")', "<file ./keys/k+>"],
    ['file("${path.root}/k")', "<file k+>"],
    ["file(var.f)", "<?operation>"],
    ['trimspace(file("k"))', "<file k>"],
    ['chomp(file("k"))', "<file k>"],
    ['filebase64("k")', "<base64 <file k+>>"],
    ['trimspace(" a\\n ")', "a"],
    ['chomp(" a\\r\\n\\n")', " a"],
    ['trimspace(" ${var.k} ")', "<trim <var.k>>"],
    ["chomp(var.k)", "<chomp <var.k>>"],
    ["sensitive(var.k)", "<var.k>"],
    ['coalesce(var.k, "x")', "<?operation>"],
    ['var.p ? "a" : "b"', "<?operation>"],
    ["var.a + 1", "<?operation>"],
    ['jsondecode(file("f"))["k"]', "<?operation>"],
    ["provider::a::b(1)", "<?operation>"],
    ["each.value", "<?unsupported>"],
    ["path.module", "<?unsupported>"],
    ["null", "<?unsupported>"],
    ["string", "<?unsupported>"],
    ["true", "true"],
    ["12.5e3", "12.5e3"],
    ['"a%{ if var.x }b%{ else }c%{ endif }d"', "a<?template>d"],
    ['"a%{ for x in y }b%{ if z }c%{ endif }%{ endfor }d${var.k}"', "a<?template>d<var.k>"],
    ['"a%{ if x }b"', "a<?template>"],
    ['"${}"', ""],
    ['"${~}"', ""],
    ["chomp(<<EOT\nabc\nEOT\n)", "abc"],
  ])("%s", (source, expected) => expect(value(source)).toBe(expected));

  test("places", () => {
    const text = 'k = "ApiKey ${base64encode("${var.id}:a\\tb")}"\n';
    const { parts } = readHclValue(scalarIn(read(text), "k"));
    expect(parts.map((part) => at(text, part.span))).toEqual(["ApiKey ", '${base64encode("${var.id}:a\\tb")}']);
    const inner = parts[1]?.kind === "computed" ? parts[1].parts : [];
    expect(inner.map((part) => at(text, part.span))).toEqual(["${var.id}", ":a", "\\t", "b"]);
  });

  test("from a text of another kind", () => {
    const layer = verbatimLayer('xx "a${var.b}" yy', { start: 3, end: 14 });
    expect(readHclExpression(layer, { start: 3, end: 14 })).toEqual([
      { kind: "text", text: "a", span: { start: 4, end: 5 } },
      { kind: "reference", name: "var.b", span: { start: 5, end: 13 } },
    ]);
  });
});

test("budgets", () => {
  expect(readHcl("a = 1", defaultBudget({ units: 2 })).problems).toMatchObject([{ budget: "too-large" }]);
  expect(readHcl("a = 1", defaultBudget({ expired: () => true })).problems).toMatchObject([{ budget: "time" }]);
  const deep = readHcl("a { b { c { d = 1 } } }\ne = 2", defaultBudget({ depth: 2 }));
  expect(deep.problems).toMatchObject([{ budget: "too-deep" }]);
  expect(deep.trees.map(plain)).toEqual([{ a: { b: { c: {} } }, e: "2" }]);
});
