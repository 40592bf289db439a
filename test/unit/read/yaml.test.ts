/** What valid YAML means. Each case is a piece of a file that people have, and the settings that a program would see. */
import { describe, expect, test } from "vitest";
import { at, keysOf, nodeAt, problems, read, scalarAt, tree, trees } from "./yamlSupport";

describe("block style", () => {
  test("nested maps and lists, a list in the column of its key, and compact items", () => {
    const text = `
filebeat.inputs:
- type: filestream
  paths:
    - /var/log/*.log
    - /srv/app.log
- type: log
output:
  elasticsearch:
    hosts:
      - https://one:9243
`;
    expect(tree(text)).toEqual({
      "filebeat.inputs": [{ type: "filestream", paths: ["/var/log/*.log", "/srv/app.log"] }, { type: "log" }],
      output: { elasticsearch: { hosts: ["https://one:9243"] } },
    });
    expect(problems(text)).toEqual([]);
  });

  test("dotted keys stay as they are written, quoted keys lose their quotes", () => {
    expect(tree("output.elasticsearch.api_key: a\n\"cloud.id\": b\n'it''s': c\n")).toEqual({
      "output.elasticsearch.api_key": "a",
      "cloud.id": "b",
      "it's": "c",
    });
  });

  test("lists of lists, and empty items that keep their place", () => {
    expect(tree("- - a\n  - b\n-\n- c\n")).toEqual([["a", "b"], "", "c"]);
  });

  test('nothing after the colon is no value; `~`, `null` and `""` are values as written', () => {
    expect(tree('a:\nb: ~\nc: null\nd: ""\n')).toEqual({ a: null, b: "~", c: "null", d: "" });
  });

  test("keys after a question mark", () => {
    expect(tree("? a\n: b\n? [x, y]\n: - 1\n? z\n")).toEqual({ a: "b", "[x, y]": ["1"], z: null });
  });

  test("the same key twice is two entries in order", () => {
    expect(keysOf("api_key: a\nhosts: b\napi_key: c\n")).toEqual(["api_key", "hosts", "api_key"]);
  });

  test("tabs after colons and dashes", () => {
    expect(tree("a:\tb\nc:\n  -\td\n")).toEqual({ a: "b", c: ["d"] });
  });
});

describe("flow style", () => {
  test("maps and lists, over several lines, with a comma at the end", () => {
    const text = 'hosts: [\n  a, \'b\',\n  "c",\n]\nheaders: { Authorization: "ApiKey x", accept: { a: [1] } }\n';
    expect(tree(text)).toEqual({
      hosts: ["a", "b", "c"],
      headers: { Authorization: "ApiKey x", accept: { a: ["1"] } },
    });
  });

  test("JSON is YAML", () => {
    expect(tree('{"a": {"b": [1, true, null]}, "c":"d"}')).toEqual({ a: { b: ["1", "true", "null"] }, c: "d" });
  });

  test("keys without a value, pairs in lists, explicit keys", () => {
    expect(tree("{a, b: , c: [d: e, f], ? g : h}")).toEqual({ a: null, b: null, c: [{ d: "e" }, "f"], g: "h" });
  });

  test("references in braces, which YAML itself would not take without quotes", () => {
    expect(tree("endpoints: [${env:ENDPOINT}, ${OTHER:-x}]\napi_key: ${env:KEY}\n")).toEqual({
      endpoints: ["${env:ENDPOINT}", "${OTHER:-x}"],
      api_key: "${env:KEY}",
    });
  });
});

describe("documents", () => {
  test("one tree for each that has content", () => {
    expect(trees("%YAML 1.2\n---\na: 1\n...\n---\n# nothing\n---\n- b\n--- |\n text\n")).toEqual([
      { a: "1" },
      ["b"],
      "text\n",
    ]);
  });

  test("no content, no tree", () => {
    expect(trees("")).toEqual([]);
    expect(trees("# only a comment\n\n---\n")).toEqual([]);
  });

  test("line ends of Windows and of old Macs, and a byte order mark, change nothing", () => {
    const text = "a:\n  - b\n  - |\n    c\n    d\ne: 'f\n  g'\n";
    const expected = { a: ["b", "c\nd\n"], e: "f g" };
    expect(tree(text)).toEqual(expected);
    expect(tree(text.replaceAll("\n", "\r\n"))).toEqual(expected);
    expect(tree(text.replaceAll("\n", "\r"))).toEqual(expected);
    expect(tree(`\ufeff${text}`)).toEqual(expected);
  });
});

describe("comments", () => {
  const text = `# first
api_key: "a#b" # keyfit-disable-line hard-coded-key -- test
url: https://x/#anchor
list: [a, # in a list
  b]
text: |  # of the header
  # no comment
#last`;

  test("have exact spans, and the text after their mark", () => {
    expect(read(text).comments.map((comment) => comment.text)).toEqual([
      " first",
      " keyfit-disable-line hard-coded-key -- test",
      " in a list",
      " of the header",
      "last",
    ]);
    for (const comment of read(text).comments) {
      expect(at(text, comment.span)).toBe(`#${comment.text}`);
      expect(at(text, comment.textSpan)).toBe(comment.text);
    }
  });

  test("are no part of a value", () => {
    expect(tree(text)).toEqual({
      api_key: "a#b",
      url: "https://x/#anchor",
      list: ["a", "b"],
      text: "# no comment\n",
    });
  });
});

