import { test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readShell } from "../../../server/src/read/shell";
test("elements", () => {
  let s = "a0=(x)\n";
  for (let i = 1; i < 7; i++) s += `a${i}=("${`\${a${i - 1}[0]}`.repeat(8)}")\n`;
  const t = performance.now();
  const r = readShell(s, defaultBudget());
  console.log("elements", performance.now() - t, r.assignments.length);
});
test("fallbacks", () => {
  let s = "";
  for (let i = 0; i < 6; i++) s += `f${i}() { f${i + 1} "\${X:-${"$1".repeat(8)}}"; }\n`;
  s += "f6() { curl $1; }\nf0 a\n";
  const t = performance.now();
  readShell(s, defaultBudget());
  console.log("fallbacks", performance.now() - t);
});
test("args", () => {
  const s = `f() { ${"curl $1 $1 $1 $1 $1 $1 $1 $1 $1\n".repeat(400)} }\nf "${"$a".repeat(990)}"\n`;
  const t = performance.now();
  readShell(s, defaultBudget());
  console.log("args", performance.now() - t);
});
