import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { meters } from "../observability/meters.ts";

type Exchange = { request: IncomingMessage; response: ServerResponse };

const methods = new Set(["GET", "HEAD", "POST"]);

/** Counts pages and files; the API's routes count themselves, by their patterns. Called once, at the start. */
export function meterPages(): void {
  const startedAt = new WeakMap<IncomingMessage, number>();
  subscribe("http.server.request.start", (message) => {
    const { request } = message as Exchange;
    if (!/^\/api(?:[/?]|$)/.test(request.url ?? "")) startedAt.set(request, performance.now());
  });
  subscribe("http.server.response.finish", (message) => {
    const { request, response } = message as Exchange;
    const since = startedAt.get(request);
    if (since === undefined) return;
    const method = methods.has(request.method ?? "") ? String(request.method) : "other";
    const route = request.url?.startsWith("/_next/") ? "file" : "page";
    meters()?.request(route, method, response.statusCode, (performance.now() - since) / 1000);
  });
}
