/** Hovers as design.md section 4 has them, and that nothing in a document can steer them. */
import { describe, expect, test } from "vitest";
import { hoverAt } from "../../../server/src/features/hover";
import { escapeMarkdown, inlineCode, link } from "../../../server/src/features/markdown";
import { analysisOf } from "../../support/analyse";
import { fillTokens } from "../../support/tokens";

const HOSTED = "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com";

/** The hover where `§` stands: the text that it covers, and its lines. */
function hover(
  file: string,
  marked: string,
  more: Readonly<Record<string, string>> = {},
): readonly [string, string[]] | undefined {
  const filled = fillTokens(marked);
  const at = filled.indexOf("§");
  const text = filled.replace("§", "");
  const analysis = analysisOf({ ...more, [file]: text }, file);
  const found = analysis && hoverAt(analysis, at);
  return found && [text.slice(found.span.start, found.span.end), found.markdown.split("\n")];
}

describe("over a key", () => {
  test("says what it is, where it goes, whether it fits, what would, and why", () => {
    const [covered, lines] = hover(
      "filebeat.yml",
      `output.elasticsearch:\n  hosts: ["${HOSTED}"]\n  api_key: "§{{essu}}"\n`,
    )!;
    expect(covered).toBe(fillTokens("{{essu}}"));
    expect(lines).toEqual([
      "**Elastic Cloud API key** · `essu_Vm5W…` · checksum matches  ",
      "→ **Elastic Cloud Hosted**, Elasticsearch API · `my-deployment-d53192` (us\\-east\\-1, AWS)  ",
      "✗ **Does not fit.** An Elastic Cloud API key does not open hosted Elasticsearch; it takes an Elasticsearch API key made there\\.  ",
      "What works here: an Elasticsearch API key → [API keys in this deployment's Kibana](https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com/app/management/security/api_keys)  ",
      "Why I think so: prefix essu\\_ (form) · output\\.elasticsearch\\.api\\_key \\(Filebeat\\) (setting) · host my\\-deployment\\-d53192\\.es\\.us\\-east\\-1\\.aws\\.elastic\\-cloud\\.com is Elastic Cloud Hosted (host)  ",
      "[Elastic Cloud API key\\: documentation](https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys)",
    ]);
  });

  test("that fits names its public id", () => {
    const [, lines] = hover("filebeat.yml", `output.elasticsearch:\n  hosts: ["${HOSTED}"]\n  api_key: "§{{pair}}"\n`)!;
    expect(lines[0]).toBe("**Elasticsearch API key** · `VuaC…nw` · id `VuaCfGcBCdbkQm-e5aOx`  ");
    expect(lines[2]).toMatch(/^✓ \*\*Fits\.\*\* /);
  });

  test("at its first unit, inside, and directly behind it; not on the name of the setting", () => {
    const around = (text: string): string | undefined => hover("filebeat.yml", `output.elasticsearch:\n${text}\n`)?.[0];
    const pair = fillTokens("{{pair}}");
    expect([
      around(`  api_key: §${pair}`),
      around(`  api_key: Vua§${pair.slice(3)}`),
      around(`  api_key: ${pair}§`),
    ]).toEqual([pair, pair, pair]);
    expect(around(`  api_k§ey: ${pair}`)).toBeUndefined();
  });

  test("sent to two places shows both", () => {
    const [, lines] = hover(
      "j.crontab",
      `0 1 * * * curl -H "Authorization: ApiKey §{{essu}}" ${HOSTED}/_search https://api.elastic-cloud.com/api/v1/deployments\n`,
    )!;
    expect(lines.map((line) => line[0]).filter((mark) => mark === "✓" || mark === "✗")).toEqual(["✗", "✓"]);
    expect(lines).toContain("---");
  });
});

