/** A key in clear text beyond this machine. Inside a cluster or a Compose network people do it on purpose. */
import { isLoopback } from "../elastic/hosts";
import type { Form } from "../elastic/model";
import { targetDefinedAt } from "./places";
import type { Rule } from "./rule";

const NO_KEY: readonly Form[] = ["placeholder"];

export const keyOverHttp: Rule = {
  id: "key-over-http",
  severity: "warning",
  title: "A key sent in clear text beyond this machine",
  messages: {
    clear: "The key goes to {host} in clear text; use https",
    inside: "The key goes to {host} in clear text within this network; use https",
  },
  *check({ uses }) {
    const seen = new Set<number>();
    for (const use of uses) {
      if (NO_KEY.includes(use.credential.form) || !use.elastic) continue;
      for (const { span, target } of use.target.nodes) {
        if (target.host === undefined || target.scheme !== "http" || seen.has(span.start)) continue;
        if (isLoopback(target.host)) continue;
        seen.add(span.start);
        const inside = isInside(target.host);
        yield {
          use,
          span,
          message: inside ? "inside" : "clear",
          args: { host: target.host },
          severity: inside ? "information" : "warning",
          related: targetDefinedAt(use),
        };
      }
    }
  },
};

/** Single labels, services of a cluster, and the host of a container. */
function isInside(host: string): boolean {
  return !host.includes(".") || /\.svc(?:\.|$)/.test(host) || host === "host.docker.internal";
}
