import { Hono } from "hono";
import { z } from "zod";
import { writeAudit } from "../audit.ts";
import { readBody, text } from "../body.ts";
import type { Auth } from "../context.ts";
import { AuthError, validationFailed } from "../errors.ts";
import { evenTime } from "../even-time.ts";
import { takeFlow } from "../flow-state.ts";
import { askAboutPassword } from "../hooks/password-verification.ts";
import { findWeakness, passwordMatches } from "../passwords.ts";
import { refreshSession } from "../refresh.ts";
import { type Client, clientOf } from "../sessions.ts";
import { signIn } from "../sign-in.ts";
import { actorOf, findUserByEmail, getUserById, isBanned, type User } from "../users.ts";

const passwordBody = z.object({ email: text, phone: text, password: text });
const refreshBody = z.object({ refresh_token: text });
const pkceBody = z.object({ auth_code: text, code_verifier: text });

export function tokenRoutes(auth: Auth): Hono {
  const routes = new Hono();
  routes.post("/token", async (c) => {
    const grant = c.req.query("grant_type");
    const request = c.req.raw;
    if (grant === "password") return c.json(await signInWithPassword(auth, request));
    if (grant === "pkce") return c.json(await exchangeCode(auth, request));
    if (grant === "refresh_token") {
      const { refresh_token: token } = await readBody(request, refreshBody);
      if (token !== "") return c.json(await refreshSession(auth, token, clientOf(request)));
      return c.json({ error: "invalid_request", error_description: "refresh_token required" }, 400);
    }
    if (grant === "id_token") {
      throw new AuthError(400, "provider_disabled", "Provider is not enabled");
    }
    throw new AuthError(400, "invalid_credentials", "unsupported_grant_type");
  });
  return routes;
}

async function signInWithPassword(auth: Auth, request: Request) {
  const input = await readBody(request, passwordBody);
  requirePasswordInput(auth, input);
  const client = clientOf(request);
  const even = evenTime();
  const user = await requirePassword(auth, input, client).catch(async (refusal) => {
    await even;
    throw refusal;
  });
  if (!user.email_confirmed_at) throw new AuthError(400, "email_not_confirmed", "Email not confirmed");
  const answer = await auth.db.transaction(async (tx) => {
    await writeAudit(tx, "login", actorOf(user), { provider: "email" });
    return signIn(auth, tx, user.id, "password", client);
  });
  const weakness = findWeakness(auth.config, input.password);
  if (!weakness) return answer;
  return { ...answer, weak_password: { message: weakness.message, reasons: weakness.reasons } };
}

/**
 * Whose password it is. The password is compared also when there is nobody, and refusals go out after the same time:
 * neither what they say nor when tells whether somebody is registered.
 */
async function requirePassword(
  auth: Auth,
  { email, password }: { email: string; password: string },
  client: Client,
): Promise<User> {
  const user = await findUserByEmail(auth.db, email);
  // Before the password, as GoTrue does: whoever knows the address learns of the ban.
  if (user?.encrypted_password && isBanned(user)) throw new AuthError(400, "user_banned", "User is banned");
  const matches = await passwordMatches(auth.db, password, user?.encrypted_password);
  if (user?.encrypted_password) await askAboutPassword(auth, user, matches, client);
  if (user && matches) return user;
  throw new AuthError(400, "invalid_credentials", "Invalid login credentials");
}

function requirePasswordInput(auth: Auth, input: z.output<typeof passwordBody>): void {
  if (input.email !== "" && input.phone !== "") {
    throw validationFailed("Only an email address or phone number should be provided on login.");
  }
  if (input.phone !== "") {
    throw new AuthError(422, "phone_provider_disabled", "Phone logins are disabled");
  }
  if (input.email === "") throw validationFailed("missing email or phone");
  if (!auth.config.email.enable_signup) {
    throw new AuthError(422, "email_provider_disabled", "Email logins are disabled");
  }
}

async function exchangeCode(auth: Auth, request: Request) {
  const { auth_code: code, code_verifier: verifier } = await readBody(request, pkceBody);
  if (code === "" || verifier === "") {
    throw validationFailed("invalid request: both auth code and code verifier should be non-empty");
  }
  return auth.db.transaction(async (tx) => {
    const flow = await takeFlow(tx, code, verifier);
    const user = await getUserById(tx, flow.userId);
    if (isBanned(user)) throw new AuthError(403, "user_banned", "User is banned");
    await writeAudit(tx, "login", actorOf(user), { provider_type: flow.provider });
    return signIn(auth, tx, user.id, flow.method, clientOf(request));
  });
}
