import type { Caller } from "../auth/caller.ts";
import type { Db } from "../supabase/clients.ts";
import { redirectSeconds } from "./files.ts";
import { getMedia, locatePicture } from "./queries.ts";
import type { MediaQuery, MediaView } from "./schema.ts";

/**
 * Answers for a picture: a redirect to the file, which every cache may keep when anybody may see it, and only the
 * caller's own browser when not; or, for who accepts JSON, what it is.
 * @throws {AppError} not_found, unavailable
 */
export async function answerMedia(
  db: Db,
  caller: Caller,
  id: string,
  query: MediaQuery,
  headers: Headers,
): Promise<MediaView | Response> {
  const accept = headers.get("accept");
  if (accept?.includes("application/json")) return getMedia(db, id);
  const location = await locatePicture(db, caller, id, { ...query, accept });
  const reach = caller.kind === "anonymous" ? "public" : "private";
  return new Response(null, {
    status: 302,
    headers: {
      Location: location,
      "Cache-Control": `${reach}, max-age=${redirectSeconds}`,
      Vary: "Accept, Cookie, Authorization",
    },
  });
}
