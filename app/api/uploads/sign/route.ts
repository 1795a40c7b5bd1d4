import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { signUploadInput, uploadTicket } from "#lib/media/schema.ts";
import { signUpload } from "#lib/media/uploads.ts";

/** Begins an upload that goes to Storage directly. */
export const POST = route(
  {
    auth: "user",
    scope: "media:write",
    limit: "upload",
    body: signUploadInput,
    response: uploadTicket,
    status: 201,
    summary: "Begin an upload",
    errors: ["quota_exceeded", "unavailable"],
  },
  ({ caller, body }) => signUpload(caller, body),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
