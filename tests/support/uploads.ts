import { createClient } from "@supabase/supabase-js";
import { expect, inject } from "vitest";
import type { Answer, ApiClient } from "./api-client.ts";
import { newPicture } from "./pictures.ts";

const endings: Record<string, string> = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" };

type Sent = { type?: string; name?: string; alt?: string };

/** The body of POST /api/uploads. */
export function formOf(bytes: Buffer, { type = "image/jpeg", name, alt }: Sent = {}): FormData {
  const form = new FormData();
  const file = new File([new Uint8Array(bytes)], name ?? `picture.${endings[type] ?? "bin"}`, { type });
  form.set("file", file);
  if (alt !== undefined) form.set("alt", alt);
  return form;
}

/** Uploads a small picture. */
export const upload = (client: ApiClient, bytes: Buffer, sent?: Sent): Promise<Answer> =>
  client.send("POST", "/api/uploads", { raw: formOf(bytes, sent) });

/** A picture of somebody's that is ready. */
export async function newMedia(client: ApiClient, bytes?: Buffer): Promise<Answer["body"]> {
  const small = { width: 40, height: 30 };
  const answer = await upload(client, bytes ?? (await newPicture(small)), { alt: "A flower" });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

type Announced = { size: number; type?: string };

/** Begins a direct upload. */
export async function sign(
  client: ApiClient,
  { size, type = "image/jpeg" }: Announced,
): Promise<Answer["body"]> {
  const filename = `picture.${endings[type]}`;
  const answer = await client.post("/api/uploads/sign", { filename, contentType: type, size });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

/** Sends the bytes to where a ticket says, as a browser does: without any key. */
export const put = (url: string, bytes: Buffer, type = "image/jpeg"): Promise<Response> =>
  fetch(url, { method: "PUT", body: new Uint8Array(bytes), headers: { "content-type": type } });

/** Begins an upload, sends it, and asks for it to be completed. */
export async function sendDirectly(client: ApiClient, bytes: Buffer, type = "image/jpeg"): Promise<Answer> {
  const ticket = await sign(client, { size: Math.max(bytes.length, 1), type });
  const sent = await put(ticket.url, bytes, type);
  expect(sent.status, await sent.text()).toBe(200);
  return client.post(`/api/uploads/${ticket.id}/complete`);
}

/** Storage, with the right to everything. */
export function storage() {
  const { supabaseUrl, secretKey } = inject("stack");
  return createClient(supabaseUrl, secretKey, { auth: { persistSession: false } }).storage;
}

/** Every file that Storage keeps of a picture, as bucket/name. */
export async function filesOf(id: string): Promise<string[]> {
  const found: string[] = [];
  for (const bucket of ["originals", "pictures"]) {
    const { data, error } = await storage().from(bucket).list(id);
    expect(error).toBeNull();
    found.push(...(data ?? []).map(({ name }) => `${bucket}/${name}`));
  }
  return found;
}
