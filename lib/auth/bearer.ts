import { callerOfApiKey } from "../api-keys/caller.ts";
import { keyMark } from "../api-keys/format.ts";
import { invalidToken } from "../errors.ts";
import { type UserCaller, userCaller } from "./caller.ts";
import type { Later } from "./even-answer.ts";
import { readRoles } from "./roles.ts";
import { TokenError, verifyAccessToken } from "./tokens.ts";

const bearer = /^Bearer +(\S+)$/i;

/** The token of an `Authorization: Bearer` header. Other schemes are none of ours (a proxy's, perhaps). */
export function bearerToken(authorization: string | null): string | null {
  if (authorization === null || !/^Bearer\b/i.test(authorization)) return null;
  return bearer.exec(authorization.trim())?.[1] ?? "";
}

/**
 * Who a bearer token stands for. A token that does not hold is an error, not an anonymous caller: whoever
 * sends one means to be somebody.
 * @throws {AppError} invalid_token, unavailable
 */
export async function callerOfBearer(token: string, later: Later): Promise<UserCaller> {
  if (token.startsWith(keyMark)) return callerOfApiKey(token, later);
  try {
    return userCaller(await verifyAccessToken(token), "bearer", readRoles);
  } catch (error) {
    if (error instanceof TokenError) throw invalidToken(error.message);
    throw error;
  }
}
