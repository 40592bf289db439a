/** Texts for the YAML properties: files that people have, pieces that break them, and values that YAML must carry. */
import fc from "fast-check";
import { PIECES } from "../../support/pieces";

/** Each holds what a reader may trip over; none has templates, so that each is valid YAML. */
export const FILES: readonly string[] = [
  `# Beats
filebeat.inputs:
- type: filestream
  id: my-id
  paths: ["/var/log/*.log", '/srv/it''s.log']
  fields: {app: "x\\ty", "list": [a, {b: c}]}
output.elasticsearch:
  hosts:
    - "https://one:9243" # the first
    - https://two:9243/path#x
  api_key: "\${ES_KEY:VuaCfGcBCdbkQm-e5aOx:ui2lp2axTNmsyakw9tvNnw}"
`,
  `%YAML 1.2
---
apiVersion: v1
kind: ConfigMap
data:
  filebeat.yml: |-
    output.elasticsearch:
      # a comment of the file inside
      api_key: \${KEY}

  notes: >+
    folded
    text

      more

---
- - a
  -
  - ? complex
    : - value
-
  key:
  other: ~
...
`,
  `x-base: &base
  environment: &env
    KEY: !secret value
    URL: &url https://one
services:
  one:
    <<: *base
    image: one
    command: ["run", *url]
  two:
    <<: [*base, *env]
    text: 'over
      lines

      '
    more: "an\\u00e9 \\
      end"
`,
];

const token: fc.Arbitrary<string> = fc.constantFrom(...PIECES.yaml);

export const tokens: fc.Arbitrary<string> = fc.array(token, { maxLength: 25 }).map((parts) => parts.join(""));

/** Texts that must come back as they were written, of any units but halves of surrogate pairs. */
export const words: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.array(token, { maxLength: 6 }).map((parts) => parts.join("").replaceAll("\ud800", "")),
);
