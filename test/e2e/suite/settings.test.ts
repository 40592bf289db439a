import assert from "node:assert/strict";
import * as vscode from "vscode";
import { expectProblems, fileUri, open, problemsOf, until } from "../editor";
import { EXPECTED } from "../expected";

const folder = (): vscode.WorkspaceConfiguration =>
  vscode.workspace.getConfiguration("keyfit", fileUri("filebeat.yml"));
const set = (name: string, value: unknown): Thenable<void> =>
  folder().update(name, value, vscode.ConfigurationTarget.WorkspaceFolder);

describe("the settings of a folder", () => {
  afterEach(async () => {
    for (const name of ["rules", "enable", "problems"]) await set(name, undefined);
  });

  it("give a rule another severity, and switch one off", async () => {
    const { uri } = await open("filebeat.yml");
    await expectProblems(uri, EXPECTED["filebeat.yml"] ?? []);
    await set("rules", { "wrong-encoding": "hint", "hard-coded-key": "off" });
    await expectProblems(uri, ["wrong-encoding hint 16"]);
    await set("rules", undefined);
    await expectProblems(uri, EXPECTED["filebeat.yml"] ?? []);
  });

  it("switch everything off", async () => {
    const { uri } = await open("filebeat.yml");
    await expectProblems(uri, EXPECTED["filebeat.yml"] ?? []);
    await set("enable", false);
    await expectProblems(uri, []);
    await set("enable", undefined);
    await expectProblems(uri, EXPECTED["filebeat.yml"] ?? []);
  });

  it("extend problems to files that nobody has opened, and back", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await open("heartbeat.yml");
    const closed = fileUri("metricbeat.yml");
    await until(
      () => problemsOf(closed).length === 0,
      () => "a closed file kept its problems",
    );
    await set("problems", "workspace");
    await expectProblems(closed, EXPECTED["metricbeat.yml"] ?? []);
    await set("problems", undefined);
    await expectProblems(closed, []);
  });
});

describe("the commands", () => {
  it("restart the server, and the problems come back", async () => {
    const { uri } = await open("filebeat.yml");
    await expectProblems(uri, EXPECTED["filebeat.yml"] ?? []);
    await vscode.commands.executeCommand("keyfit.restart");
    await expectProblems(uri, EXPECTED["filebeat.yml"] ?? []);
  });

  it("show the log", async () => {
    await vscode.commands.executeCommand("keyfit.showLog");
  });

  it("are there, each of those that the manifest names", async () => {
    const extension = vscode.extensions.getExtension("keyfit.keyfit");
    const manifest = extension?.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
