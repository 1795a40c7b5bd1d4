import { TokenError, type Tokens } from "../keys/tokens.ts";
import { badRequest, invalidSignature, invalidToken } from "./errors.ts";
import type { Place } from "./objects.ts";

/** How long a signed upload URL is good for, in seconds. */
export const uploadTokenSeconds = 2 * 60 * 60;

type DownloadToken = { url: string; exp: number; transformations?: string };
type UploadToken = { url: string; owner: string | null; upsert: boolean };

/**
 * Makes the token of a signed URL: the right to read one object for so many seconds.
 * @param transformations what a picture is turned into first, as `width:100,height:50`
 */
export function signDownload(
  tokens: Tokens,
  place: Place,
  seconds: number,
  transformations?: string,
): Promise<string> {
  const claims = { url: pathOf(place), ...(transformations && { transformations }) };
  return tokens.sign({ ...claims, ...period(seconds) });
}

/** Makes the token of a signed upload: the right to write one object, in its owner's name. */
export function signUpload(
  tokens: Tokens,
  place: Place,
  rights: { owner: string | null; upsert: boolean },
): Promise<string> {
  const owner = rights.owner === null ? {} : { owner: rights.owner };
  const claims = { url: pathOf(place), upsert: rights.upsert, ...owner };
  return tokens.sign({ ...claims, ...period(uploadTokenSeconds) });
}

/**
 * Reads a signed URL's token. An upload token is none: who may write an object need not be able to read it.
 * @throws {StorageError} InvalidJWT when it is not ours or has expired; InvalidSignature for another object
 */
export async function verifyDownload(
  tokens: Tokens,
  place: Place,
  token: string | undefined,
): Promise<DownloadToken> {
  const claims = await verify(tokens, token);
  if (claims.url !== pathOf(place) || "upsert" in claims || typeof claims.exp !== "number")
    throw invalidSignature();
  const { transformations } = claims;
  return {
    url: claims.url,
    exp: claims.exp,
    ...(typeof transformations === "string" && { transformations }),
  };
}

/** Reads a signed upload's token. @throws {StorageError} as `verifyDownload` */
export async function verifyUpload(
  tokens: Tokens,
  place: Place,
  token: string | undefined,
): Promise<UploadToken> {
  const claims = await verify(tokens, token);
  if (claims.url !== pathOf(place) || typeof claims.upsert !== "boolean") throw invalidSignature();
  return {
    url: claims.url,
    owner: typeof claims.owner === "string" ? claims.owner : null,
    upsert: claims.upsert,
  };
}

async function verify(tokens: Tokens, token: string | undefined): Promise<Record<string, unknown>> {
  if (token === undefined) throw badRequest("querystring must have required property 'token'");
  try {
    return await tokens.verify(token);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    throw invalidToken(
      error.reason === "expired" ? '"exp" claim timestamp check failed' : error.message || "Invalid JWT",
    );
  }
}

export const pathOf = ({ bucket, name }: Place): string => `${bucket}/${name}`;

function period(seconds: number): { iat: number; exp: number } {
  const now = Math.floor(Date.now() / 1000);
  return { iat: now, exp: now + seconds };
}
