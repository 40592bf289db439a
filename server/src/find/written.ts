/**
 * Files that a script writes from a here-document: `cat > /etc/filebeat/filebeat.yml <<EOF`, and the same with `tee`. The
 * text is then a file, told by the name that it is given and by its content.
 */
import type { Command, Value } from "../read/reading";
import { leadingText } from "./requests";
import { literalText } from "./value";

/** A file that a command writes. */
export interface WrittenFile {
  /** As written. */
  readonly path: string;
  readonly text: Value;
  /** It may have held something before. */
  readonly append: boolean;
}

/** The file that a command writes what it is fed to; `next` is the command behind it, `text` the text of the file. */
export function writtenBy(command: Command, next: Command | undefined, text: string): WrittenFile | undefined {
  const { name, stdin, writes } = command;
  if (!stdin) return undefined;
  if (name === "tee") return teeOf(command, stdin);
  // A dash stands for what it is fed.
  if (name !== "cat" || command.args.some((word) => leadingText(word) !== "-")) return undefined;
  if (writes) return fileAt(writes.file, stdin, writes.append);
  return next?.name === "tee" && isPiped(command, next, text) ? teeOf(next, stdin) : undefined;
}

/** `cat <<EOF | sudo tee file`: on one line, with one bar between them. */
function isPiped({ span }: Command, next: Command, text: string): boolean {
  const between = text.slice(span.end, Math.max(span.end, next.span.start));
  return between.length < 200 && /^[^|\n]*\|[^|\n]*$/.test(between);
}

/** https://www.gnu.org/software/coreutils/manual/html_node/tee-invocation.html */
function teeOf({ args }: Command, text: Value): WrittenFile | undefined {
  const append = args.some((word) => /^(?:-[ip]*a[aip]*|--append)$/.test(leadingText(word)));
  const [file] = args.filter((word) => !leadingText(word).startsWith("-"));
  return file && fileAt(file, text, append);
}

function fileAt(file: Value, text: Value, append: boolean): WrittenFile | undefined {
  // A folder that a variable names does not change what the file is.
  const last = file.parts[file.parts.length - 1];
  const path = literalText(file) ?? (last?.kind === "text" && last.text.includes("/") ? last.text : undefined);
  return path === undefined || path.endsWith("/") ? undefined : { path, text, append };
}
