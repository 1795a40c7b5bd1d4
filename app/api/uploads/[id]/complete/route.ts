import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { completeUploadInput, mediaParams, mediaView } from "#lib/media/schema.ts";
import { completeUpload } from "#lib/media/uploads.ts";

/** Looks at what was uploaded and publishes it. Answers when that is done, seconds later. */
export const POST = route(
  {
    auth: "user",
    scope: "media:write",
    limit: "upload",
    params: mediaParams,
    body: completeUploadInput,
    response: mediaView,
    summary: "Complete an upload",
    errors: ["upload_missing", "upload_busy", "image_rejected", "unavailable"],
  },
  ({ caller, params, body }) => completeUpload(caller, params.id, body?.alt),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
