import { nothingHere } from "#lib/http/methods.ts";

/** Whatever no other route file answers for: 404 in the form of every other error. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = nothingHere();
