/** What can stand at the cursor of a project file, as the protocol's completion items. */
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
  type MarkupContent,
  MarkupKind,
} from "vscode-languageserver";
import type { Keyfit, ProjectCompletion } from "../service";
import { isProjectFile } from "../workspace/projects";
import type { Abilities } from "./abilities";
import { rangeOf } from "./convert";
import { plainText } from "./plainText";
import type { OpenTexts } from "./texts";

/** Completion of the open project files; nothing anywhere else. */
export function createCompletion(engine: Keyfit, texts: OpenTexts, abilities: Abilities) {
  return async ({ textDocument, position }: CompletionParams): Promise<CompletionItem[]> => {
    const judged = isProjectFile(textDocument.uri) ? await texts.judge(textDocument.uri) : undefined;
    if (!judged?.analysis) return [];
    const { uri, facts } = judged.analysis;
    const found = await engine.complete(uri, facts.lines.offsetAt(position));
    return found.map((each, at): CompletionItem => {
      const { label, kind, detail, insertText, replace } = each;
      return {
        label,
        kind: kind === "property" ? CompletionItemKind.Property : CompletionItemKind.Value,
        ...(detail !== "" && { detail }),
        ...(each.documentation !== "" && { documentation: documentationOf(each, abilities) }),
        // In the order of the schema, which begins with what is needed.
        sortText: String(at).padStart(4, "0"),
        filterText: label,
        textEdit: { range: rangeOf(replace, facts.lines), newText: insertText },
      };
    });
  };
}

function documentationOf({ documentation }: ProjectCompletion, { completionMarkdown }: Abilities): MarkupContent {
  return completionMarkdown
    ? { kind: MarkupKind.Markdown, value: documentation }
    : { kind: MarkupKind.PlainText, value: plainText(documentation) };
}
