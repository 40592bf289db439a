/**
 * The wrapper that every request runs in: a broken feature stays broken alone. Before `initialize` and after `shutdown`
 * the protocol's errors are answered; a cancelled request answers that it was; an error becomes a log line without any
 * text of a document, and the neutral answer.
 */
import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { describeError, type Log } from "./log";

export type Phase = "created" | "running" | "shut-down";

export interface GuardHost {
  readonly log: Log;
  phase(): Phase;
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
}

export type Handler<P, R> = (params: P, token: CancellationToken) => Promise<R | ResponseError<never>>;

/** Makes the wrapper. `neutral` is what a client gets where there is nothing to say. */
export function createGuard(host: GuardHost) {
  return <P, R>(
    name: string,
    neutral: () => R,
    work: (params: P, token: CancellationToken) => Promise<R>,
  ): Handler<P, R> =>
    async (params, token) => {
      const refused = refusal(host.phase());
      if (refused) return refused;
      if (token.isCancellationRequested) return cancelled();
      const start = host.now();
      try {
        const result = await work(params, token);
        host.log.trace(`${name} took ${(host.now() - start).toFixed(1)} ms`);
        return token.isCancellationRequested ? cancelled() : result;
      } catch (error) {
        if (token.isCancellationRequested) return cancelled();
        host.log.error(`${name} failed: ${describeError(error)}`);
        return neutral();
      }
    };
}

function refusal(phase: Phase): ResponseError<never> | undefined {
  if (phase === "running") return undefined;
  return phase === "created"
    ? new ResponseError(ErrorCodes.ServerNotInitialized, "Keyfit was not initialized yet")
    : new ResponseError(ErrorCodes.InvalidRequest, "Keyfit is shutting down");
}

function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled");
}
