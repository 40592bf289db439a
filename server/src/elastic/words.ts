/**
 * The words that people put where a key belongs. They tell an example value from a real one, and a real half of a key
 * from a name or a pass phrase. The list is short on purpose: a random key never consists of these words from end to
 * end, so every word here can only silence a message, not cause one.
 */

/** One of these alone makes a value an example: nobody is issued a credential that says so. */
const TELLING = new Set(
  words(`your example sample placeholder placeholders changeme change replace replaceme insert enter paste put todo
    fixme redacted removed hidden masked dummy fake mock foo bar baz foobar lorem here unused none null undefined
    xxx yyy zzz xyz abc abcd abcdef whatever something`),
);

/** A value made of nothing but these is an example: `my-api-key`, `base64encodedapikey`, `id:api_key`. */
const PLAIN = new Set(
  words(`a an the my of for from in to and or with is it this that colon dot
    id ids key keys api apikey secret secrets token tokens password passwd pass pwd pw user username name value string
    credential credentials auth authentication authorization header bearer basic scheme
    essu elastic elasticsearch es kibana kb logstash beats filebeat agent fleet apm otlp motlp ece ech ess cloud serverless
    deployment project cluster endpoint url host server admin root service account enrollment managed remote ccm
    encoded base64 base raw plain text test tests testing tester demo default local dev prod production staging new old
    one two generated public private read write ingest monitoring output input env variable var`),
);

/** Words that half a key never holds but by rare chance; three letters at least, looked for anywhere in the value. */
const INSIDE = words(`example sample test demo changeme password passwd secret token apikey api_key api-key key elastic
  kibana logstash beats cluster deployment project server your name user admin prod staging local cloud welcome`);

/** The longest name that is read word by word; longer values are no names. */
const LONGEST = 200;

/** True where the value holds a word that only an example holds, as a word of its own: `<your key>`, `CHANGE_ME`. */
export function hasTellingWord(text: string): boolean {
  return text.length <= LONGEST && split(text).some((word) => TELLING.has(word) || TELLING.has(withoutDigits(word)));
}

/** True where the value is words from end to end, whether they are separated, in camel case or run together. */
export function isWordsOnly(text: string): boolean {
  if (text.length > LONGEST) return false;
  const parts = split(text);
  return (
    parts.length > 0 &&
    parts.every((part) => isNumber(part) || isRunTogether(part) || isRunTogether(withoutDigits(part)))
  );
}

/** True where a common word stands anywhere in the value, in any case. */
export function holdsDictionaryWord(text: string): boolean {
  const lower = text.toLowerCase();
  return INSIDE.some((word) => lower.includes(word)) || hasTellingWord(text);
}

/** The value's words in lower case: cut at everything that is no letter or digit, and where camel case turns. */
function split(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** True where the text can be cut into words of the lists: dynamic programming, so time grows with length only. */
function isRunTogether(text: string): boolean {
  if (text.length < 2) return isWord(text);
  const reachable: boolean[] = [true];
  for (let end = 1; end <= text.length; end += 1) {
    for (let length = Math.min(end, 16); length > 1 && !reachable[end]; length -= 1) {
      if (reachable[end - length] && isWord(text.slice(end - length, end))) reachable[end] = true;
    }
  }
  return reachable[text.length] === true;
}

function isWord(text: string): boolean {
  return PLAIN.has(text) || TELLING.has(text);
}

/** A number that people append to a name, `key1`, `api-key-2024`; longer ones may be a value. */
function isNumber(text: string): boolean {
  return /^[0-9]{1,4}$/.test(text);
}

function withoutDigits(text: string): string {
  return text.replace(/[0-9]{1,4}$/, "");
}

function words(text: string): string[] {
  return text.split(/\s+/);
}
