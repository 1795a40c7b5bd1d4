import { AppError, forbidden, invalidField, notFound } from "../errors.ts";
import { pictureUrl } from "../media/view.ts";
import { cursorPage, decodeCursor, numberedPage, numberedRange, type Page } from "../pagination.ts";
import type { Db } from "../supabase/clients.ts";
import { dataOf, rowsOf } from "../supabase/errors.ts";
import { containsPattern } from "../supabase/filters.ts";
import { requireVersion, whereVersion } from "../supabase/versions.ts";
import { isUuid } from "../text.ts";
import {
  type AuthorView,
  type ListUsersQuery,
  type UpdateUserInput,
  type UserView,
  username,
} from "./schema.ts";

/** What an embedded author selects; `authorOf` turns the row into its view. */
export const authorColumns = "id, username, name, avatar_media_id";
export type AuthorRow = { id: string; username: string; name: string; avatar_media_id: string | null };
export const authorOf = (row: AuthorRow): AuthorView => ({
  id: row.id,
  username: row.username,
  name: row.name,
  avatarUrl: row.avatar_media_id && `${pictureUrl(row.avatar_media_id)}?w=320`,
});

const columns = `${authorColumns}, bio, created_at, updated_at` as const;
type Row = AuthorRow & { bio: string; created_at: string; updated_at: string };
const viewOf = (row: Row): UserView => ({
  ...authorOf(row),
  bio: row.bio,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const usernameTaken = () =>
  new AppError("conflict", {
    issues: [{ path: "username", code: "taken", message: "This user name is taken" }],
  });

/** People in the order of their user names, everyone or those whose name or user name contains `q`. */
export async function listUsers(db: Db, query: ListUsersQuery): Promise<Page<UserView>> {
  const range = numberedRange(query);
  let select = db.from("profiles").select(columns, range ? { count: "exact" } : {});
  if (query.q) {
    const pattern = containsPattern(query.q);
    select = select.or(`username.ilike.${pattern},name.ilike.${pattern}`);
  }
  select = select.order("username");
  if (range && query.page) {
    const { rows, total } = rowsOf(await select.range(range.from, range.to), "user");
    return numberedPage(rows.map(viewOf), query.limit, query.page, total);
  }
  if (query.cursor) select = select.gt("username", decodeCursor(query.cursor, username));
  const rows = dataOf(await select.limit(query.limit + 1), "user");
  return cursorPage(rows, query.limit, viewOf, (row) => row.username);
}

/**
 * One person by id or user name.
 * @throws {AppError} not_found
 */
export async function getUser(db: Db, idOrUsername: string): Promise<UserView> {
  const select = db.from("profiles").select(columns);
  const one = isUuid(idOrUsername)
    ? select.eq("id", idOrUsername)
    : select.eq("username", idOrUsername.toLowerCase());
  const row = dataOf(await one.maybeSingle(), "user");
  if (row === null) throw notFound("user");
  return viewOf(row);
}

/**
 * Changes a profile. Row-level security lets people change their own.
 * @param versions only if `updatedAt` is one of these; undefined, whatever it is
 * @throws {AppError} not_found, forbidden, precondition_failed, conflict (the user name is taken)
 */
export async function updateUser(
  db: Db,
  idOrUsername: string,
  input: UpdateUserInput,
  versions?: readonly string[],
): Promise<UserView> {
  const { id } = await getUser(db, idOrUsername);
  const { avatarMediaId, ...rest } = input;
  const change = { ...rest, ...(avatarMediaId !== undefined && { avatar_media_id: avatarMediaId }) };
  const update = whereVersion(db.from("profiles").update(change).eq("id", id), versions);
  const row = dataOf(await update.select(columns).maybeSingle(), "profile", {
    profiles_username_key: usernameTaken,
    profiles_avatar_own: () => invalidField("avatarMediaId", "not_found", "Is no picture of yours"),
  });
  if (row !== null) return viewOf(row);
  requireVersion(await getUser(db, id), versions); // not_found: gone meanwhile, with its account
  throw forbidden("You can change your own profile only.");
}

/**
 * For a new account: whoever asks for a name by name gets that one or none.
 * @throws {AppError} conflict (the user name is taken)
 */
export async function requireFreeUsername(db: Db, wanted: string | undefined): Promise<void> {
  if (wanted === undefined) return;
  const result = await db.from("profiles").select("id").eq("username", wanted).maybeSingle();
  if (dataOf(result, "user") !== null) throw usernameTaken();
}
