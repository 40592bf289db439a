/**
 * Which texts the server gets to see: those of formats that it reads, and whatever they may lead to, in real documents
 * only. The left side of a comparison or a page of history is no file that anyone runs.
 */
import * as vscode from "vscode";
import type { DocumentSelector } from "vscode-languageclient";

const LANGUAGES = [
  "crontab",
  "dockercompose",
  "dockerfile",
  "dotenv",
  "github-actions-workflow",
  "hcl",
  "http",
  "java-properties",
  "json",
  "json5",
  "jsonc",
  "logstash",
  "opentofu",
  "powershell",
  "shellscript",
  "systemd",
  "systemd-unit-file",
  "terraform",
  "terraform-vars",
  "yaml",
];

/**
 * Whatever the language is: other extensions have their own for some YAML, systemd's units have none of the editor's, and
 * many people open a crontab as text.
 */
const PATTERNS = [
  "**/*.{yml,yaml}",
  "**/Kustomization",
  "**/*cron*",
  "**/cron*/**",
  "**/{.env*,*.env,*.env.*}",
  "**/etc/{default,sysconfig}/*",
  "**/*.{service,container}",
  "**/*.service.d/*.conf",
  "**/service.d/*.conf",
  "**/{Dockerfile,Dockerfile.*,*.Dockerfile,*.dockerfile,Containerfile}",
  "**/*.{sh,bash,zsh,ksh,ps1}",
  "**/{.envrc,.profile,.bash_profile,.bashrc,.zshrc}",
  "**/*.{conf,logstash}",
  "**/*.{tf,tfvars,tofu}",
  "**/*.{json,jsonc,json5}",
  "**/*.{properties,ini}",
  "**/*.{http,rest}",
];

/** Schemes of real documents: files, unsaved texts, and the virtual folders of this workspace. */
export function schemes(): readonly string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [...new Set(["file", "untitled", ...folders.map(({ uri }) => uri.scheme)])];
}

/** JSON is in every editor, and hardly ever about Elastic. */
const JSON_LANGUAGES: ReadonlySet<string> = new Set(["json", "jsonc", "json5"]);
const MAY_NAME_A_KEY = /api.?key|authorization|cluster\.remote/i;

/** True where the server starts for this text; once it runs it is told of every text of the selector. */
export function startsServer(document: vscode.TextDocument): boolean {
  if (vscode.languages.match(documentSelector(schemes()), document) === 0) return false;
  if (!JSON_LANGUAGES.has(document.languageId)) return true;
  return document.fileName.endsWith(".keyfit.json") || MAY_NAME_A_KEY.test(document.getText());
}

/** What the server is told about, in documents of these schemes. */
export function documentSelector(from: readonly string[]): DocumentSelector & vscode.DocumentFilter[] {
  return [
    ...from.flatMap((scheme) => [
      ...LANGUAGES.map((language) => ({ scheme, language })),
      ...PATTERNS.map((pattern) => ({ scheme, pattern })),
    ]),
    // A crontab pasted into a new editor has neither a name nor a language.
    { scheme: "untitled", language: "plaintext" },
  ];
}
