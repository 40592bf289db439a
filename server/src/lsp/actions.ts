/**
 * Quick fixes, declarations in the project file, and `source.fixAll.keyfit`. A menu lists what can be done without any
 * edit; the edit, which may hold a key, is computed when a person chooses. Only clients that cannot wait get edits with
 * the list.
 */
import { type CodeAction, CodeActionKind, type CodeActionParams, type Diagnostic } from "vscode-languageserver";
import type { Analysis, Declaration, DeclarationName, Fix, FixName, Keyfit, TextEdit } from "../service";
import { FIX_ALL } from "./capabilities";
import { diagnosticOf, type FileEdits, rangeOf, type Surroundings, spanOf, workspaceEditOf } from "./convert";
import type { OpenTexts } from "./texts";

/** How an action is found again when it is resolved: names and offsets, never text of the document. */
type ActionData =
  | { readonly kind: "fix"; readonly uri: string; readonly name: FixName }
  | { readonly kind: "declare"; readonly uri: string; readonly name: DeclarationName }
  | { readonly kind: "all"; readonly uri: string };

export interface Actions {
  list(params: CodeActionParams): Promise<CodeAction[]>;
  /** The action with its edit; as it came where it no longer applies. */
  resolve(action: CodeAction): Promise<CodeAction>;
}

/** Makes the actions of the open texts. */
export function createActions(engine: Keyfit, texts: OpenTexts, around: Surroundings): Actions {
  const { abilities } = around;

  const declared = async (uri: string, name: DeclarationName): Promise<readonly FileEdits[] | undefined> => {
    const edit = await engine.resolveDeclaration(uri, name);
    return edit && [{ ...edit, uri: texts.spelling(edit.uri), version: texts.version(edit.uri) }];
  };

  /** The edits by file; undefined where the lines of one of them are not known. */
  const byFile = (edits: readonly TextEdit[] | undefined, own: string): readonly FileEdits[] | undefined => {
    const files = new Map<string, FileEdits & { readonly edits: TextEdit[] }>();
    for (const edit of edits ?? []) {
      const uri = edit.uri ?? own;
      const lines = engine.lines(uri);
      if (!lines) return undefined;
      const file = files.get(uri) ?? { uri: texts.spelling(uri), version: texts.version(uri), lines, edits: [] };
      file.edits.push(edit);
      files.set(uri, file);
    }
    return [...files.values()];
  };

  const editsOf = async (data: ActionData, own: string): Promise<readonly FileEdits[] | undefined> => {
    if (data.kind === "declare") return declared(own, data.name);
    return byFile(data.kind === "fix" ? await engine.resolveFix(own, data.name) : await engine.fixAll(own), own);
  };

  const withEdit = async (action: CodeAction, data: ActionData): Promise<CodeAction> => {
    for (;;) {
      const judged = await texts.judge(data.uri);
      if (!judged?.analysis) return action;
      const before = texts.changes();
      const files = await editsOf(data, judged.analysis.uri);
      // What was typed meanwhile, here or in the other file, moved the places of the edits.
      if (before !== texts.changes()) continue;
      if (!files || files.length === 0) return action;
      return { ...action, edit: workspaceEditOf(files, abilities) };
    }
  };

  /** The action as the client takes it: with data for later, or with its edit at once and only if there is one. */
  const finished = async (action: CodeAction, data: ActionData): Promise<CodeAction[]> => {
    if (abilities.resolveEdit) return [{ ...action, data }];
    const whole = await withEdit(action, data);
    return whole.edit ? [whole] : [];
  };

  const quickFixes = async (analysis: Analysis, params: CodeActionParams): Promise<CodeAction[]> => {
    const { uri } = analysis;
    // What mends comes before what silences, whatever finding it belongs to.
    const found = await engine.fixes(uri, spanOf(params.range, analysis.facts.lines));
    const fixes = [...found.filter((fix) => !silences(fix)), ...found.filter(silences)];
    const actions = fixes.map((fix) => {
      const preferred = abilities.isPreferred && isTheOne(fix, fixes);
      const action: CodeAction = {
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [sentDiagnostic(fix, analysis, params.context.diagnostics)],
        ...(preferred && { isPreferred: true }),
      };
      return finished(action, { kind: "fix", uri, name: fix.name });
    });
    return (await Promise.all(actions)).flat();
  };

  /** What may be declared about the use at the cursor, right or wrong. Naming a host mends: its verdict is unknown. */
  const declarations = async (analysis: Analysis, params: CodeActionParams): Promise<CodeAction[]> => {
    const { uri } = analysis;
    const found = await engine.declarations(uri, spanOf(params.range, analysis.facts.lines));
    const actions = found
      .map((each) => ({ each, kind: kindOf(each) }))
      .filter(({ kind }) => wants(params.context.only, kind))
      .map(({ each: { title, name }, kind }) => finished({ title, kind }, { kind: "declare", uri, name }));
    return (await Promise.all(actions)).flat();
  };

  /** The diagnostic as the client sent it, so that it is recognised as its own; else as it would be sent now. */
  const sentDiagnostic = ({ finding }: Fix, analysis: Analysis, sent: readonly Diagnostic[]): Diagnostic => {
    const { start, end } = rangeOf(finding.span, analysis.facts.lines);
    const same = sent.find(
      ({ source, code, range }) =>
        source === "keyfit" &&
        code === finding.rule &&
        range.start.line === start.line &&
        range.start.character === start.character &&
        range.end.line === end.line &&
        range.end.character === end.character,
    );
    return same ?? diagnosticOf(finding, analysis, around);
  };

  return {
    list: async (params) => {
      const { only } = params.context;
      const judged = abilities.codeActionLiterals ? await texts.judge(params.textDocument.uri) : undefined;
      if (!judged?.analysis) return [];
      const { analysis } = judged;
      const quick = wants(only, CodeActionKind.QuickFix) ? await quickFixes(analysis, params) : [];
      // A source action runs when it is asked for by name, on save or from its own menu, and is no entry of every bulb.
      const all =
        only !== undefined && wants(only, FIX_ALL) && (await engine.fixAll(analysis.uri)).length > 0
          ? await finished(
              { title: "Fix all that Keyfit can fix safely", kind: FIX_ALL },
              { kind: "all", uri: analysis.uri },
            )
          : [];
      return [...quick, ...(await declarations(analysis, params)), ...all];
    },
    resolve: async (action) => (isActionData(action.data) ? withEdit(action, action.data) : action),
  };
}

