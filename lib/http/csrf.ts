import { AppError } from "../errors.ts";
import type { Origins } from "./origins.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

export type Provenance = {
  method: string;
  origin: string | null;
  fetchSite: string | null;
  /** the request carries a session cookie */
  hasSession: boolean;
  /** the request carries a bearer token: no page can make a browser send one against its user's will */
  isBearer: boolean;
};

/**
 * Refuses what another site may have made a browser send (document 3, Callers).
 * - Safe methods and bearer callers pass.
 * - A foreign Origin that CORS_ORIGINS does not list is refused, with or without a cookie.
 * - With a session cookie the request must say that it comes from our own pages.
 * @throws {AppError} csrf
 */
export function requireOwnSite(from: Provenance, { own, allowed }: Origins): void {
  if (safeMethods.has(from.method) || from.isBearer) return;
  const isOwn = from.origin !== null && own.has(from.origin);
  if (from.origin !== null && !isOwn && !allowed.has(from.origin)) throw new AppError("csrf");
  if (from.hasSession && !isOwn && from.fetchSite !== "same-origin") throw new AppError("csrf");
}
