import { z } from "zod";
import { uuid } from "../text.ts";
import { ida, personName, username } from "../users/schema.ts";
import { roleNames } from "./caller.ts";
import { givenPassword, newPassword } from "./passwords.ts";

export const email = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.email("Must be an email address").max(254))
  .meta({ override: { type: "string", format: "email", maxLength: 254 }, examples: ["ida@example.com"] });

const next = z
  .string()
  .max(2000)
  .optional()
  .meta({ description: "Where to go then: a path on this site.", examples: ["/write"] });

const credentials = { email: "ida@example.com", password: "orchard lantern 47" };

export const registerInput = z
  .strictObject({
    email,
    password: newPassword,
    name: personName,
    username: username.optional().meta({ description: "Left out, it is made from the name." }),
  })
  .meta({ examples: [{ ...credentials, name: "Ida Lindqvist" }] });
export type RegisterInput = z.output<typeof registerInput>;

export const loginInput = z
  .strictObject({ email, password: givenPassword })
  .meta({ examples: [credentials] });
export type LoginInput = z.output<typeof loginInput>;

export const logoutInput = z
  .strictObject({
    scope: z
      .enum(["local", "global", "others"])
      .default("local")
      .meta({ description: "`local` ends this session, `global` all of one's own, `others` all but this." }),
  })
  .default({ scope: "local" })
  .meta({ examples: [{ scope: "others" }] });
export type LogoutScope = z.output<typeof logoutInput>["scope"];

export const magicLinkInput = z
  .strictObject({ email, next })
  .meta({ examples: [{ email: "ida@example.com", next: "/write" }] });
export type MagicLinkInput = z.output<typeof magicLinkInput>;

export const forgotPasswordInput = z
  .strictObject({ email })
  .meta({ examples: [{ email: "ida@example.com" }] });
export type ForgotPasswordInput = z.output<typeof forgotPasswordInput>;

const exampleHash = "pkce_5f0c2a9be1d84737a6c1f0d2";
const tokenHash = z
  .string()
  .min(1)
  .max(500)
  .meta({ examples: [exampleHash] });

export const resetPasswordInput = z
  .strictObject({
    password: newPassword,
    tokenHash: tokenHash.optional().meta({
      description: "From the link in the email. Not needed once the link has signed its reader in.",
    }),
  })
  .meta({ examples: [{ password: "seven quiet rivers", tokenHash: exampleHash }] });
export type ResetPasswordInput = z.output<typeof resetPasswordInput>;

export const changePasswordInput = z.strictObject({ password: newPassword });
export type ChangePasswordInput = z.output<typeof changePasswordInput>;

const emailTokenType = z.enum(["signup", "invite", "magiclink", "recovery", "email_change", "email"]);

export const verifyInput = z
  .strictObject({ tokenHash, type: emailTokenType })
  .meta({ examples: [{ tokenHash: exampleHash, type: "email" }] });
export type VerifyInput = z.output<typeof verifyInput>;

/** The query of the links in the emails (supabase/templates). */
export const verifyQuery = z.object({ token_hash: tokenHash, type: emailTokenType, next });

export const callbackQuery = z.object({
  code: z
    .string()
    .max(500)
    .optional()
    .meta({ description: "What the sign-in gave out, to be exchanged once.", examples: ["0f1e2d3c-4b5a"] }),
  error_code: z.string().max(100).optional().meta({ description: "Why the sign-in failed, if it did." }),
  next,
});

const signedIn = {
  user: { id: ida.id, email: "ida@example.com", name: ida.name, username: ida.username, roles: [] },
  membership: {
    status: "active",
    isMember: true,
    currentPeriodEnd: "2026-12-03T09:00:00+00:00",
    endsAt: null,
  },
  aal: "aal1",
};
const signedOut = { user: null, membership: null, aal: null };

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
  .meta({ id: "Session", examples: [signedIn, signedOut] });
export type SessionView = z.output<typeof sessionView>;

export const registeredView = z.object({ ...sessionView.shape, confirmationRequired: z.boolean() }).meta({
  id: "Registered",
  description:
    "`confirmationRequired`: a link was sent, and nobody is signed in yet. It is answered for an address " +
    "that has an account as well.",
  examples: [
    { ...signedIn, membership: null, confirmationRequired: false },
    { ...signedOut, confirmationRequired: true },
  ],
});
export type RegisteredView = z.output<typeof registeredView>;
