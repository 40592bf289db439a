/** What Terraform files hold besides settings: calls of templatefile, scripts and configurations, runs of commands. */
import { describe, expect, test } from "vitest";
import { findFacts } from "../../../server/src/find/facts";
import type { Facts } from "../../../server/src/find/model";
import { terraformBlocks } from "../../../server/src/find/terraform";
import { defaultBudget } from "../../../server/src/read/budget";
import { readJson } from "../../../server/src/read/json";
import type { TreeNode } from "../../../server/src/read/reading";
import { fillTokens } from "../../support/tokens";
import { showFact } from "./findSupport";

function facts(path: string, text: string): Facts {
  const found = findFacts({ uri: `file:///project/${path}`, path, text: fillTokens(text) }, defaultBudget());
  if (!found) throw new RangeError(`no facts of ${path}`);
  return found;
}

/** `name: file K=value`. */
function templates(text: string): string[] {
  return facts("main.tf", `locals {\n${text}\n}\n`).environments.map(({ owner, links, layers }) => {
    const paths = links.flatMap((link) => (link.kind === "path" ? [link.path.path] : []));
    const given = layers.flatMap((layer) =>
      layer.kind === "definitions" ? layer.definitions.map((each) => `${each.name}=${showFact(each.value)}`) : [],
    );
    return [owner, ...paths, ...given].join(" ");
  });
}

describe("templatefile", () => {
  test.each<[string, string[]]>([
    ['x = templatefile("a.yml", { K = var.k })', ["template a.yml K=<var.k>"]],
    ['x = templatefile("${path.module}/a.yml", { K = var.k, "L" : "l" })', ["template a.yml K=<var.k> L=l"]],
    [
      'x = base64encode(templatefile("${path.module}/t/a.sh", {\n  K = base64encode(var.k) # why\n\n  L = local.l\n}))',
      ["template t/a.sh K=<base64 <var.k>> L=<local.l>"],
    ],
    ['x = "a ${templatefile("a.yml", {})} b"', ["template a.yml"]],
    ['x = templatefile("a.yml", merge(local.all, { K = 1 }))', ["template a.yml"]],
    ['x = [templatefile("a.yml", {}), templatefile("b.yml", { K = "k" })]', ["template a.yml", "template b.yml K=k"]],
    ["x = templatefile(var.path, { K = var.k })", []],
    ['x = templatefile("a.yml", { K = var.k', ["template a.yml K=<var.k>"]],
    ['x = "templatefile(a)"', []],
  ])("%s", (text, expected) => expect(templates(text)).toEqual(expected));
});

describe("texts", () => {
  const used = (path: string, text: string): string[] =>
    facts(path, text).uses.map((use) => `${use.integration.id} ${showFact(use.credential)}`);

  test("are told by the name beside them, by the name in a map of files, or by what they hold", () => {
    const beat = 'output.elasticsearch:\n  hosts: ["https://a"]\n  api_key: ${var.k}\n';
    expect(
      used("a.tf", `resource "x" "y" {\n  path = "/etc/filebeat/filebeat.yml"\n  content = <<EOT\n${beat}EOT\n}\n`),
    ).toEqual(["filebeat <var.k>"]);
    expect(used("a.tf", `resource "x" "y" {\n  data = {\n    "filebeat.yml" = <<EOT\n${beat}EOT\n  }\n}\n`)).toEqual([
      "filebeat <var.k>",
    ]);
    expect(used("a.tf", `resource "x" "y" {\n  content = <<EOT\n${beat}EOT\n}\n`)).toEqual(["beats <var.k>"]);
  });

  test("of provisioners are scripts, in a list too", () => {
    const curl = (key: string): string => `curl -H \\"Authorization: ApiKey ${key}\\" https://a/_bulk`;
    const text = `resource "x" "y" {
  provisioner "local-exec" {
    command = "${curl("${var.k}")}"
  }
  provisioner "remote-exec" {
    inline = ["set -e", "${curl("$KEY")}"]
  }
}
`;
    expect(used("a.tf", text)).toEqual(["curl <var.k>", "curl <KEY>"]);
  });
});

describe("runs", () => {
  const run = (text: string): string[] =>
    facts("apply.sh", `#!/bin/sh\nexport ES_API_KEY=x\n${text}\n`).environments.flatMap(({ links, layers }) => [
      ...links.flatMap((link) => (link.kind === "path" ? [`runs ${link.path.path}`] : [])),
      ...layers.flatMap((layer) => {
        if (layer.kind === "values-file") return [`file ${layer.path.path}`];
        return layer.kind === "arguments"
          ? layer.definitions.map((each) => `${each.name}=${showFact(each.value)}`)
          : [];
      }),
    ]);

  test.each<[string, string[]]>([
    ["terraform plan", ["runs .terraform"]],
    ["tofu -chdir=infra/prod apply -auto-approve", ["runs infra/prod/.terraform"]],
    ["terraform apply -var k=v -var='l=$x' -var-file=a.tfvars", ["runs .terraform", "k=v", "l=$x", "file a.tfvars"]],
    ["terraform -chdir=infra apply -var-file a.tfvars", ["runs infra/.terraform", "file infra/a.tfvars"]],
    ["terraform -chdir=infra apply -var-file /a.tfvars", ["runs infra/.terraform", "file /a.tfvars"]],
    ['terraform plan -var "k=$KEY"', ["runs .terraform", "k=<KEY>"]],
    ["terraform init -backend=false", []],
    ["terraform fmt", []],
  ])("%s", (text, expected) => expect(run(text)).toEqual(expected));
});

describe("blocks of JSON", () => {
  const names = (node: TreeNode | undefined): string => {
    if (node?.kind === "map") return node.entries.map(({ key, value }) => `${key}{${names(value)}}`).join(",");
    return node?.kind === "list" ? `[${node.items.map(names).join(",")}]` : "";
  };

  test.each<[string, string[]]>([
    ['{"provider": {"ec": {"a": 1}}}', ["provider{ec{a{}}}"]],
    ['{"provider": {"ec": [{"a": 1}, {"b": 2}]}}', ["provider{ec{a{}}}", "provider{ec{b{}}}"]],
    ['{"provider": [{"ec": {"a": 1}}, {"x": {"b": {"c": 1}}}]}', ["provider{ec{a{}}}", "provider{x{b{c{}}}}"]],
    ['{"resource": {"t": {"n": {"c": [{"d": 1}]}}}}', ["resource{t{n{c{d{}}}}}"]],
    ['{"resource": {"t": {"n": {"c": [1, 2]}}}}', ["resource{t{n{c{[,]}}}}"]],
    ['{"terraform": {"a": {}}, "locals": {"b": 1}}', ["terraform{a{}}", "locals{b{}}"]],
    ["[1]", ["[]"]],
  ])("%s", (text, expected) => {
    const [tree] = readJson(text, defaultBudget()).trees;
    expect(tree && terraformBlocks(tree).map(names)).toEqual(expected);
  });
});
