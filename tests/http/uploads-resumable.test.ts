import { Upload, type UploadOptions } from "tus-js-client";
import { beforeAll, expect, test } from "vitest";
import { newPerson, type Person } from "../support/people.ts";
import { noise } from "../support/pictures.ts";
import { filesOf, sign } from "../support/uploads.ts";

const partBytes = 6 * 1024 * 1024;

let person: Person;
let bytes: Buffer;
beforeAll(async () => {
  [person, bytes] = await Promise.all([newPerson(), noise({ width: 2600, height: 2000 })]);
  expect(bytes.length).toBeGreaterThan(2 * partBytes);
});

/** Sends by TUS as the ticket says; resolves when all is sent or `onPart` stops it, to the address to go on at. */
function send(
  ticket: Awaited<ReturnType<typeof sign>>,
  more: UploadOptions,
  partsWanted = 99,
): Promise<string> {
  const { url: endpoint, headers, metadata } = ticket.resumable;
  return new Promise((resolve, reject) => {
    let parts = 0;
    const upload = new Upload(bytes, {
      ...{ endpoint, headers, metadata, chunkSize: partBytes, retryDelays: null },
      onError: reject,
      onSuccess: () => resolve(upload.url ?? ""),
      onChunkComplete: async () => {
        if (++parts !== partsWanted) return;
        await upload.abort();
        resolve(upload.url ?? "");
      },
      ...more,
    });
    upload.start();
  });
}

test("a large picture is sent in parts, goes on where it was interrupted, and is completed", async () => {
  const ticket = await sign(person, { size: bytes.length });
  const address = await send(ticket, {}, 1);
  const complete = () => person.post(`/api/uploads/${ticket.id}/complete`);
  expect(await complete()).toMatchObject({ status: 409, body: { code: "upload_missing" } });

  let sentAgain = 0;
  const onProgress = (sent: number) => {
    sentAgain ||= sent;
  };
  await send(ticket, { uploadUrl: address, onProgress });
  expect(sentAgain).toBeGreaterThanOrEqual(partBytes);
  expect(await complete()).toMatchObject({ status: 200, body: { status: "ready", width: 2600 } });
  expect(await filesOf(ticket.id)).toHaveLength(10);
});

test("the signature is for one file only, and it is asked for", async () => {
  const ticket = await sign(person, { size: bytes.length });
  const { metadata, headers } = ticket.resumable;
  const elsewhere = { ...metadata, objectName: `${crypto.randomUUID()}/original.jpg` };
  const forged = { "x-signature": `${headers["x-signature"].slice(0, -3)}abc` };
  for (const change of [{ metadata: elsewhere }, { headers: {} }, { headers: forged }]) {
    const failure = await send(ticket, change).catch((error: unknown) => error);
    const status = (failure as { originalResponse?: { getStatus(): number } }).originalResponse?.getStatus();
    expect(status, JSON.stringify(change)).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }
  expect(await filesOf(ticket.id)).toEqual([]);
});
