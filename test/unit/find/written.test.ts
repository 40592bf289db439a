/** Files that a script writes, and what the shell puts into them first. */
import { describe, expect, test } from "vitest";
import { findFactsAs } from "../../../server/src/find/facts";
import { defaultBudget } from "../../../server/src/read/budget";
import { showFact } from "./findSupport";

const facts = (text: string) =>
  findFactsAs({ uri: "file:///p/install.sh", path: "install.sh", text }, "shell", defaultBudget());

/** `integration credential -> target` of each use, with the text that its credential stands on. */
const uses = (text: string): string[] =>
  facts(text).uses.map((use) => {
    const targets = use.targets.map(({ value }) => showFact(value)).join(", ");
    const { start, end } = use.credential.span;
    return `${use.integration.id} ${showFact(use.credential)} -> ${targets} at ${text.slice(start, end)}`;
  });

const FILE = 'output.elasticsearch:\n  hosts: ["https://$H:9200"]\n  api_key: "${ID}:$KEY"\n';
const FOUND = "filebeat <ID>:<KEY> -> https://<H>:9200 at ${ID}:$KEY";
const document = (command: string, body = FILE, mark = "EOF"): string =>
  `${command}\n${body}${mark.replace(/['"\\]/g, "")}\n`;

describe("a file that a script writes", () => {
  test.each([
    "cat > /etc/filebeat/filebeat.yml <<EOF",
    "cat <<EOF > /etc/filebeat/filebeat.yml",
    'cat <<EOF >> "$ROOT/etc/filebeat/filebeat.yml"',
    "tee /etc/filebeat/filebeat.yml <<EOF",
    "sudo tee -a /etc/filebeat/filebeat.yml > /dev/null <<EOF",
    "cat <<EOF | sudo tee /etc/filebeat/filebeat.yml",
    "if true; then cat > /etc/filebeat/filebeat.yml <<EOF",
  ])("%s", (command) => {
    expect(uses(document(command))).toEqual([FOUND]);
  });

  test.each([
    "cat <<EOF",
    "cat - <<EOF | ssh host",
    "cat > /etc/filebeat/ <<EOF",
    "cat > $FILE <<EOF",
    "mail -s x me <<EOF",
    "cat > notes.txt.gz 2> x <<EOF",
  ])("%s is none that is read", (command) => {
    const body = "text\n";
    expect(uses(document(command, body))).toEqual([]);
  });

  test("tabs are taken away, and a dollar that is escaped is none of the shell's", () => {
    const body = '\toutput.elasticsearch:\n\t  hosts: ["https://h"]\n\t  api_key: "\\${KEY}"\n\t';
    expect(uses(document("cat > filebeat.yml <<-EOF", body))).toEqual(["filebeat <KEY> -> https://h at ${KEY}"]);
  });

  test("what the shell puts in is looked up where it runs, what the program puts in where that runs", () => {
    const text = document("cat > filebeat.yml <<EOF", 'output.elasticsearch:\n  api_key: "$A:\\${B}"\n');
    const [use] = facts(text).uses;
    expect(use?.credential.parts.map((part) => part.kind === "reference" && [part.name, part.from])).toEqual([
      ["A", "filled"],
      false,
      ["B", undefined],
    ]);
    expect(use?.scope).toMatchObject({ kind: "settings", filled: { kind: "shell", offset: 0 } });
  });

  test("with a quoted mark nothing is put in", () => {
    const quoted = uses(document("cat > filebeat.yml <<'EOF'", FILE, "'EOF'"));
    expect(quoted).toEqual(["filebeat <ID>:$KEY -> https://$H:9200 at ${ID}:$KEY"]);
  });

  test("scripts that a script writes are read, one in the other", () => {
    const inner = 'curl -H "Authorization: ApiKey $A\\$B" https://h\n';
    expect(uses(document("cat > run.sh <<EOF", inner))).toEqual(["curl <A><B> -> https://h at $A\\$B"]);
    const nested = document("cat > b.sh <<'E2'", document("cat > c.sh <<'E3'", inner, "'E3'"), "'E2'");
    expect(uses(document("cat > a.sh <<'E1'", nested, "'E1'"))).toEqual(["curl <A>$B -> https://h at $A\\$B"]);
  });

  test("a dash stands for what a command is fed", () => {
    expect(facts(document("cat - > otel.yml <<EOF", OTEL)).uses).toHaveLength(1);
    expect(facts(document("cat head.yml - > otel.yml <<EOF", OTEL)).uses).toHaveLength(0);
  });

  test("what is put behind a file misses nothing", () => {
    const [whole, fragment] = [">", ">>"].map((sign) => facts(document(`cat ${sign} otel.yml <<EOF`, OTEL)).uses[0]);
    expect(whole?.kind === "setting" && whole.whole).toBe(true);
    expect(fragment?.kind === "setting" && fragment.whole).toBe(false);
  });
});

const OTEL = `exporters: { elasticsearch: { api_key: abc } }
service: { pipelines: { logs: { exporters: [elasticsearch] } } }
`;
