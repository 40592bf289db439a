/** The whole way in the worker: the server is a worker too, and files come through the editor. */
import * as vscode from "vscode";
import {
  applyFix,
  completionsAt,
  expectAll,
  expectProblems,
  fileUri,
  hoverOn,
  open,
  problemsOf,
  revert,
  statusOf,
  until,
} from "../editor";
import { EXPECTED } from "../expected";

describe("in a web worker", () => {
  for (const name of ["filebeat.yml", "crontab", "heartbeat.yml"]) {
    it(`problems of ${name}`, async () => {
      const document = await open(name);
      await expectProblems(document.uri, EXPECTED[name] ?? []);
    });
  }

  it("a hover", async () => {
    expectAll(await hoverOn(await open("metricbeat.yml"), "essu_"), "**Elastic Cloud API key**", "**Does not fit.**");
  });

  it("a fix", async () => {
    const document = await open("filebeat.yml");
    await expectProblems(document.uri, EXPECTED["filebeat.yml"] ?? []);
    await applyFix(document, 'api_key: "VnVh', /id:key/);
    await expectProblems(document.uri, ["hard-coded-key information 16"]);
    await revert(document);
  });

  it("a file that a crontab sources is read through the editor", async () => {
    const key = /essu_[^"]+/.exec((await open("metricbeat.yml")).getText())?.[0] ?? "";
    const host = "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com";
    const job = `0 3 * * * . ./extra.env; curl -H "Authorization: ApiKey $ES_API_KEY" ${host}/\n`;
    const write = (name: string, text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(fileUri(name), new TextEncoder().encode(text));
    await write("extra.env", `ES_API_KEY=${key}\n`);
    await write("extra.crontab", job);
    const document = await open("extra.crontab");
    await until(
      () => problemsOf(document.uri).some((each) => each.startsWith("wrong-key-type")),
      () => `found ${JSON.stringify(problemsOf(document.uri))}`,
    );
  });

  it("files of a workspace that belong together, found through the editor", async () => {
    const document = await open("extra/stack/filebeat.yml");
    await expectProblems(document.uri, ["wrong-encoding error 8"]);
    await applyFix(document, "${ES_API_KEY}", /^Decode to id:key in \.env$/);
    await expectProblems(document.uri, []);
    await revert(await open("extra/stack/.env"));
    await expectProblems(document.uri, ["wrong-encoding error 8"]);
  });

  it("the project file: what can stand there, and what it says in the status item", async () => {
    const project = await open("extra/stack/.keyfit.yml");
    const end = project.lineAt(project.lineCount - 1).range.end;
    expectAll((await completionsAt(project, end, "deployments")).join(), "deployments", "ignore");
    await open("extra/stack/filebeat.yml");
    await until(
      () => statusOf()?.detail === "off: hard-coded-key · filebeat 9.2.0",
      () => `shown: ${JSON.stringify(statusOf())}`,
    );
  });
});
