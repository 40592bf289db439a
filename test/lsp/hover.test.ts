import { afterEach, describe, expect, test } from "vitest";
import { MarkupContent } from "vscode-languageserver-protocol";
import { ENCODED, essu, PAIR } from "../support/keys";
import { BARE, PUSH } from "./support/capabilities";
import { type ClientOptions, connect, FOLDER, type MemoryClient } from "./support/client";
import { compose, filebeat, HOSTED } from "./support/texts";

let client: MemoryClient;
afterEach(() => client.dispose());

async function hoverOn(where: string, options?: ClientOptions): Promise<string | undefined> {
  client = await connect(options);
  client.open("filebeat.yml", filebeat(essu(), HOSTED));
  const hover = await client.hover("filebeat.yml", where);
  if (!hover) return undefined;
  if (!MarkupContent.is(hover.contents)) throw new Error("A hover is markup");
  return `${hover.contents.kind}: ${hover.contents.value}`;
}

describe("on the key", () => {
  test("tells kind, place and verdict in Markdown", async () => {
    const text = await hoverOn("essu_");
    expect(text).toMatch(/^markdown: \*\*Elastic Cloud API key\*\*/);
    expect(text).toContain("my-deployment-d53192");
    expect(text).toContain("**Does not fit.**");
    expect(text).not.toContain(essu().slice(0, 12));
  });

  test("covers the key", async () => {
    await hoverOn("essu_");
    const hover = await client.hover("filebeat.yml", "essu_");
    expect(hover?.range).toEqual({
      start: { line: 5, character: 12 },
      end: { line: 5, character: 12 + essu().length },
    });
  });
});

test("on the host", async () => {
  expect(await hoverOn("my-deployment")).toMatch(/Elastic Cloud Hosted/);
});

test("elsewhere nothing", async () => {
  expect(await hoverOn("filestream")).toBeUndefined();
});

describe("without Markdown", () => {
  test.each([
    ["announced as plain text only", { textDocument: { hover: { contentFormat: ["plaintext"] } } }],
    ["nothing announced", BARE],
  ] as const)("%s: no marks are left", async (_, capabilities) => {
    const text = await hoverOn("essu_", {
      capabilities: { ...PUSH, textDocument: capabilities.textDocument } as never,
    });
    expect(text).toMatch(/^plaintext: Elastic Cloud API key/);
    expect(text).toContain("(https://");
    expect(text).not.toMatch(/\*\*|`|\\|\]\(/);
  });
});

describe("on a definition", () => {
  const at = (name: string): string => `${FOLDER}/${name}`;
  const words = async (file: string, where: string): Promise<string | undefined> => {
    const hover = await client.hover(file, where);
    return hover && MarkupContent.is(hover.contents) ? hover.contents.value : undefined;
  };

  test("a key in .env says what it is and who reads it, also after its reader changed", async () => {
    client = await connect();
    client.files.write(at("compose.yaml"), compose());
    client.files.write(at("filebeat.yml"), filebeat("${ES_API_KEY}", HOSTED));
    client.open(".env", `ES_API_KEY=${PAIR}\n`, "dotenv");
    await client.diagnostics(".env");
    await client.settle();
    for (const where of ["ES_API_KEY", PAIR.slice(0, 6)]) {
      const text = await words(".env", where);
      expect(text).toContain("**Elasticsearch API key**");
      expect(text).toContain("Read by `filebeat.yml:6` (Filebeat) → hosted Elasticsearch: ✓ fits");
      expect(text).not.toContain(PAIR.slice(-10));
    }
    client.open("filebeat.yml", filebeat("${OTHER}", HOSTED));
    expect(await words(".env", "ES_API_KEY")).toContain("No file in reach reads it as a key");
  });

  test("a client without Markdown gets plain text", async () => {
    client = await connect({ capabilities: BARE });
    client.open("keys.env", `ES_API_KEY=${ENCODED}\n`, "dotenv");
    const hover = await client.hover("keys.env", "ES_API_KEY");
    expect(JSON.stringify(hover?.contents)).toMatch(/"kind":"plaintext"|^"/);
    expect(JSON.stringify(hover?.contents)).not.toContain("**");
  });
});
