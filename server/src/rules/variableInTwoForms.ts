/** One variable, read by settings that take different forms: whatever it holds, one of them cannot use it. */
import type { Form } from "../elastic/model";
import { definitionName, type VariableReader } from "../workspace/shared";
import { formsTaken } from "../workspace/versions";
import type { Rule } from "./rule";

export const variableInTwoForms: Rule = {
  id: "variable-in-two-forms",
  severity: "warning",
  title: "One variable read by settings that take different forms",
  messages: { two: "{name} is also read by {integration}, in another form; use two variables" },
  *check({ uses, snapshot }) {
    for (const use of uses) {
      const own = formsTaken(use.fact, use.versions);
      const step = use.credential.origin[use.credential.origin.length - 1];
      const { resolved } = use.credential;
      // Which of several variables it is nobody knows.
      const unsure = resolved.kind === "unknown" && resolved.others !== undefined;
      if (!own || !step || step.recoded || unsure) continue;
      const definition = definitionName(step.uri, step.span);
      const others = snapshot.readers(definition).filter((reader) => reader.direct && apart(own, reader));
      const first = others[0];
      if (!first) continue;
      yield {
        use,
        span: use.span,
        message: "two",
        args: { name: step.name, integration: first.title },
        related: [
          { uri: step.uri, span: step.span, line: step.line, message: "defined-here", args: { name: step.name } },
          ...others.map(({ uri, span, line, title }) => ({
            uri,
            span,
            line,
            message: "also-read-by",
            args: { integration: title },
          })),
        ],
        group: `variable-in-two-forms ${step.uri}#${step.name}`,
      };
    }
  },
};

/** No form that both take. */
function apart(own: readonly Form[], { forms }: VariableReader): boolean {
  return forms !== undefined && !forms.some((form) => own.includes(form));
}
