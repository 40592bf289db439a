// The workbench page carries its configuration in one attribute, as HTML-escaped JSON. Two entries in it do what
// `--extensionDevelopmentPath` and `--extensionTestsPath` do for the desktop program. These are the pure functions
// over that page; `workbench.mjs` puts them to use. Both VS Code versions read the same two entries.

const ATTRIBUTE = /(<meta id="vscode-workbench-web-configuration" data-settings=")([^"]*)(")/;

/**
 * The page with a development extension, and its tests if there are any, in its configuration.
 * Throws when the page has no configuration: then VS Code has changed, and a silent run would test nothing.
 * @param {string} html
 * @param {{ extension: UriParts, tests?: UriParts }} development
 * @typedef {{ scheme: string, authority: string, path: string }} UriParts
 */
export function withDevelopment(html, { extension, tests }) {
  const match = ATTRIBUTE.exec(html);
  if (match === null) throw new Error("the workbench page has no configuration to put the extension into");
  const configuration = JSON.parse(unescapeHtml(match[2]));
  configuration.developmentOptions = {
    ...configuration.developmentOptions,
    extensions: [extension],
    ...(tests === undefined ? {} : { extensionTestsPath: tests }),
  };
  return html.replace(ATTRIBUTE, (_all, before, _old, after) => {
    return before + escapeHtml(JSON.stringify(configuration)) + after;
  });
}

/**
 * The address that opens a folder (or a `.code-workspace` file), and a file in it.
 * @param {string} authority  host and port
 * @param {{ folder?: string, file?: string, token?: string }} [what]  absolute paths
 */
export function workbenchUrl(authority, { folder, file, token } = {}) {
  const url = new URL(`http://${authority}/`);
  if (token !== undefined) url.searchParams.set("tkn", token);
  if (folder !== undefined) {
    url.searchParams.set(folder.endsWith(".code-workspace") ? "workspace" : "folder", uriPath(folder));
  }
  if (file !== undefined) {
    url.searchParams.set("payload", JSON.stringify([["openFile", `vscode-remote://${authority}${uriPath(file)}`]]));
  }
  // Slashes are legal in a query and easier to read.
  return url.href.replaceAll("%2F", "/");
}

/** A path as it stands in a URI: forward slashes, and a slash in front of a drive letter. */
export function uriPath(path) {
  const slashed = path.replaceAll("\\", "/");
  return slashed.startsWith("/") ? slashed : `/${slashed}`;
}

function unescapeHtml(text) {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function escapeHtml(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
