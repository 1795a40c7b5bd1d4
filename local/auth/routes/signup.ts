import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { writeAudit } from "../audit.ts";
import { jsonObject, pkceFields, readBody, text } from "../body.ts";
import { askForConfirmation, requireSignupsOpen } from "../confirmation.ts";
import { type Auth, audience } from "../context.ts";
import { requireEmail } from "../email-address.ts";
import { AuthError, validationFailed } from "../errors.ts";
import { inEvenTime } from "../even-time.ts";
import { requireValidChallenge } from "../flow-state.ts";
import { announceNewcomer } from "../hooks/before-user-created.ts";
import { hashPassword, requireStrongPassword } from "../passwords.ts";
import { clientOf } from "../sessions.ts";
import { signIn } from "../sign-in.ts";
import { confirmAtOnce, createAccount } from "../sign-up.ts";
import { userView } from "../user-view.ts";
import { actorOf, alreadyExists, findEmailOwner, insertUser, lockUser, type User } from "../users.ts";

const signupBody = z.object({
  email: text,
  phone: text,
  password: text,
  data: jsonObject,
  ...pkceFields,
});

type SignupInput = z.output<typeof signupBody>;

export function signupRoutes(auth: Auth): Hono {
  const routes = new Hono();
  // Without confirmations the answer itself says whether the address is known.
  if (auth.config.email.enable_confirmations) routes.use("/signup", inEvenTime);
  routes.post("/signup", async (c) => {
    const input = await readBody(c.req.raw, signupBody);
    if (input.email === "" && input.phone === "")
      return c.json(await signUpAnonymously(auth, input, c.req.raw));
    return c.json(await signUp(auth, input, c.req.raw));
  });
  return routes;
}

async function signUpAnonymously(auth: Auth, input: SignupInput, request: Request) {
  if (!auth.config.enable_anonymous_sign_ins) {
    throw new AuthError(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled");
  }
  requireSignupsOpen(auth);
  const metadata = input.data ?? {};
  const id = await announceNewcomer(auth, { email: null, metadata }, request);
  return auth.db.transaction(async (tx) => {
    const user = await insertUser(tx, {
      id,
      email: null,
      passwordHash: "",
      appMetadata: {},
      userMetadata: metadata,
      isAnonymous: true,
    });
    return signIn(auth, tx, user.id, "anonymous", clientOf(request));
  });
}

async function signUp(auth: Auth, input: SignupInput, request: Request) {
  requireSignupsOpen(auth);
  const account = requireSignupInput(auth, input);
  const owner = await findEmailOwner(auth.db, account.email);
  // Hashed before the transaction, which would hold its locks meanwhile, and also for a known address: the time
  // an answer takes does not tell whether somebody is registered.
  const passwordHash = await hashPassword(auth.db, input.password);
  if (owner?.email_confirmed_at) return refuseKnown(auth, owner, account);
  const id = owner?.id ?? (await announceNewcomer(auth, account, request));
  return auth.db.transaction(async (tx) => {
    const user = owner ? await lockUser(tx, id) : await createAccount(tx, { ...account, id, passwordHash });
    if (user.email_confirmed_at) throw alreadyExists();
    if (!auth.config.email.enable_confirmations) {
      await confirmAtOnce(tx, user);
      await writeAudit(tx, "login", actorOf(user), { provider: "email" });
      return signIn(auth, tx, user.id, "password", clientOf(request));
    }
    return userView(hideInvited(await askForConfirmation(auth, tx, user, input, request)));
  });
}

function requireSignupInput(auth: Auth, input: SignupInput) {
  if (input.password === "") throw validationFailed("Signup requires a valid password");
  requireStrongPassword(auth.config, input.password);
  if (input.email !== "" && input.phone !== "") {
    throw validationFailed("Only an email address or phone number should be provided on signup.");
  }
  requireValidChallenge(input);
  if (input.phone !== "") {
    throw new AuthError(400, "phone_provider_disabled", "Phone signups are disabled");
  }
  if (!auth.config.email.enable_signup) {
    throw new AuthError(400, "email_provider_disabled", "Email signups are disabled");
  }
  return { email: requireEmail(input.email), metadata: input.data ?? {} };
}

/** What an administrator wrote about somebody they invited is not told to whoever signs up with the address. */
function hideInvited(user: User): User {
  return user.invited_at ? { ...user, raw_user_meta_data: {}, identities: [] } : user;
}

/** Without confirmation a known address is refused; with it, the answer is that of a new account, made up. */
async function refuseKnown(
  auth: Auth,
  owner: User,
  account: { email: string; metadata: Record<string, unknown> },
) {
  await writeAudit(auth.db, "user_repeated_signup", actorOf(owner), { provider: "email" });
  if (!auth.config.email.enable_confirmations) throw alreadyExists();
  const now = new Date().toISOString();
  return {
    id: randomUUID(),
    aud: audience,
    role: "",
    email: account.email,
    phone: "",
    confirmation_sent_at: now,
    app_metadata: { provider: "email", providers: ["email"] },
    user_metadata: account.metadata,
    identities: [],
    created_at: now,
    updated_at: now,
    is_anonymous: false,
  };
}
