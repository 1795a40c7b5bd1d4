import { randomUUID } from "node:crypto";
import { pool } from "../db/pool.ts";
import { inTransaction, type Transaction } from "../db/transaction.ts";
import { AppError } from "../errors.ts";
import type { Picture } from "./image/picture.ts";
import { type AcceptedType, maxPending, quotaBytes, quotaPictures, uploadMinutes } from "./limits.ts";
import { type MediaRow, mediaColumns } from "./view.ts";

/** What the server knows of an upload. */
export type Upload = MediaRow & {
  path: string;
  bytes: number;
  mime: AcceptedType;
  claimed_at: string | null;
};

const columns = `${mediaColumns}, path, bytes::int as bytes, claimed_at::text as claimed_at`;
const endings: Record<AcceptedType, string> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
};

type NewUpload = { ownerId: string; mime: AcceptedType; bytes: number; alt?: string; claimed?: boolean };

/**
 * Makes room for an upload among what its owner has.
 * @throws {AppError} quota_exceeded
 */
export async function createUpload({
  ownerId,
  mime,
  bytes,
  alt = "",
  claimed = false,
}: NewUpload): Promise<Upload> {
  const id = randomUUID();
  return inTransaction(async (tx) => {
    await requireRoom(tx, ownerId, bytes);
    const { rows } = await tx.query<Upload>(
      `insert into public.media (id, owner_id, path, mime, bytes, alt, claimed_at)
        values ($1, $2, $3, $4, $5, $6, case when $7 then now() end) returning ${columns}`,
      [id, ownerId, `${id}/original.${endings[mime]}`, mime, bytes, alt, claimed],
    );
    return only(rows);
  });
}

type Held = { bytes: number; pictures: number; pending: number };

/** The lock on the owner's profile makes two uploads that begin at once count each other. */
async function requireRoom(tx: Transaction, ownerId: string, bytes: number): Promise<void> {
  await tx.query("select from public.profiles where id = $1 for no key update", [ownerId]);
  const { rows } = await tx.query<Held>(
    `select coalesce(sum(bytes), 0)::float8 as bytes, count(*)::int as pictures,
        (count(*) filter (where status = 'pending'))::int as pending
      from public.media where owner_id = $1 and status <> 'rejected'`,
    [ownerId],
  );
  const held = only(rows);
  if (held.bytes + bytes > quotaBytes || held.pictures >= quotaPictures) {
    throw quotaExceeded("Delete pictures that you no longer need.");
  }
  if (held.pending >= maxPending) throw quotaExceeded("Complete the uploads that you have begun first.");
}

const quotaExceeded = (detail: string) => new AppError("quota_exceeded", { detail });

/** A server that says nothing for this long has died over an upload. */
const claimMinutes = 5;

/**
 * Takes an upload to work on: of two who try at once, one gets it.
 * @returns null when it is not there to be taken
 */
export async function claimUpload(id: string, ownerId: string): Promise<Upload | null> {
  const { rows } = await pool().query<Upload>(
    `update public.media set claimed_at = now()
      where id = $1 and owner_id = $2 and status = 'pending'
        and created_at > now() - $3 * interval '1 minute'
        and (claimed_at is null or claimed_at < now() - $4 * interval '1 minute')
      returning ${columns}`,
    [id, ownerId, uploadMinutes, claimMinutes],
  );
  return rows[0] ?? null;
}

/** Somebody's upload, whatever became of it. */
export async function findUpload(
  id: string,
  ownerId: string,
): Promise<(Upload & { expired: boolean }) | null> {
  const { rows } = await pool().query<Upload & { expired: boolean }>(
    `select ${columns}, created_at < now() - $3 * interval '1 minute' as expired
      from public.media where id = $1 and owner_id = $2`,
    [id, ownerId, uploadMinutes],
  );
  return rows[0] ?? null;
}

/** Gives a claimed upload back, to be completed another time. */
export async function releaseUpload({ id, claimed_at }: Upload): Promise<void> {
  await pool().query("update public.media set claimed_at = null where id = $1 and claimed_at = $2", [
    id,
    claimed_at,
  ]);
}

/** Keeps the row of what will never be a picture, so that its owner can learn of it, for the rest of the hour. */
export async function rejectUpload({ id }: Upload): Promise<void> {
  await pool().query("update public.media set status = 'rejected' where id = $1 and status = 'pending'", [
    id,
  ]);
}

export async function deleteUpload({ id }: Upload): Promise<void> {
  await pool().query("delete from public.media where id = $1", [id]);
}

/** Whether the upload has not been deleted. */
export async function isThere({ id }: Upload): Promise<boolean> {
  const { rows } = await pool().query("select from public.media where id = $1", [id]);
  return rows.length > 0;
}

type Facts = Omit<Picture, "files"> & { bytes: number; sha256: string; alt: string; sizes: unknown };

/**
 * Makes an upload a picture, in one step.
 * @returns null when it was deleted, or taken over by another server, in the meantime
 */
export async function publishUpload({ id, claimed_at }: Upload, facts: Facts): Promise<MediaRow | null> {
  const { width, height, blurDataUrl, bytes, sha256, alt, sizes } = facts;
  const { rows } = await pool().query<MediaRow>(
    `update public.media set status = 'ready', claimed_at = null, width = $3, height = $4, blur_data_url = $5,
        bytes = $6, sha256 = $7, alt = $8, sizes = $9
      where id = $1 and status = 'pending' and claimed_at = $2 returning ${mediaColumns}`,
    [id, claimed_at, width, height, blurDataUrl, bytes, sha256, alt, JSON.stringify(sizes)],
  );
  return rows[0] ?? null;
}

function only<Row>([row]: Row[]): Row {
  if (row === undefined) throw new Error("The database returned no row");
  return row;
}
