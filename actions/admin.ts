"use server";

import { z } from "zod";
import { replayStripeEvent as replay } from "#lib/billing/events.ts";
import { action } from "#lib/http/action.ts";
import { fieldOf, formAction } from "./form-action.ts";

const replayOne = action(
  {
    auth: "user",
    roles: ["admin"],
    limit: "write",
    input: z.strictObject({ id: z.string().min(1).max(255) }),
  },
  ({ input }) => replay(input.id),
);

/** Has an event of Stripe's worked on once more. */
export const replayStripeEvent = formAction(replayOne, {
  input: (form) => ({ id: fieldOf(form, "id") }),
  answer: () => ({ say: "It is in the queue." }),
});
