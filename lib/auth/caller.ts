import type { AccessToken } from "./tokens.ts";

export const roleNames = ["admin", "editor"] as const;
export type Role = (typeof roleNames)[number];

export type AnonymousCaller = { kind: "anonymous" };

export type UserCaller = {
  kind: "user";
  id: string;
  email: string;
  via: "cookie" | "bearer";
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
): UserCaller {
  let roles: Promise<readonly Role[]> | undefined;
  return {
    kind: "user",
    id: token.userId,
    email: token.email,
    via,
    accessToken: token.raw,
    sessionId: token.sessionId,
    aal: token.aal,
    roles: () => {
      roles ??= readRoles(token);
      return roles;
    },
  };
}
