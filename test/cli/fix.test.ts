/** `keyfit fix` where the value at fault stands in another file than the use. */
import { describe, expect, test } from "vitest";
import { ENCODED, KEY_SECRET, PAIR } from "../support/keys";
import { folderWith } from "./run";

const FILEBEAT = [
  "output.elasticsearch:",
  '  hosts: ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com"]',
  '  api_key: "${ES_API_KEY}"',
  "",
].join("\n");
const COMPOSE = [
  "services:",
  "  filebeat:",
  "    image: docker.elastic.co/beats/filebeat:9.2.0",
  "    volumes: [./filebeat.yml:/usr/share/filebeat/filebeat.yml:ro]",
  "    env_file: .env",
  "",
].join("\n");
const WRONG = `# keys\nES_API_KEY=${ENCODED}\n`;
const RIGHT = `# keys\nES_API_KEY=${PAIR}\n`;
const FILES = { "filebeat.yml": FILEBEAT, "compose.yaml": COMPOSE, ".env": WRONG };

describe("a value of another file", () => {
  test.each([
    ["that was asked for", FILES, ["fix"]],
    ["that nobody asked for", FILES, ["fix", "filebeat.yml"]],
    ["that is ignored", { ...FILES, ".gitignore": ".env\n" }, ["fix"]],
  ])("%s is fixed there", (_, files, args) => {
    const folder = folderWith(files);
    const { code, err } = folder.run(args);
    expect(err).toBe("keyfit: fixed .env\n");
    expect(code).toBe(0);
    expect(folder.read(".env")).toBe(RIGHT);
    expect(folder.read("filebeat.yml")).toBe(FILEBEAT);
  });

  test("is shown masked before, and changed by nothing", () => {
    const folder = folderWith({ ...FILES, ".gitignore": ".env\n" });
    const { out } = folder.run(["fix", "--dry-run"]);
    expect(out).toContain("+++ b/.env\n");
    expect(out).toMatch(/^-ES_API_KEY=VnVh…==$/m);
    expect(out).not.toContain(KEY_SECRET.slice(0, 7));
    expect(out).not.toContain(ENCODED.slice(8, 15));
    expect(folder.read(".env")).toBe(WRONG);
    expect(folder.run(["fix", "--dry-run", "--show-secrets"]).out).toContain(`+ES_API_KEY=${PAIR}`);
  });

  test("that another service is given stays as it is", () => {
    const folder = folderWith({ ...FILES, "compose.yaml": `${COMPOSE}  app:\n    image: app\n    env_file: .env\n` });
    expect(folder.run(["fix"]).code).toBe(1);
    expect(folder.read(".env")).toBe(WRONG);
  });

  test("that a script sources stays as it is", () => {
    const job = `0 1 * * * . ./keys.env; curl -H "Authorization: ApiKey $K" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/\n`;
    const folder = folderWith({ "nightly.crontab": job, "keys.env": `K=${PAIR}\n` });
    expect(folder.run(["fix"]).code).toBe(1);
    expect(folder.read("keys.env")).toBe(`K=${PAIR}\n`);
  });

  test("of a file in Latin-1 stays as it is", () => {
    const bytes = Buffer.from(`# caf\u00e9\n${WRONG}`, "latin1");
    const folder = folderWith({ ...FILES, ".env": bytes });
    folder.run(["fix"]);
    expect(folder.read(".env")).toBe(bytes.toString("utf8"));
  });
});
