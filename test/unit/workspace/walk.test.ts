/** The walk over folders: what git ignores, what is never walked, and that nothing stops the rest. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { walkFolder } from "../../../server/src/workspace/walk";
import { memoryFiles, pathBelow, ROOT } from "./memoryFiles";

type Disk = Parameters<typeof memoryFiles>[0];

async function walked(disk: Disk, folder = ROOT, cancelled?: () => boolean): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of walkFolder(memoryFiles(disk), folder, cancelled)) {
    found.push(entry.kind === "file" ? pathBelow(entry.uri) : `unreadable ${pathBelow(entry.uri)}: ${entry.reason}`);
  }
  return found;
}

/** Files with these paths, and the ones of them that the walk finds, ignore files left out. */
async function kept(ignores: Readonly<Record<string, string>>, paths: readonly string[]): Promise<string[]> {
  const found = await walked({ ...ignores, ...Object.fromEntries(paths.map((path) => [path, "x"])) });
  return found.filter((path) => !path.endsWith(".gitignore"));
}

describe("the walk", () => {
  test("goes by name, folders in their place", async () => {
    expect(await walked({ "b.yml": "", "a/z.yml": "", "a/b/c.yml": "", "c.yml": "" })).toEqual([
      "a/b/c.yml",
      "a/z.yml",
      "b.yml",
      "c.yml",
    ]);
  });

  test("enters dot-folders, and never .git and node_modules", async () => {
    const disk = {
      ".github/workflows/a.yml": "",
      ".vscode/a.json": "",
      ".env": "",
      ".git/config": "",
      "node_modules/a/b.yml": "",
      "packages/x/node_modules/a.yml": "",
      "packages/x/a.yml": "",
    };
    expect(await walked(disk)).toEqual([".env", ".github/workflows/a.yml", ".vscode/a.json", "packages/x/a.yml"]);
  });

  test("a file with such a name is a file", async () => {
    expect(await walked({ "a/.git": "gitdir: elsewhere", node_modules: "" })).toEqual(["a/.git", "node_modules"]);
  });

  test("follows no link", async () => {
    expect(await walked({ "a.yml": "", link: { kind: "link" }, "link.yml": { kind: "link" } })).toEqual(["a.yml"]);
  });

  test("reads ignored values that others read by themselves, and says that they are ignored", async () => {
    const disk = {
      ".gitignore": "*.tfvars\n/private/\n",
      "a.auto.tfvars": "",
      "b.tfvars": "",
      "private/c.auto.tfvars": "",
    };
    const found: string[] = [];
    for await (const entry of walkFolder(memoryFiles(disk), ROOT)) {
      if (entry.kind === "file") found.push(`${pathBelow(entry.uri)}${entry.ignored ? " ignored" : ""}`);
    }
    expect(found).toEqual([".gitignore", "a.auto.tfvars ignored"]);
  });

  test("names an unreadable folder and goes on", async () => {
    expect(await walked({ "a.yml": "", locked: { kind: "unreadable" }, "z.yml": "" })).toEqual([
      "a.yml",
      "unreadable locked: no permission",
      "z.yml",
    ]);
  });

  test("a folder that is not there has no files", async () => {
    expect(await walked({ "a.yml": "" }, `${ROOT}/gone`)).toEqual([]);
  });

  test("an ignore file that cannot be read ignores nothing", async () => {
    expect(await walked({ ".gitignore": { kind: "unreadable" }, "a.yml": "" })).toContain("a.yml");
  });

  test("names with blanks, marks of URIs and backslashes are names", async () => {
    const names = ["a b.yml", "a\\b.yml", "c#d.yml", "e%20f.yml", "g?h.yml", "ü.yml"];
    expect(await walked(Object.fromEntries(names.map((name) => [name, ""])))).toEqual(names);
  });

  test("stops as soon as it is told to", async () => {
    const disk = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`d${at}/f.yml`, ""]));
    const files = memoryFiles(disk);
    const found: string[] = [];
    for await (const entry of walkFolder(files, ROOT, () => found.length >= 3)) found.push(entry.uri);
    expect(found).toHaveLength(3);
    expect(await walked(disk, ROOT, () => true)).toEqual([]);
  });
});

