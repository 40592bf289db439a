// Installs the embedded VS Code ahead of time: `node scripts/vscode/install.mjs [VERSION…]`. Useful in an image for
// CI; every other command installs what it needs by itself.

import { ensureEmbedded } from "./embedded.mjs";
import { HOSTS } from "./versions.mjs";

const wanted = process.argv.slice(2);
try {
  for (const version of wanted.length > 0 ? wanted : Object.keys(HOSTS)) {
    const { root } = await ensureEmbedded(version, { log: console.log, mayInstall: true });
    console.log(`VS Code ${version}: ready in ${root}`);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
