/** Hovers as design.md section 4 has them, and that nothing in a document can steer them. */
import { describe, expect, test } from "vitest";
import { hoverAt } from "../../../server/src/features/hover";
import { escapeMarkdown, inlineCode, link } from "../../../server/src/features/markdown";
import { defaultBudget } from "../../../server/src/read/budget";
import { createKeyfit } from "../../../server/src/service";
import { DEFAULT_SETTINGS } from "../../../server/src/workspace/settings";
import { analysisOf } from "../../support/analyse";
import { fillTokens } from "../../support/tokens";
import { memoryFiles } from "../workspace/memoryFiles";

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

describe("over a definition", () => {
  const beat = (key: string): string => `output.elasticsearch:\n  hosts: ["${HOSTED}"]\n  api_key: "${key}"\n`;
  const COMPOSE =
    "services:\n  filebeat:\n    image: docker.elastic.co/beats/filebeat:9.2.1\n    env_file: a.env\n    volumes: [./filebeat.yml:/usr/share/filebeat/filebeat.yml]\n";
  const files = { "compose.yaml": COMPOSE, "filebeat.yml": beat("${ES_API_KEY}") };
  const READ = "`filebeat.yml:3` \\(Filebeat\\) → hosted Elasticsearch";

  test("its value says what it is, and who reads it with which verdict", () => {
    const [covered, lines] = hover("a.env", "ES_API_KEY=§{{pair}}\n", files)!;
    expect(covered).toBe(fillTokens("{{pair}}"));
    expect(lines).toEqual([
      "**Elasticsearch API key** · id\\:api\\_key · `VuaC…nw` · id `VuaCfGcBCdbkQm-e5aOx`  ",
      `Read by ${READ.replaceAll("\\", "")}: ✓ fits  `,
      "[Elasticsearch API key\\: documentation](https://www.elastic.co/docs/deploy-manage/api-keys/elasticsearch-api-keys)",
    ]);
  });

  test.each([
    ["{{encoded}}", "✗ takes id\\:api\\_key, and this is base64 of id\\:api\\_key"],
    ["{{essu}}", "✗ does not fit"],
  ])("%s there: %s", (key, verdict) => {
    const [covered, lines] = hover("a.env", `# keys\nES_API§_KEY=${key}\n`, files)!;
    expect(covered).toBe("ES_API_KEY");
    expect(lines.find((line) => line.startsWith("Read by"))).toContain(`: ${verdict}`);
  });

  test("a reference that Compose fills says what arrives, and so does its name", () => {
    const compose = COMPOSE.replace("env_file: a.env", "environment: { ES_API_KEY: $§{ES_KEY} }");
    const more = { "filebeat.yml": beat("${ES_API_KEY}"), ".env": fillTokens("ES_KEY={{pair}}\n") };
    expect(hover("compose.yaml", compose, more)?.[1][0]).toContain("`VuaC…nw`");
    const onName = compose.replace("§", "").replace("ES_API_KEY: ", "ES§_API_KEY: ");
    expect(hover("compose.yaml", onName, more)?.[1][1]).toMatch(/^Read by `filebeat\.yml:3`.*: ✓ fits/);
    const { "compose.yaml": _, ...rest } = { ...more, "compose.yaml": "" };
    const env = hover(".env", "ES_KEY=§{{pair}}\n", { ...rest, "compose.yaml": compose.replace("§", "") });
    expect(env?.[1][1]).toMatch(/^Read by `filebeat\.yml:3`/);
  });

  test("an assignment of a script", () => {
    const [, lines] = hover("job.sh", `K§EY={{encoded}}\ncurl -H "Authorization: ApiKey $KEY" ${HOSTED}/_search\n`)!;
    expect(lines[1]).toBe("Read by `job.sh:2` (curl) → hosted Elasticsearch: ✓ fits  ");
  });

  test("five readers are named, and the others counted", () => {
    const calls = `curl -H "Authorization: ApiKey $KEY" ${HOSTED}/_search\n`.repeat(7);
    const [, lines] = hover("job.sh", `KEY=§{{encoded}}\n${calls}`)!;
    expect(lines.filter((line) => line.startsWith("Read by"))).toHaveLength(5);
    expect(lines).toContain("and in 2 more places  ");
  });

  test("a key that nobody reads says so, and other values say nothing", () => {
    expect(hover("a.env", "ES_API_KEY=§{{pair}}\n")?.[1][1]).toBe("No file in reach reads it as a key  ");
    expect(hover("a.env", "ES_API_KEY=§changeme\nOTHER={{pair}}\n")).toBeUndefined();
    expect(hover("a.env", "LOG§_LEVEL=debug\nOTHER={{pair}}\n")).toBeUndefined();
  });
});

