/** An Elastic Cloud key opens a serverless project only if it was given that access, which no text shows. */
import { apiOfDeployment } from "../elastic/phrases";
import type { Rule } from "./rule";

export const keyNeedsApiAccess: Rule = {
  id: "key-needs-api-access",
  severity: "information",
  title: "An Elastic Cloud key opens this only with Elasticsearch and Kibana API access",
  messages: {
    access: "This key opens {place} only if it has “Cloud, Elasticsearch and Kibana API” access",
  },
  *check({ uses }) {
    for (const use of uses) {
      if (use.verdict !== "depends" || use.credential.form === "damaged") continue;
      yield { use, span: use.span, message: "access", args: { place: apiOfDeployment(use.target) } };
    }
  },
};