/** Kinds are a hierarchy: who asks for `source.fixAll` gets `source.fixAll.keyfit`. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((each) => each === "" || kind === each || kind.startsWith(`${each}.`));
}

function kindOf({ name }: Declaration): CodeActionKind {
  return name.what === "deployment" ? CodeActionKind.QuickFix : CodeActionKind.Refactor;
}

/** An editor may apply a preferred fix without asking which: it is safe, and the one preferred fix of its finding. */
function isTheOne(fix: Fix, fixes: readonly Fix[]): boolean {
  const rivals = fixes.filter(({ finding, preferred }) => preferred && finding === fix.finding);
  return fix.preferred && fix.safe && rivals.length === 1;
}

function silences({ name }: Fix): boolean {
  return name.fix === "suppress";
}

function isActionData(value: unknown): value is ActionData {
  if (!isRecord(value) || typeof value.uri !== "string") return false;
  if (value.kind === "declare") return isDeclarationName(value.name);
  return value.kind === "all" || (value.kind === "fix" && isFixName(value.name));
}

function isFixName(value: unknown): value is FixName {
  if (!isRecord(value)) return false;
  const { rule, start, end, fix } = value;
  return typeof rule === "string" && typeof fix === "string" && typeof start === "number" && typeof end === "number";
}

function isDeclarationName(value: unknown): value is DeclarationName {
  if (!isRecord(value)) return false;
  const { what, start, end, rank } = value;
  return (
    [start, end, rank].every((each) => typeof each === "number") &&
    ["deployment", "kind", "owner"].includes(String(what))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
