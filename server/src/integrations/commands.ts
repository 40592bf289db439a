/** Programs that take a key on their command line. A URL names both deployment and API, so nothing is fixed here. */
import type { CommandIntegration } from "./model";

export const CURL: CommandIntegration = {
  id: "curl",
  title: "curl",
  source: "https://curl.se/docs/manpage.html",
  checkedAgainst: "8.17.0",
  names: ["curl"],
  headers: ["-H", "--header"],
  urls: ["--url"],
  users: ["-u", "--user"],
  shortWithValue: "AbcCdDeEFhHKmoPQrtTuUwxXyYz",
  longWithValue: [
    "--abstract-unix-socket", "--alt-svc", "--aws-sigv4", "--cacert", "--capath", "--cert", "--cert-type", "--ciphers",
    "--config", "--connect-timeout", "--connect-to", "--continue-at", "--cookie", "--cookie-jar", "--create-file-mode",
    "--crlfile", "--curves", "--data", "--data-ascii", "--data-binary", "--data-raw", "--data-urlencode",
    "--delegation", "--dns-interface", "--dns-servers", "--doh-url", "--dump-header", "--engine", "--etag-compare",
    "--etag-save", "--expect100-timeout", "--form", "--form-string", "--hsts", "--interface", "--ip-tos", "--json",
    "--keepalive-time", "--keepalive-cnt", "--key", "--key-type", "--limit-rate", "--local-port", "--login-options",
    "--max-filesize", "--max-redirs", "--max-time", "--netrc-file", "--noproxy", "--output", "--output-dir",
    "--parallel-max", "--pass", "--pinnedpubkey", "--preproxy", "--proto", "--proto-default", "--proto-redir",
    "--proxy", "--proxy-header", "--proxy-user", "--proxy-cacert", "--quote", "--random-file", "--range", "--rate",
    "--referer", "--request", "--request-target", "--resolve", "--retry", "--retry-delay", "--retry-max-time",
    "--service-name", "--socks4", "--socks4a", "--socks5", "--socks5-hostname", "--speed-limit", "--speed-time",
    "--stderr", "--telnet-option", "--tls-max", "--tls13-ciphers", "--trace", "--trace-ascii", "--trace-config",
    "--unix-socket", "--upload-file", "--url-query", "--user-agent", "--variable", "--vlan-priority", "--write-out",
    "--oauth2-bearer", "--haproxy-clientip", "--happy-eyeballs-timeout-ms", "--ipfs-gateway", "--libcurl",
  ],
  accepts: [{ forms: ["encoded", "essu", "ece"] }],
  defaultScheme: "http",
};

export const COMMANDS: readonly CommandIntegration[] = [CURL];
