/**
 * The server in a web worker, for editors in a browser. It has no file system of its own: files come through the client.
 */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { defaultBudget } from "../../read/budget";
import { type Clock, untilMidnight } from "../clock";
import { serve } from "../connection";
import { clientFiles, NO_FILES } from "../files";

/** As in node/time.ts. */
const MAX_MS = 1500;

const turns = new MessageChannel();
const turnWork: (() => void)[] = [];
turns.port1.onmessage = () => turnWork.shift()?.();

const clock: Clock = {
  now: () => performance.now(),
  today: () => {
    const two = (value: number): string => String(value).padStart(2, "0");
    const now = new Date();
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  },
  untilTomorrow: () => untilMidnight(new Date()),
  after: (ms, work) => {
    if (ms === 0) {
      // A timer of zero is delayed by browsers once timers nest; a message is the next turn.
      let wanted = true;
      turnWork.push(() => wanted && work());
      turns.port2.postMessage(undefined);
      return () => {
        wanted = false;
      };
    }
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

const worker = self as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker));

serve(connection, {
  clock,
  budget: () => {
    const end = performance.now() + MAX_MS;
    return defaultBudget({ expired: () => performance.now() > end });
  },
  files: (client, { serveFiles }) => (serveFiles ? clientFiles(client) : NO_FILES),
});
