import { LRUCache } from "lru-cache";
import { type UserCaller, userCaller } from "../auth/caller.ts";
import type { Later } from "../auth/even-answer.ts";
import { readRoles } from "../auth/roles.ts";
import { pool } from "../db/pool.ts";
import { log } from "../observability/log.ts";
import { fits, keyInvalid, prefixOf } from "./format.ts";
import { mayAct } from "./keys.ts";
import type { Scope } from "./scopes.ts";
import { tokenFor } from "./sessions.ts";

/**
 * Who an API key stands for: its owner, within its scopes. Asked of the database on every request, so a key that was
 * revoked, in whatever process, is none on the next.
 * @param later keeps the process awake until the key's use has been noted
 * @throws {AppError} invalid_token, in the same words whatever is wrong, unavailable
 */
export async function callerOfApiKey(key: string, later: Later): Promise<UserCaller> {
  const prefix = prefixOf(key);
  const found = prefix === null ? undefined : await findKey(prefix);
  if (found === undefined || !fits(key, found.secret_hash)) throw keyInvalid();
  const token = await tokenFor({ id: found.user_id, email: found.email });
  noteUse(found, later);
  return userCaller(token, "api_key", readRoles, { id: found.id, scopes: found.scopes });
}

type Row = {
  id: string;
  user_id: string;
  secret_hash: Buffer;
  scopes: Scope[];
  email: string;
  used_lately: boolean;
};

const lately = "interval '1 minute'";

async function findKey(prefix: string): Promise<Row | undefined> {
  const { rows } = await pool().query<Row>(
    `select keys.id, keys.user_id, keys.secret_hash, keys.scopes, users.email,
        coalesce(keys.last_used_at > now() - ${lately}, false) as used_lately
      from public.api_keys as keys join auth.users on users.id = keys.user_id
      where keys.prefix = $1 and (keys.expires_at is null or keys.expires_at > now()) and ${mayAct}`,
    [prefix],
  );
  return rows[0];
}

/** Keys whose use this process is noting, or has just noted. */
const noted = new LRUCache<string, true>({ max: 10_000, ttl: 60_000 });

/** Notes, to the minute, when a key was used. Nobody waits for it. */
function noteUse({ id, used_lately }: Row, later: Later): void {
  if (used_lately || noted.has(id)) return;
  noted.set(id, true);
  const update = pool().query(
    `update public.api_keys set last_used_at = now()
      where id = $1 and (last_used_at is null or last_used_at <= now() - ${lately})`,
    [id],
  );
  const done = update.catch((error) => log().warn({ err: error }, "the use of an API key was not noted"));
  later(() => done);
}
