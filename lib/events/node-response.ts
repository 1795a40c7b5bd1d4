import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";
import { oncePerProcess } from "../process-state.ts";

const current = oncePerProcess("response", () => new AsyncLocalStorage<ServerResponse>());

/**
 * Remembers, for each request that reaches this process, the response of Node's that it is answered through. Next.js
 * gives its handlers none, and without it nobody could be cut off who has stopped reading: a web stream ends only after
 * what was written to it has been taken. Call it once, before the server listens.
 */
export function noteResponses(): void {
  subscribe("http.server.request.start", (message) => {
    current.enterWith((message as { response: ServerResponse }).response);
  });
}

/** The response that the request at hand is answered through; undefined where the host's server is not Node's own. */
export const currentResponse = (): ServerResponse | undefined => current.getStore();
