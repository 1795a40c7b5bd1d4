"use server";

import { replayStripeEvent as replay } from "#lib/billing/events.ts";
import { stripeEventParams } from "#lib/billing/schema.ts";
import { action } from "#lib/http/action.ts";
import { deleteJob as drop, retryJob as retry } from "#lib/jobs/queries.ts";
import { jobParams } from "#lib/jobs/schema.ts";
import { fieldOf, formAction } from "./form-action.ts";

const byAdmins = { auth: "user", roles: ["admin"], limit: "write" } as const;
const idOf = (form: FormData) => ({ id: fieldOf(form, "id") });

const replayOne = action({ ...byAdmins, input: stripeEventParams }, ({ input, trail }) =>
  replay(input.id, trail),
);

/** Has an event of Stripe's worked on once more. */
export const replayStripeEvent = formAction(replayOne, {
  input: idOf,
  answer: () => ({ say: "It is in the queue." }),
});

const retryOne = action({ ...byAdmins, input: jobParams }, ({ input, trail }) => retry(input.id, trail));

/** Has a job tried now. */
export const retryJob = formAction(retryOne, { input: idOf, answer: () => ({ say: "It is tried now." }) });

const dropOne = action({ ...byAdmins, input: jobParams }, ({ input, trail }) => drop(input.id, trail));

/** Takes a job out of the queue, undone. */
export const deleteJob = formAction(dropOne, { input: idOf, answer: () => ({ say: "It is gone." }) });
