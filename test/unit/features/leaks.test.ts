/**
 * No run of a key in anything that leaves the engine: random keys of every form in the place of the key of every case,
 * and in places where keys end up by mistake. test/support/canary.ts does the same with fixed keys on every surface.
 */
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { listCases, loadCase } from "../../support/annotated";
import { eceKey, encode, essu, pairOf } from "../../support/keys";
import { runIn, surface } from "../../support/surface";
import { TOKENS } from "../../support/tokens";

// Every case there is, on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

interface RandomKey {
  readonly id: string;
  readonly secret: string;
}

/** As random as the keys that Elasticsearch makes, so that no run of one stands in anything else. */
const key: fc.Arbitrary<RandomKey> = fc.nat().map((seed) => {
  const [id = "", secret = ""] = pairOf(seed).split(":");
  return { id, secret };
});

/** The value of each token, made of this key, and the texts that must not be seen of it. */
function valuesOf({ id, secret }: RandomKey): ReadonlyMap<string, string> {
  const pair = `${id}:${secret}`;
  const encoded = encode(pair);
  const cloud = essu(encoded);
  const known = new Map([
    ["pair", pair],
    ["encoded", encoded],
    ["id", id],
    ["secret", secret],
    ["essu", cloud],
    ["essu-cut", cloud.slice(0, -8)],
    ["essu-bad-char", `${cloud.slice(0, 40)}*${cloud.slice(41)}`],
    ["essu-encoded", encode(cloud)],
    ["ece", encode(`myuser:0123456789abcdef0123456789abcdef:${secret}`)],
    ["encoded-newline", encode(`${pair}\n`)],
    ["double", encode(encoded)],
    ["utf16", Buffer.from(pair, "utf16le").toString("base64")],
    ["dot", `${id}.${secret}`],
    ["scheme-inside", encode(`ApiKey ${pair}`)],
    ["unpadded", encoded.replace(/=+$/, "")],
    ["encoded-wrapped", `${encoded.slice(0, 40)} ${encoded.slice(40)}`],
    ["granted", encode(`${id}:${cloud}`)],
    [
      "service-token",
      Buffer.concat([Buffer.from([0, 1, 0, 1]), Buffer.from(`elastic/fleet-server/token1:${secret}`)]).toString(
        "base64",
      ),
    ],
  ]);
  return new Map([...known].map(([name, value]) => [name.replace(/[23]$/, ""), value]));
}

/** What of each value is secret: all but the public id, and the beginning that masks show. */
function secretsOf(values: ReadonlyMap<string, string>, { secret }: RandomKey): string[] {
  const encodedFrom = (value: string): string => value.slice(30);
  return [
    secret,
    ...[...values].flatMap(([name, value]) =>
      name === "id" || name === "pair" || name === "dot" ? [] : [encodedFrom(value)],
    ),
  ].filter((text) => text.length >= 7);
}

const CASES = ["integrations", "rules"]
  .flatMap((folder) => listCases(join(__dirname, "../../corpus", folder)))
  .map(loadCase)
  .map(({ name, file, files }) => ({ name, file, files }));

const BY_LENGTH = [...TOKENS].sort(([, left], [, right]) => right.length - left.length);

/** The text with every token's usual value replaced by that of another key. */
function withKey(text: string, values: ReadonlyMap<string, string>): string {
  let filled = text;
  for (const [name, usual] of BY_LENGTH) {
    const value = values.get(name.replace(/[23]$/, ""));
    if (value !== undefined) filled = filled.replaceAll(usual, value);
  }
  return filled;
}

