import {scalarsIn} from "./treeSupport"; import { test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readJson } from "../../../server/src/read/json";
test("t",{timeout:60000},()=>{
 for (const piece of ["[", "{", '{"a":', '"', "'", "\\", '"\\', "/*", "//", "{'", ":", ",", "]", "1", "x:", '"a"', "'\\\n"]) for (const text of [piece.repeat(50000), `{"a": "${piece.repeat(50000)}"}`]) {
  const s=performance.now(); const r=readJson(text, defaultBudget()); const u=performance.now()-s; for (const x of scalarsIn(r)) x.layer.text; const t=performance.now()-s; if(t>100) console.log(JSON.stringify(piece), text.length, u, t);
 }
});
