/** Substitutions whose value the script shows, and those whose value it cannot show. Table: reference/variables.md 3.10. */
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Value } from "../../../server/src/read/reading";
import { readShell } from "../../../server/src/read/shell";
import { at, show } from "./shellSupport";

const assigned = (text: string): Value | undefined =>
  readShell(`K=${text}\n`, defaultBudget()).assignments.find((each) => each.name === "K")?.value;
const value = (text: string): string | undefined => show(assigned(text));

describe("what only joins text and references", () => {
  test.each([
    ["$(echo -n x)", "x"],
    ["$(echo x)", "x"],
    ['"$(echo -n "$ID:$S")"', "<ID>:<S>"],
    ["$(echo $ID $S)", "<ID> <S>"],
    ["$(printf %s x)", "x"],
    ["$(printf '%s' \"$ID:$S\")", "<ID>:<S>"],
    ['$(printf \'%s:%s\' "$ID" "$S")', "<ID>:<S>"],
    ["$(printf '%s:%s\\n' id \"$S\")", "id:<S>"],
    ["$(printf -- '%s%%%s' a b)", "a%b"],
    ["$(printf %s a b c)", "abc"],
    ["$(printf '%s:%s' a)", "a:"],
    ['$(printf "$ID:$S")', "<ID>:<S>"],
    ["$(printf plain)", "plain"],
    ["`printf '%s:%s' $ID $S`", "<ID>:<S>"],
    ['"ApiKey $(echo -n "${S:-d}")!"', "ApiKey <S|d>!"],
    ["$(echo -n $(printf %s $(echo x)))", "x"],
    ["$(printf '%s\\n' \"$S\" | tr -d '\\n')", "<S>"],
    ["$(printf 'a\\nb\\n' | tr -d '\\n')", "ab"],
    ["$(cat <<E\nid:$S\nE\n)", "id:<S>"],
    ["$(cat <<'E'\nid:$S\nE\n)", "id:$S"],
    ["$(echo 'a\n\n')", "a"],
    ["$(echo -n x 2>/dev/null)", "x"],
  ])("%s", (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  test("the text keeps its place in the file", () => {
    const text = 'K="ApiKey $(echo -n "abc:$S")"\n';
    const found = readShell(text, defaultBudget()).assignments[0]?.value;
    expect(found?.parts.map((part) => [part.kind, at(text, part.span)])).toEqual([
      ["text", "ApiKey "],
      ["text", "abc:"],
      ["reference", "$S"],
    ]);
    expect(at(text, found?.span)).toBe('ApiKey $(echo -n "abc:$S")');
  });
});

describe("base64", () => {
  const encoded = "aWQ6a2V5";
  const damaged = "aWQ6a2V5Cg==";
  test.each([
    ["$(printf %s id:key | base64)", encoded],
    ["$(printf %s id:key | base64 -w0)", encoded],
    ["$(echo -n 'id:key' | base64 -w 0)", encoded],
    ["$(printf '%s:%s' id key | base64 --wrap=0)", encoded],
    ["$(echo -n id:key | base64 | tr -d '\\n')", encoded],
    ["$(echo -n id:key | openssl base64 -A)", encoded],
    ["$(echo -n id:key | openssl enc -base64)", encoded],
    // A line end before the encoding is inside the key.
    ["$(echo id:key | base64)", damaged],
    ["$(base64 <<< id:key)", damaged],
    ["$(echo id:key | tr -d '\\n' | base64)", encoded],
    [`$(echo ${encoded} | base64 -d)`, "id:key"],
    [`$(base64 --decode <<< ${encoded})`, "id:key"],
    [`$(echo -n id:key | base64 | base64 -d)`, "id:key"],
  ])("of literal text: %s", (text, expected) => {
    const found = assigned(text);
    expect(found?.parts).toEqual([{ kind: "text", text: expected, span: undefined }]);
  });

  test("of a long text is broken into lines by some programs only", () => {
    const long = "a".repeat(60);
    expect(value(`$(printf %s ${long} | base64)`)).toBe(`<base64 76 ${long}>`);
    expect(value(`$(printf %s ${long} | base64 -w0)`)).toBe("YWFh".repeat(20));
    expect(value(`$(printf %s ${long} | base64 | tr -d '\\n')`)).toBe("YWFh".repeat(20));
  });

  test("of references is worked out once they are known", () => {
    expect(value('$(printf %s "$ID:$S" | base64 -w0)')).toBe("<base64 <ID>:<S>>");
    expect(value('"ApiKey $(echo -n "$ID:$S" | base64)"')).toBe("ApiKey <base64 76 <ID>:<S>>");
    expect(value('$(printf \'%s:%s\' "$ID" "${S:-d}" | base64 -b 64)')).toBe("<base64 64 <ID>:<S|d>>");
    expect(value('$(base64 -w0 <<< "$ID:$S")')).toBe("<base64 <ID>:<S>\n>");
    expect(value('$(echo -n "$ID:$S" | openssl base64)')).toBe("<base64 64 <ID>:<S>>");
    expect(value('$(echo -n "$ID:$S" | openssl enc -base64 -A)')).toBe("<base64 <ID>:<S>>");
    expect(value("$(echo -n $S | base64 | tr -d '\\n')")).toBe("<base64 <S>>");
    expect(value("$(echo -n $S | base64 | base64)")).toBe("<base64 76 <base64 76 <S>>\n>");
    expect(value('$(printf %s "$ID:$(vault kv get x)" | base64)')).toBe("<base64 76 <ID>:<?secret-store>>");
    expect(value('"${H:-ApiKey $(echo -n "$ID:$S" | base64 -w0)}"')).toBe("<H|ApiKey <base64 <ID>:<S>>>");
    expect(value('$(echo -n "é$S" | base64)')).toBe("<?operation>");
    expect(value("$(echo é | base64)")).toBe("<?operation>");
    expect(value("$(echo no-base64 | base64 -d)")).toBe("<?operation>");
  });

  test("keeps the line end that echo adds, which a decoder reads over", () => {
    const text = 'K="$(echo "$ID:$S" | base64)"\n';
    const [part] = readShell(text, defaultBudget()).assignments[0]?.value.parts ?? [];
    expect(part).toMatchObject({ kind: "computed", operation: "base64", wrap: 76 });
    expect(at(text, part?.span)).toBe('$(echo "$ID:$S" | base64)');
    const inner = part?.kind === "computed" ? part.parts : [];
    expect(inner.map((each) => [each.kind, at(text, each.span)])).toEqual([
      ["reference", "$ID"],
      ["text", ":"],
      ["reference", "$S"],
      ["text", undefined],
    ]);
    expect(inner.at(-1)).toMatchObject({ text: "\n" });
    expect(value('$(echo "$S" | base64 -d)')).toBe("<base64-decode <S>>");
    expect(value('$(echo "$S" | openssl base64 -d -A)')).toBe("<base64-decode <S>>");
  });

  test("of what a function is called with", () => {
    const text = 'auth() { H="ApiKey $(printf %s "$1:$2" | base64 -w0)"; }\nauth id "$S"\n';
    const found = readShell(text, defaultBudget()).assignments.find((each) => each.name === "H");
    expect(show(found?.value)).toBe("ApiKey <base64 id:<S>>");
  });
});

describe("what only running shows", () => {
  test.each([
    ["$(cat f g)"],
    ["$(cat -A f)"],
    ["$(jq -r .encoded key.json)"],
    ["$(echo x > f)"],
    ["$(echo x; echo y)"],
    ["$(echo x &)"],
    ["$(A=1 echo x)"],
    ["$(echo 'a\\nb')"],
    ["$(echo -e x | sed s/x/y/)"],
    ["$(printf %d 1)"],
    ["$(printf '%-10s' x)"],
    ["$(printf '\\x41')"],
    ['$(printf "$ID%s" x)'],
    ["$(date | tr -d '\\n')"],
    ["$(echo x | tr a-z A-Z)"],
    ["$(base64 a b)"],
    ["$(echo x | base64 -w)"],
    ["$(if true; then echo x; fi)"],
    ["$(grep K .env | cut -d: -f2)"],
    ["$(<<< x)"],
    ["$(curl -s http://x/_security/api_key | jq -r .encoded)"],
  ])("%s", (text) => {
    expect(value(text)).toMatch(/^<\?(?:command|arithmetic)>/);
  });

  test("parts that cannot be told stay opaque among the others", () => {
    expect(value('$(printf "%s:%s" "$ID" "$(cat f)")')).toBe("<ID>:<file f>");
    expect(value('$(echo -n "$1")')).toBe("<?unsupported>");
  });
});

describe("secret stores", () => {
  test.each([
    ["vault kv get -field=k secret/es"],
    ["vault read -field=k secret/es"],
    ["aws secretsmanager get-secret-value --secret-id es --query SecretString --output text"],
    ["aws --region eu-west-1 ssm get-parameter --name k --with-decryption"],
    ["aws secretsmanager get-secret-value --secret-id es | jq -r .k"],
    ["gcloud secrets versions access latest --secret=es"],
    ["az keyvault secret show --name k --vault-name v --query value -o tsv"],
    ['op read "op://vault/es/key"'],
    ["op item get es --fields key"],
    ["pass show es/key"],
    ["pass es/key"],
    ["sops -d secrets.yaml | yq .key"],
    ["security find-generic-password -w -s es"],
    ["doppler secrets get ES_KEY --plain"],
    ["bw get password es"],
    ["sudo -u es vault kv get -field=k secret/es"],
    ["vault kv get -field=k x || true"],
    ["/usr/bin/pass show x 2>/dev/null | head -1"],
  ])("%s", (command) => {
    expect(value(`"$(${command})"`)).toBe("<?secret-store>");
  });

  test.each([["vault status"], ["aws s3 cp a b"], ["kubectl get secret s"], ["echo vault get | cat"]])(
    "%s is none",
    (command) => {
      expect(value(`$(${command})`)).not.toBe("<?secret-store>");
    },
  );
});

describe("a script's own parameters", () => {
  test("have a default where they state one", () => {
    expect(value('"${1:-$ES_KEY}"')).toBe("<1|<ES_KEY>>");
    expect(value("${2-x}")).toBe("<2-x>");
    expect(value("${1:?usage}$1")).toBe("<?unsupported><?unsupported>");
    expect(value("$(cat ${1:-f})")).toBe("<?command>");
  });
});
