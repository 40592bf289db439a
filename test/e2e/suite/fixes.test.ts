import assert from "node:assert/strict";
import * as vscode from "vscode";
import { applyFix, codeOf, expectProblems, open, problemsOf, revert, until } from "../editor";
import { EXPECTED } from "../expected";

/** The problems that a fix leaves: all but those on these lines of these rules. */
const without = (name: string, gone: RegExp): readonly string[] =>
  (EXPECTED[name] ?? []).filter((each) => !gone.test(each));

describe("a quick fix", () => {
  const cases: readonly (readonly [file: string, at: string, title: RegExp, gone: RegExp])[] = [
    ["filebeat.yml", 'api_key: "VnVh', /id:key/, /wrong-encoding/],
    ["otel-collector.yml", 'api_key: "', /Encode/, /wrong-encoding/],
    ["crontab", "'Authorization: ApiKey $ES_API_KEY'", /double quotes/, /unexpanded-variable/],
    ["crontab", "%Y.%m.%d", /Escape/, /crontab-percent/],
    ["crontab", "Bearer $ES_API_KEY", /ApiKey/, /wrong-scheme/],
  ];
  for (const [file, at, title, gone] of cases) {
    it(`${title.source} in ${file} makes the problem go`, async () => {
      const document = await open(file);
      await expectProblems(document.uri, EXPECTED[file] ?? []);
      await applyFix(document, at, title);
      await expectProblems(document.uri, without(file, gone));
      await revert(document);
      await expectProblems(document.uri, EXPECTED[file] ?? []);
    });
  }

  it("that suppresses writes a comment above, and the finding is silent", async () => {
    const document = await open("filebeat.yml");
    await expectProblems(document.uri, EXPECTED["filebeat.yml"] ?? []);
    await applyFix(document, 'api_key: "VnVh', /Suppress hard-coded-key/);
    assert.match(document.getText(), /^ {2}# keyfit-disable-next-line hard-coded-key -- reason$/m);
    await expectProblems(document.uri, ["wrong-encoding error 17"]);
    await revert(document);
  });

  it("is preferred where it is the one right one", async () => {
    const document = await open("filebeat.yml");
    await expectProblems(document.uri, EXPECTED["filebeat.yml"] ?? []);
    const problem = vscode.languages.getDiagnostics(document.uri).find((each) => codeOf(each) === "wrong-encoding");
    assert.ok(problem);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      problem.range,
    );
    assert.deepEqual(
      actions.filter(({ isPreferred }) => isPreferred).map(({ title }) => title),
      ["Decode to id:key"],
    );
  });
});

describe("source.fixAll.keyfit", () => {
  it("runs on save and applies every safe fix", async () => {
    const editor = vscode.workspace.getConfiguration("editor");
    await editor.update(
      "codeActionsOnSave",
      { "source.fixAll.keyfit": "explicit" },
      vscode.ConfigurationTarget.Workspace,
    );
    const document = await open("crontab");
    const before = document.getText();
    await expectProblems(document.uri, EXPECTED.crontab ?? []);
    try {
      const view = await vscode.window.showTextDocument(document);
      await view.edit((edit) => edit.insert(document.lineAt(document.lineCount - 1).range.end, "\n"));
      await document.save();
      await until(
        () => !problemsOf(document.uri).some((each) => /unexpanded-variable|crontab-percent|wrong-scheme/.test(each)),
        () => `left: ${problemsOf(document.uri).join(", ")}`,
      );
      assert.match(document.getText(), /\\%Y\.\\%m\.\\%d/);
      assert.match(document.getText(), /-H "Authorization: ApiKey \$ES_API_KEY"/);
    } finally {
      await editor.update("codeActionsOnSave", undefined, vscode.ConfigurationTarget.Workspace);
      const view = await vscode.window.showTextDocument(document);
      const all = new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
      await view.edit((edit) => edit.replace(all, before));
      await document.save();
    }
  });
});
