import type { Caller } from "./caller.ts";
import type { Storage } from "./context.ts";
import { badRequest } from "./errors.ts";

export type ListQuery = {
  prefix: string;
  limit?: number | undefined;
  offset?: number | undefined;
  search?: string | undefined;
  sortBy?: { column?: string | undefined; order?: string | undefined } | undefined;
};

export type Listed = {
  name: string;
  id: string | null;
  updated_at: string | null;
  created_at: string | null;
  last_accessed_at: string | null;
  metadata: object | null;
};

/** One folder's files and folders that the caller may see; a folder has no id. Any prefix is a folder. */
export function listFolder(
  storage: Storage,
  caller: Caller,
  bucket: string,
  query: ListQuery,
): Promise<Listed[]> {
  const { prefix } = query;
  const folder = prefix.length > 0 && !prefix.endsWith("/") ? `${prefix}/` : prefix;
  return storage.db.as(caller, (tx) =>
    tx.query<Listed>(
      `select name, id, updated_at, created_at, last_accessed_at, metadata
       from storage.search($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        folder,
        bucket,
        query.limit || 100,
        folder.split("/").length,
        query.offset ?? 0,
        query.search ?? "",
        query.sortBy?.column ?? "name",
        query.sortBy?.order ?? "asc",
      ],
    ),
  );
}

export type PageQuery = {
  prefix?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
  with_delimiter?: boolean | undefined;
  sortBy?: { column?: string | undefined; order?: string | undefined } | undefined;
};

/** Where a page ended, and in which order; clients hand it back unread. */
type Cursor = { after: string; column: string; order: string; time: string };

type Entry = Listed & { key?: string };

export type ListPage = {
  hasNext: boolean;
  nextCursor?: string;
  folders: { name: string; key?: string | undefined }[];
  objects: Entry[];
};

const maxPage = 1000;

/**
 * A page of the names under a prefix, folders and objects apart; without a delimiter every object at any depth.
 * @throws {StorageError} InvalidRequest for a cursor that is none
 */
export async function listPage(
  storage: Storage,
  caller: Caller,
  bucket: string,
  query: PageQuery,
): Promise<ListPage> {
  const limit = Math.min(query.limit || maxPage, maxPage);
  const { column = "name", order = "asc" } = query.sortBy ?? {};
  const cursor = query.cursor ? decode(query.cursor) : { after: "", column, order, time: "" };
  const rows = await (query.with_delimiter ? nextEntries : nextObjects)(
    storage,
    caller,
    bucket,
    query.prefix ?? "",
    limit + 1,
    cursor,
  );
  const page = rows.slice(0, limit);
  const hasNext = rows.length > limit;
  const last = page.at(-1);
  return {
    hasNext,
    ...(hasNext && last && { nextCursor: encode(cursor, last) }),
    folders: page.filter((row) => row.id === null).map(({ key, name }) => ({ key, name })),
    objects: page.filter((row) => row.id !== null),
  };
}

type Next = (
  storage: Storage,
  caller: Caller,
  bucket: string,
  prefix: string,
  limit: number,
  cursor: Cursor,
) => Promise<Entry[]>;

const nextEntries: Next = (storage, caller, bucket, prefix, limit, cursor) =>
  storage.db.as(caller, (tx) =>
    tx.query<Entry>("select * from storage.search_v2($1, $2, $3, $4, $5, $6, $7, $8)", [
      prefix,
      bucket,
      limit,
      prefix.split("/").length,
      cursor.after,
      cursor.order,
      cursor.column,
      cursor.time,
    ]),
  );

const nextObjects: Next = (storage, caller, bucket, prefix, limit, cursor) => {
  const beyond = cursor.order === "desc" ? "<" : ">";
  const direction = cursor.order === "desc" ? "desc" : "asc";
  const time = cursor.column === "name" ? null : `date_trunc('milliseconds', ${timeColumn(cursor.column)})`;
  const position = time ? `(${time}, name collate "C")` : 'name collate "C"';
  const after = time ? "($5::timestamptz, $4)" : "$4";
  const values = [bucket, prefix, limit, cursor.after, ...(time ? [cursor.time || null] : [])];
  return storage.db.as(caller, (tx) =>
    tx.query<Entry>(
      `select id, name, metadata, updated_at, created_at, last_accessed_at
       from storage.objects
       where bucket_id = $1 and starts_with(name, $2) and ($4 = '' or ${position} ${beyond} ${after})
       order by ${time ? `${time} ${direction}, ` : ""} name collate "C" ${direction}
       limit $3`,
      values,
    ),
  );
};

/** Column names go into the statement; only these two do. */
const timeColumn = (column: string): string => (column === "updated_at" ? "updated_at" : "created_at");

function encode({ column, order }: Cursor, last: Entry): string {
  const time = (column === "name" ? null : last[timeColumn(column) as "updated_at" | "created_at"]) ?? "";
  return Buffer.from(JSON.stringify([last.name, column, order, time])).toString("base64");
}

function decode(text: string): Cursor {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, "base64").toString("utf8"));
    if (Array.isArray(read) && read.length === 4 && read.every((part) => typeof part === "string")) {
      const [after, column, order, time] = read as [string, string, string, string];
      if (time === "" || !Number.isNaN(Date.parse(time))) return { after, column, order, time };
    }
  } catch {
    // Falls through: it is no cursor.
  }
  throw badRequest("body/cursor is not a cursor of this list");
}
