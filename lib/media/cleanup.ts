import { pool } from "../db/pool.ts";
import { inTransaction } from "../db/transaction.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { unusedDays, uploadMinutes } from "./limits.ts";

/**
 * Deletes uploads that were rejected or never completed, and pictures that nothing has shown for a week; their files
 * follow by a job. Then looks for files that belong to no picture at all, such as one that came after its upload was
 * given up.
 */
export async function removeAbandoned(): Promise<void> {
  await pool().query(
    `delete from public.media
      where status <> 'ready' and created_at < now() - $1 * interval '1 minute'
        and (claimed_at is null or claimed_at < now() - interval '5 minutes')`,
    [uploadMinutes],
  );
  await pool().query(
    `delete from public.media
      where status = 'ready' and updated_at < now() - $1 * interval '1 day'
        and not exists (select from private.post_media as shown where shown.media_id = media.id)
        and not exists (select from public.profiles where profiles.avatar_media_id = media.id)`,
    [unusedDays],
  );
  await removeOrphans();
}

async function removeOrphans(): Promise<void> {
  const { rows } = await pool().query<{ id: string }>(
    `select distinct private.media_of_file(name) as id from storage.objects
      where bucket_id in ('originals', 'pictures') and created_at < now() - $1 * interval '1 minute'
        and private.media_of_file(name) is not null
        and not exists (select from public.media where media.id = private.media_of_file(objects.name))
      limit 1000`,
    [uploadMinutes],
  );
  const mediaIds = rows.map(({ id }) => id);
  if (mediaIds.length === 0) return;
  await inTransaction((tx) => enqueue(tx, "remove_media_files", { mediaIds }, { key: "remove_orphans" }));
}
