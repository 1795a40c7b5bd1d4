import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { noSchemaCache } from "../errors.ts";
import { loadSchemaCache } from "./load.ts";
import type { SchemaCache } from "./types.ts";

const retryDelays = [50, 200, 500, 1000, 2000];

/**
 * Keeps the schema cache: loads it, and again whenever `NOTIFY pgrst` says so, with `reload schema`, with
 * `reload config` (what the database says of the API is a part of it) or without a word. The connection that listens is
 * made anew when it breaks, and the cache with it, because announcements were missed meanwhile.
 */
export class SchemaWatcher {
  readonly #databaseUrl: string;
  readonly #schemas: string[];
  #client: Client | undefined;
  #cache: SchemaCache | undefined;
  #loading: Promise<void> | undefined;
  #stale = true;
  #closed = false;

  constructor(databaseUrl: string, schemas: string[]) {
    this.#databaseUrl = databaseUrl;
    this.#schemas = schemas;
  }

  /** The schema as it is: a reload under way is waited for. */
  async current(): Promise<SchemaCache> {
    if (this.#stale || this.#loading) await this.#settle();
    if (!this.#cache) throw new Error("the schema cache is closed");
    return this.#cache;
  }

  /**
   * Like `current`, but first collects any announcement that is still on its way: Postgres hands notifications
   * over before it answers, so an answer means that none is outstanding.
   */
  async refreshed(): Promise<SchemaCache> {
    await this.current();
    await this.#client?.query("select 1").catch(() => {});
    return this.current();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#loading?.catch(() => {});
    await this.#client?.end().catch(() => {});
  }

  /** One load at a time; what is announced during a load makes another one follow. */
  #settle(): Promise<void> {
    this.#loading ??= this.#reload().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #reload(): Promise<void> {
    let failures = 0;
    while (this.#stale && !this.#closed) {
      try {
        this.#client ??= await this.#connect();
        this.#stale = false;
        this.#cache = await loadSchemaCache(this.#client, this.#schemas, this.#cache);
      } catch (error) {
        this.#stale = true;
        const delay = retryDelays[failures++];
        if (delay === undefined) throw noSchemaCache(error);
        await wait(delay);
      }
    }
  }

  async #connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.#databaseUrl,
      application_name: "plinth-rest-listener",
      keepAlive: true,
    });
    client.on("notification", () => this.#invalidate());
    const lost = () => {
      if (this.#client === client) this.#client = undefined;
      this.#invalidate();
    };
    client.on("error", lost);
    client.once("end", lost);
    try {
      await client.connect();
      await client.query("set statement_timeout = 0");
      await client.query("listen pgrst");
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
  }

  /** A load that fails here is tried again by the next request, which can then say why. */
  #invalidate(): void {
    this.#stale = true;
    if (!this.#closed) this.#settle().catch(() => {});
  }
}
