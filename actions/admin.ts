"use server";

import { banPerson, liftBan } from "#lib/admin/bans.ts";
import { grantRole, revokeRole } from "#lib/admin/roles.ts";
import { banInput, personParams, roleParams } from "#lib/admin/schema.ts";
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

const giveRole = action({ ...byAdmins, input: roleParams }, ({ input, trail }) =>
  grantRole(input.id, input.role, trail),
);
const takeRole = action({ ...byAdmins, input: roleParams }, ({ caller, input, trail }) =>
  revokeRole(caller, input.id, input.role, trail),
);
const roleOf = (form: FormData) => ({ id: fieldOf(form, "id"), role: fieldOf(form, "role") });

/** Gives somebody a role. */
export const grantOne = formAction(giveRole, {
  input: roleOf,
  answer: (_, form) => ({ say: `The role ${fieldOf(form, "role")} is given.` }),
});

/** Takes a role from somebody. */
export const revokeOne = formAction(takeRole, {
  input: roleOf,
  answer: (_, form) => ({ say: `The role ${fieldOf(form, "role")} is taken.` }),
});

const banWhom = banInput.extend(personParams.shape);
const banOne = action({ ...byAdmins, input: banWhom }, ({ caller, input: { id, ...ban }, trail }) =>
  banPerson(caller, id, ban, trail),
);

/** A browser's date and time, which the form asks for in UTC. */
function momentOf(form: FormData, name: string): { until?: string } {
  const local = fieldOf(form, name);
  if (local === "") return {};
  return { until: /T\d\d:\d\d$/.test(local) ? `${local}:00Z` : `${local}Z` };
}

/** Bans somebody, or changes the ban. */
export const banSomebody = formAction(banOne, {
  input: (form) => ({
    id: fieldOf(form, "id"),
    reason: fieldOf(form, "reason"),
    ...momentOf(form, "until"),
  }),
  answer: ({ name }) => ({ say: `${name} is banned.` }),
});

const unbanOne = action({ ...byAdmins, input: personParams }, ({ input, trail }) => liftBan(input.id, trail));

/** Lifts somebody's ban. */
export const unbanSomebody = formAction(unbanOne, {
  input: idOf,
  answer: () => ({ say: "The ban is lifted." }),
});
