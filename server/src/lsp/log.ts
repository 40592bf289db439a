/**
 * One log for the whole server, with four levels, into the client's channel. What is logged are names, counts and times:
 * no text of a document, no settings, no message of an error, because a parser's error may quote the line that it met.
 */
import type { RemoteConsole, Tracer } from "vscode-languageserver";

export interface Log {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
  debug(message: string): void;
  /** Sent only while the client traces. */
  trace(message: string): void;
}

/** The client's log channel. Writing never throws: once the client is gone, nobody is there to read. */
export function clientLog(console: RemoteConsole, tracer: Tracer): Log {
  const safely =
    (write: (message: string) => void) =>
    (message: string): void => {
      try {
        write(message);
      } catch {
        // The connection is closed, and a log has no second channel.
      }
    };
  return {
    error: safely((message) => console.error(message)),
    warn: safely((message) => console.warn(message)),
    info: safely((message) => console.info(message)),
    debug: safely((message) => console.debug(message)),
    trace: safely((message) => tracer.log(message)),
  };
}

const MAX_FRAMES = 8;

/** What may be told of an error: its type, its code if it has one, and where it happened, without its message. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `a ${typeof error} was thrown`;
  const code =
    "code" in error && /^[A-Z0-9_]{1,40}$|^-?\d{1,8}$/.test(String(error.code)) ? ` ${String(error.code)}` : "";
  // Lines of the stack that are frames; the message stands before them and may have several lines of any kind.
  const frames = (error.stack ?? "")
    .replace(error.message, "")
    .split("\n")
    .filter((line) => /^ {4}at \S/.test(line))
    .slice(0, MAX_FRAMES);
  return [`${error.name}${code}`, ...frames].join("\n");
}
