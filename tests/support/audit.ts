import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Answer, ApiClient, Send } from "./api-client.ts";

export type Entry = {
  id: string;
  action: string;
  actor: { id: string; username: string | null } | null;
  via: string;
  target: { type: string; id: string; username: string | null };
  metadata: Record<string, unknown>;
  ip: string | null;
  requestId: string | null;
  createdAt: string;
};

/** What the audit log says of something, the newest first, as an admin reads it. */
export async function entriesOf(admin: ApiClient, target: string, action = ""): Promise<Entry[]> {
  const query = new URLSearchParams({ target, limit: "100", ...(action && { action }) });
  const { status, body } = await admin.get(`/api/admin/audit?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.data;
}

/** A request that can be found again in the log by its id. */
export const marked = (): { requestId: string; send: Send } => {
  const requestId = `test-${randomUUID()}`;
  return { requestId, send: { headers: { "x-request-id": requestId } } };
};

/** Sends a request that can be found again, and requires that it is answered with `status`. */
export async function sendMarked(
  status: number,
  request: (send: Send) => Promise<Answer>,
): Promise<{ requestId: string; body: Answer["body"] }> {
  const { requestId, send } = marked();
  const answer = await request(send);
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  expect(answer.headers.get("x-request-id")).toBe(requestId);
  return { requestId, body: answer.body };
}

/** The one entry of this kind about something. */
export async function entryOf(admin: ApiClient, target: string, action: string): Promise<Entry> {
  const entries = await entriesOf(admin, target, action);
  expect(entries, `${action} of ${target}`).toHaveLength(1);
  return entries[0]!;
}

/** What an entry has to say of its cause. */
export const causedBy = (person: { id: string; username: string }, from: ApiClient, requestId: string) => ({
  actor: { id: person.id, username: person.username },
  ip: from.address,
  requestId,
});
