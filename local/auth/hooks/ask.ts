import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Auth } from "../context.ts";
import type { Sql } from "../database.ts";
import { AuthError, internalError } from "../errors.ts";
import type { Client } from "../sessions.ts";
import type { Hook } from "./declared.ts";

/** As long as GoTrue waits for a Postgres function. */
export const hookTimeoutMs = 2_000;

/** What every hook is told of the request that it is asked about. */
export function metadataOf(client: Client, name: string) {
  const at = { uuid: randomUUID(), time: new Date().toISOString(), name };
  return client.ip === null ? at : { ...at, ip_address: client.ip };
}

/**
 * Asks a hook by itself: what it writes is kept, whatever becomes of the request.
 * @returns what it answered, as JSON text; null for SQL's null
 * @throws {AuthError} unexpected_failure (500) when it raises, is not there, may not be run, or takes over 2 s
 */
export const askHook = (auth: Auth, hook: Hook, payload: object): Promise<string | null> =>
  ask(auth.hookDb, hook, payload);

/** The same inside a transaction, whose the hook's writes are. */
export async function askHookWithin(tx: Sql, hook: Hook, payload: object): Promise<string | null> {
  await tx.query(`set local statement_timeout to ${hookTimeoutMs}`);
  const answer = await ask(tx, hook, payload);
  await tx.query("set local statement_timeout to default");
  return answer;
}

async function ask(sql: Sql, hook: Hook, payload: object): Promise<string | null> {
  try {
    const call = `select ${hook.functionName}($1)::text as answer`;
    const [row] = await sql.query<{ answer: string | null }>(call, [JSON.stringify(payload)]);
    return row?.answer ?? null;
  } catch (error) {
    throw internalError(`Error running hook URI: ${hook.uri}`, error);
  }
}

const refusal = z.object({
  error: z.object({ http_code: z.int().optional(), message: z.string().optional() }),
});

/**
 * Reads a hook's answer. An error is one if it has GoTrue's shape, `{ error: { http_code?: integer, message } }`, to
 * the letter: with another type in it, or without a message, GoTrue goes on, and so does this.
 * @returns null for SQL's and JSON's null, which say nothing
 * @throws {AuthError} the hook's own error (500 without a code); unexpected_failure when it is not of this shape
 */
export function readAnswer<Shape extends z.ZodType>(
  answer: string | null,
  shape: Shape,
): z.output<Shape> | null {
  if (answer === null) return null;
  const value = parseJson(answer);
  requireNoRefusal(value);
  if (value === null) return null;
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  throw internalError("Error unmarshaling JSON output.", read.error);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw internalError("Error unmarshaling JSON output.", error);
  }
}

function requireNoRefusal(value: unknown): void {
  const { http_code: code = 500, message = "" } = refusal.safeParse(value).data?.error ?? {};
  if (message === "") return;
  const status = code >= 200 && code <= 599 ? code : 500;
  throw new AuthError(status, status === 500 ? "unexpected_failure" : "unknown", message);
}
