import { afterEach, describe, expect, test } from "vitest";
import { MarkupContent } from "vscode-languageserver-protocol";
import { essu } from "../support/keys";
import { BARE, PUSH } from "./support/capabilities";
import { type ClientOptions, connect, type MemoryClient } from "./support/client";
import { filebeat, HOSTED } from "./support/texts";

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
