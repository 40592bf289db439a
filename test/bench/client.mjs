// A small language client over a child's standard input and output. It does no more than frame messages, because its own
// time counts as the server's: a message is stamped when its last byte arrives, before it is parsed.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** Servers that still run; none outlives this process. */
const running = new Set();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** A server that is silent for this long is broken, and the run says so instead of hanging. */
const PATIENCE = 30_000;

/** What a client announces that shows everything, and pulls only where asked to. */
function capabilities(pull) {
  return {
    workspace: {
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      ...(pull ? { diagnostics: { refreshSupport: true } } : {}),
    },
    textDocument: {
      synchronization: { dynamicRegistration: true, didSave: true },
      publishDiagnostics: { versionSupport: true, relatedInformation: true, codeDescriptionSupport: true },
      ...(pull ? { diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true } } : {}),
      hover: { contentFormat: ["markdown", "plaintext"] },
      codeAction: {
        dataSupport: true,
        isPreferredSupport: true,
        resolveSupport: { properties: ["edit"] },
        codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } },
      },
    },
    window: { workDoneProgress: true },
  };
}

/** What yaml-language-server would otherwise ask the network for, and what it is measured with: validation alone. */
const SETTINGS = { yaml: { validate: true, schemaStore: { enable: false, url: "" }, format: { enable: false } } };

/**
 * Starts a server. `command` is the program and its arguments.
 * @param {readonly string[]} command
 * @param {{ folder: string, pull?: boolean }} options `folder` is the workspace's URI.
 */
export function startServer(command, { folder, pull = false }) {
  const started = performance.now();
  const child = spawn(command[0], command.slice(1), { stdio: ["pipe", "pipe", "pipe"] });
  running.add(child);
  let lastWords = "";
  /** @type {Error | undefined} */
  let broken;
  let id = 0;
  const answers = new Map();
  const listeners = new Set();
  const exited = new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", resolve);
  });
  const fail = (error) => {
    broken = error;
    for (const { reject } of answers.values()) reject(error);
    answers.clear();
  };
  void exited.then(() => {
    running.delete(child);
    fail(new Error(`the server ended: ${lastWords.trim().split("\n").slice(-3).join(" | ")}`));
  });
  child.stderr.on("data", (chunk) => {
    lastWords = (lastWords + chunk).slice(-2000);
  });
  child.stdin.on("error", () => fail(new Error("the server closed its input")));

  const send = (message) => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    child.stdin.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  };
  const take = (message, at) => {
    if (message.method === undefined) {
      const waiting = answers.get(message.id);
      answers.delete(message.id);
      if (message.error) waiting?.reject(new Error(message.error.message));
      else waiting?.resolve({ result: message.result, at });
      return;
    }
    if (message.id !== undefined) send({ id: message.id, result: answerTo(message) });
    for (const listener of listeners) listener(message, at);
  };
  child.stdout.on("data", deframe(take));

  const request = (method, params) =>
    within(
      new Promise((resolve, reject) => {
        if (broken) return reject(broken);
        answers.set(++id, { resolve, reject });
        send({ id, method, params });
      }),
      `an answer to ${method}`,
    );
  const notify = (method, params) => send({ method, params });

  return {
    request,
    notify,
    /** The next notification that `wanted` takes, with the time of its arrival. */
    next: (wanted) => {
      let listener;
      const waiting = new Promise((resolve) => {
        listener = (message, at) => {
          if (wanted(message)) resolve({ params: message.params, at });
        };
        listeners.add(listener);
      });
      const gone = exited.then(() => {
        throw broken ?? new Error("the server ended");
      });
      gone.catch(() => undefined);
      return within(Promise.race([waiting, gone]), "diagnostics").finally(() => listeners.delete(listener));
    },
    /** Says hello; answers how many milliseconds after the start of the process the server had answered. */
    initialize: async () => {
      const workspaceFolders = [{ uri: folder, name: "bench" }];
      const { result, at } = await request("initialize", {
        processId: process.pid,
        clientInfo: { name: "bench" },
        rootUri: folder,
        capabilities: capabilities(pull),
        workspaceFolders,
        initializationOptions: {},
      });
      return { took: at - started, capabilities: result.capabilities };
    },
    initialized: () => notify("initialized", {}),
    /** Peak of the resident memory in MiB; undefined where the system does not tell. */
    peakMemory: () => {
      try {
        const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
        return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
      } catch {
        return undefined;
      }
    },
    /** Ends the server, by the protocol where it listens. */
    stop: async () => {
      const farewell = request("shutdown").then(() => notify("exit"));
      farewell.catch(() => undefined);
      const timer = setTimeout(() => child.kill("SIGKILL"), 2000);
      await exited;
      clearTimeout(timer);
    },
  };
}

function answerTo({ method, params }) {
  if (method !== "workspace/configuration") return null;
  return params.items.map(({ section }) => SETTINGS[section] ?? (section?.startsWith("yaml.") ? {} : null));
}

async function within(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no ${what} within ${PATIENCE / 1000} s`)), PATIENCE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Takes chunks and hands on whole messages with the time at which each was complete. */
function deframe(take) {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    const at = performance.now();
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const end = rest.indexOf("\r\n\r\n");
      if (end < 0) return;
      const size = Number(/Content-Length: *(\d+)/i.exec(rest.toString("latin1", 0, end))?.[1]);
      const start = end + 4;
      if (rest.length < start + size) return;
      const message = JSON.parse(rest.toString("utf8", start, start + size));
      rest = rest.subarray(start + size);
      take(message, at);
    }
  };
}
