import { AppError } from "../errors.ts";

export const defaultMaxBodyBytes = 1024 * 1024;

const jsonType = /^application\/(?:[\w.+-]+\+)?json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/**
 * Reads a JSON body, never more of it than `maxBytes`.
 * @returns undefined when there is no body at all
 * @throws {AppError} unsupported_media_type, payload_too_large, invalid_json
 */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const type = request.headers.get("content-type");
  if (type !== null) requireJson(type, request.headers.get("content-encoding"));
  const bytes = await readRaw(request, maxBytes);
  if (bytes.length === 0) return undefined;
  if (type === null) throw notJson();
  return parseJson(bytes);
}

const formType = /^multipart\/form-data\s*;.*boundary=/i;

/**
 * Reads a form with files in it, never more of it than `maxBytes`.
 * @throws {AppError} unsupported_media_type, payload_too_large, invalid_form
 */
export async function readForm(request: Request, maxBytes: number): Promise<FormData> {
  const type = request.headers.get("content-type") ?? "";
  if (!formType.test(type)) {
    throw new AppError("unsupported_media_type", {
      detail: "Send multipart/form-data.",
      headers: { Accept: "multipart/form-data" },
    });
  }
  const bytes = await readRaw(request, maxBytes);
  try {
    return await new Response(Buffer.from(bytes), { headers: { "Content-Type": type } }).formData();
  } catch (error) {
    throw new AppError("invalid_form", { cause: error });
  }
}

/**
 * Reads a body as the bytes that were sent, never more than `maxBytes`: for what is signed byte by byte.
 * @throws {AppError} payload_too_large
 */
export async function readRaw(request: Request, maxBytes = defaultMaxBodyBytes): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  return readBytes(request.body, maxBytes);
}

function requireJson(type: string, encoding: string | null): void {
  if (!jsonType.test(type)) throw notJson();
  if (encoding !== null && encoding !== "identity") {
    throw new AppError("unsupported_media_type", { detail: "Send the body without a Content-Encoding." });
  }
}

const notJson = () =>
  new AppError("unsupported_media_type", { detail: "Send application/json in UTF-8.", headers: acceptsJson });
const acceptsJson = { Accept: "application/json" };

const tooLarge = (maxBytes: number) =>
  new AppError("payload_too_large", { detail: `The body may have at most ${maxBytes} bytes.` });

async function readBytes(body: Request["body"], maxBytes: number): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    length += value.length;
    if (length > maxBytes) {
      // Not awaited: a client that still sends must not hold the answer back.
      reader.cancel().catch(() => {});
      throw tooLarge(maxBytes);
    }
    chunks.push(value);
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new AppError("invalid_json", { cause: error });
  }
}