describe("over a host", () => {
  test("says what it is and which key it takes", () => {
    expect(
      hover("filebeat.yml", `output.elasticsearch:\n  hosts: ["https§${HOSTED.slice(5)}"]\n  api_key: "{{pair}}"\n`),
    ).toEqual([
      HOSTED,
      [
        "→ **Elastic Cloud Hosted**, Elasticsearch API · `my-deployment-d53192` (us\\-east\\-1, AWS)  ",
        "Takes: an Elasticsearch API key → [API keys in this deployment's Kibana](https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com/app/management/security/api_keys)",
      ],
    ]);
  });

  test("that is only likely says so, and a Cloud ID that it is one", () => {
    expect(
      hover("filebeat.yml", 'output.elasticsearch:\n  hosts: ["§localhost"]\n  api_key: "{{pair}}"\n')?.[1][0],
    ).toMatch(/\(likely\)/);
    const [covered, lines] = hover(
      "filebeat.yml",
      'cloud.id: §{{cloud-id-ech}}\noutput.elasticsearch:\n  api_key: "{{pair}}"\n',
    )!;
    expect(covered).toBe(fillTokens("{{cloud-id-ech}}"));
    expect(lines[0]).toMatch(/\(Cloud ID\) {2}$/);
  });

  test("each of several nodes", () => {
    const nodes = (first: string, second: string): string =>
      `output.elasticsearch:\n  hosts: ["${first}${HOSTED}:443", "${second}${HOSTED}:9243"]\n  api_key: "{{pair}}"\n`;
    expect(hover("filebeat.yml", nodes("§", ""))?.[0]).toBe(`${HOSTED}:443`);
    expect(hover("filebeat.yml", nodes("", "§"))?.[0]).toBe(`${HOSTED}:9243`);
  });
});

describe("over a variable", () => {
  const last = (file: string, text: string, more?: Readonly<Record<string, string>>): string | undefined =>
    hover(file, text, more)?.[1].at(-1);
  const curl = `curl -H "Authorization: ApiKey §$K" ${HOSTED}/_search\n`;

  test("says where its value comes from", () => {
    expect(last("j.crontab", `K={{encoded}}\n0 1 * * * ${curl}`)).toBe("Variable `K` ← `K` in `j.crontab:1`");
    expect(last("j.crontab", `0 1 * * * . ./e.env; ${curl}`, { "e.env": "# x\nK=$L\n" })).toMatch(
      /^Variable `K` ← `K` in `e\.env:2`: no file in reach defines `L`$/,
    );
    expect(last("j.crontab", `0 1 * * * . ./e.env; ${curl}`, { "e.env": "L=x\nK=$L\n" })).toBe(
      "Variable `K` ← `K` in `e.env:2` → `L` in `e.env:1`",
    );
    expect(last("j.crontab", `0 1 * * * ${curl}`)).toBe("Variable `K`: no file in reach defines `K`");
    expect(last("j.crontab", `0 1 * * * K=$(cat f); ${curl}`)).toBe(
      "Variable `K` ← `K` in `j.crontab:1`: it comes from a source that no file shows",
    );
  });

  test("says that something unseen could win", () => {
    expect(last("filebeat.yml", 'output.elasticsearch:\n  api_key: "§${K:{{pair}}}"\n')).toBe(
      "Variable `K` ← the default written here; a source that no file shows may win, such as the process environment",
    );
  });
});

describe("escaping", () => {
  test.each([
    ["a_b*c`d", "a\\_b\\*c\\`d"],
    ["[x](command:y)", "\\[x\\]\\(command\\:y\\)"],
    ["<img src=x>", "\\<img src=x\\>"],
    ["&amp; # ~ | ! + - . @", "\\&amp; \\# \\~ \\| \\! \\+ \\- \\. \\@"],
    ["https://x.y", "https\\:\\/\\/x\\.y"],
    ["a\\", "a\\\\"],
    ["a\nb\tc\u0000d", "a b c d"],
    ["\u202eabc\u2066\u200b\ufeff\u061c", " abc    "],
    ["soft\u00adhyphen", "soft hyphen"],
    ["ü 🔑", "ü 🔑"],
  ])("%j", (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });

  test.each([
    ["a`b``c", "`a'b''c`"],
    ["a\\", "`a\\`"],
    ["a\nb\u202e", "`a b `"],
    ["", ""],
  ])("as code, %j is %j", (text, expected) => {
    expect(inlineCode(text)).toBe(expected);
  });

  test("an address stays in its parentheses", () => {
    expect(link("a](b", "https://x/ y<z>")).toBe("[a\\]\\(b](https://x/%20y%3Cz%3E)");
  });
});

