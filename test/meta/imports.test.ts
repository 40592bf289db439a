/**
 * Who may import whom. The layers are those of docs/architecture.md; an import may stay in its folder, or point down.
 * Within a layer two folders may know each other in one direction only, else they are one folder.
 */
import path from "node:path";
import { describe, expect, test } from "vitest";
import { importsOf, PURE, read, typeScriptIn } from "./sources";

/** From the bottom up. */
const LAYERS = [
  ["text", "version.ts"],
  ["elastic"],
  ["integrations", "read"],
  ["project"],
  ["find", "workspace"],
  ["features", "rules"],
  ["service.ts"],
  ["node"],
  ["lsp", "cli"],
];

/** Protocol, editor and Node: not parsers, and each has a rule of its own below. */
const PLATFORM = /^(?:node:|vscode$|vscode-(?:languageserver|languageclient|jsonrpc)(?:[-/]|$))/;

interface Edge {
  readonly file: string;
  readonly to: string;
}

const SERVER = edges("server/src");
const CLIENT = edges("client/src");

function edges(folder: string): Edge[] {
  return typeScriptIn(folder).flatMap((file) => importsOf(read(file)).map((to) => ({ file, to })));
}

/** The folder of server/src, or the file at its top, that a file or an import without extension belongs to. */
function folderOf(file: string): string {
  const [first, ...rest] = file.slice("server/src/".length).split("/");
  return rest.length > 0 || first!.endsWith(".ts") ? first! : `${first}.ts`;
}

function layerOf(folder: string): number {
  return LAYERS.findIndex((layer) => layer.includes(folder));
}

/** Where a relative import leads, without extension; undefined for packages. */
function targetOf({ file, to }: Edge): string | undefined {
  return to.startsWith(".") ? path.posix.join(path.posix.dirname(file), to) : undefined;
}

function show({ file, to }: Edge): string {
  return `${file} imports ${to}`;
}

/** The edges between two different folders of server/src. */
function crossings(): { readonly from: string; readonly into: string; readonly edge: Edge }[] {
  return SERVER.flatMap((edge) => {
    const target = targetOf(edge);
    if (target === undefined || !target.startsWith("server/src/")) return [];
    const into = folderOf(target);
    const from = folderOf(edge.file);
    return from === into ? [] : [{ from, into, edge }];
  });
}

describe("server/src", () => {
  test("has imports to look at, and every folder has a layer", () => {
    expect(SERVER.length).toBeGreaterThan(10);
    const folders = new Set(typeScriptIn("server/src").map(folderOf));
    expect([...folders].filter((folder) => layerOf(folder) === -1)).toEqual([]);
  });

  test("points down only", () => {
    const upward = crossings().filter(({ from, into }) => layerOf(into) > layerOf(from) || layerOf(into) === -1);
    expect(upward.map(({ edge }) => show(edge))).toEqual([]);
  });

  test("lsp and cli meet in the one import() that starts the server", () => {
    const between = crossings().filter(
      ({ from, into }) => layerOf(from) === layerOf("cli") && layerOf(into) === layerOf("cli"),
    );
    const unexpected = between.filter(
      ({ from, edge }) => from !== "cli" || targetOf(edge) !== "server/src/lsp/node/main",
    );
    expect(unexpected.map(({ edge }) => show(edge))).toEqual([]);
    expect(between.length).toBeLessThanOrEqual(1);
  });

  test("folders of one layer know each other in one direction at most", () => {
    const pairs = new Set(crossings().map(({ from, into }) => `${from} ${into}`));
    const mutual = [...pairs].filter((pair) => pairs.has(pair.split(" ").reverse().join(" ")));
    expect(mutual).toEqual([]);
  });

  test("leaves the project's other parts alone", () => {
    const outside = SERVER.filter((edge) => targetOf(edge)?.startsWith("server/src/") === false);
    const allowed = outside.filter(
      (edge) => edge.file === "server/src/version.ts" && targetOf(edge) === "package.json",
    );
    expect(outside.filter((edge) => !allowed.includes(edge)).map(show)).toEqual([]);
  });

  test("the pure folders import neither Node nor the protocol", () => {
    const impure = SERVER.filter(({ file, to }) => PURE.includes(folderOf(file)) && PLATFORM.test(to));
    expect(impure.map(show)).toEqual([]);
  });

  test("only lsp/ knows the protocol, and only node/, lsp/node/ and the command line know Node", () => {
    const wrong = SERVER.filter(({ file, to }) => {
      if (to.startsWith("node:")) return !/^server\/src\/(?:node|lsp\/node|cli)\//.test(file);
      if (/^vscode-(?:languageserver|jsonrpc)\b/.test(to)) return folderOf(file) !== "lsp";
      return to === "vscode" || to.startsWith("vscode-languageclient");
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test("the platform's half of the protocol stays in the entry of that platform", () => {
    const wrong = SERVER.filter(({ file, to }) => {
      const half = /^vscode-languageserver\/(node|browser)$/.exec(to)?.[1];
      return half !== undefined && !file.startsWith(`server/src/lsp/${half}/`);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test("each other package is imported by one file", () => {
    const importers = new Map<string, Set<string>>();
    for (const { file, to } of SERVER) {
      if (to.startsWith(".") || PLATFORM.test(to)) continue;
      const name = to.split("/", to.startsWith("@") ? 2 : 1).join("/");
      importers.set(name, (importers.get(name) ?? new Set()).add(file));
    }
    const shared = [...importers].filter(([, files]) => files.size > 1);
    expect(shared.map(([name, files]) => `${name}: ${[...files].join(", ")}`)).toEqual([]);
  });
});

describe("client/src", () => {
  test("knows the editor and the language client, and no parser", () => {
    const wrong = CLIENT.filter(
      ({ to }) => !to.startsWith(".") && to !== "vscode" && !to.startsWith("vscode-languageclient"),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  test("takes the platform's half of the language client in the entry of that platform", () => {
    const wrong = CLIENT.filter(({ file, to }) => {
      const half = /^vscode-languageclient\/(node|browser)$/.exec(to)?.[1];
      return half !== undefined && !file.startsWith(`client/src/${half}/`);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test("shares at most one file with the server: names and types of their own requests", () => {
    const shared = new Set(
      CLIENT.map(targetOf).filter((target) => target !== undefined && !target.startsWith("client/src/")),
    );
    const wrong = [...shared].filter((target) => !/^server\/src\/lsp\/[A-Za-z]+$/.test(target!));
    expect(wrong).toEqual([]);
    expect(shared.size).toBeLessThanOrEqual(1);
  });
});

describe("the reading of imports itself", () => {
  test("sees every way to import, and none in comments", () => {
    const text = [
      'import { a } from "./a";',
      "import type {",
      "  B,",
      '} from "./b";',
      'import "./c";',
      'export { d } from "./d";',
      'const e = await import("./e");',
      'const f = require("node:fs");',
      ' * as in: import { x } from "./not";',
      '// import "./nor";',
      'const text = "from";',
    ].join("\n");
    expect(importsOf(text)).toEqual(["./a", "./b", "./c", "./d", "./e", "node:fs"]);
  });
});
