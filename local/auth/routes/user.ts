import { Hono } from "hono";
import { z } from "zod";
import { writeAudit } from "../audit.ts";
import { jsonObject, pkceFields, readBody, text } from "../body.ts";
import { type Caller, requireUser } from "../caller.ts";
import type { Auth } from "../context.ts";
import type { Sql } from "../database.ts";
import { requireEmail } from "../email-address.ts";
import { changeEmail } from "../email-change.ts";
import { AuthError } from "../errors.ts";
import { isPkce, requireValidChallenge, startFlow } from "../flow-state.ts";
import { sendEmailChange } from "../links.ts";
import { changePassword, requireFreshLogin } from "../password-change.ts";
import { hashPassword, passwordMatches, requireStrongPassword } from "../passwords.ts";
import { userView } from "../user-view.ts";
import {
  actorOf,
  emailExists,
  findEmailOwner,
  lockUser,
  mergeMetadata,
  type User,
  updateUser,
} from "../users.ts";

const updateBody = z.object({
  email: text,
  phone: text,
  password: z.string().nullish(),
  nonce: text,
  data: jsonObject,
  app_metadata: jsonObject,
  ...pkceFields,
});

type UpdateInput = z.output<typeof updateBody>;

export function userRoutes(auth: Auth): Hono {
  const routes = new Hono();
  routes.get("/user", async (c) => {
    const { user } = await requireUser(auth, c.req.raw);
    return c.json(userView(user));
  });
  routes.put("/user", async (c) => {
    const caller = await requireUser(auth, c.req.raw);
    const input = await readBody(c.req.raw, updateBody);
    return c.json(userView(await updateOwn(auth, caller, input, c.req.raw)));
  });
  return routes;
}

async function updateOwn(auth: Auth, caller: Caller, input: UpdateInput, request: Request): Promise<User> {
  const newEmail = await requireAllowed(auth, caller, input);
  const passwordHash = input.password ? await requireNewPassword(auth, caller, input, input.password) : null;
  return auth.db.transaction(async (tx) => {
    let user = await lockUser(tx, caller.user.id);
    if (passwordHash !== null) {
      user = await changePassword(tx, user, passwordHash, caller.session?.id);
      await writeAudit(tx, "user_updated_password", actorOf(user));
    }
    if (input.data) {
      const merged = mergeMetadata(user.raw_user_meta_data, input.data);
      user = await updateUser(tx, user.id, { raw_user_meta_data: merged });
    }
    if (newEmail) user = await startEmailChange(auth, tx, user, newEmail, input, request);
    await writeAudit(tx, "user_modified", actorOf(user));
    return user;
  });
}

/** Checks what is asked for, the cheap refusals first. Answers the new address, or null for none. */
async function requireAllowed(auth: Auth, caller: Caller, input: UpdateInput): Promise<string | null> {
  const { user } = caller;
  const email = input.email === "" ? null : requireEmail(input.email);
  if (input.phone !== "") throw new AuthError(400, "phone_provider_disabled", "Phone logins are disabled");
  if (typeof input.password === "string") requireStrongPassword(auth.config, input.password);
  requireValidChallenge(input);
  if (input.app_metadata) {
    throw new AuthError(403, "not_admin", "Updating app_metadata requires admin privileges");
  }
  if (user.is_anonymous && input.password && !email) {
    throw new AuthError(
      422,
      "validation_failed",
      "Updating password of an anonymous user without an email or phone is not allowed",
    );
  }
  const changesEmail = email !== null && email !== user.email;
  if (user.is_sso_user && (input.password || changesEmail || input.nonce !== "")) {
    throw new AuthError(
      422,
      "user_sso_managed",
      "Updating email, phone, password of a SSO account only possible via SSO",
    );
  }
  requireAssurance(caller, Boolean(input.password) || changesEmail);
  if (changesEmail && (await findEmailOwner(auth.db, email, user.id))) throw emailExists();
  return changesEmail ? email : null;
}

/** Somebody with a second factor must have given it to change what they sign in with. */
function requireAssurance({ user, session }: Caller, isSensitive: boolean): void {
  const hasFactor = user.factors.some((factor) => factor.status === "verified");
  if (!isSensitive || !hasFactor || session?.aal === "aal2") return;
  throw new AuthError(
    401,
    "insufficient_aal",
    "AAL2 session is required to update email or password when MFA is enabled.",
  );
}

async function requireNewPassword(
  auth: Auth,
  caller: Caller,
  input: UpdateInput,
  password: string,
): Promise<string> {
  await requireFreshLogin(auth, caller, input.nonce);
  const { encrypted_password: current } = caller.user;
  if (current && (await passwordMatches(auth.db, password, current))) {
    throw new AuthError(422, "same_password", "New password should be different from the old password.");
  }
  return hashPassword(auth.db, password);
}

async function startEmailChange(
  auth: Auth,
  tx: Sql,
  user: User,
  newEmail: string,
  input: UpdateInput,
  request: Request,
): Promise<User> {
  if (user.is_anonymous && !auth.config.email.enable_confirmations) {
    const asked = await updateUser(tx, user.id, { email_change: newEmail });
    return changeEmail(tx, asked);
  }
  if (isPkce(input)) {
    await startFlow(tx, {
      userId: user.id,
      provider: "email_change",
      method: "email_change",
      challenge: input,
    });
  }
  return sendEmailChange(auth, tx, user, newEmail, { request, isPkce: isPkce(input) });
}
