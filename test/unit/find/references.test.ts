/**
 * References in the syntax of each product. Vectors V-BT, V-EA and V-OT and every bullet of reference/variables.md 3.13,
 * 3.14 and 3.16, as far as one file can show it.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unexpandedReference, valueOfScalar } from "../../../server/src/find/references/index";
import { unexpandedIn } from "../../../server/src/find/references/unexpanded";
import type { ReferenceSyntax } from "../../../server/src/integrations/model";
import type { Part, ScalarNode, Value } from "../../../server/src/read/reading";
import { verbatimLayer } from "../../../server/src/text/layer";
import { covers, span } from "../../../server/src/text/span";
import { show } from "../read/shellSupport";

const INDENT = "k: ";

/** A plain scalar of this text, at some place of a file. */
function scalar(text: string): ScalarNode {
  const where = span(INDENT.length, INDENT.length + text.length);
  return { kind: "scalar", span: where, outer: where, layer: verbatimLayer(INDENT + text, where), style: "plain" };
}

function read(syntax: ReferenceSyntax, text: string): Value {
  return valueOfScalar(scalar(text), syntax);
}

/** Text as it is, `<NAME>`; a default after `|` where empty counts as unset, after `-` where it does not. */
function shown(syntax: ReferenceSyntax, text: string): string | undefined {
  return show(read(syntax, text));
}

/** What stands in the file at each part, in order. */
function places(syntax: ReferenceSyntax, text: string): string[] {
  const at = (part: Part): string[] => {
    const here = part.span ? (INDENT + text).slice(part.span.start, part.span.end) : "?";
    return [here, ...(part.kind === "reference" ? (part.fallback?.parts ?? []).flatMap(at) : [])];
  };
  return read(syntax, text).parts.flatMap(at);
}

describe("Beats", () => {
  test.each([
    ["${ES_API_KEY}", "<ES_API_KEY>"],
    ["x${A}y${B}z", "x<A>y<B>z"],
    ["${K:id1:key1}", "<K|id1:key1>"],
    ["${ES_API_KEY:-id1:key1}", "<ES_API_KEY|-id1:key1>"],
    ["${K:-}", "<K|->"],
    ["${K:}", "<K|>"],
    ["${K:?tell me}", "<K>"],
    ["${K:+other}", "<?operation>"],
    ["${a:${b:c}}", "<a|<b|c>>"],
    ["${a:x${b}y}", "<a|x<b>y>"],
    ["${${x}}", "<?operation>"],
    ["${output.elasticsearch.username}:x", "<output.elasticsearch.username>:x"],
    ["$$", "$"],
    ["$${K}", "${K}"],
    ["$}", "}"],
    ["${K:a$}b}", "<K|a}b>"],
    ["${K:$${x}", "<K|${x>"],
    ["$K", "$K"],
    ["$(K)", "$(K)"],
    ["%K%", "%K%"],
    ["${}", "${}"],
    ["${:x}", "${:x}"],
    ["${K", "${K"],
    ["a$", "a$"],
    ["${A${B}", "${A<B>"],
    ["", ""],
  ])("%j is %j", (text, expected) => {
    expect(shown("beats", text)).toBe(expected);
  });

  test("each part has its own place, defaults inside references too", () => {
    expect(places("beats", "x${A}y${B:z${C}}")).toEqual(["x", "${A}", "y", "${B:z${C}}", "z", "${C}"]);
    expect(places("beats", "${K:id:key}")).toEqual(["${K:id:key}", "id:key"]);
    expect(places("beats", "${a:a}")).toEqual(["${a:a}", "a"]);
  });

  test("a literal that was escaped stands where its escape does", () => {
    expect(places("beats", "a$$b")).toEqual(["a$$b"]);
  });
});

