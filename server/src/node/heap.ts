/**
 * Keeps the server small. Left alone, V8 grows the space for new objects to 32 MiB as soon as a person types for a while,
 * and lets what was kept too long lie until much more has gathered; a server that idles between keystrokes needs neither.
 * Growth stops at a size that holds the garbage of a few keystrokes, where collecting costs no more than it did.
 * Both flags only tell V8 how far to grow, and are read each time it considers it; where they are unknown, nothing changes.
 */
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Bytes of the space for new objects, both halves, at which it stops to grow. */
const ENOUGH = 8 * 1024 * 1024;

/**
 * Watches this process's collections until the space for new objects is large enough, and lets it grow no further.
 * Does nothing inside Electron (its version is given), which may protect V8's flags from being changed.
 */
export function keepHeapSmall(electron: string | undefined = process.versions.electron): void {
  if (electron !== undefined) return;
  // Old objects: collected once there are half as many again.
  setFlagsFromString("--heap-growing-percent=50");
  const observer = new PerformanceObserver(() => {
    if (newSpace() < ENOUGH) return;
    observer.disconnect();
    setFlagsFromString("--semi-space-growth-factor=1");
  });
  observer.observe({ entryTypes: ["gc"] });
}

function newSpace(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space")?.space_size ?? 0;
}
