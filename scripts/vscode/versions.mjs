// The two VS Code versions that Keyfit is tried on, as they come from the npm registry: Coder's `code-server` package
// carries a complete VS Code server and its web workbench. Versions and checksums are pinned, so every machine runs
// the same bytes. Raising the current version is one row here.

/** The oldest VS Code that Keyfit supports (`engines.vscode` in package.json). */
export const OLDEST = "1.100.3";

/** The VS Code that people have today. */
export const CURRENT = "1.139.1";

/**
 * @typedef {object} Host
 * @property {string} codeServer   version of the npm package code-server
 * @property {string} integrity    its checksum in the registry
 * @property {{ major: number, version: string }} node   what the server runs on, and the release to fetch if this is not it
 * @property {readonly string[]} native   modules to compile, in this order
 * @property {boolean} ownRipgrep   whether the search program comes along
 */

/** @type {Readonly<Record<string, Host>>} */
export const HOSTS = {
  [OLDEST]: {
    codeServer: "4.100.3",
    integrity: "sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==",
    node: { major: 20, version: "20.20.2" },
    native: ["@vscode/spdlog", "native-watchdog", "node-pty"],
    ownRipgrep: false,
  },
  [CURRENT]: {
    codeServer: "4.139.1",
    integrity: "sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==",
    node: { major: 24, version: "24.21.0" },
    native: ["@vscode/spdlog", "@vscode/native-watchdog"],
    ownRipgrep: true,
  },
};

/** The npm package that carries Microsoft's build of ripgrep for this machine, for hosts that lack their own. */
export const RIPGREP = `@vscode/ripgrep-${process.platform}-${process.arch}`;

/** The release of it that is installed. */
export const RIPGREP_VERSION = "1.18.0";

/** The npm package that carries a Node binary for this machine. */
export const NODE_PACKAGE = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
