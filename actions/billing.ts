"use server";

import { z } from "zod";
import { sameSitePath } from "#lib/auth/next-path.ts";
import { createCheckout } from "#lib/billing/checkout.ts";
import { createPortal } from "#lib/billing/portal.ts";
import { createCheckoutInput } from "#lib/billing/schema.ts";
import { action } from "#lib/http/action.ts";
import { fieldOf, formAction } from "./form-action.ts";

const nextOf = (form: FormData) => (form.has("next") ? sameSitePath(fieldOf(form, "next"), "/") : undefined);

const checkout = action({ auth: "user", limit: "write", input: createCheckoutInput }, ({ caller, input }) =>
  createCheckout(caller, input),
);

/** Goes to Stripe's page to pay for a price. Whoever is not signed in does that first, and finds the choice again. */
export const startCheckout = formAction(checkout, {
  input: (form) => ({ priceId: fieldOf(form, "priceId"), next: nextOf(form) }),
  answer: ({ url }) => ({ to: url }),
  signIn: (form) => {
    const next = nextOf(form);
    return `/pricing?${new URLSearchParams({ price: fieldOf(form, "priceId"), ...(next && { next }) })}`;
  },
});

const portal = action({ auth: "user", limit: "write", input: z.strictObject({}) }, ({ caller }) =>
  createPortal(caller),
);

/** Goes to Stripe's page for the caller's plan, card and invoices. */
export const openPortal = formAction(portal, { input: () => ({}), answer: ({ url }) => ({ to: url }) });
