/** Workflows: what each step is given, level by level, and what earlier steps leave to it. */
import { describe, expect, test } from "vitest";
import { expressionHoles } from "../../../server/src/find/carriers/expressions";
import { githubActionsCarrier } from "../../../server/src/find/carriers/githubActions";
import type { Carried } from "./pipelineSupport";
import { carry, expectSound, expectTotal, showScope } from "./pipelineSupport";

const PATH = ".github/workflows/push.yml";
const carried = (text: string, path = PATH): Carried => carry(githubActionsCarrier, path, text);

const WORKFLOW = `name: Push metrics
on:
  schedule: [{cron: "0 4 * * *"}]
env:
  ES_URL: https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com
  BAD: \${{ env.ES_URL }}
defaults:
  run:
    shell: bash
jobs:
  push:
    runs-on: ubuntu-latest
    env:
      ES_API_KEY: \${{ secrets.ES_API_KEY }}
      LEVEL: 'job'
    steps:
      - uses: actions/checkout@v4
      - name: Send
        env:
          HEADER: "ApiKey \${{ env.ES_API_KEY || 'none' }}"
          LEVEL: step
        run: |
          curl -H "Authorization: $HEADER" "$ES_URL/_bulk"
          curl -H 'Authorization: ApiKey \${{ env.ES_API_KEY }}' "$ES_URL/_cluster/health"
      - run: ./scripts/push.sh
        shell: pwsh
  call:
    uses: ./.github/workflows/other.yml
    secrets: inherit
`;

