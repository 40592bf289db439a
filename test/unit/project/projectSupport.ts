/** Short views of what a project file gives: problems with the text that they point at, views, texts with a cursor. */
import { completeProject, hoverProject, type ProjectCompletion } from "../../../server/src/features/projectFile";
import type { Declarations } from "../../../server/src/project/declarations";
import { readDeclarations } from "../../../server/src/project/declarations";
import { type Project, readProject } from "../../../server/src/project/project";
import { defaultBudget } from "../../../server/src/read/budget";
import { invalidProjectFile } from "../../../server/src/rules/invalidProjectFile";
import { fillTemplate } from "../../../server/src/workspace/message";

export const URI = "file:///project/.keyfit.yml";

/** The file that the contract shows. */
export const WHOLE = `version: 1
deployments:                 # what the URLs cannot say
  - name: logs-prod
    type: eck                # ech | serverless | ece | eck | self-managed | elastic-cloud
    hosts: ["es.logs.corp.example:9200", "*.logs.corp.example"]
    api: elasticsearch       # optional
keys:                        # never the secret: the key's id, or a variable's name
  - id: VuaCfGcBCdbkQm-e5aOx
    kind: elasticsearch-api-key
    deployment: logs-prod
    owner: team-logs
    expires: 2027-01-31
    path: "ingest/**"       # optional: only there
  - variable: NIGHTLY_KEY
    kind: elastic-cloud-api-key
versions: { logstash: "8.19.3", filebeat: "9.2.0" }
rules: { hard-coded-key: off, key-over-http: error }
overrides:
  - path: "legacy/**"
    versions: { logstash: "7.17.9" }
    rules: { hard-coded-key: off }
ignore:
  - path: "docs/**"
  - path: "config/old.json"
    rule: wrong-encoding
    reason: "retired in March"
`;

export function project(text: string): Project {
  return readProject(URI, text, defaultBudget());
}

export function declarations(text: string): Declarations {
  return readDeclarations(text, defaultBudget()).declarations;
}

/** Each problem as `message id: the text that it points at`. */
export function problems(text: string): string[] {
  return project(text).problems.map(({ message, span }) => `${message}: ${text.slice(span.start, span.end)}`);
}

/** Each problem as people read it. */
export function messages(text: string): string[] {
  return project(text).problems.map(({ message, args }) =>
    fillTemplate(invalidProjectFile.messages[message] ?? "?", args),
  );
}

/** Takes the cursor `‸` out of a text. */
export function atCursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf("‸");
  if (offset < 0) throw new Error("no cursor");
  return { text: marked.replace("‸", ""), offset };
}

export function completions(marked: string): readonly ProjectCompletion[] {
  const { text, offset } = atCursor(marked);
  return completeProject(text, offset);
}

export function labels(marked: string): string[] {
  return completions(marked).map(({ label }) => label);
}

/** The text after the completion with this label was taken. */
export function accepted(marked: string, label: string): string {
  const { text, offset } = atCursor(marked);
  const found = completeProject(text, offset).find((each) => each.label === label);
  if (!found) throw new Error(`no completion ${label}`);
  return text.slice(0, found.replace.start) + found.insertText + text.slice(found.replace.end);
}

/** The text that a hover covers, and what it says. */
export function hovered(marked: string): readonly [covered: string, markdown: string] | undefined {
  const { text, offset } = atCursor(marked);
  const hover = hoverProject(text, offset);
  return hover && [text.slice(hover.span.start, hover.span.end), hover.markdown];
}
