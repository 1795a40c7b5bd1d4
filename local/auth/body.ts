import { z } from "zod";
import { AuthError } from "./errors.ts";

const maxBytes = 1024 * 1024;
const maxDepth = 200;

/** A string field of a request. Absent and null are empty, as in GoTrue. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");

/** A flag of a request; absent and null are false. */
export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** A JSON object of a request (metadata); absent and null are undefined. */
export const jsonObject = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => value ?? undefined);

/** The two fields with which a client starts a PKCE flow. */
export const pkceFields = { code_challenge: text, code_challenge_method: text };

/**
 * Reads the JSON body of a request.
 * @throws {AuthError} bad_json when it is no JSON, not of this shape, or holds text that Postgres cannot store;
 * validation_failed (413) when it is larger than 1 MiB
 */
export async function readBody<Shape extends z.ZodType>(
  request: Request,
  shape: Shape,
): Promise<z.output<Shape>> {
  const value = parseJson(await readText(request));
  requireStorable(value, 0);
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw badJson(`${issue?.path.join(".") || "body"}: ${issue?.message}`);
}

async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  if (!request.body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof AuthError ? error : badJson("unexpected EOF"); // the client went away
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(source: string): unknown {
  if (source.trim() === "") throw badJson("unexpected end of JSON input");
  try {
    return JSON.parse(source);
  } catch {
    throw badJson("invalid syntax");
  }
}

/** Postgres stores neither NUL characters nor half surrogate pairs, in text or in jsonb. */
function requireStorable(value: unknown, depth: number): void {
  if (depth > maxDepth) throw badJson("exceeded max depth");
  if (typeof value === "string") requireStorableText(value);
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    requireStorableText(key);
    requireStorable(item, depth + 1);
  }
}

function requireStorableText(value: string): void {
  if (value.includes("\0") || !value.isWellFormed()) throw badJson("invalid character in string");
}

function badJson(why: string): AuthError {
  return new AuthError(400, "bad_json", `Could not parse request body as JSON: ${why}`);
}

function tooLarge(): AuthError {
  return new AuthError(413, "validation_failed", "Request body is too large");
}
