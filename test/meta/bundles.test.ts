/**
 * What each bundle may load, as a list (docs/architecture.md, Security). Two views of the same promise: the bundle's text
 * is searched for every way to load a module or to make code at run time, and esbuild's metafile tells which source asked
 * for it. A bundle is looked at as soon as its source exists; run `npm run build` first.
 */
import { existsSync } from "node:fs";
import type { AnyNode } from "acorn";
import { describe, expect, test } from "vitest";
import { ROOT, read, readJson } from "./sources";
import { nodesOfJavaScript, propertyOf } from "./syntax";

interface Bundle {
  readonly name: string;
  readonly entry: string;
  /** All that it may load, by whatever name: nothing else is there at run time. */
  readonly loads: readonly string[];
  /** What Keyfit's own files among them may ask for; the rest is asked for inside packages. */
  readonly own: readonly string[];
  /** Global names below that it may use all the same. */
  readonly starts?: readonly string[];
}

/** What vscode-languageserver and vscode-languageclient bring along. Processes and sockets are theirs alone. */
const PROTOCOL_ON_NODE = ["child_process", "crypto", "fs", "net", "os", "path", "url", "util", "node:util"];

const BUNDLES: readonly Bundle[] = [
  {
    name: "client/node",
    entry: "client/src/node/main.ts",
    loads: ["vscode", "readline", ...PROTOCOL_ON_NODE],
    own: ["vscode"],
  },
  {
    name: "client/browser",
    entry: "client/src/browser/main.ts",
    loads: ["vscode"],
    own: ["vscode"],
    starts: ["Worker"],
  },
  {
    name: "server/node",
    entry: "server/src/lsp/node/main.ts",
    loads: [
      ...PROTOCOL_ON_NODE,
      "node:crypto",
      "node:fs",
      "node:fs/promises",
      "node:path",
      "node:process",
      "node:url",
      "node:v8",
    ],
    own: ["node:crypto", "node:fs", "node:fs/promises", "node:path", "node:process", "node:url", "node:v8"],
  },
  { name: "server/browser", entry: "server/src/lsp/browser/main.ts", loads: [], own: [] },
  {
    name: "cli",
    entry: "server/src/cli/main.ts",
    loads: [
      "./server/node.js",
      "node:crypto",
      "node:events",
      "node:fs",
      "node:fs/promises",
      "node:os",
      "node:path",
      "node:process",
      "node:url",
      "node:util",
    ],
    own: [
      "./server/node.js",
      "node:crypto",
      "node:fs",
      "node:fs/promises",
      "node:os",
      "node:path",
      "node:process",
      "node:url",
      "node:util",
    ],
  },
];

/** Packages that may reach for processes and sockets: they speak the protocol. Keyfit calls neither. */
const PROTOCOL_PACKAGE = /(?:^|\/)node_modules\/(?:vscode-languageserver|vscode-languageclient|vscode-jsonrpc)\//;

/** Global names that reach the network, load code or make it, or start something that can. */
const REACHING = [
  "eval",
  "Function",
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "Worker",
  "SharedWorker",
  "importScripts",
];

/** The modules that a bundle's text loads, and the other ways to reach out that it contains. */
function reaches(code: string): { readonly modules: string[]; readonly other: string[] } {
  const modules = new Set<string>();
  const other = new Set<string>();
  for (const node of nodesOfJavaScript(code)) {
    if (node.type === "ImportExpression") add(node.source);
    if (node.type !== "CallExpression" && node.type !== "NewExpression") continue;
    const { callee } = node;
    if (callee.type === "Identifier" && callee.name === "require") add(node.arguments[0]);
    if (callee.type === "Identifier" && REACHING.includes(callee.name)) other.add(callee.name);
    if (["createRequire", "dlopen", "sendBeacon"].includes(propertyOf(callee) ?? "")) {
      other.add(propertyOf(callee)!);
    }
  }
  return { modules: [...modules].sort(), other: [...other].sort() };

  function add(argument: AnyNode | undefined): void {
    if (argument?.type === "Literal") modules.add(String(argument.value));
    else other.add("a module whose name is computed");
  }
}

/** Every external module in the metafile, with the source that asked for it. */
function requests(name: string): { readonly module: string; readonly by: string }[] {
  const { inputs } = readJson(`dist/meta/${name.replaceAll("/", "-")}.json`);
  return Object.entries<any>(inputs).flatMap(([by, { imports }]) =>
    imports.filter((entry: any) => entry.external).map((entry: any) => ({ module: entry.path, by })),
  );
}

describe.each(BUNDLES.filter(({ entry }) => existsSync(ROOT + entry)))(
  "dist/$name.js",
  ({ name, loads, own, starts = [] }) => {
    test("has been built", () => {
      expect(existsSync(`${ROOT}dist/${name}.js`), "run `npm run build` first").toBe(true);
    });

    // A character outside of ASCII in a regular expression is all it takes to double what V8 holds of a bundle.
    test("is plain ASCII", () => {
      expect(/[^\0-\x7f]/.exec(read(`dist/${name}.js`))?.[0]).toBeUndefined();
    });

    test("loads nothing but its list", () => {
      const { modules, other } = reaches(read(`dist/${name}.js`));
      expect(modules.filter((module) => !loads.includes(module))).toEqual([]);
      expect(other.filter((reach) => !starts.includes(reach))).toEqual([]);
    });

    test("Keyfit's own files ask for nothing but their list", () => {
      const asked = requests(name).filter(({ module, by }) => !by.includes("node_modules/") && !own.includes(module));
      expect(asked).toEqual([]);
    });

    test("processes and sockets stay inside the protocol's packages", () => {
      const wild = requests(name).filter(
        ({ module, by }) =>
          /^(?:node:)?(?:child_process|net|tls|https?|http2|dgram|worker_threads|vm)$/.test(module) &&
          !PROTOCOL_PACKAGE.test(by),
      );
      expect(wild).toEqual([]);
    });
  },
);

describe("the search itself", () => {
  test.each([
    ['require("net")', ["net"], []],
    ['import("./x.js")', ["./x.js"], []],
    ["require(name)", [], ["a module whose name is computed"]],
    ['new Function("return 1")', [], ["Function"]],
    ['eval("1"); fetch("x"); new WebSocket("y")', [], ["WebSocket", "eval", "fetch"]],
    ['const text = "require(1)"; other.require("x")', [], []],
  ])("of %s", (code, modules, other) => {
    expect(reaches(code)).toEqual({ modules, other });
  });
});
