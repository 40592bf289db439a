/**
 * The commands of a substitution's script, where it is as simple as those that yield a value or a file are.
 */
import type { CommandNode, ShellScript, SyntaxNode } from "./syntax";

/** Stages of a pipeline. */
const MAX_STAGES = 8;

/** The simple commands of a script that is one pipeline of them. */
export function stagesOf({ commands }: ShellScript): readonly CommandNode[] | undefined {
  const [statement, ...others] = commands;
  if (!statement || others.length > 0 || statement.background) return undefined;
  const { command } = statement;
  if (command.type === "Command") return [command];
  if (command.type !== "Pipeline" || command.prefixes.length > 0 || command.commands.length > MAX_STAGES)
    return undefined;
  const stages = command.commands.flatMap((each) => (each.type === "Command" ? [each] : []));
  return stages.length === command.commands.length ? stages : undefined;
}

/** The command that a script begins with. */
export function firstCommand({ commands }: ShellScript): CommandNode | undefined {
  let node: SyntaxNode | undefined = commands[0]?.command;
  if (node?.type === "AndOr") node = node.commands[0];
  if (node?.type === "Pipeline") node = node.commands[0];
  return node?.type === "Command" ? node : undefined;
}

/** `2>/dev/null` changes nothing of what a command prints. */
export function isForErrors({ descriptor }: CommandNode["redirects"][number]): boolean {
  return descriptor?.type === "FileDescriptor" && descriptor.value === 2;
}
