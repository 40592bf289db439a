/** A Cloud ID that no client can decode. Checked wherever a product reads one, beside a key or not. */
import type { CloudIdFault } from "../elastic/cloudId";
import { cloudIdOf } from "../elastic/secret";
import type { Rule } from "./rule";

/** One message for each fault, so that a new fault cannot be without one. */
const MESSAGES: Readonly<Record<CloudIdFault, string>> = {
  "no-base64": "The part after the colon of this Cloud ID is not base64; copy the Cloud ID again",
  "too-few-parts": "This Cloud ID decodes to too few parts; copy it again from the deployment's page",
  "bad-character": "This Cloud ID decodes to a host with a character that cannot stand there; copy it again",
  "bad-port": "This Cloud ID decodes to a port that is no number; copy it again from the deployment's page",
  empty: "This Cloud ID has nothing after its label; copy it again from the deployment's page",
};

export const malformedCloudId: Rule = {
  id: "malformed-cloud-id",
  severity: "error",
  title: "The Cloud ID does not decode",
  messages: MESSAGES,
  *check({ facts, resolve }) {
    for (const { value, scope, kibana } of facts.cloudIds) {
      const resolved = resolve.resolve(value, scope);
      if (resolved.kind !== "value" || resolved.value.isBlank) continue;
      const { form } = resolved.value.classification;
      if (form === "placeholder" || form === "reference") continue;
      const decoded = cloudIdOf(resolved.value, { kibana });
      if (decoded.kind !== "malformed") continue;
      yield { span: value.span, outer: value.outer, message: decoded.why };
    }
  },
};
