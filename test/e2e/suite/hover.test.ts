import assert from "node:assert/strict";
import { expectAll, hoverOn, open } from "../editor";

describe("a hover", () => {
  it("on a key tells its kind, where it goes and that it does not fit, and shows no key", async () => {
    const document = await open("metricbeat.yml");
    const text = await hoverOn(document, "essu_");
    expectAll(
      text,
      "**Elastic Cloud API key**",
      "my-deployment-d53192",
      "**Does not fit.**",
      "https://www.elastic.co/",
    );
    const key = /essu_[^"]+/.exec(document.getText())?.[0] ?? "";
    assert.ok(key.length > 60);
    for (let at = 9; at + 7 <= key.length; at++) assert.ok(!text.includes(key.slice(at, at + 7)));
  });

  it("on a host tells the deployment", async () => {
    expectAll(
      await hoverOn(await open("filebeat.yml"), "my-deployment-d53192"),
      "Elastic Cloud Hosted",
      "my-deployment-d53192",
    );
  });

  it("on a variable tells where its value comes from", async () => {
    const text = await hoverOn(await open("crontab"), "Bearer $ES_API_KEY");
    expectAll(text, "Variable `ES_API_KEY`", "`crontab:4`");
  });
});
