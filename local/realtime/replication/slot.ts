import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "../database.ts";
import { publications } from "./plugin.ts";

/** There is one; what else reads the same database takes it over. */
export const slotName = "plinth_realtime";

const free = { attempts: 100, pauseMs: 50 };

type Slot = { active_pid: number | null; lost: boolean };

/**
 * Makes sure that the slot is there, can be read on, and is nobody else's.
 * @param anew forget what the slot would still deliver
 * @returns whether the slot had to be made, so that changes before this moment are not in it
 */
export async function ensureSlot(database: Database, anew: boolean): Promise<boolean> {
  await ensurePublications(database);
  const slot = await freeSlot(database);
  if (slot && !slot.lost && !anew) return false;
  if (slot) await database.query("select pg_drop_replication_slot($1)", [slotName]);
  await database.query("select pg_create_logical_replication_slot($1, 'pgoutput')", [slotName]);
  return true;
}

/** Without its slot the database keeps no log for a service that is not there. */
export async function dropSlot(database: Database): Promise<void> {
  if (await freeSlot(database)) await database.query("select pg_drop_replication_slot($1)", [slotName]);
}

/** A connection of ours that died may still hold the slot; its backend has not noticed yet. */
async function freeSlot(database: Database): Promise<Slot | undefined> {
  for (let attempt = 0; attempt < free.attempts; attempt++) {
    const slot = await findSlot(database);
    if (!slot?.active_pid) return slot;
    await database.query("select pg_terminate_backend($1)", [slot.active_pid]);
    await delay(free.pauseMs);
  }
  throw new Error(`the replication slot ${slotName} stays in use`);
}

async function findSlot(database: Database): Promise<Slot | undefined> {
  const [slot] = await database.query<Slot>(
    `select active_pid, wal_status = 'lost' or invalidation_reason is not null as lost
     from pg_replication_slots where slot_name = $1`,
    [slotName],
  );
  return slot;
}

/** A project's migration may drop the publication to make it anew; one that never does must not stop the rest. */
async function ensurePublications(database: Database): Promise<void> {
  const [changes, messages] = publications;
  const found = await database.query<{ pubname: string }>(
    "select pubname from pg_publication where pubname = any($1)",
    [publications],
  );
  const names = found.map(({ pubname }) => pubname);
  if (!names.includes(String(changes))) {
    await database.query(`create publication ${changes}; alter publication ${changes} owner to postgres`);
  }
  if (!names.includes(String(messages))) {
    await database.query(`create publication ${messages} for table realtime.messages
      with (publish = 'insert', publish_via_partition_root = true)`);
  }
}
