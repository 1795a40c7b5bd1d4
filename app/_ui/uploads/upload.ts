import type { MediaView, UploadTicket } from "#lib/media/schema.ts";
import { send } from "./send.ts";

/** How far an upload is. `waiting`: the connection is gone and it goes on by itself once it is back. */
export type UploadState =
  | { phase: "sending"; fraction: number }
  | { phase: "waiting"; fraction: number }
  | { phase: "working" }
  | { phase: "ready"; media: MediaView }
  | { phase: "failed"; message: string };

export const acceptedPictures = "image/jpeg,image/png,image/webp";

/**
 * Uploads a picture: asks where to, sends it to Storage, and has it looked at. Never throws; what happens is reported.
 * @returns stops it
 */
export function startUpload(file: File, report: (state: UploadState) => void): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  run(file, signal, (state) => {
    if (!signal.aborted) report(state);
  }).catch((error: unknown) => {
    if (!signal.aborted) report({ phase: "failed", message: messageOf(error) });
  });
  return () => stopped.abort();
}

async function run(file: File, signal: AbortSignal, report: (state: UploadState) => void): Promise<void> {
  report({ phase: "sending", fraction: 0 });
  const announced = { filename: file.name, contentType: file.type, size: file.size };
  const ticket = (await ask("/api/uploads/sign", announced, signal)) as UploadTicket;
  await send(file, ticket, signal, report);
  report({ phase: "working" });
  const media = (await ask(`/api/uploads/${ticket.id}/complete`, {}, signal)) as MediaView;
  report({ phase: "ready", media });
}

type Problem = { title?: string; detail?: string; code?: string; errors?: { message: string }[] };

/** What the server said is wrong, for people. */
class Refusal extends Error {
  readonly code: string | undefined;

  constructor({ title, detail, code, errors }: Problem) {
    super(errors?.[0]?.message ?? detail ?? title ?? "Something went wrong.");
    this.code = code;
  }
}

const messageOf = (error: unknown) =>
  error instanceof Refusal ? error.message : "The connection was lost. Try again.";

/** Asks our own server; waits out a lost connection, and work that another try has begun. */
async function ask(path: string, body: object, signal: AbortSignal): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await post(path, body, signal);
    } catch (error) {
      const mayPass = error instanceof Refusal ? error.code === "upload_busy" : !signal.aborted;
      if (!mayPass || attempt === 20) throw error;
      await patience(attempt);
    }
  }
}

async function post(path: string, body: object, signal: AbortSignal): Promise<unknown> {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body), signal });
  const answer = await response.json();
  if (!response.ok) throw new Refusal(answer);
  return answer;
}

/** Until there is a network again, and a moment more with each try. */
export async function patience(attempt: number): Promise<void> {
  if (!navigator.onLine) {
    await new Promise((resolve) => addEventListener("online", resolve, { once: true }));
  }
  await new Promise((resolve) => setTimeout(resolve, Math.min(500 * attempt, 5_000)));
}

/** Takes a picture away for good: nothing shows it yet, or its owner wants it gone. */
export async function deletePicture(id: string): Promise<void> {
  await fetch(`/api/media/${id}`, { method: "DELETE", keepalive: true }).catch(() => {});
}
