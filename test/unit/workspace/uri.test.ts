/** URIs and paths of both systems, tested on either: what differs between them is an argument. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  childUri,
  folderOf,
  joinPath,
  nameOf,
  normalUri,
  pathOf,
  pathOfUri,
  relativePath,
  uriOfPath,
  withPath,
} from "../../../server/src/workspace/uri";

describe("one spelling for one file", () => {
  test.each([
    ["file:///c%3A/Users/me/a.yml", "file:///c%3A/Users/me/a.yml"],
    ["file:///c:/Users/me/a.yml", "file:///c%3A/Users/me/a.yml"],
    ["file:///C:/Users/me/a.yml", "file:///c%3A/Users/me/a.yml"],
    ["file:///C%3A/Users/me/a.yml", "file:///c%3A/Users/me/a.yml"],
    ["file:///c%3a/Users/me/a.yml", "file:///c%3A/Users/me/a.yml"],
    ["file:///home/me/a b.yml", "file:///home/me/a%20b.yml"],
    ["file:///home/me/a%20b.yml", "file:///home/me/a%20b.yml"],
    ["file:///home/me/%C3%BC.yml", "file:///home/me/%C3%BC.yml"],
    ["file:///home/me/ü.yml", "file:///home/me/%C3%BC.yml"],
    ["file:///home/me/a%23b.yml", "file:///home/me/a%23b.yml"],
    ["file:///home/me/100%25.yml", "file:///home/me/100%25.yml"],
    ["file://Server/share/a.yml", "file://server/share/a.yml"],
    ["untitled:Untitled-1", "untitled:Untitled-1"],
    ["vscode-vfs://github/o/r/a.yml", "vscode-vfs://github/o/r/a.yml"],
  ])("%s", (uri, expected) => {
    expect(normalUri(uri)).toBe(expected);
    expect(normalUri(expected)).toBe(expected);
  });
});

describe("an absolute path that a file names", () => {
  test.each([
    ["file:///home/me/a.sh", "/etc/x y", "file:///etc/x%20y"],
    // What a script names may be a comment of another language; a URI takes no path like that.
    ["file:///home/me/a.sh", "//etc/x", "file:///etc/x"],
    ["file:///home/me/a.sh", "////", "file:///"],
    ["vscode-vfs://github/o/r/a.sh", "//o/x", "vscode-vfs://github/o/x"],
  ])("of %s: %s", (uri, path, expected) => {
    expect(withPath(uri, path)).toBe(expected);
  });
});

test("half of a surrogate pair in a path is what no URI has, and throws nothing", () => {
  expect(joinPath("file:///home/me", "a\ud83d/b")).toBe("file:///home/me/a%EF%BF%BD/b");
  expect(childUri("file:///home/me", "\ude00")).toBe("file:///home/me/%EF%BF%BD");
  expect(withPath("file:///home/me/a", "/😀\ude00")).toBe("file:///%F0%9F%98%80%EF%BF%BD");
});

describe("paths of a system as URIs and back", () => {
  test.each([
    ["c:\\Users\\me\\a.yml", "file:///c%3A/Users/me/a.yml"],
    ["C:\\Users\\me\\a.yml", "file:///c%3A/Users/me/a.yml"],
    ["c:/Users/me/a.yml", "file:///c%3A/Users/me/a.yml"],
    ["\\\\server\\share\\a.yml", "file://server/share/a.yml"],
    ["c:\\a b\\100%\\#1\\ü.yml", "file:///c%3A/a%20b/100%25/%231/%C3%BC.yml"],
  ])("Windows: %s", (path, uri) => {
    expect(uriOfPath(path, true)).toBe(uri);
    const back = path.replaceAll("/", "\\").replace(/^C:/, "c:");
    expect(pathOfUri(uri, true)).toBe(back);
  });

  test.each([
    ["/home/me/a.yml", "file:///home/me/a.yml"],
    ["/home/me/a b/100%/#1/ü?.yml", "file:///home/me/a%20b/100%25/%231/%C3%BC%3F.yml"],
    ["/c:/odd.yml", "file:///c%3A/odd.yml"],
  ])("elsewhere: %s", (path, uri) => {
    expect(uriOfPath(path, false)).toBe(uri);
    expect(pathOfUri(uri, false)).toBe(path);
  });

  test("a backslash is a letter of a name outside Windows", () => {
    expect(pathOfUri(uriOfPath("/home/a\\b.yml", false), false)).toBe("/home/a\\b.yml");
  });

  test("other schemes have no path on this system", () => {
    expect(pathOfUri("untitled:Untitled-1", false)).toBeUndefined();
    expect(pathOfUri("vscode-vfs://github/o/r/a.yml", true)).toBeUndefined();
  });

  test("any name comes back", () => {
    const name = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
      .filter((one) => !/[/\\:\0]|^\.{1,2}$/.test(one));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
        const posix = `/${names.join("/")}`;
        expect(pathOfUri(uriOfPath(posix, false), false)).toBe(posix);
        const windows = `d:\\${names.join("\\")}`;
        expect(pathOfUri(uriOfPath(windows, true), true)).toBe(windows);
        expect(normalUri(uriOfPath(posix, false))).toBe(uriOfPath(posix, false));
      }),
    );
  });
});

describe("parts", () => {
  test.each([
    ["file:///c%3A/a%20b/x%23.yml", "/c:/a b/x#.yml", "x#.yml", "file:///c%3A/a%20b"],
    ["file:///a.yml", "/a.yml", "a.yml", "file:///"],
    ["untitled:Untitled-1", "Untitled-1", "Untitled-1", "untitled:"],
  ])("of %s", (uri, path, name, folder) => {
    expect(pathOf(uri)).toBe(path);
    expect(nameOf(uri)).toBe(name);
    expect(folderOf(uri)).toBe(folder);
  });
});

describe("joinPath", () => {
  test.each([
    ["file:///p", "a.env", "file:///p/a.env"],
    ["file:///p", "./a.env", "file:///p/a.env"],
    ["file:///p/q", "../a.env", "file:///p/a.env"],
    ["file:///p", "../../a.env", "file:///a.env"],
    ["file:///p", "a b/100%#?.env", "file:///p/a%20b/100%25%23%3F.env"],
    ["file:///p", "sub\\a.env", "file:///p/sub/a.env"],
    ["file:///c%3A/p", "..\\a.env", "file:///c%3A/a.env"],
    ["vscode-vfs://github/o/r", "a.env", "vscode-vfs://github/o/r/a.env"],
    ["file://server/share", "a.env", "file://server/share/a.env"],
  ])("%s and %s", (folder, path, expected) => {
    expect(joinPath(folder, path)).toBe(expected);
  });
});

describe("childUri", () => {
  test("takes a name as it is", () => {
    expect(childUri("file:///p", "a\\b#c%20d")).toBe("file:///p/a%5Cb%23c%2520d");
    expect(childUri("file:///c%3A/p", "a.yml")).toBe("file:///c%3A/p/a.yml");
  });
});

describe("relativePath", () => {
  test.each([
    ["file:///p", "file:///p/a/b.yml", "a/b.yml"],
    ["file:///p/", "file:///p/a.yml", "a.yml"],
    ["file:///", "file:///a.yml", "a.yml"],
    ["file:///c%3A/p", "file:///C:/p/a.yml", "a.yml"],
    ["file:///C%3A/p", "file:///c:/p/a%20b.yml", "a b.yml"],
    ["file:///p%20q", "file:///p q/a.yml", "a.yml"],
    ["file:///p", "file:///pq/a.yml", undefined],
    ["file:///p", "file:///p", undefined],
    ["file:///P", "file:///p/a.yml", undefined],
    ["file:///p", "untitled:p/a.yml", undefined],
    ["file:///p", "vscode-vfs://github/p/a.yml", undefined],
    ["file://server/share", "file://server/share/a.yml", "a.yml"],
    ["file://other/share", "file://server/share/a.yml", undefined],
    ["file:///p", "file:///p/../q/a.yml", undefined],
  ])("of %s and %s", (folder, uri, expected) => {
    expect(relativePath(folder, uri)).toBe(expected);
  });

  test("undoes joinPath", () => {
    const name = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 6 })
      .filter((one) => !/[/\\:\0]|^\.{1,2}$/.test(one));
    fc.assert(
      fc.property(
        fc.constantFrom("file:///p", "file:///c%3A/p q", "vscode-vfs://h/p"),
        fc.array(name, { minLength: 1 }),
        (folder, names) => {
          expect(relativePath(folder, joinPath(folder, names.join("/")))).toBe(names.join("/"));
        },
      ),
    );
  });
});
