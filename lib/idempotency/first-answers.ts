import { randomUUID } from "node:crypto";
import { pool } from "../db/pool.ts";

/** What a request is: whose, under which key, and a SHA-256 of all that it asks for. */
export type Identity = { callerId: string; key: string; fingerprint: Buffer };

/** An answer as it is kept: text, and the few headers that belong to it. */
export type StoredAnswer = { status: number; headers: Record<string, string>; body: string };

/**
 * claimed: this request is the first and must settle or release its claim. answered: here is the first one's answer.
 * running: the first one is still at work. mismatch: the key was used for something else.
 */
export type Claim =
  | { state: "claimed"; claim: string }
  | { state: "answered"; answer: StoredAnswer }
  | { state: "running" }
  | { state: "mismatch" };

/** How long a first request may take before it is taken for dead and its work is done anew. */
const claimFor = "60 seconds";
const keptFor = "24 hours";

// A row that is a day old, or whose request died without an answer, is as good as none.
const insert = `
  insert into private.idempotency_keys as known (caller_id, key, fingerprint, claim, claimed_until)
  values ($1, $2, $3, $4, now() + interval '${claimFor}')
  on conflict (caller_id, key) do update set
    fingerprint = excluded.fingerprint, claim = excluded.claim, claimed_until = excluded.claimed_until,
    created_at = now(), status = null, headers = null, body = null
    where known.created_at < now() - interval '${keptFor}'
      or known.status is null and known.claimed_until < now() and known.fingerprint = excluded.fingerprint`;

/** Claims a key for a request, or says what became of the one that has it. */
export async function claimKey({ callerId, key, fingerprint }: Identity): Promise<Claim> {
  const claim = randomUUID();
  const { rowCount } = await pool().query(insert, [callerId, key, fingerprint, claim]);
  return rowCount === 1 ? { state: "claimed", claim } : findFirst({ callerId, key, fingerprint });
}

type Row = { same: boolean; status: number | null; headers: Record<string, string>; body: string };

async function findFirst({ callerId, key, fingerprint }: Identity): Promise<Claim> {
  const { rows } = await pool().query<Row>(
    `select fingerprint = $3 as same, status, headers, body from private.idempotency_keys
      where caller_id = $1 and key = $2`,
    [callerId, key, fingerprint],
  );
  const [first] = rows;
  if (first === undefined) return { state: "running" }; // released just now: ask again
  if (!first.same) return { state: "mismatch" };
  const { status, headers, body } = first;
  return status === null ? { state: "running" } : { state: "answered", answer: { status, headers, body } };
}

/** Keeps the answer of the request that has the claim. */
export async function settleKey(
  claim: string,
  { callerId, key }: Identity,
  answer: StoredAnswer,
): Promise<void> {
  const { status, headers, body } = answer;
  await pool().query(
    `update private.idempotency_keys set status = $4, headers = $5, body = $6
      where caller_id = $1 and key = $2 and claim = $3`,
    [callerId, key, claim, status, headers, body],
  );
}

/** Gives a claim back: nothing came of the request, so a repeated one may try. */
export async function releaseKey(claim: string, { callerId, key }: Identity): Promise<void> {
  await pool().query(
    "delete from private.idempotency_keys where caller_id = $1 and key = $2 and claim = $3 and status is null",
    [callerId, key, claim],
  );
}
