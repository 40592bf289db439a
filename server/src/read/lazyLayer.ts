/**
 * A layer that is decoded at the first question about its text: most values of a file are never looked at, and decoding
 * all of them would cost more than reading the file.
 */
import { type Layer, mappedLayer } from "../text/layer";
import type { Decoded } from "./yaml/decode";

/** The layer of what `decode` answers; asked once, and only if somebody wants to know. */
export function lazyLayer(decode: () => Decoded, encode: Layer["encode"]): Layer {
  let made: Layer | undefined;
  const layer = (): Layer => {
    if (made === undefined) {
      const { text, runs } = decode();
      made = mappedLayer(text, runs, encode);
    }
    return made;
  };
  return {
    get text() {
      return layer().text;
    },
    toHost: (inner) => layer().toHost(inner),
    encode,
  };
}
