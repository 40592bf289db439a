/** Keyfit runs nothing that a workspace names, so it works in a folder that nobody trusts yet. */
import { applyFix, expectAll, expectProblems, hoverOn, open, revert } from "../../editor";
import { EXPECTED } from "../../expected";

describe("in a restricted window", () => {
  it("problems, hovers and fixes are there", async () => {
    const document = await open("filebeat.yml");
    await expectProblems(document.uri, EXPECTED["filebeat.yml"] ?? []);
    expectAll(await hoverOn(document, "VnVh"), "**Elasticsearch API key**");
    await applyFix(document, "VnVh", /id:key/);
    await expectProblems(document.uri, ["hard-coded-key information 16"]);
    await revert(document);
  });
});
