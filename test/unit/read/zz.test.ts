import { test } from "vitest";
import fc from "fast-check";
import { execFileSync } from "node:child_process";
import { defaultBudget } from "../../../server/src/read/budget";
import { readProperties } from "../../../server/src/read/properties";
const token = fc.constantFrom(
  ...["a", "b.c", "=", ":", " ", "\t", "\f", "\n", "\r\n", "\r", "\\", "\\\n", "\\\r\n  ", "\\\\", "\\u0041"],
  ...["\\n", "\\=", "\\ ", "#", "!", "\n#", "\n!", "é", "\0", "==", "k=v\n"],
);
test("java",{timeout:60000},()=>{
  const texts=fc.sample(fc.array(token,{maxLength:14}).map(x=>x.join("")),60000);
  const input=texts.map(t=>[...Array(t.length).keys()].map(i=>t.charCodeAt(i).toString(16).padStart(4,"0")).join("")).join("\n")+"\n";
  const out=execFileSync("java",["-cp","/tmp/jp","P"],{input,maxBuffer:1e9}).toString().split("\n");
  let bad=0, n=0;
  texts.forEach((t,i)=>{ const want=JSON.parse(out[i]!||"null"); if(!want) return; n++; const root:any=readProperties(t,defaultBudget()).trees[0]; const got=root.entries.map((e:any)=>[e.key,e.value?e.value.layer.text:""]); if(JSON.stringify(got)!==JSON.stringify(want)&&bad++<12) console.log(JSON.stringify(t),JSON.stringify(got),JSON.stringify(want)); });
  console.log("bad",bad,"of",n);
});
