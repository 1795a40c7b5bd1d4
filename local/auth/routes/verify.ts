import { Hono } from "hono";
import { z } from "zod";
import { readBody, text } from "../body.ts";
import type { Auth } from "../context.ts";
import { requireEmail } from "../email-address.ts";
import { AuthError, validationFailed } from "../errors.ts";
import { type AuthMethod, issueAuthCode } from "../flow-state.ts";
import type { LinkType } from "../links.ts";
import { hashToken, pkcePrefix } from "../one-time-tokens.ts";
import { chooseRedirect, errorRedirect, redirectTo, withQuery, withResult } from "../redirects.ts";
import { clientOf } from "../sessions.ts";
import { signIn, type TokenResponse } from "../sign-in.ts";
import { halfConfirmed, type Proof, type Verified, verify } from "../verification.ts";

const verifyBody = z.object({
  type: text,
  token: text,
  token_hash: text,
  email: text,
  phone: text,
  redirect_to: text,
});

/** Following a mailed link (GET), and presenting its hash or the code (POST). */
export function verifyRoutes(auth: Auth): Hono {
  const routes = new Hono();
  routes.get("/verify", (c) => followLink(auth, c.req.raw));
  routes.post("/verify", async (c) => {
    const proof = readProof(await readBody(c.req.raw, verifyBody));
    const answer = await auth.db.transaction(async (tx) => {
      const { user } = await verify(auth, tx, proof);
      return user ? signIn(auth, tx, user.id, "otp", clientOf(c.req.raw)) : null;
    });
    return c.json(answer ?? { msg: halfConfirmed, code: "200" });
  });
  return routes;
}

function readProof(input: z.output<typeof verifyBody>): Proof {
  if (input.type === "") throw validationFailed("Verify requires a verification type");
  if ((input.token === "") === (input.token_hash === "")) {
    throw validationFailed("Verify requires either a token or a token hash");
  }
  if (input.token_hash !== "") {
    if (input.email || input.phone || input.redirect_to) {
      throw validationFailed("Only the token_hash and type should be provided");
    }
    return { type: input.type, hashes: [input.token_hash] };
  }
  if (input.phone !== "" && input.email === "") {
    throw new AuthError(403, "otp_expired", "Token has expired or is invalid");
  }
  if (input.email === "" || input.phone !== "") {
    throw validationFailed("Only an email address or phone number should be provided on verify");
  }
  const email = requireEmail(input.email);
  const hash = hashToken(email, input.token);
  return { type: input.type, hashes: [hash, `${pkcePrefix}${hash}`], email };
}

type Followed = Verified & { tokens?: TokenResponse; code?: string };

/** Answers a followed link with a redirect, whatever became of it: a person is looking at the result. */
async function followLink(auth: Auth, request: Request): Promise<Response> {
  const parameters = new URL(request.url).searchParams;
  const type = parameters.get("type") ?? "";
  const token = parameters.get("token") ?? "";
  const target = chooseRedirect(auth.config, request);
  if (type === "") throw validationFailed("Verify requires a verification type");
  if (token === "") throw validationFailed("Verify requires a token or a token hash");
  const isPkce = token.startsWith(pkcePrefix);
  try {
    const followed = await takeLink(auth, { type, hashes: [token] }, isPkce, request);
    return redirectTo(destination(target, type, followed, isPkce));
  } catch (error) {
    if (error instanceof AuthError) return redirectTo(errorRedirect(target, error, isPkce));
    throw error;
  }
}

function takeLink(auth: Auth, proof: Proof, isPkce: boolean, request: Request): Promise<Followed> {
  return auth.db.transaction(async (tx) => {
    const verified = await verify(auth, tx, proof);
    if (!verified.user) return verified;
    const { id } = verified.user;
    if (isPkce) return { ...verified, code: await issueAuthCode(tx, id, methodOf(verified.type)) };
    return { ...verified, tokens: await signIn(auth, tx, id, "otp", clientOf(request)) };
  });
}

function methodOf(type: LinkType): AuthMethod {
  return type === "signup" ? "email/signup" : type;
}

function destination(target: string, type: string, followed: Followed, isPkce: boolean): string {
  if (followed.code) return withQuery(target, { code: followed.code });
  const { tokens } = followed;
  if (!tokens) return withResult(target, { message: halfConfirmed }, isPkce);
  return withResult(
    target,
    {
      type,
      access_token: tokens.access_token,
      token_type: tokens.token_type,
      expires_in: String(tokens.expires_in),
      expires_at: String(tokens.expires_at),
      refresh_token: tokens.refresh_token,
    },
    false,
  );
}
