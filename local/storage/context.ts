import type { Tokens } from "../keys/tokens.ts";
import type { StorageConfig } from "./config.ts";
import type { Database } from "./database.ts";
import type { FileStore } from "./files/file-store.ts";
import type { Sweeper } from "./files/sweeper.ts";

/** What every route of this service works with. */
export type Storage = {
  config: StorageConfig;
  db: Database;
  files: FileStore;
  sweeper: Sweeper;
  tokens: Tokens;
  /** The path that clients reach this service at, in front of its own: `/storage/v1`. */
  publicPath: string;
};
