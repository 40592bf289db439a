/** Small configurations that each have one known problem, or none. */
import { ENCODED, essu, PAIR } from "../../support/keys";

/** A Filebeat file; the value of `api_key` is what tests vary. */
export function filebeat(key: string, host = "https://es.logs.corp.example:9200"): string {
  return [
    "filebeat.inputs:",
    "  - type: filestream",
    "    id: system",
    "output.elasticsearch:",
    `  hosts: ["${host}"]`,
    `  api_key: "${key}"`,
    "",
  ].join("\n");
}

/** Filebeat with a key in the form that it does not take: `wrong-encoding`, and `hard-coded-key`. */
export const WRONG_ENCODING = filebeat(ENCODED);
/** The same with the right form: `hard-coded-key` alone. */
export const RIGHT_ENCODING = filebeat(PAIR);
/** A reference and a host: nothing to report. */
export const NOTHING_WRONG = filebeat("${ES_API_KEY}");

export const HOSTED = "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com";

/** A nightly job that reads its key from a file beside it. */
export const SOURCING_CRONTAB = [
  "SHELL=/bin/bash",
  `0 3 * * * . ./keys.env; curl -H "Authorization: ApiKey $ES_API_KEY" ${HOSTED}/_cluster/health`,
  "",
].join("\n");

/** What that file may say. */
export const GOOD_ENV = `ES_API_KEY=${ENCODED}\n`;
export const CLOUD_ENV = `ES_API_KEY=${essu()}\n`;

/** Another deployment than `HOSTED`. */
export const OTHER_HOSTED = "https://billing-0a1b2c.es.eu-west-1.aws.elastic-cloud.com";

/** A Compose file that runs Filebeat with a configuration of the same folder, and gives it the variables of a file. */
export function compose(config = "filebeat.yml", env = ".env"): string {
  return [
    "services:",
    "  filebeat:",
    "    image: docker.elastic.co/beats/filebeat:9.2.0",
    "    volumes:",
    `      - ./${config}:/usr/share/filebeat/filebeat.yml:ro`,
    "    env_file:",
    `      - ${env}`,
    "",
  ].join("\n");
}
