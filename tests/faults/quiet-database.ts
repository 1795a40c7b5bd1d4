import { startPostgres } from "../../local/postgres/postgres.ts";
import { connect } from "../rls/database.ts";
import { supabase } from "../rls/supabase-cli.ts";
import { afterFile } from "../support/after-file.ts";

/**
 * A Postgres of the calling file's own, migrated. When an event can be read depends on every transaction of the
 * server, also on those of other tests in databases of their own.
 */
export async function openQuietDatabase() {
  const postgres = await startPostgres();
  afterFile(postgres.stop);
  const url = postgres.url("postgres");
  await supabase(["migration", "up"], url);
  const client = await connect(url);
  afterFile(() => client.end());
  const sql = async <Row>(text: string, values?: unknown[]): Promise<Row[]> =>
    (await client.query(text, values)).rows;
  return { url, sql };
}
