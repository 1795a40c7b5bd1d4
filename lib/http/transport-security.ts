import { subscribe } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";
import { env } from "../env.ts";

/** Two years. Not for subdomains: whose they are and how they are reached, this site does not know. */
const strictTransport = "max-age=63072000";

/**
 * Has browsers come by https alone once they have come by it. Whether this site is reached by https is told by SITE_URL:
 * the connection that comes in is plain behind most proxies, and what they say of theirs anybody can say. It is known
 * when the server starts, not when it is built, which is why next.config.js cannot tell it. Not on one machine over
 * http, nor in development: there it would lock other projects at `localhost` out. Called once, at the start.
 */
export function requireSecureTransport(): void {
  const { NODE_ENV, SITE_URL } = env();
  if (NODE_ENV !== "production" || !SITE_URL.startsWith("https://")) return;
  subscribe("http.server.request.start", (message) => {
    (message as { response: ServerResponse }).response.setHeader(
      "Strict-Transport-Security",
      strictTransport,
    );
  });
}
