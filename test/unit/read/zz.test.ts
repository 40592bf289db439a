import { test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import { readHcl, readHclValue, readHclExpression, readHclTemplate } from "../../../server/src/read/hcl";
import { readJson } from "../../../server/src/read/json";
import { readIni } from "../../../server/src/read/ini";
import { readProperties } from "../../../server/src/read/properties";
import { readHttpFile } from "../../../server/src/read/httpFile";
import { scalarsIn } from "./treeSupport";
const run=(f:()=>void)=>{const s=performance.now(); f(); return performance.now()-s;};
const sets:[string,string[],string[],(t:string)=>void][]=[
 ["hcl",["[", "{", "(", '"', '"${', "${", "a = {", "a {\n", 'a "b" {', '"${"', '"${\n', "a = [\n", "a = (\n", "<<EOT\n","<<A\nb\n", "EOT\n", "/*", "#", "//", "\\", '"\\u0024{', "a = <<-EOT\n  ${\n", "}", ")", "a.", "a[0].", ",",'"${/*', 'a = "${\n', "=", "a = \n", "%{ if x }", "%{", "base64encode(", '"a" ', "-", "f(a,","a = \"${[\n","x=<<A\n","a = \"b\"\n","$${","\"\\\"", "for ", "[for ", "{for ", "a = {\n b = [\n", "\"a\" {", "${~", "format(\"%s\",","join(\",\",["],["$","k = \"$\"","k = <<-EOT\n$\nEOT\n","k = [$","k = f($","k = \"${$}\"\n"],(t)=>{const r=readHcl(t,defaultBudget()); for(const s of scalarsIn(r).slice(0,2000)) readHclValue(s).encode(s.layer.text); const l={text:t,toHost:()=>undefined}; readHclExpression(l,{start:0,end:0}); readHclTemplate(l,{start:0,end:0});}],
 ["http",["{{", "}}", "{{a", "###\n", "@k=", "@k=\\", "GET ", "a\n", "?a\n", "A: b\n", "< {%\n", "@", "{{a}}", "{","< {% "],["$","GET a\nA: $","GET a\n$"],(t)=>{readHttpFile(t,defaultBudget())}],
 ["json",["[", "{", '{"a":', '"', "'", "\\", '"\\', "/*", "//", "{'", ":", ",", "]", "1", "x:", '"a"', "'\\\n","a'","-","\n","/"],["$",'{"a": "$"}'],(t)=>{for(const s of scalarsIn(readJson(t,defaultBudget()))) s.layer.encode(s.layer.text);}],
 ["ini",["[", "]", "[a]\n", '"', 'a="', "a=\n", "a", "=", " ", ";", " ;", "\\", "'", "a = b ; c\n"],["$","k=\"$"],(t)=>{for(const s of scalarsIn(readIni(t,defaultBudget()))) s.layer.encode(s.layer.text);}],
 ["properties",["\\\n", "\\", "a=\\\n", "a", "=", " ", "\\u", "#\n", "a\n", "\\\n "],["$","k=$"],(t)=>{for(const s of scalarsIn(readProperties(t,defaultBudget()))) s.layer.encode(s.layer.text);}],
];
test("t",{timeout:600000},()=>{
 const f=sets[0]![3];
 for(const [p,w] of [["%{ if x }",'k = "$"'],["%{ if x }","k = <<-EOT\n$\nEOT\n"],['"${',"k = <<-EOT\n$\nEOT\n"],['"',"k = [$"],['"${/*',"k = <<-EOT\n$\nEOT\n"],['a "b" {',"k = [$"],['a = "${\n',"k = [$"],["$${","k = <<-EOT\n$\nEOT\n"],["(","k = [$"],["{","k = f($"],["a = \n","$"]] as const){
  const out=[20000,40000,80000,160000].map(n=>{const t=w.replace("$",()=>p.repeat(n)); return Math.min(...[1,2,3].map(()=>run(()=>f(t)))).toFixed(0)}); console.log(JSON.stringify(p),JSON.stringify(w),out.join(" "));
 }
});
