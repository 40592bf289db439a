/** The word before the credential is for another sort of credential: `Bearer` before an API key, `ApiKey` before a token. */
import type { Kind } from "../elastic/model";
import { withArticle } from "../elastic/phrases";
import type { Facts } from "../find/model";
import type { KeyUse } from "../workspace/keyUse";
import { definedAt } from "./planning";
import type { FixPlan, Rule } from "./rule";

const BEARER: readonly Kind[] = ["service-account-token", "jwt", "elastic-cloud-token", "apm-secret-token"];

export const wrongScheme: Rule = {
  id: "wrong-scheme",
  severity: "error",
  title: "The scheme does not fit the credential",
  messages: {
    "apikey-needed": "{written} stands before an API key; write ApiKey instead",
    "bearer-needed": "{written} stands before {kind}; write Bearer instead",
    "apikey-beside": "{integration} sends {written} before this API key; set {setting} to ApiKey",
    "bearer-beside": "{integration} sends {written} before {kind}; set {setting} to Bearer",
  },
  fixTitles: { "set-scheme": "Write {scheme} instead", "add-scheme": "Set {setting} to {scheme}" },
  *check({ uses, facts }) {
    for (const use of uses) {
      const needed = neededScheme(use);
      if (!needed) continue;
      const setting = use.fact.header?.setting;
      const written = use.header?.written ?? "";
      const kind = withArticle(use.credential.kind, "lower");
      yield {
        use,
        span: use.span,
        message: `${needed === "ApiKey" ? "apikey" : "bearer"}-${setting ? "beside" : "needed"}`,
        args: setting
          ? { integration: upperFirst(use.integrationTitle), written, kind, setting: setting.name }
          : { written, kind },
        ...(use.credential.byName && { severity: "warning" as const }),
        related: definedAt(use),
        fixes: [...schemeFix(use, needed), ...settingFix(use, needed, facts)],
      };
    }
  },
};

function neededScheme({ header, credential, elastic }: KeyUse): "ApiKey" | "Bearer" | undefined {
  if (!header) return undefined;
  if (header.scheme === "apikey") {
    // Other vendors take such tokens after a scheme of that name.
    if (!elastic && credential.kind === "jwt") return undefined;
    return credential.candidates.every((kind) => BEARER.includes(kind)) ? "Bearer" : undefined;
  }
  const apiKey =
    ["encoded", "pair", "essu", "ece"].includes(credential.form) && credential.kind !== "elastic-cloud-token";
  return (header.scheme === "bearer" || header.scheme === "basic") && apiKey ? "ApiKey" : undefined;
}

function schemeFix(use: KeyUse, scheme: string): readonly FixPlan[] {
  const span = use.header?.fromVariable ? undefined : use.fact.header?.span;
  if (!span) return [];
  const edits = [{ kind: "replace", span, text: scheme } as const];
  return [{ id: "set-scheme", args: { scheme }, safe: true, preferred: true, edits }];
}

/** The setting for the scheme on a line of its own, above the key and as far in; only where the key has a line too. */
function settingFix({ fact: { header } }: KeyUse, scheme: string, { lines }: Facts): readonly FixPlan[] {
  const { insertAt: at, setting } = header ?? {};
  if (at === undefined || !setting?.missingIn) return [];
  const { line, character } = lines.positionAt(at);
  const above = lines.positionAt(setting.missingIn.start);
  if (above.line >= line || above.character >= character) return [];
  const ending = lines.lineStart(line) - lines.lineEnd(line - 1) === 2 ? "\r\n" : "\n";
  const text = `${setting.name}: ${scheme}${ending}${" ".repeat(character)}`;
  const edits = [{ kind: "replace", span: { start: at, end: at }, text } as const];
  return [{ id: "add-scheme", args: { setting: setting.name, scheme }, safe: true, preferred: true, edits }];
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
