import type { Scope } from "../api-keys/scopes.ts";
import type { AccessToken } from "./tokens.ts";

export const roleNames = ["admin", "editor"] as const;
export type Role = (typeof roleNames)[number];

export type AnonymousCaller = { kind: "anonymous" };

/** What a caller by API key is held to. */
export type ApiKeyGrant = { id: string; scopes: readonly Scope[] };

export type UserCaller = {
  kind: "user";
  id: string;
  email: string;
  via: "cookie" | "bearer" | "api_key";
  /** The API key that it calls with, if it does. A session may do everything that its person may. */
  key: ApiKeyGrant | null;
  accessToken: string;
  sessionId: string | null;
  /** authenticator assurance level: aal1 is a password or a link, aal2 a second factor as well */
  aal: "aal1" | "aal2";
  /**
   * The caller's roles. They cost a query, which is made on the first call and never again for this request.
   * Roles choose what to show and which admin API may be called; row-level security asks the tables itself.
   */
  roles(): Promise<readonly Role[]>;
};

/** Who is calling. */
export type Caller = AnonymousCaller | UserCaller;

export const anonymousCaller: AnonymousCaller = { kind: "anonymous" };

/** The caller that a verified access token names. `readRoles` is asked at most once. */
export function userCaller(
  token: AccessToken,
  via: UserCaller["via"],
  readRoles: (token: AccessToken) => Promise<readonly Role[]>,
  key: ApiKeyGrant | null = null,
): UserCaller {
  let roles: Promise<readonly Role[]> | undefined;
  return {
    kind: "user",
    id: token.userId,
    email: token.email,
    via,
    key,
    accessToken: token.raw,
    sessionId: token.sessionId,
    aal: token.aal,
    roles: () => {
      roles ??= readRoles(token);
      return roles;
    },
  };
}
