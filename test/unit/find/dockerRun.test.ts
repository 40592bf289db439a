/** Containers that a script starts: what they are given, and which files they mount. */
import { describe, expect, test } from "vitest";
import type { EnvironmentFact, EnvironmentLayer } from "../../../server/src/find/environmentModel";
import { findFactsAs } from "../../../server/src/find/facts";
import { defaultBudget } from "../../../server/src/read/budget";
import { showFact } from "./findSupport";

const facts = (text: string) =>
  findFactsAs({ uri: "file:///p/run.sh", path: "run.sh", text }, "shell", defaultBudget());

const container = (text: string): EnvironmentFact | undefined =>
  facts(text).environments.find(({ owner }) => owner === "container");

function showLayer(layer: EnvironmentLayer): string {
  if (layer.kind === "file") return `file ${layer.path.path} ${layer.dialect} ${layer.path.from}`;
  if (layer.kind !== "definitions") return layer.kind;
  return layer.definitions.map(({ name, value }) => `${name}=${showFact(value)}`).join(" ");
}

const layers = (text: string): readonly string[] | undefined => container(text)?.layers.map(showLayer);

const links = (text: string): readonly string[] | undefined =>
  container(text)?.links.map((link) => (link.kind === "path" ? `${link.path.path} as ${link.as}` : link.kind));

describe("docker run", () => {
  test.each([
    ["docker run -e K=v i", ["K=v"]],
    ["docker run -eK=v --env L=w --env=M=x i", ["K=v L=w M=x"]],
    ['docker run -e "K=a $A" i', ["K=a <A>"]],
    ["docker run -e K i", ["K=<K>"]],
    ["docker run -dit -e K=v i", ["K=v"]],
    ["docker run --rm --name n -p 80:80 -e K=v i -e L=w", ["K=v"]],
    ["docker run i -e K=v", []],
    [
      "docker run -e K=v --env-file a.env --env-file=$PWD/b.env i",
      ["file a.env compose-raw working-folder", "file ./b.env compose-raw working-folder", "K=v"],
    ],
    ["docker run --env-file $FILE i", ["file undefined compose-raw working-folder"]],
    ["docker --context far container create -e K=v i", ["K=v"]],
    ["podman run --replace -e K=v i", ["K=v"]],
    ["nerdctl -n ns run -e K=v i", ["K=v"]],
    ["sudo docker run -e K=v i", ["K=v"]],
    ["docker run -e $A=v -e '1=x' i", []],
    ["docker build -e K=v .", undefined],
    ["docker compose run -e K=v s", undefined],
    ["docker", undefined],
  ])("%s", (text, expected) => {
    expect(layers(`${text}\n`)).toEqual(expected);
  });

  test.each([
    ["-v ./a.yml:/etc/a.yml:ro", ["./a.yml as /etc/a.yml"]],
    ['-v "$PWD/a.yml:/etc/a.yml"', ["./a.yml as /etc/a.yml"]],
    ['--volume="$(pwd)/a.yml:/etc/a.yml"', ["./a.yml as /etc/a.yml"]],
    ["-v /srv/a:/a -v data:/data", ["/srv/a as /a"]],
    ["-v $DIR/a.yml:/etc/a.yml", []],
    ["-v ./a.yml", ["./a.yml as undefined"]],
    ["--mount type=bind,source=$PWD/a.yml,target=/etc/a.yml,readonly", ["./a.yml as /etc/a.yml"]],
    ["--mount type=bind,src=./a,dst=/b", ["./a as /b"]],
    ["--mount type=volume,src=a,dst=/b", []],
  ])("%s", (options, expected) => {
    expect(links(`docker run ${options} i --config /etc/a.yml\n`)).toEqual(expected);
  });

  test("a name without a value is taken from what the program itself has been given", () => {
    const { environments } = facts("export K=v\nL=w docker run -e K -e L i\n");
    const [given, started] = environments;
    expect(given?.layers.map(showLayer)).toEqual(["surroundings", "shell", "L=w"]);
    const definitions = started?.layers.flatMap((layer) => (layer.kind === "definitions" ? layer.definitions : []));
    expect(definitions?.map(({ inside }) => inside)).toEqual([
      { kind: "environment", environment: given?.id },
      { kind: "environment", environment: given?.id },
    ]);
  });

  test("each value stands where it is written", () => {
    const text = "docker run -e K=abc i\n";
    const definition = container(text)?.layers.flatMap((layer) =>
      layer.kind === "definitions" ? layer.definitions : [],
    )[0];
    expect(text.slice(definition?.nameSpan.start, definition?.nameSpan.end)).toBe("K");
    expect(text.slice(definition?.value.span.start, definition?.value.span.end)).toBe("abc");
  });

  test("a key among them is a use", () => {
    const text = "docker run -e ELASTIC_APM_API_KEY=abc -e ELASTIC_APM_SERVER_URL=https://h:8200 i\n";
    expect(facts(text).uses.map(({ path, integration }) => `${integration.id} ${path}`)).toEqual([
      "elastic-apm-agent ELASTIC_APM_API_KEY",
    ]);
  });

  test("words of the container name no file of this machine", () => {
    const { environments } = facts("docker run i --config /etc/a.yml\n");
    expect(environments.flatMap((each) => each.links)).toEqual([]);
  });
});
