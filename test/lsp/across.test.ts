/** What open files' problems owe to each other at once: variables, mounts, and one key in two deployments. */

import { afterEach, describe, expect, test } from "vitest";
import { FileChangeType } from "vscode-languageserver-protocol";
import { ENCODED, PAIR } from "../support/keys";
import { PULL, PUSH } from "./support/capabilities";
import { connect, FOLDER, type MemoryClient } from "./support/client";
import { compose, filebeat, HOSTED, OTHER_HOSTED } from "./support/texts";

let client: MemoryClient;
afterEach(() => client.dispose());

const at = (name: string): string => `${FOLDER}/${name}`;
const WRONG = `ES_API_KEY=${ENCODED}\n`;
const RIGHT = `ES_API_KEY=${PAIR}\n`;
const CONFIG = filebeat("${ES_API_KEY}");

describe.each([
  ["pulls", PULL],
  ["is pushed to", PUSH],
])("for a client that %s", (_, capabilities) => {
  const told = (): number => client.refreshes() + client.published.length;
  /** Does something, and waits until the client has heard of a file besides the changed one. */
  const news = async (act: () => void): Promise<void> => {
    await client.settle();
    // A client that was told to pull again does so, or is not told again.
    await client.diagnostics([...client.opened()][0] ?? "");
    const before = told();
    act();
    await client.until(() => told() > before);
    await client.settle();
  };
  /** The newest problems, as the client has them after what it was told. */
  const problems = async (name: string): Promise<readonly string[]> => {
    if (capabilities === PULL) return client.codes(name);
    const last = client.published.findLast(({ uri }) => uri === at(name));
    return (last?.diagnostics ?? []).map(({ code }) => String(code));
  };
  const start = async (env: string | undefined, mounts = compose()): Promise<void> => {
    client = await connect({ capabilities });
    client.files.write(at("compose.yaml"), mounts);
    client.files.write(at("filebeat.yml"), CONFIG);
    if (env !== undefined) client.files.write(at(".env"), env);
    client.open("filebeat.yml", CONFIG);
    await client.diagnostics("filebeat.yml");
    await client.settle();
  };

  test("an edit of an open .env counts at once in the others", async () => {
    await start(WRONG);
    expect(await problems("filebeat.yml")).toContain("wrong-encoding");
    client.open(".env", WRONG, "dotenv");
    await client.settle();
    await news(() => client.change(".env", RIGHT));
    expect(await problems("filebeat.yml")).not.toContain("wrong-encoding");
    await news(() => client.change(".env", WRONG));
    expect(await problems("filebeat.yml")).toContain("wrong-encoding");
  });

  test("a .env that is saved by somebody else counts at once", async () => {
    await start(RIGHT);
    expect(await problems("filebeat.yml")).not.toContain("wrong-encoding");
    client.files.write(at(".env"), WRONG);
    await news(() => client.filesChanged([at(".env"), FileChangeType.Changed]));
    expect(await problems("filebeat.yml")).toContain("wrong-encoding");
  });

  test("an edit of what mounts a file counts at once", async () => {
    await start(WRONG, compose("other.yml"));
    expect(await problems("filebeat.yml")).not.toContain("wrong-encoding");
    client.open("compose.yaml", compose("other.yml"), "dockercompose");
    await client.settle();
    await news(() => client.change("compose.yaml", compose()));
    expect(await problems("filebeat.yml")).toContain("wrong-encoding");
    await news(() => client.change("compose.yaml", compose("filebeat.yml", "other.env")));
    expect(await problems("filebeat.yml")).not.toContain("wrong-encoding");
  });

  test("one key in two deployments is told in both open files, each with the place in the other", async () => {
    client = await connect({ capabilities });
    client.open("a.yml", filebeat(PAIR, HOSTED));
    client.open("b.yml", `# another one\n${filebeat(PAIR, OTHER_HOSTED)}`);
    await client.diagnostics("a.yml");
    await client.diagnostics("b.yml");
    await client.settle();
    for (const [name, other, line] of [
      ["a.yml", "b.yml", 6],
      ["b.yml", "a.yml", 5],
    ] as const) {
      expect(await problems(name)).toContain("key-in-two-deployments");
      const [found] = (await client.diagnostics(name)).filter(({ code }) => code === "key-in-two-deployments");
      const [place] = found?.relatedInformation ?? [];
      const start = { line, character: 12 };
      expect(place?.location).toEqual({ uri: at(other), range: { start, end: { line, character: 12 + PAIR.length } } });
    }
    await news(() => client.change("b.yml", filebeat(PAIR, HOSTED)));
    expect(await problems("a.yml")).not.toContain("key-in-two-deployments");
  });

  test("of a file that is not open, the line is told", async () => {
    client = await connect({ capabilities });
    client.files.write(at("b.yml"), filebeat(PAIR, OTHER_HOSTED));
    client.open("a.yml", filebeat(PAIR, HOSTED));
    await client.diagnostics("a.yml");
    await client.settle();
    const [found] = (await client.diagnostics("a.yml")).filter(({ code }) => code === "key-in-two-deployments");
    expect(found?.relatedInformation?.map(({ location }) => [location.uri, location.range.start.line])).toEqual([
      [at("b.yml"), 5],
    ]);
  });

  test("a file that is renamed or deleted takes what it said with it", async () => {
    client = await connect({ capabilities });
    client.files.write(at("b.yml"), filebeat(PAIR, OTHER_HOSTED));
    client.open("a.yml", filebeat(PAIR, HOSTED));
    await client.diagnostics("a.yml");
    await client.settle();
    expect(await problems("a.yml")).toContain("key-in-two-deployments");
    client.files.remove(at("b.yml"));
    client.files.write(at("c.yml"), filebeat(PAIR, OTHER_HOSTED));
    await news(() => client.filesChanged([at("b.yml"), FileChangeType.Deleted], [at("c.yml"), FileChangeType.Created]));
    const [found] = (await client.diagnostics("a.yml")).filter(({ code }) => code === "key-in-two-deployments");
    expect(found?.relatedInformation?.map(({ location }) => location.uri)).toEqual([at("c.yml")]);
    client.files.remove(at("c.yml"));
    await news(() => client.filesChanged([at("c.yml"), FileChangeType.Deleted]));
    expect(await problems("a.yml")).not.toContain("key-in-two-deployments");
  });

  test("so does a folder", async () => {
    client = await connect({ capabilities });
    client.files.write(at("conf.d/b.yml"), filebeat(PAIR, OTHER_HOSTED));
    client.open("a.yml", filebeat(PAIR, HOSTED));
    await client.diagnostics("a.yml");
    await client.settle();
    client.files.remove(at("conf.d/b.yml"));
    client.files.write(at("example.com/b.yml"), filebeat(PAIR, OTHER_HOSTED));
    await news(() =>
      client.filesChanged([at("conf.d"), FileChangeType.Deleted], [at("example.com"), FileChangeType.Created]),
    );
    const [found] = (await client.diagnostics("a.yml")).filter(({ code }) => code === "key-in-two-deployments");
    expect(found?.relatedInformation?.map(({ location }) => location.uri)).toEqual([at("example.com/b.yml")]);
  });
});
