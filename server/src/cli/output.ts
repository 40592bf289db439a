/**
 * Where a command writes: the result alone to standard output, everything else to standard error, colours only where a
 * person looks and has not said `NO_COLOR`.
 */
import process from "node:process";
import { createColors } from "picocolors";

export interface Output {
  /** The result. */
  write(text: string): void;
  /** One line for a person, on standard error. */
  error(line: string): void;
  readonly colors: Colors;
}

export type Colors = ReturnType<typeof createColors>;

/** The process's own streams. */
export function terminalOutput(): Output {
  const { NO_COLOR, TERM } = process.env;
  // In a pipe `isTTY` is undefined, whatever its type says, and undefined would let the library decide by itself.
  const colored = [process.stdout.isTTY, !NO_COLOR, TERM !== "dumb"].every(Boolean);
  return {
    write: (text) => void process.stdout.write(text),
    error: (line) => void process.stderr.write(`${line}\n`),
    colors: createColors(colored),
  };
}
