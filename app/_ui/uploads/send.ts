import type { UploadTicket } from "#lib/media/schema.ts";
import { patience, type UploadState } from "./upload.ts";

/** Larger files go in parts, so that a lost connection costs a part and not the whole. */
const partBytes = 6 * 1024 * 1024;
const maxAttempts = 20;

type Report = (state: UploadState) => void;

/** Sends the bytes to Storage and goes on after every interruption. Throws when there is no hope left. */
export const send = (file: File, ticket: UploadTicket, signal: AbortSignal, report: Report): Promise<void> =>
  file.size > partBytes ? sendInParts(file, ticket, signal, report) : sendWhole(file, ticket, signal, report);

async function sendWhole(
  file: File,
  { url }: UploadTicket,
  signal: AbortSignal,
  report: Report,
): Promise<void> {
  for (let attempt = 1; attempt <= maxAttempts && !signal.aborted; attempt++) {
    const status = await put(url, file, signal, report);
    // Taken before, in a try whose answer was lost on the way.
    if (status === 200 || status === 409) return;
    if (status !== 0 && status < 500) break;
    report({ phase: "waiting", fraction: 0 });
    await patience(attempt);
  }
  throw new Error("The file could not be sent");
}

/** fetch() does not tell how much of a body has been sent. Resolves to the status, 0 without an answer. */
function put(url: string, file: File, signal: AbortSignal, report: Report): Promise<number> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    request.setRequestHeader("Content-Type", file.type);
    request.upload.onprogress = ({ loaded, total }) => report({ phase: "sending", fraction: loaded / total });
    request.onloadend = () => resolve(request.status === 400 ? statusSaid(request) : request.status);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

/** Storage answers some conflicts with 400 and the status in words. */
function statusSaid({ responseText }: XMLHttpRequest): number {
  return /"statusCode":\s*"409"/.test(responseText) ? 409 : 400;
}

async function sendInParts(
  file: File,
  ticket: UploadTicket,
  signal: AbortSignal,
  report: Report,
): Promise<void> {
  const { Upload } = await import("tus-js-client");
  const { url: endpoint, headers, metadata } = ticket.resumable;
  let fraction = 0;
  let attempt = 0;
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(file, {
      ...{ endpoint, headers, metadata },
      chunkSize: partBytes,
      // Our own patience also waits for the network, however long that takes.
      retryDelays: null,
      storeFingerprintForResuming: false,
      uploadDataDuringCreation: false,
      onProgress: (sent, total) => {
        attempt = 0;
        fraction = total ? sent / total : 0;
        report({ phase: "sending", fraction });
      },
      onSuccess: () => resolve(),
      onError: async (error) => {
        const status = "originalResponse" in error ? (error.originalResponse?.getStatus() ?? 0) : 0;
        const isFinal = status >= 400 && status < 500 && status !== 409 && status !== 423;
        if (isFinal || ++attempt > maxAttempts || signal.aborted) return reject(error);
        report({ phase: "waiting", fraction });
        await patience(attempt);
        if (!signal.aborted) upload.start(); // asks how far it came, and goes on from there
      },
    });
    signal.addEventListener("abort", () => upload.abort(true).catch(() => {}), { once: true });
    upload.start();
  });
}
