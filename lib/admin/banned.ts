import { pool } from "../db/pool.ts";
import { log } from "../observability/log.ts";
import { oncePerProcess } from "../process-state.ts";

/** So long the list counts as it was read; a ban reaches every process within this and the time of a query. */
const goodForMs = 5_000;

type List = { ids: ReadonlySet<string>; goodUntil: number; reading?: Promise<void> | undefined };
const list = () => oncePerProcess<List>("banned", () => ({ ids: new Set(), goodUntil: 0 }));

/**
 * Whether somebody whose access token still holds has been banned. Asked with every call, so it is answered from a list
 * that one query renews for all, and only while somebody asks. While the database is away the last list counts.
 */
export async function isBanned(userId: string): Promise<boolean> {
  return (await bannedPeople()).has(userId);
}

/** Everybody who is banned and may have a token from before. */
export async function bannedPeople(): Promise<ReadonlySet<string>> {
  const known = list();
  if (performance.now() < known.goodUntil) return known.ids;
  known.reading ??= read(known).finally(() => {
    known.reading = undefined;
  });
  await known.reading;
  return known.ids;
}

/** Has the list read anew before it is asked again: in this process a ban counts at once. */
export async function forgetBanned(): Promise<void> {
  await list().reading; // which may have begun before the ban
  list().goodUntil = 0;
}

// No project's access tokens can live longer than a week, and a ban ends the giving out of new ones.
const query = `
  select user_id as id from private.bans
  where banned_at > now() - interval '7 days' and (until is null or until > now())`;

async function read(known: List): Promise<void> {
  const startedAt = performance.now();
  try {
    const { rows } = await pool().query<{ id: string }>(query);
    known.ids = new Set(rows.map(({ id }) => id));
  } catch (error) {
    log().warn({ err: error }, "who is banned cannot be read");
  }
  known.goodUntil = startedAt + goodForMs; // also when it failed: the database is left in peace as long
}
