/**
 * An embedded service: a fetch handler that the gateway mounts and that a test can call without a port.
 *
 * `fetch` gets the request with the gateway's prefix already gone, and an `authorization` header that is a JWT
 * or absent. It answers every request, also a broken one; it never rejects. `close` gives back connections.
 */
export type Service = {
  fetch: (request: Request) => Promise<Response>;
  close: () => Promise<void>;
};
