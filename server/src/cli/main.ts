/**
 * The command line: reads arguments, runs one command, and turns its outcome into the exit code of contract.md section
 * 5. Results go to standard output, everything else to standard error; a closed pipe ends the run at once.
 */
import process from "node:process";
import { Command, CommanderError, Option } from "commander";
import { version } from "../version";
import { type CheckOptions, check } from "./commands/check";
import { type FixOptions, fix } from "./commands/fix";
import { type InspectOptions, inspect } from "./commands/inspect";
import { type RulesOptions, rules } from "./commands/rules";
import { terminalOutput } from "./output";
import { shownLine } from "./shown";

const OK = 0;
const WRONG_USAGE = 2;

/** Formats by command, the one list that the parser, the documentation and the canary test read. */
export const COMMAND_FORMATS = {
  check: ["text", "json"],
  inspect: ["text", "json"],
  fix: ["text"],
  rules: ["text", "json"],
  lsp: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Runs the command line and answers its exit code. Never throws. */
export async function run(argv: readonly string[]): Promise<number> {
  const output = terminalOutput();
  let code: number = OK;
  const program = new Command("keyfit")
    .description("Tells whether an Elastic API key fits the place it is sent to")
    .version(version)
    .showHelpAfterError("(keyfit --help tells what there is)")
    .exitOverride()
    .configureOutput({
      writeErr: (text) => output.error(shownLine(text.trimEnd())),
      writeOut: (text) => output.write(text),
    });

  program
    .command("check")
    .description("Report problems of keys and the places they are sent to")
    .argument("[path...]", "files and folders; without any, the current folder")
    .addOption(formatOption("check"))
    .addOption(
      new Option("--fail-on <severity>", "the least severity that makes the exit code 1")
        .choices(["error", "warning", "information", "never"])
        .default("error"),
    )
    .option("--strict", "exit with 2 where a file was skipped")
    .option("--stdin", "read the text from standard input")
    .option("--stdin-filename <name>", "the name that the text of standard input has")
    .option("--files-from <file>", "names of files to check, one a line or NUL-separated; - for standard input")
    .action(async (paths: string[], options: CheckOptions) => {
      code = await check(paths, options, output);
    });

  program
    .command("inspect")
    .description("List every key use with its verdict")
    .argument("[path...]", "files and folders; without any, the current folder")
    .addOption(formatOption("inspect"))
    .action(async (paths: string[], options: InspectOptions) => {
      code = await inspect(paths, options, output);
    });

  program
    .command("fix")
    .description("Apply the safe fixes, then exit as check would")
    .argument("[path...]", "files and folders; without any, the current folder")
    .option("--dry-run", "print a diff with secrets masked and change nothing")
    .option("--show-secrets", "show secrets in the diff of --dry-run")
    .action(async (paths: string[], options: FixOptions) => {
      code = await fix(paths, options, output);
    });

  program
    .command("rules")
    .description("List the rules, or explain one")
    .argument("[id]", "a rule's id")
    .addOption(formatOption("rules"))
    .action((id: string | undefined, options: RulesOptions) => {
      code = rules(id, options, output);
    });

  program
    .command("lsp")
    .description("Start the language server, for any editor")
    .requiredOption("--stdio", "speak over standard input and output")
    .action(async () => {
      await import("../lsp/node/main");
    });

  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version are answers; everything else that the parser refuses is wrong usage.
    return error.exitCode === 0 ? OK : WRONG_USAGE;
  }
  return code;
}

function formatOption(command: keyof typeof COMMAND_FORMATS): Option {
  return new Option("--format <format>", "how to print the result").choices(COMMAND_FORMATS[command]).default("text");
}

/** True where this file is the program that node runs; a test imports it instead. */
if (require.main === module) {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  void run(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
