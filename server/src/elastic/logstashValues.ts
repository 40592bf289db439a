/** What Logstash makes of the text of a value: quotes that it takes off, and what its plugins take for a key at all. */
import { decodeBase64, encodeBase64 } from "./base64";
import { partsOfSecret, type Secret, seal } from "./secret";

/**
 * The text without a pair of each kind of quotes around it, single ones outside, as of a value that a reference gave:
 * https://github.com/elastic/logstash/blob/main/logstash-core/lib/logstash/util/substitution_variables.rb (replace_placeholders)
 */
export function withoutQuotes(secret: Secret): Secret {
  return partsOfSecret(secret, (text) => seal(["'", '"'].reduce(strip, text)));
}

function strip(text: string, quote: string): string {
  return text.length > 1 && text.startsWith(quote) && text.endsWith(quote) ? text.slice(1, -1) : text;
}

/**
 * True where the text is base64 with its padding, or two texts with a colon between them, so that the plugins start with it:
 * https://github.com/logstash-plugins/logstash-output-elasticsearch/blob/main/lib/logstash/outputs/elasticsearch/http_client_builder.rb (resolve_api_key)
 */
export function isEncodedOrPair(secret: Secret): boolean {
  return partsOfSecret(secret, (text) => isBase64(text) || /^[^:]+:[^:]+$/.test(text));
}

function isBase64(text: string): boolean {
  const bytes = /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? decodeBase64(text) : undefined;
  return bytes !== undefined && encodeBase64(bytes) === text;
}
