import type { z } from "zod";
import { badRequest, tooLarge } from "./errors.ts";

const maxBytes = 1024 * 1024;

/**
 * Reads the JSON body of a request.
 * @throws {StorageError} InvalidRequest when it is no JSON or not of this shape; EntityTooLarge above 1 MiB
 */
export async function readBody<Shape extends z.ZodType>(
  request: Request,
  shape: Shape,
): Promise<z.output<Shape>> {
  const read = shape.safeParse(parse(await readText(request)));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.map((step) => `/${String(step)}`).join("") ?? "";
  throw badRequest(`body${where} ${issue?.message ?? "is not valid"}`);
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge("body");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.trim() === "" ? "{}" : text);
  } catch {
    throw badRequest("Body is not valid JSON but content-type is set to 'application/json'");
  }
}
