import type { Caller } from "../auth/caller.ts";
import { forbidden, notFound } from "../errors.ts";
import { pictureIdsIn } from "../markdown.ts";
import type { Db } from "../supabase/clients.ts";
import { dataOf } from "../supabase/errors.ts";
import { signPicture } from "./files.ts";
import type { MediaQuery, MediaView } from "./schema.ts";
import { type MediaRow, mediaColumns, mediaViewOf, type PictureSize, pathOf, sizesOf } from "./view.ts";

async function getRow(db: Db, id: string): Promise<MediaRow> {
  const row = dataOf(await db.from("media").select(mediaColumns).eq("id", id).maybeSingle(), "picture");
  if (row === null) throw notFound("picture");
  return row;
}

/**
 * One picture that the caller can see: their own, also one that is not ready, or one in a text that they can read.
 * @throws {AppError} not_found
 */
export async function getMedia(db: Db, id: string): Promise<MediaView> {
  return mediaViewOf(await getRow(db, id));
}

/** The pictures of a text that the caller can see and that are ready, by id. At most 500. */
export async function picturesIn(db: Db, markdown = ""): Promise<Map<string, MediaView>> {
  const ids = pictureIdsIn(markdown).slice(0, 500);
  if (ids.length === 0) return new Map();
  const result = await db.from("media").select(mediaColumns).eq("status", "ready").in("id", ids);
  return new Map(dataOf(result, "picture").map((row) => [row.id, mediaViewOf(row)]));
}

type Wish = MediaQuery & { accept: string | null };

/**
 * The address at which the file that fits best can be had for a few minutes.
 * @throws {AppError} not_found, unavailable
 */
export async function locatePicture(db: Db, caller: Caller, id: string, wish: Wish): Promise<string> {
  const row = await getRow(db, id);
  const size = row.status === "ready" ? choose(sizesOf(row), wish) : undefined;
  if (size === undefined) throw notFound("picture");
  return signPicture(db, caller.kind === "user" ? caller.id : "anonymous", pathOf(id, size));
}

/** The smallest file that is wide enough, or the widest, in the best format that can be shown. */
function choose(sizes: PictureSize[], { w = Number.POSITIVE_INFINITY, format, accept }: Wish) {
  const shown = format ?? sizes.find((size) => canShow(accept ?? "", size.format))?.format;
  const ofFormat = sizes.filter((size) => size.format === shown);
  return ofFormat.find((size) => size.width >= w) ?? ofFormat.at(-1);
}

/** Everybody can show the fallback; the others are for who says so. */
const canShow = (accept: string, format: PictureSize["format"]) =>
  format === "jpeg" || format === "png" || accept.includes(`image/${format}`);

/**
 * Deletes one of the caller's pictures; its files follow by a job.
 * @throws {AppError} not_found, forbidden
 */
export async function deleteMedia(db: Db, id: string): Promise<void> {
  const deleted = dataOf(await db.from("media").delete().eq("id", id).select("id"), "picture");
  if (deleted.length > 0) return;
  await getRow(db, id);
  throw forbidden("Only its owner can delete a picture.");
}