describe("Elastic Agent", () => {
  test.each([
    ["${K}", "<K>"],
    ["${env.K}", "<K>"],
    ["x${env.K}y", "x<K>y"],
    ["${ES_API_KEY:'id1:key1'}", "<ES_API_KEY-id1:key1>"],
    ['${ES_API_KEY:"id1:key1"}', "<ES_API_KEY-id1:key1>"],
    ["${ES_API_KEY:id1:key1}", "<ES_API_KEY-id1>"],
    ["${ES_PASSWORD:}", "<ES_PASSWORD->"],
    ["${K:-d}", "<K--d>"],
    ["${env.K|'other'}", "<K-other>"],
    ["${a|b|'c'}", "<?operation>"],
    ["${'literal'}", "literal"],
    ["${'id1:key1'}", "id1:key1"],
    ["${'a|b'}", "a|b"],
    ["${ env.K }", "<K>"],
    ["$${K}", "${K}"],
    ["$$", "$$"],
    ["pa$$word", "pa$$word"],
    ["${kubernetes_secrets.kube-system.es.key}", "<Secret kube-system/es key>"],
    ["${kubernetes_secrets.kube-system.my.es.key}", "<?secret-store>"],
    ["${filesource.one}", "<?secret-store>"],
    ["${local.vars.x}", "<local.vars.x>"],
    ["${K:Zm9vOmJhcg==}", "<?unsupported>"],
    ["${K:?err}", "<?unsupported>"],
    ["${K:+x}", "<?unsupported>"],
    ["$K", "$K"],
    ["$(K)", "$(K)"],
    ["${}", "${}"],
    ["${K", "${K"],
  ])("%j is %j", (text, expected) => {
    expect(shown("elastic-agent", text)).toBe(expected);
  });

  test("a default has its own place, quotes not counted, also where the same text comes again", () => {
    expect(places("elastic-agent", "${K:'id:key'}")).toEqual(["${K:'id:key'}", "id:key"]);
    expect(places("elastic-agent", "${K:id:xid}")).toEqual(["${K:id:xid}", "id"]);
    expect(places("elastic-agent", "${a:a}")).toEqual(["${a:a}", "a"]);
  });
});

describe("OpenTelemetry Collector", () => {
  test.each([
    ["${env:K}", "<K>"],
    ["${K}", "<K>"],
    ["ApiKey ${env:K}", "ApiKey <K>"],
    ["${env:K:-AAA}", "<K-AAA>"],
    ["${K:-AAA}", "<K-AAA>"],
    ["${K:-}", "<K->"],
    ["${K:-a:-b}", "<K-a:-b>"],
    ["${K:-${env:L}}", "<K-<L>>"],
    ["${K:d}", "<?unsupported>"],
    ["${env:1K}", "<?unsupported>"],
    ["${env:${env:N}}", "<?unsupported>"],
    ["${file:/run/secrets/k}", "<file /run/secrets/k+>"],
    ["${yaml:x}", "<?unsupported>"],
    ["${http://x}", "<?unsupported>"],
    ["a$$b", "a$b"],
    ["$${K}", "${K}"],
    ["$$$$", "$$"],
    ["$K", "$K"],
    ["$env:K", "$env:K"],
    ["${K", "${K"],
  ])("%j is %j", (text, expected) => {
    expect(shown("otel", text)).toBe(expected);
  });

  test("a default has its own place", () => {
    expect(places("otel", "x ${env:K:-K}")).toEqual(["x ", "${env:K:-K}", "K"]);
  });
});

