/** Certificate checks are switched off beside a key: whoever answers gets it. */
import type { Rule } from "./rule";
import { isIdle } from "./versions";

export const tlsVerificationOff: Rule = {
  id: "tls-verification-off",
  severity: "information",
  title: "Certificate checks are switched off beside a key",
  messages: {
    off: "{written} switches certificate checks off; give the CA instead",
  },
  *check(file) {
    const seen = new Set<number>();
    for (const use of file.uses) {
      const { tlsOff } = use.fact;
      if (!tlsOff || seen.has(tlsOff.span.start) || use.credential.form === "placeholder" || !use.elastic) continue;
      if (isIdle(use)) continue;
      seen.add(tlsOff.span.start);
      yield { use, span: tlsOff.span, outer: tlsOff.span, message: "off", args: { written: tlsOff.written } };
    }
  },
};
