import { nanoid } from "nanoid";

const wellFormed = /^[A-Za-z0-9._:-]{1,128}$/;

/** The id under which a request is answered and logged: the client's own if it is well-formed, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given !== null && wellFormed.test(given) ? given : nanoid();
}
