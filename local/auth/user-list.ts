import { type Auth, audience, instanceId } from "./context.ts";
import { validationFailed } from "./errors.ts";
import { selectUsers, type User } from "./users.ts";

type ListQuery = { url: URL; page: number; perPage: number; filter: string; ascending: boolean };

export type UserList = { users: User[]; total: number; link: string };

/** @throws {AuthError} validation_failed for pages that are none */
export function readListQuery(url: URL): ListQuery {
  const page = readCount(url, "page", 1);
  const perPage = readCount(url, "per_page", 50);
  if (perPage === 0) throw badPagination("per_page must be greater than 0");
  const sort = url.searchParams.get("sort") ?? "created_at desc";
  if (!/^created_at( (asc|desc))?$/.test(sort)) {
    throw validationFailed(`Bad Sort Parameters: bad field for sort '${sort}'`);
  }
  const filter = url.searchParams.get("filter") ?? "";
  return { url, page: Math.max(page, 1), perPage, filter, ascending: sort === "created_at asc" };
}

function readCount(url: URL, name: string, fallback: number): number {
  const text = url.searchParams.get(name) ?? "";
  if (text === "") return fallback;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw badPagination(`strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`);
}

function badPagination(why: string) {
  return validationFailed(`Bad Pagination Parameters: ${why}`);
}

const conditions = `u.instance_id = $1 and u.aud = $2
  and ($3 = '' or u.email like '%' || $3 || '%' or u.raw_user_meta_data ->> 'full_name' ilike '%' || $3 || '%')`;

/** A page of users, the newest first, with the links that lead to the other pages. */
export async function listUsers(auth: Auth, query: ListQuery): Promise<UserList> {
  const values = [instanceId, audience, query.filter];
  const [count] = await auth.db.query<{ total: number }>(
    `select count(*)::int as total from auth.users u where ${conditions}`,
    values,
  );
  const direction = query.ascending ? "asc" : "desc";
  const users = await selectUsers(
    auth.db,
    `where ${conditions} order by u.created_at ${direction}, u.id limit $4 offset $5`,
    [...values, query.perPage, (query.page - 1) * query.perPage],
  );
  const total = count?.total ?? 0;
  return { users, total, link: linkHeader(query, total) };
}

function linkHeader(query: ListQuery, total: number): string {
  const last = Math.ceil(total / query.perPage);
  const next = last > query.page ? [`<${pageUrl(query, query.page + 1)}>; rel="next"`] : [];
  return [...next, `<${pageUrl(query, last)}>; rel="last"`].join(", ");
}

function pageUrl({ url }: ListQuery, page: number): string {
  const parameters = new URLSearchParams(url.searchParams);
  parameters.set("page", String(page));
  parameters.sort();
  return `${url.pathname}?${parameters}`;
}
