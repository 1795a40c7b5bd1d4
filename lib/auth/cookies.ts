import { type CookieOptions, parseCookieHeader, serializeCookieHeader } from "@supabase/ssr";
import { env } from "../env.ts";

export type SetCookie = { name: string; value: string; options: CookieOptions };

/**
 * Where the session's cookies are read and written: a request and its response, or what Next.js offers.
 * A jar without `setAll` cannot be written, so no session is renewed through it: the new refresh token would
 * be lost, and the old one used twice looks like theft.
 */
export type CookieJar = {
  getAll(): { name: string; value: string }[];
  setAll?(cookies: SetCookie[]): void;
};

/** The session's cookie. Long sessions are cut into `<name>.0`, `<name>.1` … by @supabase/ssr. */
export const sessionCookieName = "plinth-session";

/** HttpOnly: no script can read a session. Lax: another site's forms and fetches do not carry it. */
export const sessionCookieOptions = (): CookieOptions & { name: string } => ({
  name: sessionCookieName,
  path: "/",
  httpOnly: true,
  sameSite: "lax",
  secure: env().NODE_ENV === "production",
});

/** A jar over a request's Cookie header. What is set is read back, and `writeTo` puts it on the response. */
export class RequestCookies implements CookieJar {
  readonly #header: string;
  readonly #set = new Map<string, SetCookie>();
  #parsed: { name: string; value: string }[] | undefined;

  constructor(header: string | null) {
    this.#header = header ?? "";
  }

  /** Whether the request carries a session, valid or not. */
  get hasSession(): boolean {
    return this.#header.includes(sessionCookieName) && hasSessionCookie(this.getAll());
  }

  getAll() {
    const cookies = this.#received();
    if (this.#set.size === 0) return cookies;
    const kept = cookies.filter(({ name }) => !this.#set.has(name));
    return [...kept, ...[...this.#set.values()].filter(({ value }) => value !== "")];
  }

  setAll(cookies: SetCookie[]): void {
    for (const cookie of cookies) this.#set.set(cookie.name, cookie);
  }

  #received() {
    this.#parsed ??= this.#header === "" ? [] : parseCookieHeader(this.#header);
    return this.#parsed;
  }

  writeTo(headers: Headers): void {
    for (const { name, value, options } of this.#set.values()) {
      headers.append("Set-Cookie", serializeCookieHeader(name, value, options));
    }
  }
}

const isSessionCookie = (name: string) => name === sessionCookieName || /^\.\d$/.test(suffixOf(name));
const suffixOf = (name: string) =>
  name.startsWith(sessionCookieName) ? name.slice(sessionCookieName.length) : "";

/** Whether a session is among these cookies. A code verifier of a started sign-in is not one. */
export const hasSessionCookie = (cookies: { name: string }[]): boolean =>
  cookies.some(({ name }) => isSessionCookie(name));
