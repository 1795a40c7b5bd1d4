import { Pool } from "pg";

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

/** What a webhook costs at the least: the body is read and kept. */
export async function POST(request: Request): Promise<Response> {
  await pool.query("insert into private.bare_events (payload) values ($1)", [await request.text()]);
  return new Response(null);
}