describe("no run of seven characters of a secret", () => {
  test("of any key in any case", () => {
    let seen = 0;
    fc.assert(
      fc.property(fc.constantFrom(...CASES), key, ({ name, file, files }, random) => {
        const values = valuesOf(random);
        const filled = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, withKey(text, values)]));
        const said = surface(filled, file);
        if (said !== "") seen++;
        for (const secret of secretsOf(values, random)) expect([name, runIn(said, secret)]).toEqual([name, undefined]);
      }),
      { numRuns: 500 },
    );
    expect(seen).toBeGreaterThan(300);
  }, 60_000);

  const H = "https://a-d53192.es.us-east-1.aws.elastic-cloud.com";
  const PLACES: Readonly<Record<string, (value: string) => readonly [file: string, text: string]>> = {
    "a name of a variable": (value) => ["otel.yml", `exporters:\n  elasticsearch:\n    api_key: "\${${value}}"\n`],
    "a default": (value) => ["filebeat.yml", `output.elasticsearch:\n  api_key: "\${K:${value}}"\n`],
    "a host": (value) => ["filebeat.yml", `output.elasticsearch:\n  hosts: ["${value}"]\n  api_key: "${value}"\n`],
    "a user in a URL": (value) => [
      "filebeat.yml",
      `output.elasticsearch:\n  hosts: ["https://${value}@h:9200"]\n  api_key: x\n`,
    ],
    "a query": (value) => [
      "j.crontab",
      `0 1 * * * curl -H "Authorization: ApiKey ${value}" "${H}/_search?api_key=${value}"\n`,
    ],
    "a path": (value) => [
      "j.crontab",
      `0 1 * * * curl -H "Authorization: ApiKey ${value}" "${H}/_security/api_key/${value}"\n`,
    ],
    "words without quotes": (value) => [
      "j.crontab",
      `0 1 * * * curl -H Authorization: ApiKey ${value} ${H}/_search -H "Authorization: ApiKey $K"\n`,
    ],
    "a scheme": (value) => ["j.crontab", `0 1 * * * curl -H "Authorization: ${value} abc" ${H}/_search\n`],
    "a scheme of one more word": (value) => [
      "j.crontab",
      `0 1 * * * curl -H "Authorization: ApiKey ${value} x" ${H}/_search\n`,
    ],
    "single quotes": (value) => ["j.crontab", `0 1 * * * curl -H 'Authorization: ApiKey $${value}' ${H}/_search\n`],
    "an assignment's name": (value) => [
      "j.crontab",
      `"${value}"=x\nK=$${value}\n0 1 * * * curl -H "Authorization: ApiKey $K" ${H}\n`,
    ],
    "a rule's name": (value) => ["filebeat.yml", `# keyfit-disable-file ${value}\noutput.elasticsearch.api_key: x\n`],
    "a reason": (value) => [
      "filebeat.yml",
      `output.elasticsearch.api_key: "${value}" # keyfit-disable-line x -- ${value}\n`,
    ],
    // In one word: of a key that is wrapped, one piece may look like a word.
    "a setting's name": (value) => [
      "elastic-agent.yml",
      `outputs:\n  "${value.replace(" ", "")}":\n    type: elasticsearch\n    username: u\n    api_key: "${value}"\n`,
    ],
    "a user": (value) => [
      "filebeat.yml",
      `output.elasticsearch:\n  api_key: "${value}"\n  username: "${value}"\n  password: "${value}"\n`,
    ],
    "a Cloud ID": (value) => ["filebeat.yml", `cloud.id: "${value}"\noutput.elasticsearch.api_key: "${value}"\n`],
    "a label of a Cloud ID": (value) => [
      "filebeat.yml",
      `cloud.id: "${value}:x"\noutput.elasticsearch.api_key: "${value}"\n`,
    ],
    "a protocol": (value) => [
      "filebeat.yml",
      `output.elasticsearch:\n  protocol: ${value}\n  hosts: [h]\n  api_key: "${value}"\n`,
    ],
    "text that is not closed": (value) => [
      "filebeat.yml",
      `output.elasticsearch:\n  api_key: "${value}\n  hosts: [h]\n`,
    ],
  };

  test.each(Object.keys(PLACES))("of a key as %s", (place) => {
    fc.assert(
      fc.property(
        key,
        fc.constantFrom("pair", "encoded", "secret", "essu", "ece", "unpadded", "double", "encoded-wrapped"),
        (random, form) => {
          const values = valuesOf(random);
          const value = values.get(form) ?? "";
          const [file, text] = PLACES[place]!(value);
          const said = surface({ [file]: text }, file);
          // A name ends where a shell's names end: behind it a short piece of a half may be left, which looks like a name.
          if (place === "an assignment's name" && form === "secret") return;
          const hidden = form === "pair" || form === "secret" ? random.secret : value.slice(9);
          expect([form, runIn(said, hidden)]).toEqual([form, undefined]);
          expect([form, runIn(said, random.secret)]).toEqual([form, undefined]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("the ways of looking find what is there", () => {
    expect(runIn("x ABCDEFG y", "00abcdefg00")).toBe("x ABCDEFG");
    expect(runIn("x ABCDEF y", "00abcdefg00")).toBeUndefined();
    expect(eceKey().length).toBeGreaterThan(60);
  });
});
