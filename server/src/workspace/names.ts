/**
 * What the name of a variable says about the credential in it. Only names that products document for one kind count;
 * a generic name (`ES_API_KEY`) fixes nothing. Source: reference/key-types.md 1.3, failures.md F6 and F7.
 */
import type { Kind } from "../elastic/model";

interface NameTell {
  readonly name: RegExp;
  readonly kinds: readonly Kind[];
  readonly source: string;
}

const TELLS: readonly NameTell[] = [
  {
    name: /^(?:TF_VAR_)?EC_API_?KEY$/i,
    kinds: ["elastic-cloud-api-key", "ece-api-key"],
    source: "https://github.com/elastic/ecctl/blob/master/docs/reference/ecctl-environment-variables.md",
  },
  {
    name: /^ELASTIC_CLOUD_API_KEY$/i,
    kinds: ["elastic-cloud-api-key"],
    source: "https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys",
  },
  {
    name: /^(?:ELASTIC_)?APM_SECRET_TOKEN$/i,
    kinds: ["apm-secret-token"],
    source: "https://www.elastic.co/guide/en/observability/current/apm-secret-token.html",
  },
  {
    name: /^FLEET_ENROLLMENT_TOKEN$/i,
    kinds: ["fleet-enrollment-token"],
    source: "https://www.elastic.co/docs/reference/fleet/fleet-enrollment-tokens",
  },
  {
    name: /^(?:FLEET_SERVER_SERVICE_TOKEN|ELASTICSEARCH_SERVICE(?:ACCOUNT)?_?TOKEN)$/i,
    kinds: ["service-account-token"],
    source: "https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/service-accounts",
  },
];

/** The kinds that a variable of this name is documented to hold; undefined where the name fixes none. */
export function kindsOfName(name: string): readonly Kind[] | undefined {
  const last = name.slice(name.lastIndexOf(".") + 1);
  return TELLS.find((tell) => tell.name.test(last))?.kinds;
}
