/**
 * Runs a folder of annotated files as one workspace through the engine, as a host would: every file that `.gitignore`
 * leaves is scanned, then each is analysed. Files lie in memory as bytes, so that encodings are real.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { messageOf } from "../../server/src/features/words";
import { defaultBudget } from "../../server/src/read/budget";
import { type Analysis, createKeyfit, type Keyfit } from "../../server/src/service";
import { decodeFile } from "../../server/src/workspace/decode";
import type { Files } from "../../server/src/workspace/files";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/workspace/settings";
import { walkFolder } from "../../server/src/workspace/walk";
import { type Case, parseCase } from "./annotated";
import type { ActualFinding, ActualUse } from "./compare";

const WORKSPACE_ROOT = "file:///workspace";

export interface WorkspaceCase {
  readonly name: string;
  /** By path with `/`. */
  readonly files: ReadonlyMap<string, Case>;
  readonly today: string | undefined;
  readonly switchedOn: readonly string[];
}

/** Names of the workspaces in a folder, sorted. */
export function listWorkspaces(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Reads a workspace from disk. */
export function loadWorkspace(folder: string, name: string): WorkspaceCase {
  const root = join(folder, name);
  const files = new Map<string, Case>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const shown = relative(root, path)
      .split(sep)
      .join("/")
      .replace(/(^|\/)dot-gitignore$/, "$1.gitignore");
    files.set(shown, parseCase(`${name}/${shown}`, readFileSync(path, "utf8")));
  }
  const cases = [...files.values()];
  return {
    name,
    files,
    today: cases.find((each) => each.today !== undefined)?.today,
    switchedOn: cases.flatMap((each) => each.switchedOn),
  };
}

/** The bytes of a case as it lies on disk. */
export function bytesOf({ text, encoding }: Pick<Case, "text" | "encoding">): Uint8Array {
  switch (encoding) {
    case "utf-8":
      return Buffer.from(text, "utf8");
    case "utf-8-bom":
      return Buffer.from(`\uFEFF${text}`, "utf8");
    case "utf-16le":
      return Buffer.from(`\uFEFF${text}`, "utf16le");
    case "utf-16be":
      return Buffer.from(`\uFEFF${text}`, "utf16le").swap16();
  }
}

/** Files of a workspace in memory. */
function filesOf(workspace: WorkspaceCase): Files {
  const bytes = new Map([...workspace.files].map(([path, each]) => [path, bytesOf(each)]));
  const pathOf = (uri: string): string | undefined =>
    uri === WORKSPACE_ROOT
      ? ""
      : uri.startsWith(`${WORKSPACE_ROOT}/`)
        ? decodeURIComponent(uri.slice(WORKSPACE_ROOT.length + 1))
        : undefined;
  return {
    read: async (uri) => {
      const found = bytes.get(pathOf(uri) ?? "");
      return found ? decodeFile(found) : { kind: "absent" };
    },
    list: async (uri) => {
      const path = pathOf(uri);
      if (path === undefined) return { kind: "absent" };
      const below = path === "" ? "" : `${path}/`;
      const entries = new Map<string, "file" | "folder">();
      for (const each of bytes.keys()) {
        if (!each.startsWith(below)) continue;
        const [first = "", ...rest] = each.slice(below.length).split("/");
        entries.set(first, rest.length > 0 ? "folder" : "file");
      }
      return { kind: "folder", entries: [...entries].map(([name, type]) => ({ name, type })) };
    },
    stat: async (uri) => {
      const found = bytes.get(pathOf(uri) ?? "");
      return found ? { kind: "file", size: found.length } : { kind: "absent" };
    },
  };
}

export interface RanWorkspace {
  readonly keyfit: Keyfit;
  readonly analyses: ReadonlyMap<string, Analysis | undefined>;
}

/** Scans and analyses a whole workspace. */
export async function runWorkspace(workspace: WorkspaceCase): Promise<RanWorkspace> {
  const files = filesOf(workspace);
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    rules: Object.fromEntries(workspace.switchedOn.map((rule) => [rule, "warning" as const])),
  };
  const keyfit = createKeyfit({
    files,
    seed: "test",
    today: () => workspace.today ?? "2026-11-24",
    budget: () => defaultBudget(),
    settings: async () => settings,
    folders: () => [WORKSPACE_ROOT],
  });
  keyfit.setComplete(false);
  const sources: { readonly uri: string; readonly path: string; readonly text: string }[] = [];
  for await (const entry of walkFolder(files, WORKSPACE_ROOT)) {
    const content = entry.kind === "file" ? await files.read(entry.uri) : undefined;
    if (content?.kind !== "text") continue;
    const source = {
      uri: entry.uri,
      path: decodeURIComponent(entry.uri.slice(WORKSPACE_ROOT.length + 1)),
      text: content.text,
    };
    sources.push(source);
    keyfit.scan(source);
  }
  keyfit.setComplete(true);
  const analyses = new Map<string, Analysis | undefined>();
  for (const source of sources) {
    keyfit.put(source, 1);
    analyses.set(source.path, await keyfit.analyse(source.uri));
  }
  return { keyfit, analyses };
}

/** What was found in one file, in the words of the contract; spans are those of the case's text. */
export function foundIn(
  analysis: Analysis | undefined,
  given: Pick<Case, "encoding">,
): { findings: ActualFinding[]; uses: ActualUse[] } {
  if (!analysis) return { findings: [], uses: [] };
  const shift = given.encoding === "utf-8" ? 0 : 1;
  const at = ({ start, end }: { start: number; end: number }) => ({ start: start - shift, end: end - shift });
  const path = (uri: string): string => decodeURIComponent(uri.slice(WORKSPACE_ROOT.length + 1));
  return {
    findings: analysis.findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      span: at(finding.span),
      message: messageOf(finding),
    })),
    uses: analysis.uses.map((use) => ({
      integration: use.integration,
      kind: use.credential.kind,
      candidates: use.credential.candidates,
      form: use.credential.form,
      deployment: use.target.deployment,
      api: use.target.api,
      verdict: use.verdict,
      span: at(use.span),
      rules: analysis.findings.filter((finding) => finding.use?.fact === use.fact).map((finding) => finding.rule),
      state: stateOf(use.credential.resolved),
      id: use.credential.id ?? "-",
      origin: use.credential.origin.map((step) => `${path(step.uri)}#${step.name}`),
      host: use.target.target?.host ?? "-",
    })),
  };
}

function stateOf(resolved: { readonly kind: "value" | "unset" | "unknown"; readonly open?: boolean }): string {
  if (resolved.kind !== "value") return resolved.kind;
  return resolved.open ? "open" : "value";
}
