// A process that does nothing but parse with the `yaml` package, warm, so that no other code's memory or optimisation
// weighs on the yardstick. It is told a text once, and then asked for rounds of parses.

import { parseAllDocuments } from "yaml";

const WARM_UP = 60;

/** @type {Map<string, string>} */
const texts = new Map();
/** What parsing gives is looked at, so that no parse is optimised away. */
let seen = 0;

function parse(text) {
  const start = performance.now();
  const documents = parseAllDocuments(text);
  const took = performance.now() - start;
  seen += documents.length;
  return took;
}

process.on("message", (/** @type {any} */ { kind, text, rounds }) => {
  if (text !== undefined) {
    texts.set(kind, text);
    const cold = parse(text);
    for (let round = 1; round < WARM_UP; round++) parse(text);
    process.send?.({ cold });
    return;
  }
  const times = Array.from({ length: rounds }, () => parse(texts.get(kind) ?? ""));
  process.send?.({ times, seen });
});
process.on("disconnect", () => process.exit());
