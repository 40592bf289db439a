import { writeFileSync } from "node:fs";
import fc from "fast-check";
import { test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readDotenv } from "../../../server/src/read/dotenv";
import { fileText } from "./dotenvArbitraries";
const flat = (parts: any): string => parts.map((p: any) => p.kind === "text" ? p.text : "?").join("");
test("dump", () => {
  const texts = fc.sample(fileText, 20000).filter((t) => !t.includes("\uFEFF"));
  for (const d of ["systemd", "python-dotenv"] as const) {
    writeFileSync(`/tmp/kf/${d}.jsonl`, texts.filter((t) => d === "systemd" || !t.includes("${")).map((text) => JSON.stringify({ text, values: Object.fromEntries(readDotenv(text, d, defaultBudget()).assignments.map((a) => [a.name, flat(a.value.parts)])) })).join("\n"));
  }
});
