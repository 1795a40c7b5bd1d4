import type { Access } from "./access.ts";
import { Refusal } from "./access.ts";
import type { Database } from "./database.ts";

export type Right = "broadcast.read" | "broadcast.write" | "presence.read" | "presence.write";

/** What the policies on `realtime.messages` said; a right that was not asked about is absent. */
export type Rights = Partial<Record<Right, boolean>>;

/** On whose behalf a private channel is asked for. `headers` are the handshake's `x-` headers. */
export type Bearer = { access: Access; headers: Record<string, string> };

/**
 * Asks the database what a token's bearer may do on a private channel, by trying it and rolling back. A policy
 * that raises an error gives no right.
 * @throws {Refusal} when the database cannot be asked
 */
export async function findRights(
  database: Database,
  topic: string,
  { access, headers }: Bearer,
  wanted: Right[],
): Promise<Rights> {
  const values = [topic, access.claims.role, JSON.stringify(access.claims), JSON.stringify(headers), wanted];
  try {
    return await database.attempt(async (client) => {
      const { rows } = await client.query<{ rights: Rights & { error?: string } }>(
        "select _local.realtime_rights($1, $2, $3, $4, $5) as rights",
        values,
      );
      const { error, ...rights } = rows[0]?.rights ?? {};
      if (error) process.stderr.write(`realtime: RlsPolicyError on ${topic}: ${error}\n`);
      return rights;
    });
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): Refusal {
  const canceled = error instanceof Error && "code" in error && error.code === "57014";
  if (canceled) return new Refusal("QueryCanceled", "Query was cancelled, please try again");
  process.stderr.write(`realtime: UnableToSetPolicies: ${error}\n`);
  return new Refusal("", "Realtime was unable to connect to the project database");
}
