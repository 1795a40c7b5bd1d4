import { randomUUID } from "node:crypto";
import { pool } from "../db/pool.ts";

/** The right to make or renew a person's session, and what there is of one. */
export type Claim = { id: string; sealed: string | null };

/** How long it may take before whoever is at it is taken for dead. */
const claimFor = "20 seconds";

/** Takes the right to make or renew a session, when there is none or it is due, and nobody else is at it. */
export async function claimSession(userId: string): Promise<Claim | null> {
  const id = randomUUID();
  const { rows } = await pool().query<{ sealed: string | null }>(
    `insert into private.api_key_sessions as kept (user_id, claim, claimed_until)
      values ($1, $2, now() + interval '${claimFor}')
      on conflict (user_id) do update set claim = excluded.claim, claimed_until = excluded.claimed_until
        where (kept.renew_at is null or kept.renew_at <= now())
          and (kept.claimed_until is null or kept.claimed_until < now())
      returning sealed`,
    [userId, id],
  );
  return rows[0] ? { id, sealed: rows[0].sealed } : null;
}

/** What is kept of a person's session, and for how many seconds nobody has to renew it. */
export async function findKept(userId: string): Promise<{ sealed: string; freshFor: number } | null> {
  const { rows } = await pool().query<{ sealed: string; fresh_for: number }>(
    `select sealed, greatest(0, coalesce(extract(epoch from renew_at - now()), 0))::float8 as fresh_for
      from private.api_key_sessions where user_id = $1 and sealed is not null`,
    [userId],
  );
  return rows[0] ? { sealed: rows[0].sealed, freshFor: rows[0].fresh_for } : null;
}

/** Keeps a session for all processes, and gives the claim back. */
export async function keep(userId: string, claim: Claim, sealed: string, freshFor: number): Promise<void> {
  await pool().query(
    `update private.api_key_sessions
      set sealed = $3, renew_at = now() + make_interval(secs => $4), claim = null, claimed_until = null
      where user_id = $1 and claim = $2`,
    [userId, claim.id, sealed, freshFor],
  );
}

/** Gives a claim back: nothing came of it, so the next one may try. */
export async function release(userId: string, claim: Claim): Promise<void> {
  await pool().query(
    "update private.api_key_sessions set claim = null, claimed_until = null where user_id = $1 and claim = $2",
    [userId, claim.id],
  );
}

/** Makes a session due at once that turned out not to hold. */
export async function forget(userId: string, sealed: string): Promise<void> {
  await pool().query(
    "update private.api_key_sessions set renew_at = null where user_id = $1 and sealed = $2",
    [userId, sealed],
  );
}

/** Removes the session of somebody who has no keys, and returns it. */
export async function dropUnused(userId: string): Promise<string | null> {
  const { rows } = await pool().query<{ sealed: string | null }>(
    `delete from private.api_key_sessions
      where user_id = $1 and not exists (select from public.api_keys where api_keys.user_id = $1) returning sealed`,
    [userId],
  );
  return rows[0]?.sealed ?? null;
}
