"use server";

import * as accounts from "#lib/auth/accounts.ts";
import { sameSitePath } from "#lib/auth/next-path.ts";
import {
  changePasswordInput,
  forgotPasswordInput,
  loginInput,
  logoutInput,
  magicLinkInput,
  registerInput,
} from "#lib/auth/schema.ts";
import { action } from "#lib/http/action.ts";
import { buttonAction, fieldOf, formAction } from "./form-action.ts";

const nextOf = (form: FormData) => sameSitePath(fieldOf(form, "next"), "/");

/** Signs in with a password and goes where the visitor wanted to go. */
export const login = formAction(
  action({ auth: "public", limit: "auth", byAccount: true, input: loginInput }, ({ session, input, trail }) =>
    accounts.login(session, input, trail),
  ),
  {
    input: (form) => ({ email: fieldOf(form, "email"), password: fieldOf(form, "password") }),
    answer: (_, form) => ({ to: nextOf(form) }),
  },
);

/** Makes an account. Where addresses are confirmed first, the page says that a mail is on its way. */
export const register = formAction(
  action(
    { auth: "public", limit: "auth", byAccount: true, input: registerInput },
    ({ session, input, trail }) => accounts.register(session, input, trail),
  ),
  {
    input: (form) => ({
      name: fieldOf(form, "name"),
      email: fieldOf(form, "email"),
      password: fieldOf(form, "password"),
    }),
    answer: ({ confirmationRequired }, form) =>
      confirmationRequired
        ? { say: "Almost there: follow the link in the mail that was just sent to you." }
        : { to: nextOf(form) },
  },
);

/** Mails a link that signs in. It says the same for an address that nobody has. */
export const sendMagicLink = formAction(
  action(
    { auth: "public", limit: "auth", byAccount: true, input: magicLinkInput },
    ({ session, input, later }) => accounts.sendMagicLink(session, input, later),
  ),
  {
    input: (form) => ({ email: fieldOf(form, "email"), next: nextOf(form) }),
    answer: () => ({ say: "If that address has an account, a link is on its way to it." }),
  },
);

/** Mails a link to choose a new password. It says the same for an address that nobody has. */
export const requestPasswordReset = formAction(
  action(
    { auth: "public", limit: "auth", byAccount: true, input: forgotPasswordInput },
    ({ session, input, later }) => accounts.requestPasswordReset(session, input, later),
  ),
  {
    input: (form) => ({ email: fieldOf(form, "email") }),
    answer: () => ({ say: "If that address has an account, a link is on its way to it." }),
  },
);

const setPassword = action(
  { auth: "user", limit: "auth", input: changePasswordInput },
  ({ session, input, trail }) => accounts.changePassword(session, input, trail),
);
const passwordOf = (form: FormData) => ({ password: fieldOf(form, "password") });

/** Sets the password of somebody who came by the link in the mail. */
export const resetPassword = formAction(setPassword, { input: passwordOf, answer: () => ({ to: "/" }) });

/** Sets the password of somebody who is at the settings. */
export const changePassword = formAction(setPassword, {
  input: passwordOf,
  answer: () => ({ say: "The password is changed. Your other sessions are signed out." }),
});

const end = action(
  { auth: "public", limit: "auth", input: logoutInput },
  ({ session, caller, input, trail }) => accounts.logout(session, caller, input.scope, trail),
);

/** Signs out of this browser. */
export const logout = buttonAction(end, { input: () => ({ scope: "local" }), at: () => "/", leave: true });

/** Signs out of every browser and device. */
export const logoutEverywhere = buttonAction(end, {
  input: () => ({ scope: "global" }),
  at: () => "/",
  leave: true,
});
