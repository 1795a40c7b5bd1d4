import type { Tokens } from "../keys/tokens.ts";
import type { Database } from "./database.ts";
import type { Limits, RateCounter } from "./limits.ts";
import type { Presences } from "./presence.ts";
import type { ChangeFeed } from "./replication/feed.ts";
import type { Topics } from "./topics.ts";

/** What the parts of one Realtime service share. */
export type Realtime = {
  limits: Limits;
  tokens: Tokens;
  database: Database;
  topics: Topics;
  presences: Presences;
  changes: ChangeFeed;
  rates: { joins: RateCounter; events: RateCounter; presence: RateCounter };
  /** Whether the write-ahead log is being read. */
  isReplicating: () => boolean;
};