/** reference/variables.md 3.23: what one MCP client expands is text to the next, or may be. */
describe("MCP clients", () => {
  test.each([
    ["${env:K}", "<K>", "<K>", "<?unsupported>", "<?unsupported>", "<?unsupported>"],
    ["${K}", "${K}", "<?unsupported>", "<K>", "<K>", "<?unsupported>"],
    ["$K", "$K", "<?unsupported>", "<?unsupported>", "<K>", "<?unsupported>"],
    ["${K:-v}", "<?unsupported>", "<?unsupported>", "<K-v>", "<?unsupported>", "<?unsupported>"],
    ["${input:k}", "<?prompt>", "<?prompt>", "<?prompt>", "<?unsupported>", "<?prompt>"],
    ["${userHome}/x", "<?unsupported>/x", "<?unsupported>/x", "<userHome>/x", "<userHome>/x", "<?unsupported>/x"],
    [
      "${workspaceFolder}/x",
      "<?workspace-folder>/x",
      "<?workspace-folder>/x",
      "<workspaceFolder>/x",
      undefined,
      undefined,
    ],
    ["a$1 ${ b", "a$1 ${ b", "a$1 ${ b", "a$1 ${ b", "a$1 ${ b", "a$1 ${ b"],
  ])("%s", (text, editor, env, shell, gemini, any) => {
    expect(shown("mcp-editor", text)).toBe(editor);
    expect(shown("mcp-env", text)).toBe(env);
    expect(shown("mcp-shell", text)).toBe(shell);
    if (gemini !== undefined) expect(shown("mcp-gemini", text)).toBe(gemini);
    if (any !== undefined) expect(shown("mcp-any", text)).toBe(any);
  });

  test("a name without braces ends where a name ends, and is found where it stands", () => {
    expect(shown("mcp-gemini", "a $K-$L_1.x$")).toBe("a <K>-<L_1>.x$");
    expect(places("mcp-gemini", "a $K-$L_1.x$")).toEqual(["a ", "$K", "-", "$L_1", ".x$"]);
  });

  const unexpanded = (text: string, syntax: ReferenceSyntax) =>
    unexpandedIn(scalar(text), syntax).map(({ name, written, right }) => `${name} ${written} ${right}`);

  test.each(["${K}", "$K", "ApiKey ${K}"])("%s is written for another client than VS Code and Cursor", (text) => {
    expect(unexpanded(text, "mcp-editor")).toEqual([`K ${text.replace("ApiKey ", "")} \${env:K}`]);
    for (const other of ["mcp-env", "mcp-shell", "mcp-gemini", "mcp-any"] as const)
      expect(unexpanded(text, other)).toEqual([]);
  });

  test.each(["${userHome}", "${env:K}", "x${K}", "${K:-v}", "$(K)", "%K%", "$"])("%s is not", (text) => {
    expect(unexpanded(text, "mcp-editor")).toEqual([]);
  });

  test("a program that expands ${NAME} by itself is left it, and nothing else", () => {
    const left = (text: string): string | undefined => show(valueOfScalar(scalar(text), "mcp-shell", "braces"));
    expect(left("ApiKey ${K}")).toBe("ApiKey ${K}");
    expect(left("${K:-v}${input:k}")).toBe("<K-v><?prompt>");
  });

  test.each([
    ["${ES_API_KEY}", "<ES_API_KEY>"],
    ["${ES_API_KEY:}", "<ES_API_KEY->"],
    ["${ES_URL:http://localhost:9200}", "<ES_URL-http://localhost:9200>"],
    ["$ES_URL ${}", "$ES_URL ${}"],
  ])("Elastic's server: %s", (text, expected) => {
    expect(shown("mcp-server", text)).toBe(expected);
  });
});

describe("the same text in three programs", () => {
  test("the wrong operator does not fail, it changes the value", () => {
    expect((["beats", "elastic-agent", "otel"] as const).map((each) => shown(each, "${K:-d}"))).toEqual([
      "<K|-d>",
      "<K--d>",
      "<K-d>",
    ]);
  });
});

const SYNTAXES = [
  "beats",
  "elastic-agent",
  "otel",
  "mcp-editor",
  "mcp-shell",
  "mcp-gemini",
  "mcp-server",
] as const satisfies readonly ReferenceSyntax[];

