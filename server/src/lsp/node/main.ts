/**
 * The server on Node: over a child process's channel for the extension, over standard input and output for every other
 * editor (`keyfit lsp --stdio`). Importing this file starts it.
 */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeFiles } from "../../node/files";
import { keepHeapSmall } from "../../node/heap";
import { localDate, timedBudget } from "../../node/time";
import type { Files } from "../../workspace/files";
import { type Clock, untilMidnight } from "../clock";
import { serve } from "../connection";
import { clientFiles, NO_FILES } from "../files";
import { clientLog, describeError } from "../log";

const clock: Clock = {
  now: () => performance.now(),
  today: localDate,
  untilTomorrow: () => untilMidnight(new Date()),
  after: (ms, work) => {
    if (ms === 0) {
      const turn = setImmediate(work);
      return () => clearImmediate(turn);
    }
    const timer = setTimeout(work, ms).unref();
    return () => clearTimeout(timer);
  },
};

const connection = createConnection(ProposedFeatures.all);

// What is left of an error nobody caught must not be printed: its message may quote a document.
const log = clientLog(connection.console, connection.tracer);
process.on("uncaughtException", (error) => {
  log.error(`Keyfit stops: ${describeError(error)}`);
  setImmediate(() => process.exit(1));
});
process.on("unhandledRejection", (error) => log.error(`Not handled: ${describeError(error)}`));

// A closed channel leaves no stream to end, and a parent that only let go of us is still alive.
process.on("disconnect", () => process.exit(1));

serve(connection, {
  clock,
  budget: timedBudget,
  files: (client, { serveFiles }, roots) => {
    const local = nodeFiles({ roots });
    const remote = serveFiles ? clientFiles(client) : NO_FILES;
    const of = (uri: string): Files => (uri.startsWith("file:") ? local : remote);
    return {
      read: (uri) => of(uri).read(uri),
      list: (uri) => of(uri).list(uri),
      stat: (uri) => of(uri).stat(uri),
    };
  },
});

keepHeapSmall();
