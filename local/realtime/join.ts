import { type Access, Refusal, verifyAccess } from "./access.ts";
import type { Shared } from "./broadcast.ts";
import { Channel } from "./channel.ts";
import type { Connection } from "./connection.ts";
import type { Frame } from "./frames.ts";
import { type JoinPayload, readJoinPayload } from "./join-payload.ts";
import type { Realtime } from "./realtime.ts";
import { findReplayed, readReplay } from "./replay.ts";
import { findRights, type Right, type Rights } from "./rights.ts";

const prefix = "realtime:";
const longestTopic = 4096;

/** What was decided about a join: the channel, and what of its past it is to hear. */
export type Joined = { channel: Channel; past: Shared[] };

/**
 * Decides about a join. The channel that comes back hears already what is said, and keeps it until it is opened.
 * @throws {Refusal} with the reason that the client is told
 */
export async function joinChannel(realtime: Realtime, connection: Connection, frame: Frame): Promise<Joined> {
  const { topic, joinRef, ref } = frame;
  const subTopic = subTopicOf(topic);
  const payload = readJoinPayload(frame.payload);
  requireRoom(realtime, connection);
  const access = await accessOf(realtime, connection, payload.accessToken);
  const rights = await readRights(realtime, subTopic, payload, { access, headers: connection.headers });
  const replay = readReplay(subTopic, payload, rights);
  const options = { topic, subTopic, joinRef: joinRef ?? ref, payload, access, rights };
  const channel = new Channel(realtime, connection, options);
  try {
    const past = replay ? await findReplayed(realtime.database, topic, subTopic, replay) : [];
    if (payload.changesWaitMs !== undefined) await channel.changes.subscribeWithin(payload.changesWaitMs);
    return { channel, past };
  } catch (error) {
    channel.dispose();
    throw error;
  }
}

function subTopicOf(topic: string): string {
  if (!topic.startsWith(prefix)) throw new Refusal("", "unmatched topic");
  if (topic === prefix) throw new Refusal("TopicNameRequired", "You must provide a topic name");
  if (topic.length > longestTopic) {
    throw new Refusal("TopicNameTooLong", `A topic has at most ${longestTopic} characters`);
  }
  return topic.slice(prefix.length);
}

function requireRoom({ limits, rates }: Realtime, connection: Connection): void {
  if (!rates.joins.take()) throw new Refusal("ClientJoinRateLimitReached", "Too many joins per second");
  if (connection.channels.size + connection.joining > limits.channelsPerConnection) {
    throw new Refusal("ChannelRateLimitReached", "Too many channels");
  }
}

/** A key of the project is no user's token: with one, or with nothing, the connection's own token speaks. */
async function accessOf({ tokens }: Realtime, connection: Connection, given: unknown): Promise<Access> {
  const isToken = typeof given === "string" && given !== "" && !given.startsWith("sb_");
  return verifyAccess(tokens, isToken ? given : connection.access.token);
}

/**
 * The rights that a channel is opened with, or is kept open with when the token changed. Public channels need
 * none.
 * @throws {Refusal} when a private channel may not be read at all
 */
export async function readRights(
  { database }: Realtime,
  subTopic: string,
  payload: Pick<JoinPayload, "private" | "presence">,
  bearer: { access: Access; headers: Record<string, string> },
): Promise<Rights | null> {
  if (!payload.private) return null;
  const wanted: Right[] = ["broadcast.read"];
  if (payload.presence.enabled) wanted.push("presence.read");
  const rights = await findRights(database, subTopic, bearer, wanted);
  if (rights["broadcast.read"] || rights["presence.read"]) return rights;
  throw new Refusal(
    "Unauthorized",
    `You do not have permissions to read from this Channel topic: ${subTopic}`,
  );
}