describe("for any text", () => {
  const text = fc
    .array(fc.constantFrom("$", "{", "}", "${", ":", "-", "|", "'", "K", "env:", "${K}", "a b", "\n"), {
      maxLength: 25,
    })
    .map((pieces) => pieces.join(""));

  test.each(SYNTAXES)("%s: an answer, and each part within the value", (syntax) => {
    fc.assert(
      fc.property(text, (source) => {
        const value = read(syntax, source);
        const check = (parts: readonly Part[], within: Value["span"]): void => {
          let from = within.start;
          for (const part of parts) {
            if (!part.span) continue;
            expect(covers(within, part.span)).toBe(true);
            expect(part.span.start).toBeGreaterThanOrEqual(from);
            from = part.span.end;
            if (part.kind === "reference") check(part.fallback?.parts ?? [], part.span);
          }
        };
        check(value.parts, value.span);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(SYNTAXES)("%s: a text without a dollar is itself", (syntax) => {
    fc.assert(
      fc.property(fc.string(), (source) => {
        const plain = source.replaceAll("$", "");
        expect(shown(syntax, plain)).toBe(plain);
      }),
    );
  });

  test.each(SYNTAXES)(
    "%s: a hostile text is read in one go",
    (syntax) => {
      for (const hostile of ["${", "${a:", "$", "${a}", "${:${", "${'"]) {
        expect(read(syntax, hostile.repeat(200_000 / hostile.length)).parts.length).toBeGreaterThan(0);
      }
      expect(read(syntax, `${"${a:".repeat(30_000)}${"}".repeat(30_000)}`).parts.length).toBeGreaterThan(0);
    },
    5_000,
  );
});

describe("references that nothing expands", () => {
  test.each([
    ["$ES_API_KEY", "ES_API_KEY", "dollar-only"],
    ["$(ES_API_KEY)", "ES_API_KEY", "parentheses"],
    ["%ES_API_KEY%", "ES_API_KEY", "percent-signs"],
  ])("%s", (text, name, why) => {
    expect(unexpandedReference(text)).toEqual({ name, why });
  });

  test.each([
    ["otel", "$${env:KEY}", "env:KEY"],
    ["otel", "$${KEY}", "KEY"],
    ["beats", "$${KEY}", "KEY"],
    ["elastic-agent", "$${KEY}", "KEY"],
    ["logstash", "$${KEY}", undefined],
    ["none", "$${KEY}", undefined],
    ["otel", "$${env:KEY}s", undefined],
  ] as const)("%s: %s, its dollar escaped", (syntax, text, name) => {
    expect(unexpandedReference(text, syntax)).toEqual(name && { name, why: "escaped", written: text });
  });

  test.each(["${K}", "$", "$1", "x$K", "$K x", "$(cat f)", "$K-1", "%%", "%a b%", "", "$$K"])("%j is none", (text) => {
    expect(unexpandedReference(text)).toBeUndefined();
  });
});

describe("ERB", () => {
  test.each([
    ["<%= ENV['K'] %>", "<K>"],
    ['<%=ENV["K"]-%>', "<K>"],
    ["ApiKey <%= ENV['K'] %>", "ApiKey <K>"],
    ["<%= ENV['K'] || 'd' %>", "<K-d>"],
    ["<%= ENV.fetch('K') %>", "<K>"],
    ["<%= ENV.fetch( 'K' , \"d\" ) %>", "<K-d>"],
    ["<%= ENV.fetch('K') { 'd' } %>", "<K-d>"],
    ["<%= ENV.fetch('K', '') %>", "<K->"],
    ["<%= ENV.fetch('K', \"#{x}\") %>", "<?template>"],
    ["<%= ENV['A'] + ENV['B'] %>", "<?template>"],
    ["<%= ENV[\"A'] %>", "<?template>"],
    ["<%= Rails.application.credentials.apm %>", "<?template>"],
    ["<% if x %>", "<?template>"],
    ["a<%# note %>b", "ab"],
    ["<%% x %>", "<% x %>"],
    ["<%= ENV['K']", "<%= ENV['K']"],
    ["${K}", "${K}"],
  ])("%s is %s", (text, expected) => {
    expect(shown("erb", text)).toBe(expected);
  });

  test("a default stands where it is written", () => {
    expect(places("erb", "<%= ENV.fetch('K', 'd') %>")).toEqual(["<%= ENV.fetch('K', 'd') %>", "d"]);
  });
});

describe("PHP's INI files", () => {
  test.each([
    ["${K}", "<K>"],
    ["${K:-d}", "<K-d>"],
    ["${a.b}x", "<a.b>x"],
    ["${K:d}", "${K:d}"],
    ["$K", "$K"],
  ])("%s is %s", (text, expected) => {
    expect(shown("php", text)).toBe(expected);
  });

  test("single quotes keep everything as it is", () => {
    expect(show(valueOfScalar({ ...scalar("${K}"), style: "single" }, "php"))).toBe("${K}");
    expect(show(valueOfScalar({ ...scalar("${K}"), style: "double" }, "php"))).toBe("<K>");
  });
});

describe("Spring", () => {
  test.each([
    ["${K}", "<K>"],
    ["${es.key:id1:key1}", "<es.key-id1:key1>"],
    ["${K:}", "<K->"],
    ["${A:${B:c}}", "<A-<B-c>>"],
    ["$K", "$K"],
  ])("%s is %s", (text, expected) => {
    expect(shown("spring", text)).toBe(expected);
  });
});
