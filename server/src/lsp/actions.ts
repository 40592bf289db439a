/**
 * Quick fixes and `source.fixAll.keyfit`. A menu lists what can be done without any edit; the edit, which may hold a key,
 * is computed when a person chooses. Only clients that cannot wait get edits with the list.
 */
import { type CodeAction, CodeActionKind, type CodeActionParams, type Diagnostic } from "vscode-languageserver";
import type { Analysis, Fix, FixName, Keyfit, TextEdit } from "../service";
import { FIX_ALL } from "./capabilities";
import { diagnosticOf, rangeOf, type Surroundings, spanOf, workspaceEditOf } from "./convert";
import type { OpenTexts } from "./texts";

/** How an action is found again when it is resolved: names and offsets, never text of the document. */
type ActionData =
  | { readonly kind: "fix"; readonly uri: string; readonly name: FixName }
  | { readonly kind: "all"; readonly uri: string };

export interface Actions {
  list(params: CodeActionParams): Promise<CodeAction[]>;
  /** The action with its edit; as it came where it no longer applies. */
  resolve(action: CodeAction): Promise<CodeAction>;
}

/** Makes the actions of the open texts. */
export function createActions(engine: Keyfit, texts: OpenTexts, around: Surroundings): Actions {
  const { abilities } = around;

  const editsOf = (data: ActionData): Promise<readonly TextEdit[] | undefined> => {
    const uri = data.uri;
    return data.kind === "fix" ? engine.resolveFix(uri, data.name) : engine.fixAll(uri);
  };

  const withEdit = async (action: CodeAction, data: ActionData): Promise<CodeAction> => {
    const judged = await texts.judge(data.uri);
    if (!judged?.analysis) return action;
    const edits = await editsOf(data);
    if (!edits || edits.length === 0) return action;
    return { ...action, edit: workspaceEditOf(edits, judged.analysis.facts.lines, judged, abilities) };
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
        only !== undefined && wants(only, FIX_ALL) && hasSafeFix(analysis)
          ? await finished(
              { title: "Fix all that Keyfit can fix safely", kind: FIX_ALL },
              { kind: "all", uri: analysis.uri },
            )
          : [];
      return [...quick, ...all];
    },
    resolve: async (action) => (isActionData(action.data) ? withEdit(action, action.data) : action),
  };
}

/** Kinds are a hierarchy: who asks for `source.fixAll` gets `source.fixAll.keyfit`. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((each) => each === "" || kind === each || kind.startsWith(`${each}.`));
}

/** An editor may apply a preferred fix without asking which: it is safe, and the one preferred fix of its finding. */
function isTheOne(fix: Fix, fixes: readonly Fix[]): boolean {
  const rivals = fixes.filter(({ finding, preferred }) => preferred && finding === fix.finding);
  return fix.preferred && fix.safe && rivals.length === 1;
}

function silences({ name }: Fix): boolean {
  return name.fix === "suppress";
}

function hasSafeFix(analysis: Analysis): boolean {
  return analysis.findings.some(({ fixes }) => fixes.some(({ safe, preferred }) => safe && preferred));
}

function isActionData(value: unknown): value is ActionData {
  if (!isRecord(value) || typeof value.uri !== "string") return false;
  return value.kind === "all" || (value.kind === "fix" && isFixName(value.name));
}

function isFixName(value: unknown): value is FixName {
  if (!isRecord(value)) return false;
  const { rule, start, end, fix } = value;
  return typeof rule === "string" && typeof fix === "string" && typeof start === "number" && typeof end === "number";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