describe(".gitignore", () => {
  test.each<[string, string[], string[]]>([
    ["*.log", ["a.log", "a/b.log", "a.yml"], ["a.yml"]],
    ["/a.yml", ["a.yml", "b/a.yml"], ["b/a.yml"]],
    ["build/", ["build/x.yml", "a/build/x.yml", "b/build"], ["b/build"]],
    ["secret", ["secret", "secret/x.yml", "a/secret"], []],
    ["a/*.yml", ["a/x.yml", "a/b/x.yml", "x.yml"], ["a/b/x.yml", "x.yml"]],
    ["**/x.yml", ["x.yml", "a/b/x.yml", "y.yml"], ["y.yml"]],
    ["a/**", ["a/b/c.yml", "b.yml"], ["b.yml"]],
    ["*.yml\n!keep.yml", ["a.yml", "keep.yml", "a/keep.yml"], ["a/keep.yml", "keep.yml"]],
    ["*\n!*/\n!*.yml", ["a/x.yml", "a/x.log", "b.yml"], ["a/x.yml", "b.yml"]],
    ["out\n!out/keep.yml", ["out/keep.yml", "a.yml"], ["a.yml"]],
    ["# a comment\n\n\\#x.yml", ["#x.yml", "# a comment"], ["# a comment"]],
    ["*.yml\r\n!keep.yml\r\n", ["a.yml", "keep.yml"], ["keep.yml"]],
    ["\ufeffa.yml\nb.yml", ["a.yml", "b.yml", "c.yml"], ["c.yml"]],
    ["Build/", ["Build/x.yml", "build/x.yml"], ["build/x.yml"]],
  ])("%j", async (rules, paths, expected) => {
    expect(await kept({ ".gitignore": rules }, paths)).toEqual(expected);
  });

  test("the nearest file decides, in its own folder and below", async () => {
    const paths = ["a.yml", "sub/a.yml", "sub/deep/a.yml", "sub/b.yml", "other/b.yml"];
    expect(await kept({ ".gitignore": "a.yml", "sub/.gitignore": "!a.yml\n/b.yml" }, paths)).toEqual([
      "other/b.yml",
      "sub/a.yml",
      "sub/deep/a.yml",
    ]);
  });

  test("a folder that a nearer file takes back is walked, with all that is in it", async () => {
    const paths = ["a/out/x.yml", "a/out/b/y.yml", "b/out/x.yml"];
    expect(await kept({ ".gitignore": "out/", "a/.gitignore": "!out/" }, paths)).toEqual([
      "a/out/b/y.yml",
      "a/out/x.yml",
    ]);
  });

  test("nothing inside an ignored folder takes it back, and its ignore file is not read", async () => {
    expect(await kept({ ".gitignore": "out/", "out/.gitignore": "!x.yml" }, ["out/x.yml", "a.yml"])).toEqual(["a.yml"]);
  });

  test("patterns of a nested file are relative to it", async () => {
    expect(await kept({ "a/.gitignore": "/x.yml\nb/y.yml" }, ["x.yml", "a/x.yml", "a/b/y.yml", "b/y.yml"])).toEqual([
      "b/y.yml",
      "x.yml",
    ]);
  });

  test("no text of it stops the walk", async () => {
    const line = fc.string({
      unit: fc.constantFrom("a", "*", "?", "[", "]", "!", "\\", "/", "-", "z", " ", "#", "{", "(", "\n"),
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(line, async (rules) => {
        const found = await walked({ ".gitignore": rules, "a.yml": "", "z/a.yml": "" });
        expect(found.filter((path) => path.startsWith("unreadable"))).toEqual([]);
      }),
    );
  });
});
