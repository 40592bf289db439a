/** Every cell of reference matrix 3.1, written down here a second time, and what the contract makes of it (2.3, 2.4). */
import { describe, expect, it } from "vitest";
import { COLUMNS, CONDITIONS, type Column, cellOf, columnOf, MATRIX, opens } from "../../../server/src/elastic/matrix";
import type { Api, Cell, Deployment, Kind } from "../../../server/src/elastic/model";
import { APIS, DEPLOYMENTS, KINDS } from "../../../server/src/elastic/model";

/** The table of the reference: row id, then ESs KBs ESv KBv CL CLv ECE RC APM OTLP FS. */
const REFERENCE = `
elasticsearch-rest       | same   | same | no     | no     | no    | no    | no    | no     | cond a | cond b | cond c
serverless-project       | no     | no   | same   | same   | no    | no    | no    | no     | cond a | cond b | cond c
cloud-api-access         | no     | no   | no     | no     | yes d | yes d | no    | no     | n/f    | n/f    | n/f
cloud-full-access        | no     | no   | yes e  | cond f | yes d | yes d | no    | no     | n/f    | n/f    | n/f
ece                      | no     | no   | no     | no     | no    | no    | yes g | no     | no     | no     | no
cross-cluster            | no     | no   | no     | no     | no    | no    | no    | cond h | no     | no     | no
fleet-enrollment         | i      | i    | i      | i      | no    | no    | no    | no     | no     | no     | cond c
apm-agent                | i      | i    | i      | i      | no    | no    | no    | no     | yes    | n/f    | no
apm-secret-token         | no     | no   | no     | no     | no    | no    | no    | no     | yes    | no     | no
service-account-token    | yes    | cond | cond j | cond j | no    | no    | no    | no     | no     | no     | no
elasticsearch-enrollment | no     | no   | no     | no     | no    | no    | no    | no     | no     | no     | no
`
  .trim()
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()));

/** Where each column is asked: a deployment of that sort, and the API. */
const PLACES: Readonly<Record<Column, readonly (readonly [Deployment, Api])[]>> = {
  "elasticsearch-stack": stack("elasticsearch"),
  "kibana-stack": stack("kibana"),
  "elasticsearch-serverless": [["serverless", "elasticsearch"]],
  "kibana-serverless": [["serverless", "kibana"]],
  cloud: [["elastic-cloud", "cloud"]],
  "cloud-serverless": [["elastic-cloud", "cloud-serverless"]],
  ece: [["ece", "ece"]],
  "remote-cluster": stack("remote-cluster"),
  apm: [...stack("apm"), ["serverless", "apm"]],
  otlp: [
    ["ech", "otlp"],
    ["serverless", "otlp"],
  ],
  fleet: [...stack("fleet"), ["serverless", "fleet"]],
};

function stack(api: Api): readonly (readonly [Deployment, Api])[] {
  return (["ech", "ece", "eck", "self-managed"] as const).map((deployment) => [deployment, api]);
}

/** A cell of the reference in the contract's words. */
function expected(text: string): Pick<Cell, "answer" | "condition"> {
  const [word = "", condition] = text.split(" ");
  const answers: Readonly<Record<string, Cell["answer"]>> = {
    same: "same-place",
    no: "no",
    yes: "yes",
    cond: "conditional",
    "n/f": "not-found",
    i: "authenticates",
  };
  const answer = answers[word];
  if (answer === undefined) throw new Error(`no such cell: ${text}`);
  const letter = word === "i" ? "i" : condition;
  return letter === undefined ? { answer } : { answer, condition: letter };
}

const CELLS = REFERENCE.flatMap(([row = "", ...cells]) =>
  cells.map((cell, at) => [row, COLUMNS[at] as Column, cell] as const),
);

describe("3.1: every cell", () => {
  it("the table has every row and column", () => {
    expect(MATRIX.map((row) => row.id)).toEqual(REFERENCE.map(([row]) => row));
    expect(CELLS).toHaveLength(11 * 11);
    expect(COLUMNS).toHaveLength(11);
  });

  it.each(CELLS)("%s at %s: %s", (id, column, text) => {
    const row = MATRIX.find((each) => each.id === id);
    const { source, ...cell } = cellOf(row!, column, "ech");
    expect(cell).toEqual(expected(text));
    expect(source).toMatch(/^https:\/\/(?:www\.elastic\.co|github\.com)\//);
  });

  it.each(CELLS.filter(([row]) => !row.startsWith("cloud-") && row !== "apm-agent"))(
    "opens: %s at %s: %s, on each deployment of that sort",
    (id, column, text) => {
      const { kind } = MATRIX.find((each) => each.id === id)!;
      for (const [deployment, api] of PLACES[column]) {
        const { source: _, ...cell } = opens(kind, deployment, api);
        // The one cell with two answers: APM Server of a serverless project takes API keys only.
        const isSplit = kind === "apm-secret-token" && deployment === "serverless" && api === "apm";
        expect({ deployment, api, ...cell }).toEqual({
          deployment,
          api,
          ...(isSplit ? { answer: "no" } : expected(text)),
        });
      }
    },
  );

  it("each condition is explained", () => {
    const letters = new Set(CELLS.map(([, , text]) => expected(text).condition).filter((each) => each !== undefined));
    expect([...letters].sort()).toEqual(Object.keys(CONDITIONS));
  });
});

describe("an Elastic Cloud key: both rows in one", () => {
  it.each([
    ["elasticsearch-stack", "no", undefined],
    ["kibana-stack", "no", undefined],
    ["elasticsearch-serverless", "conditional", "e"],
    ["kibana-serverless", "conditional", "f"],
    ["cloud", "yes", "d"],
    ["cloud-serverless", "yes", "d"],
    ["ece", "no", undefined],
    ["remote-cluster", "no", undefined],
    ["apm", "not-found", undefined],
    ["otlp", "not-found", undefined],
    ["fleet", "not-found", undefined],
  ] as const)("%s: %s", (column, answer, condition) => {
    for (const [deployment, api] of PLACES[column]) {
      const cell = opens("elastic-cloud-api-key", deployment, api);
      expect([cell.answer, cell.condition]).toEqual([answer, condition]);
    }
  });
});

describe("columns", () => {
  it("each deployment and API has its column or none", () => {
    const asked = new Map(
      Object.entries(PLACES).flatMap(([column, places]) => places.map((place) => [place.join(), column])),
    );
    for (const deployment of DEPLOYMENTS) {
      for (const api of APIS)
        expect([deployment, api, columnOf(deployment, api)]).toEqual([
          deployment,
          api,
          asked.get(`${deployment},${api}`),
        ]);
    }
  });

  it("kinds outside of the matrix, and places outside of it, have no answer", () => {
    const outside: readonly Kind[] = ["elastic-cloud-token", "app-search-key", "jwt", "basic", "unknown"];
    for (const kind of KINDS) {
      for (const deployment of DEPLOYMENTS) {
        for (const api of APIS) {
          const { answer } = opens(kind, deployment, api);
          if (outside.includes(kind) || columnOf(deployment, api) === undefined) expect(answer).toBe("not-found");
        }
      }
    }
  });
});
