/** Which value a fix may rewrite: the literal at the use, or a definition that serves this one use and no other text. */
import { describe, expect, test } from "vitest";
import { fixesAt } from "../../../server/src/features/fixes";
import { analysisOf } from "../../support/analyse";
import { fillTokens } from "../../support/tokens";

const CURL = 'curl -H "Authorization: ApiKey $K" https://a-d53192.es.us-east-1.aws.elastic.cloud/_search';

/** Ids of the fixes of a crontab's `wrong-encoding`, without suppressing. */
function fixes(text: string, more: Readonly<Record<string, string>> = {}): string[] {
  const files = { ...more, "j.crontab": fillTokens(text) };
  const analysis = analysisOf(files, "j.crontab");
  const finding = analysis?.findings.find(({ rule }) => rule === "wrong-encoding");
  if (!analysis || !finding) return ["no finding"];
  const own = fixesAt(analysis, finding.span).filter((fix) => fix.finding === finding);
  return own.map(({ name }) => name.fix).filter((id) => id !== "suppress");
}

describe("a definition", () => {
  test.each([
    ["read once", `K={{pair}}\n0 1 * * * ${CURL}\n`],
    ["read through another name", `J={{pair}}\n0 1 * * * K=$J; ${CURL}\n`],
    ["of the job itself", `0 1 * * * K={{pair}}; ${CURL}\n`],
    ["read by a name that only begins alike", `K={{pair}}\n0 1 * * * ${CURL}; echo "$K2"\n`],
  ])("%s is rewritten", (_, text) => {
    expect(fixes(text)).toEqual(["to-encoded"]);
  });

  test.each([
    ["that two keys come from", `K={{pair}}\n0 1 * * * ${CURL}\n5 1 * * * ${CURL}\n`],
    ["that another command reads", `K={{pair}}\n0 1 * * * ${CURL}\n5 1 * * * /opt/send.sh "$K"\n`],
    ["that another command reads with braces", `K={{pair}}\n0 1 * * * ${CURL}; echo "x\${K:-y}"\n`],
    ["that another assignment reads", `K={{pair}}\n0 1 * * * ${CURL}; L="$K"\n`],
    ["that a script in quotes reads", `K={{pair}}\n0 1 * * * ${CURL}; sh -c 'send "$K"'\n`],
    ["that is read on the way", `J={{pair}}\n0 1 * * * K=$J; ${CURL}; echo $J\n`],
  ])("%s is not", (_, text) => {
    expect(fixes(text)).toEqual([]);
  });

  test("in another file is not", () => {
    expect(fixes(`0 1 * * * . ./e.env; ${CURL}\n`, { "e.env": fillTokens("K={{pair}}\n") })).toEqual([]);
  });
});

describe("a value of several pieces", () => {
  test("is not rewritten", () => {
    const [id = "", secret = ""] = fillTokens("{{pair}}").split(":");
    expect(fixes(`I=${id}\nK=${secret}\n0 1 * * * ${CURL.replace("$K", "$I:$K")}\n`)).toEqual([]);
    expect(fixes(`K=${secret}\n0 1 * * * ${CURL.replace("$K", `${id}:$K`)}\n`)).toEqual([]);
  });
});
