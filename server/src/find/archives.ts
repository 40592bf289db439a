/**
 * Programs that a script downloads from Elastic, in the version of the archive's name:
 * https://www.elastic.co/downloads. What the script writes and starts is read by them.
 */
import { ARCHIVE_SITE, programOfArchive } from "../integrations/programs";
import type { Command } from "../read/reading";
import type { ScriptContext } from "./commands";
import { shellScope } from "./commands";
import type { StatedProgram } from "./programModel";
import { dropPrefix, leadingText } from "./requests";
import { sealValue } from "./value";

/** Words of a command that are looked at. */
const MAX_WORDS = 64;

/** The versions that the commands of a script state, by the archives in their words. */
export function archivesIn(commands: readonly Command[], context: ScriptContext): readonly StatedProgram[] {
  return commands.flatMap((command) =>
    command.args.slice(0, MAX_WORDS).flatMap((word): readonly StatedProgram[] => {
      const start = leadingText(word);
      const archive = start.startsWith(ARCHIVE_SITE) ? programOfArchive(start) : undefined;
      if (!archive) return [];
      const { row, from } = archive;
      const value = sealValue(dropPrefix(word, from));
      return [
        { kind: "archive", product: row.products[0], value, scope: shellScope(command, context), setting: "archive" },
      ];
    }),
  );
}
