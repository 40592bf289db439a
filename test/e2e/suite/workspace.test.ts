/** Several files that belong together: a configuration, what mounts it, what gives it its key, and the project file. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { applyFix, completionsAt, expectProblems, open, problemsOf, revert, statusOf, until } from "../editor";

const FILEBEAT = "extra/stack/filebeat.yml";
const WRONG = ["wrong-encoding error 8"];

/** Types at the end of a document. */
async function append(document: vscode.TextDocument, text: string): Promise<vscode.Position> {
  const editor = await vscode.window.showTextDocument(document);
  const end = document.lineAt(document.lineCount - 1).range.end;
  await editor.edit((edit) => edit.insert(end, text));
  return document.lineAt(document.lineCount - 1).range.end;
}

describe("files that belong together", () => {
  it("an edit of .env makes the problem of the configuration go, and come back", async () => {
    const config = await open(FILEBEAT);
    await expectProblems(config.uri, WRONG);
    const env = await open("extra/stack/.env");
    const key = /ES_API_KEY=(\S+)/.exec(env.getText())?.[1] ?? "";
    const start = env.getText().indexOf(key);
    const range = new vscode.Range(env.positionAt(start), env.positionAt(start + key.length));
    const editor = await vscode.window.showTextDocument(env);
    await editor.edit((edit) => edit.replace(range, Buffer.from(key, "base64").toString("utf8")));
    await expectProblems(config.uri, []);
    await revert(env);
    await expectProblems(config.uri, WRONG);
  });

  it("the fix of the configuration is made in .env", async () => {
    const config = await open(FILEBEAT);
    await expectProblems(config.uri, WRONG);
    await applyFix(config, "${ES_API_KEY}", /^Decode to id:key in \.env$/);
    await expectProblems(config.uri, []);
    const env = await open("extra/stack/.env");
    assert.match(env.getText(), /ES_API_KEY=[^:\s]{20}:[^:\s]{22}\n/);
    await revert(env);
    await expectProblems(config.uri, WRONG);
  });

  it("an edit of compose.yaml that mounts another file makes it go too", async () => {
    const config = await open(FILEBEAT);
    await expectProblems(config.uri, WRONG);
    const compose = await open("extra/stack/compose.yaml");
    const start = compose.getText().indexOf("./filebeat.yml");
    const editor = await vscode.window.showTextDocument(compose);
    await editor.edit((edit) => edit.insert(compose.positionAt(start + 2), "other-"));
    await expectProblems(config.uri, []);
    await revert(compose);
    await expectProblems(config.uri, WRONG);
  });
});

describe("the project file", () => {
  it("offers what can stand there, also half-typed", async () => {
    const document = await open("extra/stack/.keyfit.yml");
    const end = await append(document, "de");
    const labels = await completionsAt(document, end, "deployments");
    assert.ok(labels.includes("deployments"));
    assert.ok(!labels.includes("rules"), "rules are there already");
    await revert(document);
  });

  it("tells what is wrong in it", async () => {
    const document = await open("extra/stack/.keyfit.yml");
    await append(document, "rulez: {}\n");
    await expectProblems(document.uri, ["invalid-project-file error 4"]);
    await revert(document);
    await expectProblems(document.uri, []);
  });

  it("is written by an action that names the deployment of a host", async () => {
    const config = await open(FILEBEAT);
    await expectProblems(config.uri, WRONG);
    await applyFix(config, "es.stack.corp.example", /^Name the deployment of es\.stack\.corp\.example:9200/);
    const project = await open("extra/stack/.keyfit.yml");
    assert.match(project.getText(), /^deployments:\n {2}- name: es\.stack\.corp\.example\n/m);
    assert.deepEqual(problemsOf(project.uri), []);
    await revert(project);
  });

  it("is written for a key by its public id", async () => {
    const config = await open(FILEBEAT);
    await expectProblems(config.uri, WRONG);
    await applyFix(config, "${ES_API_KEY}", /^Declare its owner and expiry/, vscode.CodeActionKind.Refactor);
    const project = await open("extra/stack/.keyfit.yml");
    assert.match(project.getText(), /^keys:\n {2}- id: \S{20}\n/m);
    await revert(project);
  });

  it("is shown by the status item of a file, which opens it", async () => {
    await open(FILEBEAT);
    const shown = await until(
      () => {
        const now = statusOf();
        return now?.text === "extra/stack/.keyfit.yml" ? now : undefined;
      },
      () => `shown: ${JSON.stringify(statusOf())}`,
    );
    assert.equal(shown.detail, "off: hard-coded-key · filebeat 9.2.0");
    await vscode.commands.executeCommand("vscode.open", vscode.Uri.parse(shown.opens));
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? "", /extra\/stack\/\.keyfit\.yml$/);
    await open("heartbeat.yml");
    await until(
      () => statusOf()?.text === "No project file",
      () => `shown: ${JSON.stringify(statusOf())}`,
    );
  });

  it("shows nothing for a file that Keyfit does not read", async () => {
    await open(FILEBEAT);
    await until(
      () => statusOf() !== undefined,
      () => "nothing is shown",
    );
    await open("README.md");
    await until(
      () => statusOf() === undefined,
      () => `shown: ${JSON.stringify(statusOf())}`,
    );
  });
});
