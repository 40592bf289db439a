/**
 * Reads golden pairs for fixes: `name.in.EXT` is the input with a mark after the line that has the problem,
 * `name.out.EXT` what the fix makes of it, `name.none.EXT` a file with a problem and no safe fix.
 * Pairs and not expectations in code, because a fix is judged by eye: what matters is how the file looks afterwards.
 */

import { readFileSync } from "node:fs";
import type { Case, CaseFile, CaseSpan } from "./annotated";
import { listCases, parseCase } from "./annotated";
import { fillTokens } from "./tokens";

export interface Golden {
  readonly name: string;
  readonly input: Case;
  readonly action: "fix" | "suppress";
  readonly rule: string;
  /** True where the fix is safe, so that applying every safe fix must give the same output. */
  readonly safe: boolean;
  /** The line that has the problem; a fix is asked for here. */
  readonly line: CaseSpan;
  /** Undefined where no safe fix may exist. */
  readonly output: string | undefined;
}

const NAME = /^(.+)\.(in|none)(\.[a-z]+)$/;

/** Every golden of a folder. Throws on a file without its partner and on an input without exactly one mark. */
export function listGoldens(folder: string): Golden[] {
  const files = listCases(folder);
  const used = new Set<string>();
  const goldens = files.flatMap((file) => {
    const [, stem, sort, extension] = NAME.exec(file.name) ?? [];
    if (stem === undefined) return [];
    used.add(file.name);
    if (sort === "none") return [readGolden(file, undefined)];
    const partner = files.find((other) => other.name === `${stem}.out${extension ?? ""}`);
    if (partner === undefined) throw new Error(`${file.name} has no output beside it`);
    used.add(partner.name);
    return [readGolden(file, partner)];
  });
  const stray = files.find((file) => !used.has(file.name));
  if (stray !== undefined) throw new Error(`${stray.name} belongs to no input`);
  return goldens;
}

function readGolden(file: CaseFile, partner: CaseFile | undefined): Golden {
  const input = parseCase(file.name, readFileSync(file.path, "utf8"));
  const [mark, ...more] = input.marks;
  if (mark === undefined || more.length > 0) throw new Error(`${file.name} needs exactly one mark`);
  const [rule = "", word] = mark.rule.split(" ");
  const raw = partner && fillTokens(readFileSync(partner.path, "utf8"));
  return {
    name: file.name,
    input,
    action: mark.action,
    rule,
    safe: word === "safe",
    line: mark.line,
    output: input.text.includes("\r\n") ? raw?.replace(/\n/g, "\r\n") : raw,
  };
}

/** True where the texts are equal, any text that is not empty standing for `{{reason}}`. */
export function matchesGolden(expected: string, actual: string): boolean {
  const parts = expected.split("{{reason}}").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^\\s][^\\r\\n]*")}$`).test(actual);
}
