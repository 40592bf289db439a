/**
 * A key in clear text beyond this machine. Inside a cluster or a Compose network people do it on purpose; a program that
 * does not start with a key and plain HTTP says so for any host.
 */
import { isLoopback } from "../elastic/hosts";
import type { Form } from "../elastic/model";
import { targetDefinedAt } from "./places";
import type { Rule } from "./rule";
import { isIdle } from "./versions";

/** What is left of a URL that was cut at its colon, as in a default that lacks its quotes. */
const SCHEMES: readonly string[] = ["http", "https"];

const NO_KEY: readonly Form[] = ["placeholder"];

export const keyOverHttp: Rule = {
  id: "key-over-http",
  severity: "warning",
  title: "A key sent in clear text beyond this machine",
  messages: {
    clear: "The key goes to {host} in clear text; use https",
    inside: "The key goes to {host} in clear text within this network; use https",
    refused: "{integration} does not start with a key and plain HTTP; use https",
  },
  *check(file) {
    const seen = new Set<number>();
    for (const use of file.uses) {
      if (NO_KEY.includes(use.credential.form) || !use.elastic || isIdle(use)) continue;
      for (const { span, target } of use.target.nodes) {
        if (
          target.host === undefined ||
          target.scheme !== "http" ||
          SCHEMES.includes(target.host) ||
          seen.has(span.start)
        )
          continue;
        const refused = use.fact.needsTls === true;
        if (!refused && isLoopback(target.host)) continue;
        seen.add(span.start);
        const message = refused ? "refused" : isInside(target.host) ? "inside" : "clear";
        yield {
          use,
          span,
          message,
          args: { host: target.host, integration: upperFirst(use.integrationTitle) },
          severity: SEVERITIES[message],
          related: targetDefinedAt(use),
        };
      }
    }
  },
};

const SEVERITIES = { refused: "error", clear: "warning", inside: "information" } as const;

/** Single labels, services of a cluster, and the host of a container. */
function isInside(host: string): boolean {
  return !host.includes(".") || /\.svc(?:\.|$)/.test(host) || host === "host.docker.internal";
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
