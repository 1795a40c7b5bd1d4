import { userBroadcast } from "../broadcast.ts";
import { type Topics, topicKey } from "../topics.ts";
import type { Change, Relation, Row } from "./plugin.ts";

/** Tells the rows of `realtime.messages` from a project's own tables. */
export function isMessages({ schema, name }: Relation): boolean {
  return schema === "realtime" && name === "messages";
}

/** Whether a change is a message that somebody listens for. */
export function isHeard(topics: Topics, { relation, row }: Change): boolean {
  return isMessages(relation) && topics.has(topicKey(row?.topic ?? "", row?.private === "t"));
}

/** Broadcasts what the database wrote into `realtime.messages`, unless it was broadcast before it was stored. */
export function deliverMessages(topics: Topics, changes: Change[]): void {
  for (const { relation, row } of changes) {
    if (row && isMessages(relation)) deliverMessage(topics, row);
  }
}

function deliverMessage(topics: Topics, row: Row): void {
  const { topic, event, extension, id, payload, binary_payload: bytes, broadcasted_at: sent } = row;
  if (extension !== "broadcast" || sent || !topic || !event || !id) return;
  const content =
    typeof bytes === "string"
      ? { encoding: "binary" as const, payload: Buffer.from(bytes.slice(2), "hex") }
      : { encoding: "json" as const, payload: Buffer.from(payload ?? "null") };
  const key = topicKey(topic, row.private === "t");
  topics.broadcast(key, userBroadcast(`realtime:${topic}`, { event, ...content }, { id }));
}
