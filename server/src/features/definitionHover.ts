/** The hover over a definition: what key stands there, and who reads it with which verdict. A view of its analysis. */
import { KIND_LINKS } from "../elastic/links";
import type { Form, Kind } from "../elastic/model";
import { apiOfDeployment } from "../elastic/phrases";
import { FORM_TITLES, KIND_TITLES } from "../elastic/titles";
import { naturalKind } from "../elastic/verdict";
import type { DefinitionView, PlacedReader } from "../workspace/definitions";
import { declaredLines } from "./declaredWords";
import { escapeMarkdown, inlineCode, link } from "./markdown";

/** Readers that are named. */
const MOST = 5;

/** The text of the hover, one thing a line. */
export function definitionMarkdown(view: DefinitionView): string {
  const key = keyOf(view);
  const lines = [headline(view, key), ...readerLines(view), ...declaredLines(view.declared)];
  if (key.kind !== "unknown")
    lines.push(link(`${upperFirst(KIND_TITLES[key.kind])}: documentation`, KIND_LINKS[key.kind]));
  return lines.join("  \n");
}

interface ShownKey {
  readonly kind: Kind;
  readonly form: Form;
  readonly shown: string;
  readonly id: string | undefined;
}

/** The key as its own text has it, else as it arrives at whoever reads it. */
function keyOf({ classification, readers }: DefinitionView): ShownKey {
  const read = readers.map(({ key }) => key);
  if (!classification) {
    const first = read.find(({ form }) => form !== "reference") ?? read[0];
    return first ?? { kind: "unknown", form: "reference", shown: "", id: undefined };
  }
  const { form, shown, id, candidates } = classification;
  const told = read.find((each) => each.form === form && candidates.includes(each.kind));
  return { kind: told?.kind ?? naturalKind(candidates, { deployment: "unknown", api: "unknown" }), form, shown, id };
}

function headline({ name }: DefinitionView, { kind, form, shown, id }: ShownKey): string {
  if (form === "reference") return `Variable ${inlineCode(name)}`;
  const parts = [
    `**${escapeMarkdown(upperFirst(KIND_TITLES[kind]))}**`,
    escapeMarkdown(FORM_TITLES[form]),
    inlineCode(shown),
  ];
  if (id !== undefined) parts.push(`id ${inlineCode(id)}`);
  return parts.join(" · ");
}

function readerLines({ readers, complete }: DefinitionView): readonly string[] {
  const lines = readers.slice(0, MOST).map(readerLine);
  if (readers.length > MOST) lines.push(`and in ${readers.length - MOST} more places`);
  if (!complete) lines.push("The workspace is still being looked at");
  else if (readers.length === 0) lines.push("No file in reach reads it as a key");
  return lines;
}

const VERDICTS = {
  fits: "✓ fits",
  depends: "◐ depends",
  mismatch: "✗ does not fit",
  unknown: "? cannot be told",
} as const;

function readerLine({ file, line, title, key, forms, unsure }: PlacedReader): string {
  const place = apiOfDeployment(key);
  const other = forms !== undefined && key.form !== "reference" && !forms.includes(key.form);
  const wanted = [...new Set(forms ?? [])].map((form) => FORM_TITLES[form]).join(" or ");
  const verdict =
    other && key.verdict !== "mismatch"
      ? `✗ takes ${wanted}, and this is ${FORM_TITLES[key.form]}`
      : VERDICTS[key.verdict];
  const lead = unsure ? "May be read by" : "Read by";
  return `${lead} ${inlineCode(`${file}:${line + 1}`)} (${escapeMarkdown(title)}) → ${escapeMarkdown(place)}: ${escapeMarkdown(verdict)}`;
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
