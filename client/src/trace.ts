/**
 * The trace of `keyfit.trace.server`: names, sizes and times of messages. The language client would write their content,
 * which is text of documents and edits with keys in them, whenever somebody asks for more than is offered in the
 * settings; so what it gives is measured here and thrown away.
 */
import * as vscode from "vscode";
import { type BaseLanguageClient, State, Trace } from "vscode-languageclient";

const SETTING = "trace.server";

/** Replaces the way in which a client writes its trace, and follows the setting. */
export function traceWithoutContent(client: BaseLanguageClient, log: vscode.LogOutputChannel): void {
  client.trace = (message: string, data?: unknown) => {
    const line = typeof data === "string" ? `${message} ${data.length} characters` : message;
    // Whoever switched the trace on wants to see it, whatever the level of the channel.
    if (isOn()) log.info(line);
    else log.trace(line);
  };
  // The other format is JSON with the whole message in it. It has no public name.
  Object.assign(client, { traceObject: () => undefined });

  // The client listens to the same changes and sets its own idea of the trace, so ours comes a turn later.
  const follow = async (): Promise<void> => {
    await Promise.resolve();
    if (client.state === State.Running) await client.setTrace(isOn() ? Trace.Verbose : Trace.Off);
  };
  const subscriptions = [
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) for (const each of subscriptions) each.dispose();
      else void follow();
    }),
    log.onDidChangeLogLevel(() => void follow()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`keyfit.${SETTING}`)) void follow();
    }),
  ];
}

function isOn(): boolean {
  return vscode.workspace.getConfiguration("keyfit").get(SETTING) === "messages";
}
