// Keystroke to diagnostics over stdio: didChange sent, diagnostics about that version received. Pushed diagnostics are
// awaited by their version; where a server sends none (yaml-language-server), the next ones about the file count, and a
// keystroke is sent only after the diagnostics of the one before it came. Pulled ones are asked for right after the change.

import { setTimeout as delay } from "node:timers/promises";
import { startServer } from "./client.mjs";

/** Keystrokes between two looks at the parser, so that whatever else the machine does meets both alike. */
const CHUNK = 40;
/** A person types no faster; it is also time for what the server does behind a keystroke. */
const PAUSE = 4;
/** Servers are quiet before the first keystroke counts. */
const SETTLE = 400;

/**
 * Types into each file on one server.
 * @param {object} options
 * @param {readonly string[]} options.command
 * @param {string} options.folder URI of the workspace
 * @param {boolean} options.pull
 * @param {readonly { kind: string, name: string, text: string, warmUp: readonly any[], strokes: readonly any[] }[]} options.files
 * @param {(file: any) => Promise<unknown>} options.between what is measured between two chunks
 * @returns each file's times with their groups, and the peak memory in MiB
 */
export async function typeInto({ command, folder, pull, files, between }) {
  const server = startServer(command, { folder, pull });
  try {
    await server.initialize();
    server.initialized();
    const results = [];
    for (const file of files) results.push(await typeIntoFile(server, { folder, pull, file, between }));
    return { results, memory: server.peakMemory() };
  } finally {
    await server.stop();
  }
}

async function typeIntoFile(server, { folder, pull, file, between }) {
  const uri = `${folder}/${file.name}`;
  let version = 1;

  const diagnosticsAfter = async (send) => {
    const sent = performance.now();
    if (pull) {
      send();
      const { result, at } = await server.request("textDocument/diagnostic", { textDocument: { uri } });
      return { took: at - sent, items: result.items };
    }
    const waiting = server.next(
      ({ method, params }) =>
        method === "textDocument/publishDiagnostics" &&
        params.uri === uri &&
        (params.version === undefined || params.version >= version),
    );
    send();
    const { params, at } = await waiting;
    return { took: at - sent, items: params.diagnostics };
  };

  const open = await diagnosticsAfter(() =>
    server.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version, text: file.text } }),
  );
  await delay(SETTLE);

  const press = ({ change }) => {
    version++;
    return diagnosticsAfter(() =>
      server.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [change] }),
    );
  };
  for (const stroke of file.warmUp) await press(stroke);

  const times = [];
  let last = open;
  for (const [index, stroke] of file.strokes.entries()) {
    if (index % CHUNK === 0) await between(file);
    await delay(PAUSE);
    last = await press(stroke);
    times.push({ group: stroke.group, took: last.took });
  }
  // All edits were taken back, so the problems must be those of the beginning.
  if (!pull && fingerprint(last.items) !== fingerprint(open.items)) {
    throw new Error(`${file.name}: after all edits were taken back, the problems are others`);
  }
  server.notify("textDocument/didClose", { textDocument: { uri } });
  return { kind: file.kind, open: open.took, problems: open.items.length, times };
}

function fingerprint(items) {
  return JSON.stringify(items.map(({ range, code, message }) => [range, code, message]));
}
