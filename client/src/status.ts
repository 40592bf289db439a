/**
 * The language status item of files that Keyfit reads: which project file is in force, and what it switches off here. A
 * click opens the project file. What is shown are names of rules and versions that the server tells, nothing of the file.
 */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { STATUS, STATUS_CHANGED, type StatusAnswer } from "../../server/src/lsp/requests";
import { documentSelector } from "./documents";

/** What the item shows, as words. */
export interface ShownStatus {
  readonly text: string;
  readonly detail: string;
  /** The project file that a click opens; empty where there is none. */
  readonly opens: string;
}

/** Shows the status of the active editor's file while a client runs. */
export interface StatusItem extends vscode.Disposable {
  /** A client has started. */
  follow(client: BaseLanguageClient, schemes: readonly string[]): void;
  /** The client stops. */
  clear(): void;
  /** What is shown now; undefined where nothing is. */
  shown(): ShownStatus | undefined;
}

/** Makes the item; it is hidden before the first answer. */
export function createStatusItem(): StatusItem {
  let client: BaseLanguageClient | undefined;
  let selector: vscode.DocumentSelector = [];
  let item: vscode.LanguageStatusItem | undefined;
  let shown: ShownStatus | undefined;
  /** Answers may come in another order than they were asked for. */
  let turn = 0;

  const hide = (): void => {
    item?.dispose();
    item = undefined;
    shown = undefined;
  };

  const show = (now: ShownStatus): void => {
    shown = now;
    item ??= vscode.languages.createLanguageStatusItem("keyfit.project", selector);
    item.name = "Keyfit";
    item.text = now.text;
    item.detail = now.detail;
    item.command =
      now.opens === ""
        ? undefined
        : { title: "Open", command: "vscode.open", arguments: [vscode.Uri.parse(now.opens)] };
  };

  const update = async (): Promise<void> => {
    const mine = ++turn;
    const document = vscode.window.activeTextEditor?.document;
    if (!client || !document || vscode.languages.match(selector, document) === 0) {
      hide();
      return;
    }
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const answer = await ask(client, uri);
    if (mine !== turn) return;
    if (answer?.reads) show(wordsOf(answer));
    else hide();
  };

  const subscription = vscode.window.onDidChangeActiveTextEditor(() => void update());
  return {
    follow: (started, schemes) => {
      client = started;
      selector = documentSelector(schemes);
      started.onNotification(STATUS_CHANGED, () => void update());
      void update();
    },
    clear: () => {
      client = undefined;
      turn++;
      hide();
    },
    shown: () => shown,
    dispose: () => {
      subscription.dispose();
      hide();
    },
  };
}

/** A server that has just stopped answers nothing, and that is no news to anybody. */
async function ask(client: BaseLanguageClient, uri: string): Promise<StatusAnswer | undefined> {
  try {
    return await client.sendRequest<StatusAnswer>(STATUS, { uri });
  } catch {
    return undefined;
  }
}

function wordsOf({ project }: StatusAnswer): ShownStatus {
  if (!project) return { text: "No project file", detail: "", opens: "" };
  const { uri, ignored, rulesOff, versions } = project;
  const path = vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
  const off = rulesOff.length === 0 ? [] : [`off: ${rulesOff.join(", ")}`];
  return { text: path, detail: [...(ignored ? ["ignores this file"] : off), ...versions].join(" · "), opens: uri };
}
