/** What needs no file of its own: programs that expand nothing, and those that know `${NAME}` and no more. */
import type { ScanOptions } from "./scan";

/** Every text stands for itself. */
export const NO_REFERENCES: ScanOptions = { inner: () => ({ kind: "none" }), escapes: {}, nested: false };

/** `${NAME}` alone: PHP's INI files (https://www.php.net/manual/en/configuration.file.php). */
export const BRACES_REFERENCES: ScanOptions = {
  inner: (text) => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(text) ? { kind: "name", name: text } : { kind: "none" }),
  escapes: {},
  nested: false,
};
