/**
 * The pieces that each format's own syntax is made of, and what trips a reader over: for texts that are put together at
 * random. The properties of the readers and the fuzzer (test/fuzz) both take them from here.
 */

/** Pieces with a mark between them that none of them has. */
const listed = (...texts: readonly string[]): readonly string[] => texts.join("¦").split("¦");

export const PIECES = {
  yaml: listed(
    "\"¦'¦{¦}¦[¦]¦|¦>¦&¦*¦!¦?¦:¦-¦#¦,¦%¦@¦`¦~¦\\¦ ¦\t¦\n¦\r¦\0¦\u001f¦\u0018¦\u0002¦\u2028¦\ufeff¦\ud800¦é¦: ",
    "- ¦? ¦ #¦\r\n¦---\n¦...\n¦&a ¦*a¦!x ¦|\n¦>-\n¦<<: *a¦''¦\\\"¦{{¦}}¦{%¦%}¦{#¦#}¦${¦}¦key: v\n¦  key: v\n",
    "- item\n¦word",
  ),
  shell: listed(
    "'¦\"¦`¦$¦\\¦\n¦ ¦\t¦;¦|¦&¦(¦)¦{¦}¦<¦>¦#¦=¦%¦*¦?¦[¦]¦!¦~¦@¦:¦-¦+¦/¦,¦^¦a¦K¦1¦$(¦$((¦))¦${¦${K:-¦${K:=¦${#",
    "${K%%¦$K¦$1¦$@¦$'¦$\"¦\\\n¦\r\n¦\\\"¦||¦&&¦;;¦<<EOF\n¦<<-'E'\n¦\nEOF\n¦\nE\n¦<<<¦<(¦>&2¦2>¦K=¦K+=¦a[1]=",
    '(a b)¦export ¦local ¦shift\n¦f\n¦f x "$K"\n¦}\n¦"$@"¦${1:-d}¦"${a[@]}"¦${a[0]}¦${K:+-H ¦a=(¦a+=(',
    "$(echo -n ¦$(printf '%s:%s' ¦ | base64¦$(cat f)¦$(<f)¦$0¦${0%/*}¦$(dirname ¦$(cd ¦ && pwd)¦ | base64 -d",
    "< f¦<(cat f)¦declare -x ¦if ¦then ¦else ¦fi¦for ¦in ¦do ¦done¦while ¦case ¦esac¦function ¦f() ¦[[ ¦ ]]¦(( ",
    "curl ¦sh -c ¦bash -c ¦eval ¦env ¦sudo ¦timeout 5 ¦xargs ¦exec ¦set -a\n¦unset ¦read ¦time ¦! ¦\\`¦\\\\¦\\$",
    "{a,b}¦@(a|b)¦\ufeff¦é¦😀¦\0¦\ud800",
  ),
  crontab: listed("* * * * * ¦\n* * * * * ¦@daily ¦\n@reboot root ¦K=¦\nK = ¦%¦\\%¦\\\\%¦\r\n¦#¦-n "),
  powershell: listed(
    "'¦\"¦`¦$¦\\¦\n¦\r\n¦ ¦\t¦;¦|¦&¦(¦)¦{¦}¦[¦]¦,¦.¦=¦+¦-¦#¦@¦:¦?¦%¦>¦$(¦@(¦@{¦${¦@'\n¦\n'@¦@\"\n¦\n\"@¦<#¦#>",
    "`\n¦::¦&&¦||¦2>&1¦--%¦++¦??¦+=¦-f ¦''¦\"\"¦$env:K¦$K¦${env:K}¦$script:K¦$_¦@p¦-Headers ¦-Uri:¦'{0}' ",
    ".Add('a','b')¦Set-Item Env:K ¦irm ¦[Environment]::SetEnvironmentVariable(¦curl.exe ¦a¦K1¦0¦1kb¦if ¦else ",
    "elseif ¦try ¦catch ¦foreach ¦in ¦switch ¦function ¦param(¦return ¦class ¦do ¦while ¦using ¦é¦😀",
    "\u201c¦\u2019¦\u2013¦\u00a0¦\0¦\ud800¦\ufeff",
  ),
  dotenv: listed(
    "K=¦\nL=¦\nexport M=¦\nN: ¦O = ¦\n¦\r\n¦ ¦\t¦#¦ # c¦;¦=¦:¦\"¦'¦`¦\\¦\\n¦\\\"¦\\'¦\\$¦\\\\¦\\\n¦a¦b1¦é¦0",
    "\\0101¦$¦$$¦$K¦${K}¦${X:-¦${X-¦${K:+¦${K:?¦}¦{¦${¦$(¦)¦\ufeff¦\u0001",
  ),
  systemd: listed(
    "[Service]\n¦\n[¦]¦Environment=¦\nExecStart=¦K=¦\n¦\r\n¦\r¦\\\n¦\\\r\n¦ ¦\t¦#¦\n# c\n¦;¦=¦\"¦'¦\\¦\\x41¦\\n",
    "\\xc3¦%%¦%h¦%¦$¦$$¦$K¦${K}¦${¦a¦/bin/sh¦ -c ¦@¦-¦:¦é¦}¦\ufeff¦\0",
  ),
  dockerfile: listed(
    "\nENV ¦\nARG K=¦\nRUN ¦\nFROM x AS y\n¦\nCMD [\"¦\\\n¦\\\r\n¦`\n¦${K:-¦}¦='¦<<EOF\n¦\nEOF\n¦<<-'E'¦\n\tE\n",
    '# escape=`\n¦\nONBUILD ¦\nHEALTHCHECK CMD ¦\\u00e9¦"]',
  ),
  json: listed(
    '{¦}¦[¦]¦,¦:¦"¦\'¦"a"¦\'b\'¦"k":¦k:¦1¦-1.5e+3¦true¦null¦tru¦0x1F¦ ¦\n¦\r\n¦\t¦//¦/*¦*/¦# ¦\\¦\\"¦\\\'',
    "\\u0041¦\\u12¦\\ud83d¦\\n¦\\\n¦\\\r\n¦\\x41¦é¦\u2028¦\ufeff¦\0¦/¦-",
  ),
  hcl: listed(
    'a¦b¦var.k¦for¦null¦1¦1.5¦=¦==¦=>¦:¦,¦{¦}¦[¦]¦(¦)¦.¦?¦"¦"x"¦"${¦${¦%{¦$${¦%%{¦}¦~¦\\¦\\n¦\\u0024',
    '\\u007b¦\\"¦$¦%¦\n¦\n¦\r\n¦ ¦\t¦#¦//¦/*¦*/¦<<EOT\n¦<<-EOT\n¦EOT\n¦\nEOT\n¦<<¦\n  ¦base64encode(¦file(',
    'format(¦join(¦%s¦if x }¦endif }¦é¦\ufeff¦\0¦\ud800¦p "q" {',
  ),
  properties: listed(
    "a¦b.c¦=¦:¦ ¦\t¦\f¦\n¦\r\n¦\r¦\\¦\\\n¦\\\r\n  ¦\\\\¦\\u0041¦\\u12¦\\n¦\\=¦\\ ¦#¦!¦\n#¦\n!¦é¦\ufeff¦\0",
    "\ud800¦==¦k=v\n",
  ),
  ini: listed(
    'a¦b.c¦=¦:¦ ¦\t¦\n¦\r\n¦\r¦"¦\'¦\\¦\\"¦\\\\¦\\$¦[¦]¦[s]\n¦;¦#¦ ;¦ #¦\n;¦${K}¦$¦{¦é¦\ufeff¦\0¦\ud800¦on¦==',
  ),
  http: listed(
    "GET ¦http://a¦ HTTP/1.1¦\n¦\n¦\r\n¦\n\n¦###¦### x\n¦# ¦// ¦@k = v\n¦@¦=¦A: b\n¦: ¦{{¦}}¦{{k}}",
    "{{$dotenv K}}¦\\¦\\n¦< {%¦%}¦> ¦?¦&¦  ¦\t¦é¦curl ¦\ufeff¦\0¦\ud800¦{¦}",
  ),
  logstash: listed(
    'input¦filter {¦\noutput {¦elasticsearch {¦if ¦else ¦else if¦if [a] {¦}¦{¦[¦]¦,¦=>¦ => ¦=¦#¦# c\n¦"¦\'¦\\"',
    "\\¦/¦(¦)¦!¦==¦ in ¦and¦\n¦\r\n¦\r¦api_key¦hosts¦${K}¦${¦${K:d}¦a¦1¦-¦\u00a0¦\ufeff¦\ud800¦😀¦\0¦  ¦\t",
  ),
} satisfies Readonly<Record<string, readonly string[]>>;
