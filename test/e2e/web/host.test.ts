/** The worker host is one: see ../suite/host.test.ts. There is no `node:assert` here. */
import * as vscode from "vscode";

describe("worker host", () => {
  it("runs in a web worker without Node", () => {
    const scope = globalThis as { importScripts?: unknown; process?: { versions?: unknown } };
    if (typeof scope.importScripts !== "function") throw new Error("not a web worker");
    if (scope.process?.versions !== undefined) throw new Error("Node is here");
  });

  it("opened the workspace of the tests", () => {
    if (vscode.workspace.workspaceFolders?.length !== 1) throw new Error("no workspace");
  });
});
