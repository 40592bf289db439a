/** Hovers of a project file: over properties and over values that have a meaning of their own. */
import { describe, expect, test } from "vitest";
import { hoverProject } from "../../../server/src/features/projectFile";
import { ENCODED } from "../../support/keys";
import { hovered, WHOLE } from "./projectSupport";

describe("a property", () => {
  test.each([
    ["ver‸sion: 1", "version", "**version** · number, required\n\nThe version of this format"],
    ["‸version: 1", "version", "**version** · number, required"],
    ["version‸: 1", "version", "**version** · number, required"],
    ['{ "ver‸sion": 1 }', "version", "**version** · number, required"],
    ["deployments‸:", "deployments", "**deployments** · list\n\nDeployments whose URLs do not say what they are."],
    ["deployments:\n  - na‸me: x", "name", "**name** · text, required\n\nWhat you call it"],
    ["deployments: [{ ho‸sts: [] }]", "hosts", "**hosts** · list\n\nIts hosts"],
    ["keys:\n  - expires‸: 2027-01-31", "expires", "Example: `2027-01-31`"],
    ["keys:\n  - id: x\n    path‸: y", "path", "Only in these files"],
    ["overrides:\n  - path‸: y", "path", "`**` for any folders"],
    ["versions: { file‸beat: '9.2.0' }", "filebeat", "A version, in quotes."],
    ["overrides:\n  - versions‸:", "versions", "**versions** · map"],
  ])("%j", (marked, covered, markdown) => {
    expect(hovered(marked)?.[0]).toBe(covered);
    expect(hovered(marked)?.[1]).toContain(markdown);
  });

  test("a property with few values lists them", () => {
    expect(hovered("deployments:\n  - typ‸e: eck")?.[1]).toContain("One of `ech`, `serverless`, `ece`");
  });

  test("a rule says what it reports", () => {
    const [covered, markdown] = hovered("rules: { hard-coded-‸key: off }") ?? ["", ""];
    expect(covered).toBe("hard-coded-key");
    expect(markdown).toContain("**hard\\-coded\\-key**");
    expect(markdown).toContain("A literal key in a file that is usually committed");
    expect(markdown).toContain("/docs/rules/hard-coded-key.md)");
    expect(markdown).toContain("One of `off`, `error`");
  });
});

describe("a value", () => {
  test.each([
    ["deployments:\n  - type: e‸ck", "eck", "**eck**\n\nElastic Cloud on Kubernetes"],
    ['deployments:\n  - type: "e‸ck"', "eck", "**eck**\n\nElastic Cloud on Kubernetes"],
    ["keys:\n  - kind: jwt‸", "jwt", "JSON Web Token"],
    ["rules: { key-echoed: of‸f }", "off", "the rule does not report"],
    ["rules: { key-echoed: fal‸se }", "false", "the same as `off`"],
    ["ignore:\n  - rule: wrong-‸encoding", "wrong-encoding", "/docs/rules/wrong-encoding.md)"],
  ])("%j", (marked, covered, markdown) => {
    expect(hovered(marked)?.[0]).toBe(covered);
    expect(hovered(marked)?.[1]).toContain(markdown);
  });
});

describe("nothing is said about", () => {
  test.each([
    ["a comment", "version: 1 # o‸ff"],
    ["what is not known", "oth‸er: 1"],
    ["a value of what is not known", "other: of‸f"],
    ["a name", "deployments:\n  - name: e‸ck"],
    ["a value that is not known", "deployments:\n  - type: ek‸c"],
    ["an empty file", "‸"],
    ["a secret in a name's place", `versions: { ${ENCODED.replace("==", "")}‸: x }`],
  ])("%s", (_, marked) => {
    expect(hovered(marked)).toBeUndefined();
  });
});

test("every hover lies in the file and touches its place", () => {
  for (let offset = 0; offset <= WHOLE.length; offset++) {
    const hover = hoverProject(WHOLE, offset);
    if (!hover) continue;
    expect(hover.span.start <= offset && offset <= hover.span.end && hover.span.end <= WHOLE.length).toBe(true);
    expect(hover.markdown).not.toMatch(/undefined|\[object/);
  }
});
