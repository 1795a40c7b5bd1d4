import { z } from "zod";
import type { Role } from "../auth/caller.ts";
import { pool } from "../db/pool.ts";
import { notFound } from "../errors.ts";
import { cursorPage, decodeCursor, type Page, timestampText } from "../pagination.ts";
import { authorOf } from "../users/queries.ts";
import type { ListPeopleQuery, PersonView } from "./schema.ts";

type Row = {
  id: string;
  username: string;
  name: string;
  avatar_media_id: string | null;
  email: string | null;
  confirmed: boolean;
  roles: Role[];
  ban: { until: string | null; reason: string; banned_at: string; banned_by: string | null } | null;
  created_at: string;
  last_sign_in_at: string | null;
};

// As JSON, moments keep their microseconds: a cursor needs them.
const select = `
  select json_build_object('id', person.id, 'username', person.username, 'name', person.name,
      'avatar_media_id', person.avatar_media_id, 'email', account.email,
      'confirmed', account.email_confirmed_at is not null, 'created_at', person.created_at,
      'last_sign_in_at', account.last_sign_in_at,
      'roles', array(select role from public.user_roles where user_id = person.id order by role),
      'ban', case when ban.user_id is not null then json_build_object('until', ban.until, 'reason', ban.reason,
        'banned_at', ban.banned_at, 'banned_by', ban.banned_by) end) as row
    from public.profiles as person
    join auth.users as account on account.id = person.id
    left join private.bans as ban on ban.user_id = person.id and (ban.until is null or ban.until > now())`;

const place = z.object({ at: timestampText, id: z.guid() });

/** A pattern for `ilike` that matches what contains the text; `%` and `_` in it stand for themselves. */
const containing = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/**
 * Everybody's account, the newest first. The caller must have been found to be an admin.
 * @throws {AppError} validation_failed (a cursor of another list)
 */
export async function listPeople(query: ListPeopleQuery): Promise<Page<PersonView>> {
  const { limit, cursor, q, role = null, banned = null } = query;
  const after = cursor === undefined ? null : decodeCursor(cursor, place);
  const { rows } = await pool().query<{ row: Row }>(
    `${select}
      where ($1::text is null or person.username ilike $1 or person.name ilike $1 or account.email ilike $1)
        and ($2::public.app_role is null
          or person.id in (select user_id from public.user_roles where role = $2::public.app_role))
        and ($3::boolean is null or (ban.user_id is not null) = $3)
        and ($4::timestamptz is null or (person.created_at, person.id) < ($4, $5::uuid))
      order by person.created_at desc, person.id desc limit $6`,
    [q ? containing(q) : null, role, banned, after?.at ?? null, after?.id ?? null, limit + 1],
  );
  const found = rows.map(({ row }) => row);
  return cursorPage(found, limit, viewOf, (row) => ({ at: row.created_at, id: row.id }));
}

/**
 * One account. The caller must have been found to be an admin.
 * @throws {AppError} not_found
 */
export async function getPerson(id: string): Promise<PersonView> {
  const { rows } = await pool().query<{ row: Row }>(`${select} where person.id = $1`, [id]);
  if (rows[0] === undefined) throw notFound("user");
  return viewOf(rows[0].row);
}

function viewOf(row: Row): PersonView {
  const { ban } = row;
  return {
    ...authorOf(row),
    email: row.email ?? "",
    emailConfirmed: row.confirmed,
    roles: row.roles,
    ban: ban && {
      until: ban.until,
      reason: ban.reason,
      bannedAt: ban.banned_at,
      bannedBy: ban.banned_by,
    },
    createdAt: row.created_at,
    lastSignInAt: row.last_sign_in_at,
  };
}
