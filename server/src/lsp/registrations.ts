/**
 * Capabilities that are announced, or taken back, after the start. A client that refuses, or that is gone meanwhile, is a
 * line in the log: everything still works without, only less at once.
 */
import { type Connection, RegistrationRequest, UnregistrationRequest } from "vscode-languageserver";
import { describeError, type Log } from "./log";

export interface Registrations {
  add(id: string, method: string, registerOptions: unknown): Promise<void>;
  remove(id: string, method: string): Promise<void>;
}

/** Makes the registrations of one client. Neither call rejects. */
export function createRegistrations(connection: Connection, log: Log): Registrations {
  const safely = async (what: string, send: () => Promise<void>): Promise<void> => {
    try {
      await send();
    } catch (error) {
      log.warn(`The client did not take a change of ${what}: ${describeError(error)}`);
    }
  };
  return {
    add: (id, method, registerOptions) =>
      safely(method, () =>
        connection.sendRequest(RegistrationRequest.type, { registrations: [{ id, method, registerOptions }] }),
      ),
    // The word is misspelt in the protocol itself.
    remove: (id, method) =>
      safely(method, () => connection.sendRequest(UnregistrationRequest.type, { unregisterations: [{ id, method }] })),
  };
}
