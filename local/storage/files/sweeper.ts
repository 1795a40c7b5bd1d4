import type { Caller } from "../caller.ts";
import type { Database } from "../database.ts";
import type { FileStore } from "./file-store.ts";

export type Sweeper = {
  /** Removes every file without a row, and uploads that were given up. `age`: files younger than so many ms are left alone. */
  sweep: (age: number) => Promise<number>;
  /** Removes one file unless a row names it, after whoever is at work on that object. */
  discard: (bucket: string, name: string, version: string) => Promise<void>;
};

/** The service acting for itself. */
export const itself: Caller = {
  role: "service_role",
  claims: '{"role":"service_role"}',
  owner: null,
  isAuthenticated: true,
  headers: "{}",
  method: "",
  path: "",
  operation: "storage.maintenance",
};

const batchSize = 1000;

/** Uploads that come in parts, and are given up when they take too long. */
export type Expiring = { deleteExpired: () => Promise<number> };

export function createSweeper(database: Database, files: FileStore, parts: Expiring): Sweeper {
  return {
    async sweep(age) {
      // The files first, then the rows: a file seen here whose upload has ended has its row by now, or never.
      const versions = await files.settled(age);
      let removed = (await files.removeDrafts(age)) + (await parts.deleteExpired());
      for (let start = 0; start < versions.length; start += batchSize) {
        const orphans = await withoutRow(database, versions.slice(start, start + batchSize));
        await files.remove(orphans);
        removed += orphans.length;
      }
      return removed;
    },
    async discard(bucket, name, version) {
      // A transaction whose connection broke while it committed still holds the lock: wait for its outcome.
      await database.asService(itself, async (tx) => {
        await tx.query(lockObject, [`${bucket}/${name}`]);
      });
      await files.remove(await withoutRow(database, [version]));
    },
  };
}

/** Taken by whoever writes an object's row; it ends with the transaction. */
export const lockObject = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

async function withoutRow(database: Database, versions: string[]): Promise<string[]> {
  const rows = await database.query<{ version: string }>(
    "select version from storage.objects where version = any($1)",
    [versions],
  );
  const kept = new Set(rows.map((row) => row.version));
  return versions.filter((version) => !kept.has(version));
}
