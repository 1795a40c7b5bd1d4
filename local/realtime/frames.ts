/** The two wire formats: 1.0.0 is JSON objects, 2.0.0 is JSON arrays and binary broadcasts. */
export type Vsn = "1.0.0" | "2.0.0";

/** A client's broadcast in binary form: the payload is not looked into, only passed on. */
export type UserPush = {
  event: string;
  encoding: "json" | "binary";
  payload: Buffer;
  metadata: Record<string, unknown>;
};

/** One message from a client. `ref` and `joinRef` are the client's and go back as they came. */
export type Frame = {
  joinRef: unknown;
  ref: unknown;
  topic: string;
  event: string;
  payload: Record<string, unknown>;
  push?: UserPush;
  /** Of the whole message, in bytes. */
  size: number;
};

const userPush = 3;
const userBroadcast = 4;
const jsonEncoding = 1;

/** Reads one message; null for what is none, which upstream ignores and so do we. */
export function decodeFrame(vsn: Vsn, data: Buffer, isBinary: boolean): Frame | null {
  try {
    if (isBinary) return vsn === "2.0.0" ? decodeBinary(data) : null;
    return decodeText(vsn, data);
  } catch {
    return null; // malformed JSON
  }
}

function decodeText(vsn: Vsn, data: Buffer): Frame | null {
  const message: unknown = JSON.parse(data.toString());
  const size = data.length;
  if (vsn === "2.0.0") {
    if (!Array.isArray(message) || message.length < 5) return null;
    const [joinRef, ref, topic, event, payload] = message;
    return frame({ joinRef, ref, topic, event, payload, size });
  }
  if (!isObject(message)) return null;
  const { join_ref: joinRef, ref, topic, event, payload } = message;
  return frame({ joinRef, ref, topic, event, payload, size });
}

type Parts = { [Key in "joinRef" | "ref" | "topic" | "event" | "payload"]: unknown } & { size: number };

function frame({ joinRef = null, ref = null, topic, event, payload, size }: Parts): Frame | null {
  if (typeof topic !== "string" || typeof event !== "string") return null;
  return { joinRef, ref, topic, event, payload: isObject(payload) ? payload : {}, size };
}

/** `3, five lengths, an encoding`, then join ref, ref, topic, event and metadata of those lengths, then the payload. */
function decodeBinary(data: Buffer): Frame | null {
  if (data.length < 7 || data[0] !== userPush) return null;
  const parts: string[] = [];
  let offset = 7;
  for (const length of data.subarray(1, 6)) {
    if (offset + length > data.length) return null;
    parts.push(data.toString("utf8", offset, offset + length));
    offset += length;
  }
  const [joinRef = "", ref = "", topic = "", event = "", metadata = ""] = parts;
  const meta: unknown = metadata ? JSON.parse(metadata) : {};
  const push: UserPush = {
    event,
    encoding: data[6] === jsonEncoding ? "json" : "binary",
    payload: data.subarray(offset),
    metadata: isObject(meta) ? meta : {},
  };
  return { joinRef, ref, topic, event: "broadcast", payload: {}, push, size: data.length };
}

/** A message to a client. Its encoding is the same for everybody who joined the topic in the same format. */
export function encodeFrame(
  vsn: Vsn,
  message: { joinRef?: unknown; ref?: unknown; topic: string; event: string; payload: unknown },
): string {
  const { joinRef = null, ref = null, topic, event, payload } = message;
  return vsn === "2.0.0"
    ? JSON.stringify([joinRef, ref, topic, event, payload])
    : JSON.stringify({ topic, event, payload, ref });
}

/** The binary broadcast of 2.0.0; null where a part is longer than its one-byte length can say. */
export function encodeUserBroadcast(
  topic: string,
  event: string,
  encoding: "json" | "binary",
  payload: Buffer,
  meta: Record<string, unknown> | undefined,
): Buffer | null {
  const parts = [topic, event, meta ? JSON.stringify(meta) : ""].map((part) => Buffer.from(part));
  if (parts.some(({ length }) => length > 255)) return null;
  const lengths = parts.map(({ length }) => length);
  const head = Buffer.from([userBroadcast, ...lengths, encoding === "json" ? jsonEncoding : 0]);
  return Buffer.concat([head, ...parts, payload]);
}

/** The same for a payload that is JSON already, to nobody's request. */
export function encodePayload(vsn: Vsn, topic: string, event: string, payload: string): string {
  return vsn === "2.0.0"
    ? `[null,null,${JSON.stringify(topic)},${JSON.stringify(event)},${payload}]`
    : `{"topic":${JSON.stringify(topic)},"event":${JSON.stringify(event)},"payload":${payload},"ref":null}`;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
