import { createHash } from "node:crypto";
import type { UserCaller } from "../auth/caller.ts";
import { env } from "../env.ts";
import { AppError, notFound } from "../errors.ts";
import { log } from "../observability/log.ts";
import { readOriginal, removeFilesOf, signOriginal, writeOriginal, writePictures } from "./files.ts";
import { oneAtATime } from "./image/gate.ts";
import { inspect } from "./image/inspect.ts";
import { makePicture, type Picture } from "./image/picture.ts";
import { imageRejected } from "./image/rejection.ts";
import { type AcceptedType, uploadMinutes } from "./limits.ts";
import {
  claimUpload,
  createUpload,
  deleteUpload,
  findUpload,
  isThere,
  publishUpload,
  rejectUpload,
  releaseUpload,
  type Upload,
} from "./rows.ts";
import type { MediaView, SignUploadInput, UploadForm, UploadTicket } from "./schema.ts";
import { mediaViewOf } from "./view.ts";

/**
 * Begins an upload: says where the bytes go, directly to Storage. Until it is completed there is no picture, and
 * after 45 minutes no upload either.
 * @throws {AppError} quota_exceeded, unavailable
 */
export async function signUpload(caller: UserCaller, input: SignUploadInput): Promise<UploadTicket> {
  const { contentType: mime, size } = input;
  const upload = await createUpload({ ownerId: caller.id, mime, bytes: size });
  const { url, token } = await signOriginal(upload.path).catch(async (error: unknown) => {
    await deleteUpload(upload);
    throw error;
  });
  return {
    ...{ id: upload.id, url, token },
    expiresAt: new Date(Date.now() + uploadMinutes * 60_000).toISOString(),
    resumable: {
      url: `${env().SUPABASE_URL}/storage/v1/upload/resumable/sign`,
      headers: { "x-signature": token },
      metadata: { bucketName: "originals", objectName: upload.path, contentType: mime },
    },
  };
}

/**
 * Looks at what was uploaded and makes a picture of it. Asked again about one that is ready, it answers the same.
 * @throws {AppError} not_found (also for somebody else's, and an abandoned one), upload_missing, upload_busy,
 * image_rejected, unavailable
 */
export async function completeUpload(caller: UserCaller, id: string, alt?: string): Promise<MediaView> {
  const upload = await claimUpload(id, caller.id);
  if (upload === null) return answerAgain(caller, id);
  try {
    const made = await oneAtATime(async () => {
      const bytes = await readOriginal(upload.path, upload.bytes);
      if (bytes === null) throw new AppError("upload_missing");
      return make(upload, bytes);
    });
    return await publish(upload, made, alt ?? upload.alt);
  } catch (error) {
    await (isRejection(error) ? reject(upload) : releaseUpload(upload));
    throw error;
  }
}

async function answerAgain(caller: UserCaller, id: string): Promise<MediaView> {
  const upload = await findUpload(id, caller.id);
  if (upload?.status === "ready") return mediaViewOf(upload);
  if (upload?.status === "rejected") throw imageRejected("refused_before");
  if (upload === null || upload.expired) throw notFound("upload");
  throw uploadBusy();
}

/**
 * Takes a small picture in whole, through this server.
 * @throws {AppError} quota_exceeded, image_rejected, unavailable
 */
export async function uploadPicture(caller: UserCaller, { file, alt }: UploadForm): Promise<MediaView> {
  const mime = file.type as AcceptedType; // the form's schema has seen to it
  const upload = await createUpload({ ownerId: caller.id, mime, bytes: file.size, alt, claimed: true });
  try {
    const bytes = Buffer.from(await file.arrayBuffer());
    const made = await oneAtATime(() => make(upload, bytes));
    await writeOriginal(upload.path, bytes, mime);
    return await publish(upload, made, alt);
  } catch (error) {
    await deleteUpload(upload); // and by the trigger, whatever files there are
    throw error;
  }
}

type Made = Picture & { bytes: number; sha256: string };

/** From bytes to a picture, or to what is wrong with them. */
async function make(upload: Upload, bytes: Buffer): Promise<Made> {
  if (bytes.length !== upload.bytes) throw imageRejected("wrong_size");
  await inspect(bytes, upload.mime);
  const picture = await makePicture(bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { ...picture, bytes: bytes.length, sha256 };
}

/** Writes the files, and then the row that shows them. */
async function publish(upload: Upload, { files, ...facts }: Made, alt: string): Promise<MediaView> {
  await writePictures(upload.id, files);
  const sizes = files.map(({ bytes, ...size }) => ({ ...size, bytes: bytes.length }));
  const row = await publishUpload(upload, { ...facts, alt, sizes });
  if (row !== null) return mediaViewOf(row);
  throw await lostUpload(upload);
}

/** Deleted while it was worked on, what was written since would be left behind; or another server works on it now. */
async function lostUpload(upload: Upload): Promise<AppError> {
  if (await isThere(upload)) return uploadBusy();
  await removeFilesOf(upload.id);
  return notFound("upload");
}

const uploadBusy = () => new AppError("upload_busy", { headers: { "Retry-After": "2" } });

const isRejection = (error: unknown) => error instanceof AppError && error.code === "image_rejected";

/** The file goes now; should that fail, the job that looks for what is abandoned removes it within the hour. */
async function reject(upload: Upload): Promise<void> {
  await rejectUpload(upload);
  await removeFilesOf(upload.id).catch((error) =>
    log().warn({ err: error }, "a rejected file is still there"),
  );
}