/** What is left of Markdown that an editor would act on: escaped characters, code, bold and our own links taken out. */
function live(markdown: string): string {
  const OWN =
    /\[(?:\\.|[^\]\\])*\]\(https:\/\/(?:www\.elastic\.co|cloud\.elastic\.co|[a-z0-9.-]+\.elastic(?:-cloud\.com|\.cloud))[^\s()]*\)/g;
  return markdown
    .replace(/`[^`\n]*`|\\[^\n]/g, "")
    .replace(OWN, "")
    .replaceAll("**", "");
}

describe("a hostile document", () => {
  const HOSTILE = [
    "`code` *bold* __x__",
    "[x](command:workbench.action.terminal.new)",
    "![x](https://example.com/pixel.png)",
    "<img src=https://example.com onerror=x>",
    "<a href='command:x'>y</a>",
    "a\n\n# heading\n\n- item\n\n    code",
    "\u202ereversed\u2066",
    "https://example.com www.example.com me@example.com",
    "a\\",
    "| a | b |",
    "&lt;script&gt;",
    "$(icon) ~~x~~ $x$",
  ];
  const double = (text: string): string => JSON.stringify(text);

  test.each(HOSTILE)("%j takes no effect, wherever it stands", (hostile) => {
    const files: [file: string, text: string][] = [
      ["filebeat.yml", `output.elasticsearch:\n  hosts: ["${HOSTED}"]\n  api_key: ${double(`\${${hostile}}`)}\n`],
      ["filebeat.yml", `output.elasticsearch:\n  hosts: ["${HOSTED}"]\n  api_key: ${double(hostile)}\n`],
      [
        "filebeat.yml",
        `output.elasticsearch:\n  hosts: [${double(`${HOSTED}/${hostile}`)}]\n  api_key: "{{encoded}}"\n`,
      ],
      [
        "filebeat.yml",
        `${double(hostile)}: "{{encoded}}"\noutput.elasticsearch:\n  api_key: ${double(`\${${hostile}}`)}\n`,
      ],
      ["filebeat.yml", `cloud.id: ${double(hostile)}\noutput.elasticsearch:\n  api_key: "{{encoded}}"\n`],
      [
        "elastic-agent.yml",
        `outputs:\n  ${double(hostile)}:\n    type: elasticsearch\n    hosts: [${double(hostile)}]\n    api_key: "{{encoded}}"\n`,
      ],
      [
        "otel.yml",
        `exporters:\n  ${double(`elasticsearch/${hostile}`)}:\n    endpoint: ${HOSTED}\n    api_key: "{{pair}}"\n`,
      ],
      [
        "j.crontab",
        `${double(hostile.replaceAll("\n", " "))}={{encoded}}\n0 1 * * * curl -H "Authorization: ApiKey {{pair}}" '${HOSTED}/${hostile.replace(/['\n]/g, "")}'\n`,
      ],
      [
        `${hostile.replace(/[/\n]/g, "")}.crontab`,
        `K={{encoded}}\n0 1 * * * curl -H "Authorization: ApiKey $K" ${HOSTED}/_search\n`,
      ],
    ];
    let seen = 0;
    for (const [file, text] of files) {
      const analysis = analysisOf({ [file]: fillTokens(text) }, file);
      const spans = (analysis?.uses ?? []).flatMap((use) => [use.span, ...use.target.spans]);
      for (const span of spans) {
        const found = analysis && hoverAt(analysis, span.start);
        if (!found) continue;
        seen++;
        expect(live(found.markdown)).not.toMatch(/[<>`#[\]!|@\\]|command:|www\.|:\/\/|\u202e|\u2066/);
        expect(found.markdown).not.toMatch(/^\s*(?:#|-\s|\d+\.|>|\||~~~|```| {4})/m);
      }
    }
    expect(seen).toBeGreaterThan(5);
  });
});
