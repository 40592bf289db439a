/** Inputs and matrices of workflows: what fills them, and what is passed on. */
import { describe, expect, test } from "vitest";
import { githubActionsCarrier } from "../../../server/src/find/carriers/githubActions";
import { showFact } from "./findSupport";
import type { Carried } from "./pipelineSupport";
import { carry, showScope } from "./pipelineSupport";

const carried = (text: string): Carried => carry(githubActionsCarrier, ".github/workflows/push.yml", text);

describe("inputs", () => {
  test("of a workflow that others call: defaults, then what the caller passes", () => {
    const found = carried(
      `on:
  workflow_call: {inputs: {url: {default: "https://a"}, key: {type: string}}}
  workflow_dispatch: {inputs: {url: {default: "https://b"}}}
env: {U: "\${{ inputs.url }}", V: "\${{ env.U }}"}
jobs: {a: {steps: [{run: x}]}}
`,
    );
    expect(found.layers("x")).toEqual([
      "inputs.url=https://b*",
      "inputs.url=https://a inputs.key=<?template>",
      "surroundings",
      "U=<inputs.url> V=<U>",
    ]);
    // The environment of a workflow sees its inputs, and not itself.
    expect(showScope(found.definition("x", "U").inside, found)).toBe(
      "on: inputs.url=https://b* | inputs.url=https://a inputs.key=<?template> | surroundings",
    );
  });

  test("a job that calls a workflow passes only what stands under `with`", () => {
    const found = carried(
      "on: push\nenv: {K: v}\njobs: {a: {uses: ./.github/workflows/b.yml, with: {url: 'https://a', n: 1, o: [x]}}}\n",
    );
    expect(found.layers("a")).toEqual(["inputs.url=https://a inputs.n=1"]);
    expect(found.environment("a").links).toMatchObject([{ path: { path: "./.github/workflows/b.yml" } }]);
    expect(carried("on: push\njobs: {a: {uses: me/x/.github/workflows/b.yml@v1}}\n").environments).toEqual([]);
  });

  test("a step that uses an action passes its variables and `with`, and not its own inputs", () => {
    const found = carried(
      "on: {workflow_call: {inputs: {url: {default: u}}}}\nenv: {K: v}\njobs: {a: {steps: [{uses: ./act, with: {path: '${{ env.K }}/x'}}]}}\n",
    );
    expect(found.layers("./act")).toEqual(["inputs.url=u", "surroundings", "K=v", "removed", "inputs.path=<K>/x"]);
  });
});

describe("a matrix", () => {
  /** Of each environment of the step, what the matrix gives. */
  const matrix = (text: string): string[] =>
    carried(
      `on: push\njobs:\n  a:\n    strategy: {matrix: ${text}}\n    steps: [{name: s, run: "\${{ matrix.a }} \${{ matrix.b.c }}"}]\n`,
    )
      .environments.filter(({ name }) => name === "s")
      .map(({ layers }) =>
        layers
          .flatMap((layer) => (layer.kind === "definitions" ? layer.definitions : []))
          .map(({ name, value }) => `${name}=${showFact(value)}`)
          .join(" "),
      );

  test.each([
    ["{a: [1, 2]}", ["matrix.a=1", "matrix.a=2"]],
    [
      "{a: [1, 2], b: [{c: x}, {c: y}]}",
      ["1 x", "1 y", "2 x", "2 y"].map((each) => each.replace(/(.) (.)/, "matrix.a=$1 matrix.b.c=$2")),
    ],
    ["{os: [1, 2, 3], a: [1]}", ["matrix.a=1"]],
    ["{a: [1, 2], exclude: [{a: 2}]}", ["matrix.a=1"]],
    ["{include: [{a: 1}, {a: 2, z: 3}]}", ["matrix.a=1", "matrix.a=2 matrix.z=3"]],
    [
      "{os: [l, w], include: [{os: w, a: 2}]}",
      ["", "matrix.os=w matrix.a=2"].map((each, at) => (at === 0 ? "matrix.os=l" : each)),
    ],
    ["{a: [1], include: [{a: 5}]}", ["matrix.a=1", "matrix.a=5"]],
    ["{a: [1], include: [{b: {c: 7}}]}", ["matrix.a=1 matrix.b.c=7"]],
    ["'${{ fromJSON(needs.x.outputs.y) }}'", ["matrix.a=<?template> matrix.b.c=<?template>"]],
    ["{a: '${{ fromJSON(vars.A) }}'}", ["matrix.a=<?template>"]],
    ["{z: [1, 2]}", [""]],
    ["", [""]],
  ])("%s", (text, expected) => {
    expect(matrix(text)).toEqual(expected);
  });

  test("of more combinations than are followed, the values are unknown", () => {
    const many = Array.from({ length: 20 }, (_, at) => at).join(", ");
    expect(matrix(`{a: [${many}]}`)).toEqual(["matrix.a=<?template> matrix.b.c=<?template>"]);
    expect(matrix(`{os: [${many}], a: [1]}`)).toEqual(["matrix.a=1"]);
  });
});
