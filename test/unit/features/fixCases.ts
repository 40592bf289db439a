/** Every case of the corpus, as tests go through all of them: their texts with each way to end a line, and judged once. */
import { join } from "node:path";
import { applyEdits, type TextEdit } from "../../../server/src/features/edits";
import type { Analysis } from "../../../server/src/rules/judge";
import { analysisOf } from "../../support/analyse";
import { listCases, loadCase } from "../../support/annotated";
import { listGoldens } from "../../support/golden";

const CORPUS = join(__dirname, "../../corpus");

export const CASES = [
  ...["integrations", "rules"].flatMap((folder) => listCases(join(CORPUS, folder))).map(loadCase),
  ...listGoldens(join(CORPUS, "fixes")).map(({ input }) => input),
].map(({ name, file, files, today }) => ({ name, file, files: { ...files }, today }));

/** The same cases with line ends of Windows, and at the end of a file without one. */
export const ALL = [
  ...CASES,
  ...CASES.map((each) => changed(each, "crlf", (text) => text.replace(/\r?\n/g, "\r\n"))),
  ...CASES.map((each) => changed(each, "no end", (text) => text.replace(/[\r\n]+$/, ""))),
];

export type Case = (typeof CASES)[number];

function changed(each: Case, how: string, change: (text: string) => string): Case {
  const text = change(each.files[each.file] ?? "");
  return { ...each, name: `${each.name}, ${how}`, files: { ...each.files, [each.file]: text } };
}

const judged = new Map<Case, Analysis | undefined>();

/** The analysis of a case; each is made once, since many tests go through all of them. */
export function judge(each: Case): Analysis | undefined {
  if (!judged.has(each)) judged.set(each, analysisOf(each.files, each.file, each.today));
  return judged.get(each);
}
export const textOf = ({ files, file }: Case): string => files[file] ?? "";
export const withText = (each: Case, text: string): Case => ({ ...each, files: { ...each.files, [each.file]: text } });
/** The case after edits, which may be those of other files. */
export const edited = (each: Case, edits: readonly TextEdit[]): Case => {
  const files = { ...each.files };
  for (const uri of new Set(edits.map((edit) => edit.uri))) {
    const file = uri === undefined ? each.file : uri.replace("file:///project/", "");
    files[file] = applyEdits(
      files[file] ?? "",
      edits.filter((edit) => edit.uri === uri),
    );
  }
  return { ...each, files };
};
