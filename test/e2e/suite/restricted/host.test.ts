/** The restricted window is one: see ../host.test.ts. */
import assert from "node:assert/strict";
import * as vscode from "vscode";

describe("restricted host", () => {
  it("is the VS Code that was asked for", () => {
    assert.equal(vscode.version, process.env.KEYFIT_VSCODE_VERSION);
  });

  it("does not trust the workspace", () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });
});
