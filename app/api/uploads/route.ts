import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { maxSmallUploadBytes } from "#lib/media/limits.ts";
import { mediaView, uploadForm } from "#lib/media/schema.ts";
import { uploadPicture } from "#lib/media/uploads.ts";

/** Takes in a small picture whole. Larger ones are uploaded to Storage itself: /api/uploads/sign. */
export const POST = route(
  {
    auth: "user",
    scope: "media:write",
    limit: "upload",
    form: uploadForm,
    maxBodyBytes: maxSmallUploadBytes + 16 * 1024, // what is around the file
    response: mediaView,
    status: 201,
    summary: "Upload a picture of up to 5 MB",
    errors: ["quota_exceeded", "image_rejected", "unavailable"],
  },
  ({ caller, body }) => uploadPicture(caller, body),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
