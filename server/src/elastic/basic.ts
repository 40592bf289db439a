/**
 * `user:password` where an API key belongs. The text alone is sure only for users that Elastic itself creates; any
 * other `name:word` merely resembles one, which the classification says with `likely`.
 */

/** Built-in users: https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/built-in-users */
const BUILT_IN = new Set([
  "elastic",
  "kibana",
  "kibana_system",
  "logstash_system",
  "beats_system",
  "apm_system",
  "remote_monitoring_user",
]);

/** First words of values that have a colon for another reason: addresses, stores, digests. */
const NOT_USERS = new Set(
  `http https file env vault ssm op arn secret secrets ref keyring keychain gcp aws azure kms doppler bw pass base64
  sha1 sha256 sha512 md5 urn data`.split(/\s+/),
);

/** A user name and a password; the colon belongs to the name's end, a password may hold more of them. */
const USER_PASSWORD = /^([a-z][a-z0-9._@-]{0,63}):(\S{1,200})$/i;

/** How sure a text is `user:password`; undefined where it does not look like one. */
export function basicLikelihood(text: string): "certain" | "likely" | undefined {
  const match = USER_PASSWORD.exec(text);
  const user = match?.[1] ?? "";
  const password = match?.[2] ?? "";
  if (password === "" || /^[/<$]|^[{%]|^[0-9]{1,5}(?:\/|$)/.test(password)) return undefined;
  if (BUILT_IN.has(user)) return "certain";
  if (NOT_USERS.has(user.toLowerCase()) || password.includes(":")) return undefined;
  return isName(user) ? "likely" : undefined;
}

/** Lower case, and letters for the most part: an id of a key is neither. */
function isName(user: string): boolean {
  const digits = user.replace(/[^0-9]/g, "").length;
  return user === user.toLowerCase() && user.length >= 3 && digits * 3 <= user.length;
}
