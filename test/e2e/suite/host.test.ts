/**
 * The tests run where they were sent: a suite that silently ran in another VS Code, or in a trusted window when it asked
 * for a restricted one, would prove nothing.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";

describe("host", () => {
  it("is the VS Code that was asked for", () => {
    assert.equal(vscode.version, process.env.KEYFIT_VSCODE_VERSION);
  });

  it("trusts the workspace", () => {
    assert.equal(vscode.workspace.isTrusted, true);
  });

  it("opened the workspace of the tests", () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
  });
});
