import { Pool, type PoolConfig } from "pg";

/**
 * Opens a pool whose connections may break at any moment: in use, idle or between two statements of a transaction.
 * Whoever asks by it next is told, and the pool replaces it. An error that nobody listens to would end the process.
 */
export function openPool(config: PoolConfig): Pool {
  const ignore = () => {};
  return new Pool(config).on("error", ignore).on("connect", (client) => client.on("error", ignore));
}
