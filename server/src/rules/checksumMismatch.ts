/** An `essu_` key that decodes, but whose CRC-32 does not match: most likely altered or copied incompletely. */
import { definedAt } from "./planning";
import type { Rule } from "./rule";

export const checksumMismatch: Rule = {
  id: "checksum-mismatch",
  severity: "warning",
  title: "The checksum of an Elastic Cloud key does not match",
  messages: { mismatch: "The checksum of this Elastic Cloud key does not match; copy the key again" },
  *check({ uses }) {
    for (const use of uses) {
      if (use.credential.classification?.checksum !== "differs") continue;
      yield { use, span: use.span, message: "mismatch", related: definedAt(use) };
    }
  },
};
