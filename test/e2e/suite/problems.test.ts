import assert from "node:assert/strict";
import * as vscode from "vscode";
import { expectProblems, open, until } from "../editor";
import { EXPECTED } from "../expected";

describe("problems", () => {
  for (const [name, expected] of Object.entries(EXPECTED)) {
    it(`of ${name}`, async () => {
      const document = await open(name);
      await expectProblems(document.uri, expected);
    });
  }

  it("are expected for every example", async () => {
    const found = await vscode.workspace.findFiles("**/*", "{**/*.md,**/.vscode/settings.json,**/extra/**}");
    const names = found.map((uri) => vscode.workspace.asRelativePath(uri));
    assert.deepEqual(names.sort(), Object.keys(EXPECTED).sort());
  });

  it("carry an exact range, a code with its page, and our name", async () => {
    const document = await open("filebeat.yml");
    await expectProblems(document.uri, EXPECTED["filebeat.yml"] ?? []);
    const problem = vscode.languages.getDiagnostics(document.uri).find(({ message }) => /encoded/.test(message));
    assert.ok(problem);
    const key = document.getText(problem.range);
    assert.match(key, /^[A-Za-z0-9+/]{58}==$/);
    assert.ok(typeof problem.code === "object");
    assert.equal(
      problem.code.target.toString(),
      "https://github.com/keyfit/keyfit/blob/main/docs/rules/wrong-encoding.md",
    );
    assert.equal(problem.source, "keyfit");
  });

  it("come and go as one types", async () => {
    const document = await open("heartbeat.yml");
    await expectProblems(document.uri, []);
    const editor = await vscode.window.showTextDocument(document);
    const line = document.lineCount - 2;
    const before = document.lineAt(line).text;
    await editor.edit((edit) =>
      edit.replace(document.lineAt(line).range, '  api_key: "only-a-word-that-is-no-key-at-all"'),
    );
    await until(
      () => vscode.languages.getDiagnostics(document.uri).length > 0,
      () => "no problem came",
    );
    await editor.edit((edit) => edit.replace(document.lineAt(line).range, before));
    await expectProblems(document.uri, []);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });
});

describe("a crontab", () => {
  it("has its language by its name and by its folder", async () => {
    assert.equal((await open("crontab")).languageId, "crontab");
    assert.equal((await open("cron.d/elastic-cloud")).languageId, "crontab");
  });

  it("is read as well when it is open as plain text", async () => {
    const document = await vscode.languages.setTextDocumentLanguage(await open("crontab"), "plaintext");
    await expectProblems(document.uri, EXPECTED.crontab ?? []);
    await vscode.languages.setTextDocumentLanguage(document, "crontab");
  });

  it("pasted into a new editor is read before it has a name", async () => {
    const source = await open("crontab");
    const document = await vscode.workspace.openTextDocument({ content: source.getText() });
    await vscode.window.showTextDocument(document);
    await expectProblems(document.uri, EXPECTED.crontab ?? []);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });
});
