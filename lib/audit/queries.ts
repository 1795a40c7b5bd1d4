import { z } from "zod";
import { cursorPage, decodeCursor, type Page, timestampText } from "../pagination.ts";
import type { Db } from "../supabase/clients.ts";
import { dataOf } from "../supabase/errors.ts";
import { afterPosition } from "../supabase/filters.ts";
import { isUuid } from "../text.ts";
import type { AuditEntryView, ListAuditQuery } from "./schema.ts";

const columns =
  "id, actor_id, via, action, target_type, target_id, metadata, ip, request_id, created_at" as const;

/** What the columns hold, where the generated types know less: the table's checks say so. */
type Row = {
  id: number;
  actor_id: string | null;
  via: AuditEntryView["via"];
  action: AuditEntryView["action"];
  target_type: AuditEntryView["target"]["type"];
  target_id: string;
  metadata: Record<string, unknown>;
  ip: string | null;
  request_id: string | null;
  created_at: string;
};

const place = z.object({ at: timestampText, id: z.string().regex(/^\d{1,18}$/) });

/**
 * The audit log, newest first. Row-level security shows it to admins.
 * @throws {AppError} validation_failed (a cursor of another list)
 */
export async function listAudit(db: Db, query: ListAuditQuery): Promise<Page<AuditEntryView>> {
  const actor = await actorIdOf(db, query.actor);
  let select = db.from("audit_log").select(columns);
  if (actor !== undefined) select = select.eq("actor_id", actor ?? nobody);
  if (query.action !== undefined) select = select.eq("action", query.action);
  if (query.target !== undefined) select = select.eq("target_id", query.target);
  if (query.since !== undefined) select = select.gte("created_at", query.since);
  if (query.until !== undefined) select = select.lt("created_at", query.until);
  if (query.cursor !== undefined) {
    select = afterPosition(select, "created_at", decodeCursor(query.cursor, place), "newest");
  }
  const newest = select.order("created_at", { ascending: false }).order("id", { ascending: false });
  const rows = dataOf(await newest.limit(query.limit + 1), "entry") as Row[];
  const people = await namesOf(db, rows.slice(0, query.limit));
  return cursorPage(
    rows,
    query.limit,
    (row) => viewOf(row, people),
    (row) => ({ at: row.created_at, id: String(row.id) }),
  );
}

const nobody = "00000000-0000-0000-0000-000000000000";

/** @returns undefined when no actor is asked for, null when there is no such person */
async function actorIdOf(db: Db, actor: string | undefined): Promise<string | null | undefined> {
  if (actor === undefined || isUuid(actor)) return actor;
  const found = dataOf(await db.from("profiles").select("id").eq("username", actor).maybeSingle(), "user");
  return found?.id ?? null;
}

type Names = ReadonlyMap<string, { username: string; name: string }>;

/** Entries outlive people, so no foreign key leads from one to the other: the names are looked up. */
async function namesOf(db: Db, rows: Row[]): Promise<Names> {
  const ids = rows.flatMap(({ actor_id, target_type, target_id }) => [
    ...(actor_id === null ? [] : [actor_id]),
    ...(target_type === "account" && isUuid(target_id) ? [target_id] : []),
  ]);
  if (ids.length === 0) return new Map();
  const found = await db
    .from("profiles")
    .select("id, username, name")
    .in("id", [...new Set(ids)]);
  return new Map(dataOf(found, "user").map(({ id, ...names }) => [id, names]));
}

function viewOf(row: Row, people: Names): AuditEntryView {
  const { username = null, name = null } = people.get(row.actor_id ?? "") ?? {};
  const account = row.target_type === "account" ? people.get(row.target_id) : undefined;
  return {
    id: String(row.id),
    action: row.action,
    actor: row.actor_id === null ? null : { id: row.actor_id, username, name },
    via: row.via,
    target: { type: row.target_type, id: row.target_id, username: account?.username ?? null },
    metadata: row.metadata,
    ip: row.ip,
    requestId: row.request_id,
    createdAt: row.created_at,
  };
}
