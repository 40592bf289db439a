/**
 * Work that goes on beside other work is done in short slices: after each of its steps it asks here, and once a slice has
 * lasted long enough the others get a turn of the event loop. A step is the reading of one file, or what is made of one.
 */
import type { Files } from "../workspace/files";
import { type Clock, pause } from "./clock";

/** Milliseconds of a slice; with its last step it stays below the ten that a person could notice. */
const SLICE = 6;

export interface Slices {
  /** Resolves at once while a slice is young, else on the next turn. */
  rest(): Promise<void>;
}

/** Makes the slices of one server. */
export function createSlices(clock: Clock): Slices {
  let start = clock.now();
  return {
    rest: async () => {
      if (clock.now() - start <= SLICE) return;
      await pause(clock);
      start = clock.now();
    },
  };
}

/** Files whose readers rest in between: an engine that looks at hundreds of them then holds nobody for long. */
export function slicedFiles(files: Files, slices: Slices): Files {
  return {
    read: async (uri) => {
      await slices.rest();
      return files.read(uri);
    },
    list: (uri) => files.list(uri),
    stat: (uri) => files.stat(uri),
  };
}
