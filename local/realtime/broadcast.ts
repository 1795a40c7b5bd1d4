import { encodeFrame, encodeUserBroadcast, type UserPush, type Vsn } from "./frames.ts";

/** What is sent to many: encoded once per wire format, however many there are. */
export type Shared = { id?: string; encode: (vsn: Vsn) => Encoded | null };

/** The bytes of one WebSocket message. */
export type Encoded = { data: Buffer; binary: boolean };

export type BroadcastMeta = { id: string; replayed?: true };

/**
 * A broadcast on a channel's topic, as its subscribers get it: in binary on 2.0.0, as JSON on 1.0.0, which
 * cannot carry bytes and therefore gets nothing of them.
 */
export function userBroadcast(
  topic: string,
  { event, encoding, payload }: Omit<UserPush, "metadata">,
  meta?: BroadcastMeta,
): Shared {
  return shared((vsn) => {
    const binary = vsn === "2.0.0" ? encodeUserBroadcast(topic, event, encoding, payload, meta) : null;
    if (binary) return { data: binary, binary: true };
    if (encoding === "binary") return null;
    const body = { type: "broadcast", event, payload: parsed(payload), ...(meta ? { meta } : {}) };
    return text(encodeFrame(vsn, { topic, event: "broadcast", payload: body }));
  }, meta?.id);
}

/** Any event with a JSON payload to everybody on a topic. */
export function jsonMessage(topic: string, event: string, payload: Record<string, unknown>): Shared {
  return shared((vsn) => text(encodeFrame(vsn, { topic, event, payload })));
}

function shared(encode: (vsn: Vsn) => Encoded | null, id?: string): Shared {
  const done = new Map<Vsn, Encoded | null>();
  return {
    ...(id === undefined ? {} : { id }),
    encode: (vsn) => {
      let encoded = done.get(vsn);
      if (encoded === undefined) {
        encoded = encode(vsn);
        done.set(vsn, encoded);
      }
      return encoded;
    },
  };
}

const text = (message: string): Encoded => ({ data: Buffer.from(message), binary: false });

/** A payload that claims to be JSON and is not goes on as the text that it is. */
function parsed(payload: Buffer): unknown {
  const source = payload.toString();
  try {
    return JSON.parse(source);
  } catch {
    return source;
  }
}
