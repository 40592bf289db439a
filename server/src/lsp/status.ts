/**
 * What the project file says about an open file, for an extension that shows it: names of rules and of versions. It is
 * told when a project file, folders or settings change, and asks again about the file that a person looks at.
 */
import type { Connection } from "vscode-languageserver";
import { maskKeys } from "../elastic/mask";
import type { Keyfit } from "../service";
import { normalUri } from "../workspace/uri";
import { type Clock, quiet } from "./clock";
import { describeError, type Log } from "./log";
import { type FileParams, STATUS_CHANGED, type StatusAnswer } from "./requests";
import type { OpenTexts } from "./texts";

export interface Status {
  /** The answer to the extension's question. */
  of(params: FileParams): Promise<StatusAnswer>;
  /** Answers may be others now. */
  changed(): void;
}

export interface StatusHost {
  readonly connection: Connection;
  readonly engine: Keyfit;
  readonly texts: OpenTexts;
  readonly clock: Clock;
  readonly log: Log;
  /** The client wants to be told. */
  readonly wanted: boolean;
}

/** Makes the status of open files. */
export function createStatus({ connection, engine, texts, clock, log, wanted }: StatusHost): Status {
  let telling = false;
  const tell = async (): Promise<void> => {
    if (!wanted || telling) return;
    telling = true;
    try {
      await quiet(clock, () => texts.changes());
    } finally {
      telling = false;
    }
    await connection.sendNotification(STATUS_CHANGED);
  };
  return {
    of: async ({ uri: given }) => {
      const judged = await texts.judge(given);
      if (!judged?.analysis) return { reads: false };
      const { uri, rules, ignoredRules, ignored, versions } = await engine.project(normalUri(given));
      if (uri === undefined) return { reads: true };
      const off = [...rules].flatMap(([rule, severity]) => (severity === "off" ? [rule] : []));
      return {
        reads: true,
        project: {
          uri: texts.spelling(uri),
          ignored,
          rulesOff: [...new Set([...off, ...ignoredRules])].map(maskKeys),
          versions: [...versions].map(([name, version]) => maskKeys(`${name} ${version}`)),
        },
      };
    },
    changed: () => {
      tell().catch((error: unknown) => log.debug(`The status was not told: ${describeError(error)}`));
    },
  };
}
