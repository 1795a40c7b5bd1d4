import { randomBytes, randomUUID } from "node:crypto";
import { isIP } from "node:net";
import { peerOf } from "../gateway/connection.ts";
import type { Sql } from "./database.ts";
import type { AuthMethod } from "./flow-state.ts";

/** Where a sign-in comes from; kept with the session. */
export type Client = { userAgent: string; ip: string | null };

export type Session = {
  id: string;
  userId: string;
  aal: "aal1" | "aal2" | "aal3";
  createdAt: string;
  refreshedAt: string | null;
  notAfter: string | null;
};

export type AmrEntry = { method: string; timestamp: number };

const columns = `id, user_id as "userId", coalesce(aal, 'aal1') as aal, created_at as "createdAt",
  refreshed_at as "refreshedAt", not_after as "notAfter"`;

/** Opens a session for a user and remembers how they proved who they are. */
export async function openSession(
  tx: Sql,
  userId: string,
  method: AuthMethod,
  client: Client,
): Promise<Session> {
  const id = randomUUID();
  const [session] = await tx.query<Session>(
    `insert into auth.sessions (id, user_id, created_at, updated_at, aal, user_agent, ip)
     values ($1, $2, now(), now(), 'aal1', $3, $4) returning ${columns}`,
    [id, userId, client.userAgent, client.ip],
  );
  if (!session) throw new Error("the session was not written");
  await addProof(tx, id, method);
  return session;
}

/** Adds a proof to a session; giving the same one again renews its time. */
export async function addProof(tx: Sql, sessionId: string, method: AuthMethod): Promise<void> {
  await tx.query(
    `insert into auth.mfa_amr_claims (id, session_id, authentication_method, created_at, updated_at)
     values ($1, $2, $3, now(), now())
     on conflict (session_id, authentication_method) do update set updated_at = excluded.updated_at`,
    [randomUUID(), sessionId, method],
  );
}

export async function findSession(sql: Sql, id: string): Promise<Session | null> {
  const [session] = await sql.query<Session>(`select ${columns} from auth.sessions where id = $1`, [id]);
  return session ?? null;
}

/** How a session's user proved who they are, the newest proof first. */
export async function proofsOf(sql: Sql, sessionId: string): Promise<AmrEntry[]> {
  return sql.query<AmrEntry>(
    `select authentication_method as method, extract(epoch from updated_at)::int as timestamp
     from auth.mfa_amr_claims where session_id = $1 order by updated_at desc`,
    [sessionId],
  );
}

/** Ends sessions of a user: one, all but one, or all. Their refresh tokens go with them. */
export async function closeSessions(
  tx: Sql,
  userId: string,
  which: "all" | { only: string } | { except: string },
): Promise<void> {
  const only = typeof which === "object" && "only" in which ? which.only : null;
  const except = typeof which === "object" && "except" in which ? which.except : null;
  await tx.query(
    `delete from auth.sessions where user_id = $1
       and ($2::uuid is null or id = $2) and ($3::uuid is null or id <> $3)`,
    [userId, only, except],
  );
}

const alphabet = "abcdefghijklmnopqrstuvwxyz234567"; // 32 letters: each takes five bits of a random byte

/** Gives a session its next refresh token. `parent` is the one that it replaces. */
export async function issueRefreshToken(tx: Sql, session: Session, parent?: string): Promise<string> {
  const token = Array.from(randomBytes(12), (byte) => alphabet[byte % 32]).join("");
  await tx.query(
    `insert into auth.refresh_tokens
       (instance_id, token, user_id, revoked, parent, session_id, created_at, updated_at)
     values ('00000000-0000-0000-0000-000000000000', $1, $2, false, $3, $4, now(), now())`,
    [token, session.userId, parent ?? null, session.id],
  );
  return token;
}

/**
 * What a request tells of the device it comes from. A server says for whom it asks in `Sb-Forwarded-For`, which the
 * gateway lets through with the secret key only; `X-Forwarded-For` anybody can write, and its first address counts.
 */
export function clientOf(request: Request): Client {
  const { headers } = request;
  const [vouchedFor = ""] = (headers.get("sb-forwarded-for") ?? "").split(",");
  const said = [vouchedFor, ...(headers.get("x-forwarded-for") ?? "").split(","), peerOf(request) ?? ""];
  const ip = said.map(addressIn).find((address) => address !== null) ?? null;
  return { userAgent: headers.get("user-agent") ?? "", ip };
}

/** An address that Postgres takes, or null. An IPv4 one is never written as IPv6. */
function addressIn(text: string): string | null {
  const address = text.trim().replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(address) === 0 || address.includes("%") ? null : address;
}
