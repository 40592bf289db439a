/**
 * The project file breaks its schema: each part that does is left out, and told here, at the node that is wrong. Where it
 * is plain what was meant, a fix writes it.
 */
import type { ProblemId, ProjectProblem } from "../project/problems";
import type { FixPlan, Rule } from "./rule";

const MESSAGES: Readonly<Record<ProblemId, string>> = {
  both: "A key has {one} or {other}, not both",
  "duplicate-entry": "{name} is declared above for the same files, and the first one counts",
  "duplicate-key": "{name} stands here twice, and the first one counts",
  "duplicate-name": "A deployment named {name} stands above, and the first one counts",
  empty: "{name} is empty",
  "impossible-date": "The calendar has no {value}",
  "invalid-date": "{value} is no date; write it like 2027-01-31",
  "invalid-host": "{value} is no host; write it like es.example.com, es.example.com:9200 or *.example.com",
  "invalid-id": "{value} is no id of a key; it is the text that Kibana shows as the key's id, not its name",
  "invalid-path": "{value} is no path here; it is relative, with / between names, and *, ** or ? in them",
  "invalid-product": "{value} is no name of a product; write it as outputs do, like filebeat",
  "invalid-variable": "{value} is no name of a variable; write it without $ and braces",
  "invalid-version": "{value} is no version; write it like 8.19.3",
  "likely-secret": "This looks like a secret; a project file names a key by its public id, never by the key",
  missing: "{name} is missing in {parent}",
  "needs-quotes": "{name} must be text; put it in quotes",
  neither: "A key needs {one} or {other}, so that it can be told from others",
  "no-value": "{name} has no value; it must be {expected}",
  "not-in-enum": "{name} is no {what}: one of {known}",
  "not-in-enum-many": "{name} is no {what} that Keyfit knows",
  "not-in-enum-near": "{name} is no {what}; did you mean {near}",
  secret: "A secret must never stand here; make a new key, and name it by its public id or a variable",
  "several-documents": "Only the first document of a project file is meant; write all of it as one",
  "undeclared-deployment": "No deployment of this file is named {name}",
  "undeclared-deployment-near": "No deployment is named {name} here; did you mean {near}",
  "unknown-key": "{name} is not known in {parent}",
  "unknown-key-near": "{name} is not known in {parent}; did you mean {near}",
  "unknown-product": "Keyfit knows no product named {name}, so this version counts nowhere",
  "unknown-product-near": "Keyfit knows no product named {name}; did you mean {near}",
  "unquoted-star": "Put this in quotes; without them, YAML takes * for an alias",
  unreadable: "{why}",
  "wrong-type": "{name} must be {expected}",
  "wrong-value": "{name} must be {expected}, the only one that this Keyfit reads",
};

export const invalidProjectFile: Rule = {
  id: "invalid-project-file",
  severity: "error",
  title: "The project file breaks its schema",
  messages: MESSAGES,
  fixTitles: { correct: "Write {text}", quote: "Put it in quotes" },
  *check({ facts }) {
    for (const found of facts.project?.problems ?? []) {
      const { span, message, args, severity } = found;
      yield { span, message, args, ...(severity && { severity }), fixes: fixesOf(found) };
    }
  },
};

function fixesOf({ span, correction }: ProjectProblem): readonly FixPlan[] {
  if (correction === undefined) return [];
  const { text, lossless } = correction;
  const edits = [{ kind: "replace", span, text }] as const;
  if (lossless) return [{ id: "quote", safe: true, preferred: true, edits }];
  return [{ id: "correct", args: { text }, safe: false, preferred: true, edits }];
}
