/** A port that cannot answer there: serverless answers on 443 alone, and transport ports take no API key. */
import { readHost } from "../elastic/hosts";
import { firstSpan } from "./places";
import type { Rule } from "./rule";

/** https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/networking-settings */
const TRANSPORT: ReadonlySet<number> = new Set([9300, 9343, 9400]);

export const wrongPort: Rule = {
  id: "wrong-port",
  severity: "error",
  title: "A port that cannot answer there",
  messages: {
    serverless: "Port {port} does not answer on serverless projects; they answer on 443 alone",
    transport: "Port {port} is for traffic between nodes and takes no API key; use the HTTP port",
  },
  *check({ uses }) {
    for (const use of uses) {
      const { target, cloudId } = use.target;
      const span = firstSpan(use);
      if (!target || !span || cloudId || target.port === undefined || !target.explicitPort) continue;
      if (target.api === "remote-cluster") continue;
      const own = target.host !== undefined && readHost(target.host).certain;
      const args = { port: String(target.port) };
      if (target.deployment === "serverless" && target.port !== 443) {
        yield { use, span, message: "serverless", args };
      } else if (TRANSPORT.has(target.port)) {
        yield { use, span, message: "transport", args, severity: own ? "error" : "warning" };
      }
    }
  },
};