describe("anchors and aliases", () => {
  const text = `
base: &base
  hosts: [&host https://one]
  api_key: secret
output: *base
monitoring:
  <<: *base
  api_key: own
other: *host
`;

  test("an alias gives the anchored tree, marked as standing elsewhere", () => {
    expect(tree(text)).toMatchObject({ output: { hosts: ["https://one"], api_key: "secret" }, other: "https://one" });
    const alias = scalarAt(text, "output", "api_key");
    expect(alias.alias).toBe(true);
    expect(at(text, alias.span)).toBe("secret");
    expect(alias.span).toEqual(scalarAt(text, "base", "api_key").span);
    expect(alias.layer.encode("x")).toBeUndefined();
    expect(scalarAt(text, "base", "api_key").alias).toBeUndefined();
  });

  test("the entry of an alias covers the alias", () => {
    const node = read(text).trees[0];
    const entry = node?.kind === "map" ? node.entries[1] : undefined;
    expect(at(text, entry?.span)).toBe("output: *base");
  });

  test("merged entries follow the map's own, which win", () => {
    expect(keysOf(text, "monitoring")).toEqual(["api_key", "hosts"]);
    expect(scalarAt(text, "monitoring", "api_key").layer.text).toBe("own");
    expect(scalarAt(text, "monitoring", "api_key").alias).toBeUndefined();
    expect(scalarAt(text, "monitoring", "hosts", 0).alias).toBe(true);
  });

  test("of several merged maps the first wins", () => {
    expect(tree("a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  w: 0\n")).toMatchObject({
      c: { w: "0", x: "1", y: "1", z: "2" },
    });
  });

  test("`<<` in quotes, or with something else than maps, is a key like others", () => {
    expect(tree("a: &a {x: 1}\nb:\n  '<<': *a\nc:\n  <<: text\n")).toMatchObject({
      b: { "<<": { x: "1" } },
      c: { "<<": "text" },
    });
  });

  test("the anchor that begins last before the alias counts, also inside another of its name", () => {
    expect(tree("a: &x 1\nb: *x\nc: &x\n  d: &x 2\ne: *x\n")).toMatchObject({ b: "1", e: "2" });
  });

  test("an anchor on the line before a map is the map's, in the line of a key it is the key's", () => {
    expect(tree("a: &m\n  &k key: v\nb: *m\nc: *k\n")).toEqual({ a: { key: "v" }, b: { key: "v" }, c: "key" });
  });

  test("unknown anchors, empty anchored values, and a collection inside itself are nothing", () => {
    expect(tree("a: *no\nb: &e\nc: *e\nd: &d [*d]\ne: x\n")).toEqual({ a: null, b: null, c: null, d: [""], e: "x" });
    expect(problems("a: *no\n")).toEqual(["No anchor of this name stands above: *no"]);
  });

  test("anchors end with their document", () => {
    expect(trees("a: &a x\n---\nb: *a\n")).toEqual([{ a: "x" }, { b: null }]);
  });
});

describe("tags", () => {
  test("change no text, and stop edits where a program gives them a meaning", () => {
    const text =
      "a: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162\nb: !!binary aGk=\nc: !!str d\ne: !env KEY\nf: !!map {g: h}\n";
    expect(tree(text)).toEqual({
      a: "$ANSIBLE_VAULT;1.1;AES256\n6162\n",
      b: "aGk=",
      c: "d",
      e: "KEY",
      f: { g: "h" },
    });
    expect(["a", "b", "c", "e"].map((key) => scalarAt(text, key).layer.encode("x"))).toEqual([
      undefined,
      undefined,
      "x",
      undefined,
    ]);
  });
});

describe("spans of collections", () => {
  const text = "a:\n  b: [1, 2] # c\n  d:\n    - e\n    - f: 'g'\nh: i\n";

  test("reach from the first key, dash or bracket to the last value", () => {
    expect(at(text, nodeAt(text)?.span)).toBe(text.trimEnd());
    expect(at(text, nodeAt(text, "a")?.span)).toBe("b: [1, 2] # c\n  d:\n    - e\n    - f: 'g'");
    expect(at(text, nodeAt(text, "a", "b")?.span)).toBe("[1, 2]");
    expect(at(text, nodeAt(text, "a", "d")?.span)).toBe("- e\n    - f: 'g'");
    expect(at(text, nodeAt(text, "a", "d", 1)?.span)).toBe("f: 'g'");
  });

  test("keys are without quotes, entries with them", () => {
    const quoted = "'a': \"b\"\nc:\n";
    const node = nodeAt(quoted);
    const entries = node?.kind === "map" ? node.entries : [];
    expect(entries.map((entry) => at(quoted, entry.keySpan))).toEqual(["a", "c"]);
    expect(entries.map((entry) => at(quoted, entry.span))).toEqual(["'a': \"b\"", "c:"]);
  });
});
