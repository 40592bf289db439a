/** A port that cannot answer there: serverless answers on 443 alone, and transport ports take no API key. */
import { isElasticHost } from "../elastic/hosts";
import { settingApi } from "./places";
import type { Rule } from "./rule";

/** https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/networking-settings */
const TRANSPORT: ReadonlySet<number> = new Set([9300, 9343, 9400]);
const NODES = 9300;

export const wrongPort: Rule = {
  id: "wrong-port",
  severity: "error",
  title: "A port that cannot answer there",
  messages: {
    serverless: "Port {port} does not answer on serverless projects; they answer on 443 alone",
    transport: "Port {port} is for traffic between nodes and takes no API key; use the HTTP port",
    remote: "Port {port} is for traffic between nodes and takes no API key; remote clusters take one on 9443",
  },
  *check({ uses }) {
    const seen = new Set<number>();
    for (const use of uses) {
      if (use.target.cloudId) continue;
      const remote = settingApi(use) === "remote-cluster";
      for (const { span, target } of use.target.nodes) {
        if (target.port === undefined || !target.explicitPort || seen.has(span.start)) continue;
        const serverless = !remote && target.deployment === "serverless" && target.port !== 443;
        const own = target.host !== undefined && isElasticHost(target.host);
        // A cluster of one's own may take keys of other clusters on any port but the one that its nodes have.
        const transport = remote && !own ? target.port === NODES : TRANSPORT.has(target.port);
        if (!serverless && !transport) continue;
        seen.add(span.start);
        yield {
          use,
          span,
          message: serverless ? "serverless" : remote ? "remote" : "transport",
          args: { port: String(target.port) },
          severity: own ? "error" : "warning",
        };
      }
    }
  },
};
