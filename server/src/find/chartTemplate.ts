/**
 * Names of images as templates of Helm charts write them: `{{ .Values.image.repository }}:{{ .Values.image.tag }}`. Only
 * what names a value, or the chart's `appVersion`, with a default behind it, is followed.
 * https://helm.sh/docs/chart_template_guide/values_files/, https://helm.sh/docs/chart_template_guide/function_list/#default
 */

export type TemplatePiece =
  | { readonly kind: "text"; readonly text: string }
  /** A value by its path in `values.yaml`; where it is empty, the default. */
  | { readonly kind: "value"; readonly path: string; readonly otherwise: TemplatePiece | undefined }
  | { readonly kind: "app-version" }
  | { readonly kind: "unknown" };

/** Images have short names. */
const MAX_LENGTH = 400;

/** The pieces of a text; undefined where no template is in it. */
export function templatePieces(text: string): readonly TemplatePiece[] | undefined {
  if (!text.includes("{{") || text.length > MAX_LENGTH) return undefined;
  const pieces: TemplatePiece[] = [];
  let from = 0;
  for (let at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", from)) {
    const end = text.indexOf("}}", at);
    if (end < 0) return undefined;
    if (at > from) pieces.push({ kind: "text", text: text.slice(from, at) });
    pieces.push(
      readAction(
        text
          .slice(at + 2, end)
          .replace(/^-|-$/g, "")
          .trim(),
      ),
    );
    from = end + 2;
  }
  if (from < text.length) pieces.push({ kind: "text", text: text.slice(from) });
  return pieces;
}

const UNKNOWN: TemplatePiece = { kind: "unknown" };

/** `.Values.a.b | default .Chart.AppVersion | quote`, or `default .Chart.AppVersion .Values.a.b`. */
function readAction(action: string): TemplatePiece {
  const [first = "", ...filters] = action.split("|").map((piece) => piece.trim());
  const called = /^default\s+(\S+)\s+(\S+)$/.exec(first);
  let piece = called ? withDefault(readOperand(called[2] ?? ""), readOperand(called[1] ?? "")) : readOperand(first);
  for (const filter of filters) {
    const [, value] = /^default\s+(\S+)$/.exec(filter) ?? [];
    if (value !== undefined) piece = withDefault(piece, readOperand(value));
    else if (!/^(?:quote|toString|trim)$/.test(filter)) return UNKNOWN;
  }
  return piece;
}

function withDefault(piece: TemplatePiece, otherwise: TemplatePiece): TemplatePiece {
  return piece.kind === "value" && !piece.otherwise ? { ...piece, otherwise } : UNKNOWN;
}

function readOperand(text: string): TemplatePiece {
  const [, path] = /^\$?\.Values\.([\w-]+(?:\.[\w-]+){0,8})$/.exec(text) ?? [];
  if (path !== undefined) return { kind: "value", path, otherwise: undefined };
  if (/^\$?\.Chart\.AppVersion$/.test(text)) return { kind: "app-version" };
  const [, quoted] = /^"([^"\\]{0,100})"$/.exec(text) ?? [];
  return quoted === undefined ? UNKNOWN : { kind: "text", text: quoted };
}
