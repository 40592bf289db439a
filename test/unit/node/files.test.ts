import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeFiles } from "../../../server/src/node/files";
import { MAX_BYTES } from "../../../server/src/workspace/files";

let base: string;
let inside: string;
const uri = (...names: string[]): string => pathToFileURL(join(base, ...names)).toString();
const IS_ROOT = process.getuid?.() === 0;

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), "keyfit-files-"));
  inside = join(base, "inside");
  mkdirSync(join(inside, "sub"), { recursive: true });
  writeFileSync(join(inside, "a.yml"), "\uFEFFa: ä\r\n");
  writeFileSync(join(inside, "wide.yml"), Buffer.from("\uFEFFa: 1\n", "utf16le"));
  writeFileSync(join(inside, "data.bin"), Buffer.from([1, 2, 0, 3]));
  writeFileSync(join(inside, "big.yml"), Buffer.alloc(MAX_BYTES + 1, 97));
  writeFileSync(join(base, "outside.env"), "A=1\n");
  symlinkSync(join(base, "outside.env"), join(inside, "leaving.env"));
  symlinkSync(join(inside, "a.yml"), join(inside, "staying.yml"));
  symlinkSync(join(inside, "circle"), join(inside, "circle"));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe("read", () => {
  const files = nodeFiles();

  test("keeps the byte order mark and line ends", async () => {
    expect(await files.read(uri("inside", "a.yml"))).toEqual({ kind: "text", text: "\uFEFFa: ä\r\n" });
  });

  test("reads UTF-16 behind its mark", async () => {
    expect(await files.read(uri("inside", "wide.yml"))).toEqual({ kind: "text", text: "\uFEFFa: 1\n" });
  });

  test.each([
    ["absent.yml", { kind: "absent" }],
    ["a.yml/below", { kind: "absent" }],
    ["data.bin", { kind: "skipped", reason: "binary" }],
    ["big.yml", { kind: "skipped", reason: "too-large" }],
    ["sub", { kind: "unreadable", reason: "it is a folder" }],
    ["circle", { kind: "unreadable", reason: "its links lead in a circle" }],
  ])("says why %s has no text", async (name, expected) => {
    expect(await files.read(uri("inside", name))).toEqual(expected);
  });

  test.skipIf(IS_ROOT || process.platform === "win32")("names a missing permission", async () => {
    writeFileSync(join(inside, "closed.yml"), "a: 1\n");
    chmodSync(join(inside, "closed.yml"), 0o000);
    expect(await files.read(uri("inside", "closed.yml"))).toEqual({ kind: "unreadable", reason: "permission denied" });
  });

  test.skipIf(process.platform === "win32")("does not wait for a device or a pipe", async () => {
    expect(await files.read("file:///dev/null")).toEqual({ kind: "unreadable", reason: "it is no regular file" });
  });

  test("other schemes and impossible paths are absent", async () => {
    expect(await files.read("untitled:Untitled-1")).toEqual({ kind: "absent" });
    expect(await files.read(`${uri("inside")}/a%00b`)).toEqual({ kind: "absent" });
  });
});

describe("roots", () => {
  const files = nodeFiles({ roots: () => [uri("inside")] });

  test("a link out of the workspace is not followed, one within is", async () => {
    expect(await files.read(uri("inside", "leaving.env"))).toEqual({
      kind: "unreadable",
      reason: "a link leads out of the workspace",
    });
    expect((await files.read(uri("inside", "staying.yml"))).kind).toBe("text");
  });

  test("holds for folders and file facts too", async () => {
    expect((await files.list(uri())).kind).toBe("unreadable");
    expect((await files.stat(uri("outside.env"))).kind).toBe("unreadable");
  });

  test("no folder, nothing to read", async () => {
    expect((await nodeFiles({ roots: () => [] }).read(uri("inside", "a.yml"))).kind).toBe("unreadable");
  });
});

describe("list and stat", () => {
  const files = nodeFiles();

  test("links are `other`, wherever they lead", async () => {
    const content = await files.list(uri("inside"));
    const types =
      content.kind === "folder" ? new Map(content.entries.map(({ name, type }) => [name, type])) : undefined;
    expect(types?.get("a.yml")).toBe("file");
    expect(types?.get("sub")).toBe("folder");
    expect(types?.get("staying.yml")).toBe("other");
  });

  test("absent folders, and files taken for folders", async () => {
    expect(await files.list(uri("gone"))).toEqual({ kind: "absent" });
    expect(await files.list(uri("inside", "a.yml"))).toEqual({ kind: "absent" });
  });

  test("size in bytes", async () => {
    expect(await files.stat(uri("inside", "big.yml"))).toEqual({ kind: "file", size: MAX_BYTES + 1 });
    expect((await files.stat(uri("inside", "sub"))).kind).toBe("folder");
    expect(await files.stat(uri("gone"))).toEqual({ kind: "absent" });
  });
});