describe("a workflow", () => {
  test("has an environment for each step, in order, named by the step or by what it runs", () => {
    const found = carried(WORKFLOW);
    expect(found.own).toBe(true);
    expect(found.environments.map(({ name, span, owner }) => [name, found.at(span), owner])).toEqual([
      ["actions/checkout@v4", "actions/checkout@v4", "github-step"],
      // The levels around a step, for its expressions.
      ["push", "push", "github-step"],
      ["Send", "Send", "github-step"],
      ["./scripts/push.sh", "./scripts/push.sh", "github-step"],
      // What the called workflow is given, which is nothing.
      ["call", "call", "github-step"],
    ]);
  });

  test("has the levels of workflow, job and step, from low to high", () => {
    const found = carried(WORKFLOW);
    expect(found.layers("Send")).toEqual([
      "ES_URL=https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com BAD=<ES_URL>",
      "ES_API_KEY=<?secret-store> LEVEL=job",
      "HEADER=ApiKey <ES_API_KEY> LEVEL=step",
    ]);
    expect(found.layers("./scripts/push.sh")).toHaveLength(2);
  });

  test("V-GHA-1: the most specific level is the last one", () => {
    const text = "on: push\nenv: {K: AAA}\njobs:\n  a:\n    env: {K: BBB}\n    steps:\n      - run: x\n";
    expect(carried(text).layers("x")).toEqual(["K=AAA", "K=BBB"]);
  });

  test("V-GHA-2: a secret is unknown", () => {
    const { value } = carried(WORKFLOW).definition("Send", "ES_API_KEY");
    expect(value.parts).toMatchObject([{ kind: "opaque", why: "secret-store" }]);
  });

  test("V-GHA-3: expressions of a script are looked up in the step's own environment", () => {
    const found = carried(WORKFLOW);
    const [script] = found.embedded;
    const step = { kind: "environment", environment: found.environment("Send").id };
    expect(script).toMatchObject({ as: "shell", around: step, expressions: step });
    expect(found.at(script?.layer.toHost(expressionHoles(script.layer.text)[0]!.at))).toBe("${{ env.ES_API_KEY }}");
    expect(found.at(script?.span)).toMatch(/^curl .*\n.*health"$/);
  });

  test("V-GHA-5: workflow and job cannot ask for a variable, a step asks the levels around it", () => {
    const found = carried(WORKFLOW);
    expect(found.definition("Send", "BAD").inside).toEqual({ kind: "nothing" });
    const { inside } = found.definition("Send", "HEADER");
    expect(showScope(inside, found)).toMatch(/^push: ES_URL=.* \| ES_API_KEY=<\?secret-store> LEVEL=job$/);
    const job = 'on: push\njobs:\n  a:\n    env: {X: "${{ env.K }}"}\n    steps: [{run: x}]\n';
    expect(carried(job).definition("x", "X").inside).toEqual({ kind: "nothing" });
    const bare = 'on: push\njobs:\n  a:\n    steps: [{run: x, env: {X: "${{ env.K }}"}}]\n';
    expect(carried(bare).definition("x", "X").inside).toEqual({ kind: "nothing" });
  });

  test("spans cover names and values without their quotes", () => {
    const found = carried(WORKFLOW);
    const at = (name: string): unknown => {
      const { nameSpan, value } = found.definition("Send", name);
      return [
        found.at(nameSpan),
        found.at(value.span),
        found.at(value.outer),
        ...value.parts.map((p) => found.at(p.span)),
      ];
    };
    expect(at("HEADER")).toEqual([
      "HEADER",
      "ApiKey ${{ env.ES_API_KEY || 'none' }}",
      "\"ApiKey ${{ env.ES_API_KEY || 'none' }}\"",
      "ApiKey ",
      "${{ env.ES_API_KEY || 'none' }}",
    ]);
    expect(at("LEVEL")).toEqual(["LEVEL", "step", "step", "step"]);
  });

  test("a value can be written, unless it would be an expression", () => {
    const { value } = carried(WORKFLOW).definition("Send", "LEVEL");
    expect(value.encode("other")).toBe("other");
    expect(value.encode("${{ x }}")).toBeUndefined();
  });

  test("a value of null is empty, an env that is an expression may be anything", () => {
    const text =
      "on: push\nenv: ${{ fromJSON(vars.E) }}\njobs:\n  a:\n    steps:\n      - {run: x, env: {K: , L: ~}}\n";
    expect(carried(text).layers("x")).toEqual(["outside template", "K= L="]);
  });
});

describe("shells", () => {
  const as = (job: string, step: string): string | undefined =>
    carried(`on: push\njobs:\n  a:\n    ${job}\n    steps:\n      - run: x\n        ${step}\n`).embedded[0]?.as;

  test.each([
    ["runs-on: ubuntu-latest", "name: n", "shell"],
    ["runs-on: windows-latest", "name: n", "powershell"],
    ["runs-on: windows-latest", "shell: bash", "shell"],
    ["defaults: {run: {shell: pwsh}}", "name: n", "powershell"],
    ["defaults: {run: {shell: pwsh}}", "shell: sh", "shell"],
    ["name: j", "shell: bash --noprofile -e {0}", "shell"],
    ["name: j", "shell: powershell", "powershell"],
    ["name: j", "shell: python", undefined],
    ["name: j", "shell: cmd", undefined],
  ])("%s, %s", (job, step, expected) => {
    expect(as(job, step)).toBe(expected);
  });

  test("a workflow's shell is that of its jobs, unless they have their own", () => {
    const text = (job: string): string =>
      `on: push\ndefaults: {run: {shell: pwsh}}\njobs:\n  a:\n    ${job}\n    steps: [{run: x}]\n`;
    expect(carried(text("name: j")).embedded[0]?.as).toBe("powershell");
    expect(carried(text("defaults: {run: {shell: bash}}")).embedded[0]?.as).toBe("shell");
  });
});

describe("GITHUB_ENV", () => {
  const steps = (...runs: string[]): Carried =>
    carried(
      `on: push\njobs:\n  a:\n    env: {K: job, ID: abc}\n    steps:\n${runs
        .map((run, at) => `      - name: s${at}\n        run: |\n${run.replace(/^/gm, "          ")}\n`)
        .join("")}`,
    );
  const left = (run: string): string[] => steps(run, "x").layers("s1").slice(1);

  test("V-GHA-4: is seen from the next step on, above the job and below the step", () => {
    const found = carried(
      `on: push
jobs:
  a:
    env: {K: job}
    steps:
      - name: one
        run: echo "K=AAA" >> $GITHUB_ENV; echo $K
      - name: two
        run: echo $K
        env: {K: step, C: "\${{ env.K }}"}
  b:
    steps: [{name: three, run: x}]
`,
    );
    expect(found.layers("one")).toEqual(["K=job"]);
    expect(found.layers("two")).toEqual(["K=job", "K=AAA", "K=step C=<K>"]);
    expect(showScope(found.definition("two", "C").inside, found)).toBe("a: K=job | K=AAA");
    expect(found.layers("three")).toEqual([]);
  });

  test.each([
    ['echo "K=v" >> $GITHUB_ENV', "K=v"],
    ['echo "K=v" >> "$GITHUB_ENV"', "K=v"],
    ['echo "K=v" >>"${GITHUB_ENV}"', "K=v"],
    ["echo 'K=$v' >> $GITHUB_ENV", "K=$v"],
    ["echo K=v== >> $GITHUB_ENV", "K=v=="],
    ["echo K=a b >> $GITHUB_ENV", "K=a b"],
    ["echo -n 'K=v' >> $GITHUB_ENV", "K=v"],
    ['echo "K=v" | tee -a $GITHUB_ENV', "K=v"],
    ['echo "K=v" | tee -a "$GITHUB_ENV" > /dev/null', "K=v"],
    ['echo "K=a:$ID" >> $GITHUB_ENV', "K=a:<ID>"],
    ['echo "K=${{ env.ID }}:b" >> $GITHUB_ENV', "K=<ID>:b"],
    ['echo "K=${{ secrets.S }}" >> $GITHUB_ENV', "K=<?secret-store>"],
    ['echo "K=$(./key.sh)" >> $GITHUB_ENV', "K=<?command>"],
    ['V=AAA\necho "K=$V" >> $GITHUB_ENV', "K=AAA"],
    ['V=a$ID\necho "K=$V" >> $GITHUB_ENV', "K=a<ID>"],
    ['V=$(./key.sh)\necho "K=$V" >> $GITHUB_ENV', "K=<?command>"],
    ["printf 'K=%s\\n' \"$ID\" >> $GITHUB_ENV", "K=<ID>"],
    ["cat <<EOF >> $GITHUB_ENV\nK=v\nL=$ID\nEOF", "K=v L=<ID>"],
    ['tee -a "$GITHUB_ENV" <<EOF\nK=v\nEOF', "K=v"],
    ['{\n  echo "K=v"\n  echo "L=w"\n} >> "$GITHUB_ENV"', "K=v L=w"],
    [
      'echo "K<<EOF" >> $GITHUB_ENV\necho "a=b" >> $GITHUB_ENV\necho "EOF" >> $GITHUB_ENV\necho L=w >> $GITHUB_ENV',
      "K=<?unsupported> L=w",
    ],
  ])("%s", (run, expected) => {
    expect(left(run)).toEqual([expected]);
  });

  test.each([
    "./env.sh >> $GITHUB_ENV",
    'jq -r to_entries x.json >> "$GITHUB_ENV"',
    'echo "$LINE" >> $GITHUB_ENV',
    "./env.sh $GITHUB_ENV",
    "echo -e 'K=a\\nL=b' >> $GITHUB_ENV",
  ])("%s may define anything", (run) => {
    expect(steps(run, "x").layers("s1")).toEqual(["outside github-env", "K=job ID=abc"]);
  });

  test("what may not have run is no value", () => {
    expect(left('if true; then\n  echo "K=v" >> $GITHUB_ENV\nfi')).toEqual(["K=v?"]);
    expect(left('[ -n "$ID" ] && echo "K=v" >> $GITHUB_ENV')).toEqual(["K=v?"]);
    const text = "on: push\njobs:\n  a:\n    steps:\n      - {if: x, run: 'echo K=v >> $GITHUB_ENV'}\n      - run: x\n";
    expect(carried(text).layers("x")).toEqual(["K=v?"]);
  });

  test("values are looked up in the step that wrote them, and cover their own text", () => {
    const found = steps('echo "KEY=a:$ID" >> $GITHUB_ENV', "x");
    const { nameSpan, value, inside } = found.definition("s1", "KEY");
    expect(inside).toEqual({ kind: "environment", environment: found.environment("s0").id });
    expect(found.at(nameSpan)).toBe("KEY");
    expect(found.at(value.span)).toBe("a:$ID");
    expect(value.parts.map((part) => found.at(part.span))).toEqual(["a:", "$ID"]);
    expect(value.encode("x")).toBeUndefined();
  });

  test.each([
    ['"K=v" >> $env:GITHUB_ENV', "K=v"],
    ['echo "K=v" >> $env:GITHUB_ENV', "K=v"],
    ["echo 'K=$env:ID' >> $env:GITHUB_ENV", "K=$env:ID"],
    ['"K=a:$env:ID" | Out-File -FilePath $env:GITHUB_ENV -Append', "K=a:<ID>"],
    ['Add-Content -Path $env:GITHUB_ENV -Value "K=${{ env.ID }}"', "K=<ID>"],
    ['"K=$x" >> $env:GITHUB_ENV', "K=<?unsupported>x"],
  ])("PowerShell: %s", (run, expected) => {
    const text = `on: push\njobs:\n  a:\n    runs-on: windows-latest\n    steps:\n      - name: s0\n        run: |\n          ${run}\n      - name: s1\n        run: x\n`;
    const found = carried(text);
    expect(found.layers("s1")).toEqual([expected]);
    expect(found.at(found.definition("s1", "K").nameSpan)).toBe("K");
    expectSound(found);
  });

  test("an action may leave anything behind, one that only sets up a program does not", () => {
    const behind = (uses: string): string[] =>
      carried(`on: push\njobs:\n  a:\n    steps:\n      - uses: ${uses}\n      - name: s\n        run: x\n`).layers(
        "s",
      );
    expect(behind("hashicorp/vault-action@v3")).toEqual(["outside github-env"]);
    expect(behind("./.github/actions/env")).toEqual(["outside github-env"]);
    expect(behind("actions/checkout@v4")).toEqual([]);
    expect(behind("actions/setup-node@v4")).toEqual([]);
  });
});

describe("containers", () => {
  const TEXT = `on: push
jobs:
  a:
    env: {ID: abc}
    container:
      image: curlimages/curl
      env: {K: "\${{ env.ID }}", ID: own}
    services:
      es:
        image: elasticsearch:9.0.0
        env:
          ELASTIC_PASSWORD: x
    steps: [{name: s, run: x}]
`;

  test("have environments of their own, and the steps in them see theirs below everything", () => {
    const found = carried(TEXT);
    expect(found.layers("container")).toEqual(["K=<ID> ID=own"]);
    expect(showScope(found.definition("container", "K").inside, found)).toBe("a: ID=abc");
    expect(found.layers("es")).toEqual(["ELASTIC_PASSWORD=x"]);
    expect(found.at(found.environment("es").span)).toBe("es");
    expect(found.layers("s")).toEqual(["K=<ID> ID=own", "ID=abc"]);
  });
});

describe("composite actions", () => {
  const ACTION = `name: Push
inputs: {key: {required: true}}
runs:
  using: composite
  steps:
    - name: push
      shell: bash
      env: {K: "\${{ inputs.key }}", L: "\${{ env.CALLER }}"}
      run: |
        curl -H "Authorization: ApiKey $K" "$URL"
`;

  test("are given what their caller has", () => {
    const found = carried(ACTION, "tools/push/action.yml");
    expect(found.own).toBe(true);
    expect(found.layers("push")).toEqual([
      "outside github-caller",
      "inputs.key=<?template>",
      "surroundings",
      "K=<inputs.key> L=<CALLER>",
    ]);
    expect(showScope(found.definition("push", "L").inside, found)).toBe(
      "Push: outside github-caller | inputs.key=<?template> | surroundings",
    );
    expect(found.embedded.map(({ as }) => as)).toEqual(["shell"]);
  });

  test("any other action.yml is none", () => {
    expect(carried("name: x\n", "action.yml").own).toBe(false);
  });
});

describe("any file", () => {
  test("workflows are told by their folder, or by jobs with a runner", () => {
    expect(carried("on: push\n").own).toBe(true);
    expect(carried(WORKFLOW, "docs/example.yaml").own).toBe(true);
    expect(carried("jobs: {a: {steps: []}}\n", "x.yml").own).toBe(false);
    expect(carried("services: {a: {image: b}}\n", "compose.yml").own).toBe(false);
    expect(carried("- a\n", ".github/dependabot.yml").own).toBe(false);
  });

  test.each([
    "[]",
    "jobs: []",
    "jobs: {a: }",
    "jobs: {a: {steps: {}}}",
    "jobs: {a: {steps: [null, 1, [], {run: }]}}",
    "env: [a]\njobs: {a: {env: x, steps: [{env: [a], run: {}}]}}",
  ])("%s is answered", (text) => {
    const found = carried(text);
    expectSound(found);
    expect(found.embedded).toEqual([]);
  });

  test("is answered, and every span lies in it", { timeout: 60_000 }, () => {
    const env =
      'on: push\njobs:\n  a:\n    steps:\n      - run: |\n          {\n          echo "K=$V"\n          } >> $GITHUB_ENV\n      - run: "echo L=w | tee -a $GITHUB_ENV"\n';
    expectTotal(githubActionsCarrier, PATH, [WORKFLOW, env]);
  });

  test("many steps that write cost no more than they hold", () => {
    const text = `on: push\njobs:\n  a:\n    steps:\n${"      - {run: 'echo K=v >> $GITHUB_ENV'}\n".repeat(4_000)}`;
    const found = carried(text);
    expect(found.environments).toHaveLength(4_000);
    expect(Math.max(...found.environments.map(({ layers }) => layers.length))).toBeLessThan(3);
  });
});