describe("what the project file says about a key", () => {
  const KEYS =
    "version: 1\ndeployments: [{ name: logs-prod, type: ech }]\nkeys: [{ id: VuaCfGcBCdbkQm-e5aOx, deployment: logs-prod, owner: team-logs, expires: 2027-01-31 }]\n";

  test("is shown at its use and at its definition", () => {
    const expected = "The project file says: owner `team-logs` · made in `logs-prod` · expires on `2027-01-31`  ";
    const more = { ".keyfit.yml": KEYS };
    const at = hover("filebeat.yml", `output.elasticsearch:\n  hosts: ["${HOSTED}"]\n  api_key: "§{{pair}}"\n`, more);
    expect(at?.[1]).toContain(expected);
    expect(hover("a.env", "ES_API_KEY=§{{pair}}\n", more)?.[1]).toContain(expected);
  });
});

describe("why there is no value", () => {
  const SETTING = `output.elasticsearch:\n  hosts: ["${HOSTED}"]\n  api_key: "§\${ES_API_KEY}"\n`;
  const service = (name: string, lines: string): string =>
    `  ${name}:\n    image: docker.elastic.co/beats/filebeat:9.2.1\n    ${lines}\n    volumes: [./filebeat.yml:/usr/share/filebeat/filebeat.yml]\n`;
  const last = (compose: string): string | undefined =>
    hover("filebeat.yml", SETTING, { "compose.yaml": `services:\n${compose}` })?.[1].at(-1);

  test("a file that must be there and is not", () => {
    expect(last(service("a", "env_file: [nope.env]"))).toContain("it may come from nope\\.env, which is not there");
  });

  test("two services with two values", () => {
    const two = service("a", "environment: { ES_API_KEY: one }") + service("b", "environment: { ES_API_KEY: two }");
    expect(last(two)).toContain(
      "with different values\\: ES\\_API\\_KEY in compose\\.yaml\\:4, ES\\_API\\_KEY in compose\\.yaml\\:8",
    );
  });

  test("a circle is told once", () => {
    const pipeline = `variables:\n  A: $B\n  B: $A\njob:\n  script:\n    - 'curl -H "Authorization: ApiKey §$A" ${HOSTED}/_search'\n`;
    const line = hover(".gitlab-ci.yml", pipeline)?.[1].at(-1);
    expect(line).toBe(
      "Variable `A` ← `A` in `.gitlab-ci.yml:2` → `B` in `.gitlab-ci.yml:3`: its definitions lead in a circle",
    );
    const itself = hover(".gitlab-ci.yml", pipeline.replace("A: $B", "A: $A").replace("  B: $A\n", ""))?.[1].at(-1);
    expect(itself).toBe("Variable `A` ← `A` in `.gitlab-ci.yml:2`: it refers to itself");
  });

  test("files that have not been looked at yet", async () => {
    const uri = "file:///project/filebeat.yml";
    const keyfit = createKeyfit({
      seed: "test",
      files: memoryFiles({}),
      today: () => "2026-11-24",
      budget: () => defaultBudget(),
      settings: async () => DEFAULT_SETTINGS,
      folders: () => ["file:///project"],
    });
    const text = SETTING.replace("§", "");
    const at = text.indexOf("ES_API_KEY");
    keyfit.setComplete(false);
    keyfit.put({ uri, path: "filebeat.yml", text }, 1);
    const early = await keyfit.hover(uri, at);
    expect(early?.markdown).toContain(
      "The value cannot be told: the workspace is still being looked at.".replace(":", "\\:").replace(/\.$/, "\\."),
    );
    keyfit.setComplete(true);
    const late = await keyfit.hover(uri, at);
    expect(late?.markdown).toContain("no file in reach defines `ES_API_KEY`");
  });
});
