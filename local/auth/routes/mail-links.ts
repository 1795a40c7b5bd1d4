import { Hono } from "hono";
import { z } from "zod";
import { writeAudit } from "../audit.ts";
import { jsonObject, pkceFields, readBody, text } from "../body.ts";
import type { Auth } from "../context.ts";
import { requireEmail } from "../email-address.ts";
import { AuthError, validationFailed } from "../errors.ts";
import { inEvenTime } from "../even-time.ts";
import { isPkce, requireValidChallenge, startFlow } from "../flow-state.ts";
import { sendEmailChange, sendLink } from "../links.ts";
import { requestMagicLink } from "../magic-link.ts";
import { actorOf, findUserByEmail, lockUser } from "../users.ts";

const otpBody = z.object({
  email: text,
  phone: text,
  create_user: z.boolean().nullish(),
  data: jsonObject,
  channel: text,
  ...pkceFields,
});

const magicLinkBody = z.object({ email: text, data: jsonObject, ...pkceFields });
const recoverBody = z.object({ email: text, ...pkceFields });
const resendBody = z.object({ type: text, email: text, phone: text });

/**
 * The requests that end in a mail. What they answer, an empty object, is the same for known and unknown
 * addresses.
 */
export function mailLinkRoutes(auth: Auth): Hono {
  const routes = new Hono();
  for (const path of ["/otp", "/magiclink", "/recover", "/resend"]) routes.use(path, inEvenTime);
  routes.post("/otp", async (c) => {
    const input = await readBody(c.req.raw, otpBody);
    if (input.email !== "" && input.phone !== "") {
      throw validationFailed("Only an email address or phone number should be provided");
    }
    if (input.email !== "" && input.channel !== "") {
      throw validationFailed("Channel should only be specified with Phone OTP");
    }
    if (input.phone !== "") throw phoneDisabled();
    if (input.email === "") throw validationFailed("One of email or phone must be set");
    const createsUser = input.create_user ?? true;
    await requestMagicLink(auth, { ...input, data: input.data ?? {}, createsUser }, c.req.raw);
    return c.json({});
  });
  routes.post("/magiclink", async (c) => {
    const input = await readBody(c.req.raw, magicLinkBody);
    await requestMagicLink(auth, { ...input, data: input.data ?? {}, createsUser: true }, c.req.raw);
    return c.json({});
  });
  routes.post("/recover", async (c) => {
    await requestRecovery(auth, await readBody(c.req.raw, recoverBody), c.req.raw);
    return c.json({});
  });
  routes.post("/resend", async (c) => {
    await resend(auth, await readBody(c.req.raw, resendBody), c.req.raw);
    return c.json({});
  });
  return routes;
}

function phoneDisabled(): AuthError {
  return new AuthError(400, "phone_provider_disabled", "Unsupported phone provider");
}

async function requestRecovery(
  auth: Auth,
  input: z.output<typeof recoverBody>,
  request: Request,
): Promise<void> {
  if (input.email === "") throw validationFailed("Password recovery requires an email");
  const email = requireEmail(input.email);
  requireValidChallenge(input);
  const found = await findUserByEmail(auth.db, email);
  if (!found) return;
  await auth.db.transaction(async (tx) => {
    const user = await lockUser(tx, found.id);
    await writeAudit(tx, "user_recovery_requested", actorOf(user));
    if (isPkce(input)) {
      await startFlow(tx, { userId: user.id, provider: "recovery", method: "recovery", challenge: input });
    }
    await sendLink(auth, tx, user, "recovery", { request, isPkce: isPkce(input) });
  });
}

function requireResendInput(auth: Auth, input: z.output<typeof resendBody>): string {
  if (!["signup", "email_change", "sms", "phone_change"].includes(input.type)) {
    throw validationFailed("Missing one of these types: signup, email_change, sms, phone_change");
  }
  if (input.email === "" && input.type === "signup") {
    throw validationFailed("Type provided requires an email address");
  }
  if (input.phone === "" && input.type === "sms") {
    throw validationFailed("Type provided requires a phone number");
  }
  if (input.email !== "" && input.phone !== "") {
    throw validationFailed("Only an email address or phone number should be provided.");
  }
  if (input.phone !== "") throw new AuthError(400, "phone_provider_disabled", "Phone logins are disabled");
  if (input.email === "") throw validationFailed("Missing email address or phone number");
  if (!auth.config.email.enable_signup) {
    throw new AuthError(400, "email_provider_disabled", "Email logins are disabled");
  }
  return requireEmail(input.email);
}

async function resend(auth: Auth, input: z.output<typeof resendBody>, request: Request): Promise<void> {
  const found = await findUserByEmail(auth.db, requireResendInput(auth, input));
  if (!found) return;
  await auth.db.transaction(async (tx) => {
    const user = await lockUser(tx, found.id);
    const options = { request, isPkce: false };
    if (input.type === "signup" && !user.email_confirmed_at) {
      await writeAudit(tx, "user_confirmation_requested", actorOf(user));
      await sendLink(auth, tx, user, "signup", options);
    }
    if (input.type === "email_change" && user.email_change) {
      await sendEmailChange(auth, tx, user, user.email_change, options);
    }
  });
}
