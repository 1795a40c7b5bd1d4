import { z } from "zod";
import { uuid } from "../text.ts";
import { personName, username } from "../users/schema.ts";
import { roleNames } from "./caller.ts";
import { givenPassword, newPassword } from "./passwords.ts";

export const email = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.email("Must be an email address").max(254))
  .meta({ override: { type: "string", format: "email", maxLength: 254 } });

const next = z.string().max(2000).optional().meta({ description: "Where to go then: a path on this site." });

export const registerInput = z.strictObject({
  email,
  password: newPassword,
  name: personName,
  username: username.optional().meta({ description: "Left out, it is made from the name." }),
});
export type RegisterInput = z.output<typeof registerInput>;

export const loginInput = z.strictObject({ email, password: givenPassword });
export type LoginInput = z.output<typeof loginInput>;

export const logoutInput = z
  .strictObject({ scope: z.enum(["local", "global", "others"]).default("local") })
  .default({ scope: "local" });
export type LogoutScope = z.output<typeof logoutInput>["scope"];

export const magicLinkInput = z.strictObject({ email, next });
export type MagicLinkInput = z.output<typeof magicLinkInput>;

export const forgotPasswordInput = z.strictObject({ email });
export type ForgotPasswordInput = z.output<typeof forgotPasswordInput>;

const tokenHash = z.string().min(1).max(500);

export const resetPasswordInput = z.strictObject({
  password: newPassword,
  tokenHash: tokenHash
    .optional()
    .meta({ description: "From the link in the email. Not needed once the link has signed its reader in." }),
});
export type ResetPasswordInput = z.output<typeof resetPasswordInput>;

export const changePasswordInput = z.strictObject({ password: newPassword });
export type ChangePasswordInput = z.output<typeof changePasswordInput>;

const emailTokenType = z.enum(["signup", "invite", "magiclink", "recovery", "email_change", "email"]);

export const verifyInput = z.strictObject({ tokenHash, type: emailTokenType });
export type VerifyInput = z.output<typeof verifyInput>;

/** The query of the links in the emails (supabase/templates). */
export const verifyQuery = z.object({ token_hash: tokenHash, type: emailTokenType, next });

export const callbackQuery = z.object({
  code: z.string().max(500).optional(),
  error_code: z.string().max(100).optional(),
  next,
});

export const sessionView = z
  .object({
    user: z
      .object({
        id: uuid,
        email: z.string(),
        name: z.string(),
        username: z.string(),
        roles: z.array(z.enum(roleNames)),
      })
      .nullable(),
    membership: z
      .object({
        status: z.string(),
        isMember: z.boolean(),
        currentPeriodEnd: z.iso.datetime({ offset: true }).nullable(),
        endsAt: z.iso.datetime({ offset: true }).nullable(),
      })
      .nullable()
      .meta({ description: "The caller's subscription. `endsAt` when it was cancelled." }),
    aal: z.enum(["aal1", "aal2"]).nullable(),
  })
  .meta({ id: "Session" });
export type SessionView = z.output<typeof sessionView>;

export const registeredView = z.object({ ...sessionView.shape, confirmationRequired: z.boolean() }).meta({
  id: "Registered",
  description:
    "`confirmationRequired`: a link was sent, and nobody is signed in yet. It is answered for an address " +
    "that has an account as well.",
});
export type RegisteredView = z.output<typeof registeredView>;
