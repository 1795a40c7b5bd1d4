import { randomUUID } from "node:crypto";
import { isObject } from "./frames.ts";

/** What a client asks for when it joins. Parts that are not of their type count as not given, as upstream. */
export type JoinPayload = {
  broadcast: { ack: boolean; self: boolean; replay: unknown; replicationReady: boolean };
  presence: { key: string; enabled: boolean };
  /** As the client gave them: they go back to it with an id each. */
  postgresChanges: Record<string, unknown>[];
  /** Hold the reply until the changes are subscribed, so many milliseconds at most. */
  changesWaitMs: number | undefined;
  private: boolean;
  accessToken: unknown;
};

const waitDefaultMs = 15_000;
const waitMostMs = 20_000;

export function readJoinPayload(payload: Record<string, unknown>): JoinPayload {
  const config = record(payload.config);
  const broadcast = record(config.broadcast);
  const presence = record(config.presence);
  const changes = Array.isArray(config.postgres_changes) ? config.postgres_changes : [];
  return {
    broadcast: {
      ack: flag(broadcast.ack, false),
      self: flag(broadcast.self, false),
      replay: broadcast.replay,
      replicationReady: flag(broadcast.replication_ready, false),
    },
    presence: {
      key: typeof presence.key === "string" && presence.key !== "" ? presence.key : randomUUID(),
      enabled: flag(presence.enabled, true),
    },
    postgresChanges: changes.filter(isObject),
    changesWaitMs: waitOf(record(config.postgres_changes_options)),
    private: flag(config.private, false),
    accessToken: payload.access_token ?? payload.user_token,
  };
}

function waitOf({ wait, timeout }: Record<string, unknown>): number | undefined {
  if (!flag(wait, false)) return undefined;
  const ms = typeof timeout === "number" && timeout > 0 ? timeout : waitDefaultMs;
  return Math.min(ms, waitMostMs);
}

const record = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});

/** Clients in several languages write booleans as strings. */
function flag(value: unknown, otherwise: boolean): boolean {
  if (typeof value === "boolean") return value;
  const word = typeof value === "string" ? value.toLowerCase() : "";
  return word === "true" || (word === "false" ? false : otherwise);
}
