import { Refusal } from "./access.ts";
import { type Shared, userBroadcast } from "./broadcast.ts";
import type { Database } from "./database.ts";
import { isObject } from "./frames.ts";
import type { JoinPayload } from "./join-payload.ts";
import type { Rights } from "./rights.ts";

type Stored = { id: string; event: string; payload: string | null; binary_payload: Buffer | null };

export type Replay = { since: number; limit: number };

const most = 25;
const usual = 10;

/**
 * What a client that joins wants to hear of the past.
 * @throws {Refusal} when it cannot have it
 */
export function readReplay(
  subTopic: string,
  payload: JoinPayload,
  rights: Rights | null,
): Replay | undefined {
  const { replay } = payload.broadcast;
  if (replay === undefined) return undefined;
  if (!rights) throw new Refusal("UnableToReplayMessages", "Replay is not allowed for public channels");
  if (!rights["broadcast.read"]) {
    throw new Refusal(
      "Unauthorized",
      `You do not have permissions to read from this Channel topic: ${subTopic}`,
    );
  }
  if (!isObject(replay)) return undefined;
  const since = replay.since ?? 0;
  const limit = replay.limit ?? usual;
  if (!isTime(since) || typeof limit !== "number" || !Number.isInteger(limit)) {
    throw new Refusal("UnableToReplayMessages", "Replay params are not valid");
  }
  return { since, limit: Math.max(Math.min(limit, most), 1) };
}

const isTime = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && Math.abs(value) <= 8.64e15;

/**
 * The last private broadcasts of a topic that were stored since a moment, oldest first.
 * @throws {Refusal} when the database cannot tell
 */
export async function findReplayed(
  database: Database,
  topic: string,
  subTopic: string,
  { since, limit }: Replay,
): Promise<Shared[]> {
  const rows = await database
    .query<Stored>(
      `select id, event, payload::text, binary_payload
       from realtime.messages
       where topic = $1 and private and extension = 'broadcast' and event is not null and inserted_at >= $2
       order by inserted_at desc, id desc
       limit $3`,
      [subTopic, new Date(since).toISOString().replace("Z", ""), limit],
    )
    .catch(() => {
      throw new Refusal("UnableToReplayMessages", "Realtime was unable to replay messages");
    });
  return rows.reverse().map(({ id, event, payload, binary_payload: bytes }) => {
    const content = bytes
      ? { encoding: "binary" as const, payload: bytes }
      : { encoding: "json" as const, payload: Buffer.from(payload ?? "null") };
    return userBroadcast(topic, { event, ...content }, { replayed: true, id });
  });
}
