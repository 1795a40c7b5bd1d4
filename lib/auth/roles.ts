import { asToken } from "../supabase/clients.ts";
import { dataOf } from "../supabase/errors.ts";
import type { Role } from "./caller.ts";
import type { AccessToken } from "./tokens.ts";

/** The roles that the bearer of a token has, read as that person. */
export async function readRoles(token: AccessToken): Promise<readonly Role[]> {
  const result = await asToken(token.raw).from("user_roles").select("role").eq("user_id", token.userId);
  return dataOf(result, "role").map((row) => row.role);
}
