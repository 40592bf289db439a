/** Targets that are broken on purpose, to see that the fuzzer notices. They run only where they are named. */
import { JSON_TEXTS } from "./formats/settings";
import type { Target } from "./targets";

function planted(name: string, answers: (text: string) => unknown): Target {
  return {
    name: `planted:${name}`,
    format: JSON_TEXTS,
    *answers(text) {
      yield answers(text);
    },
  };
}

export const PLANTED: readonly Target[] = [
  planted("throw", (text) => {
    if (text.includes("[")) throw new Error(`no bracket at ${text.indexOf("[")}`);
  }),
  planted("span", (text) => ({ trees: [{ span: { start: 0, end: text.includes(",") ? text.length + 1 : 0 } }] })),
  planted("hang", (text) => {
    while (text.includes("{")) {
      // Never ends.
    }
  }),
];

/** Work that grows with the square of the text. */
export const SQUARE: Target = planted("square", (text) => {
  let sum = 0;
  for (let at = 0; at < (text.length * text.length) / 200; at++) sum = (sum + at) % 7;
  return sum;
});
