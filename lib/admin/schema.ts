import { z } from "zod";
import { roleNames } from "../auth/caller.ts";
import { newPassword } from "../auth/passwords.ts";
import { email } from "../auth/schema.ts";
import { orderView } from "../billing/schema.ts";
import { pageOf, pageParameters } from "../pagination.ts";
import { postStatus, postVisibility } from "../posts/schema.ts";
import { line, uuid } from "../text.ts";
import { authorView, ida, noor, personName, username } from "../users/schema.ts";

const moment = z.iso.datetime({ offset: true });
const byCursor = { limit: pageParameters.limit, cursor: pageParameters.cursor };

export const createAccountInput = z
  .strictObject({
    email,
    password: newPassword,
    name: personName,
    username: username.optional(),
  })
  .meta({
    examples: [
      {
        email: "noor@example.com",
        password: "seven quiet rivers",
        name: "Noor Haddad",
        username: "noor",
      },
    ],
  });
export type CreateAccountInput = z.output<typeof createAccountInput>;

const ban = {
  until: "2027-01-31T12:00:00+00:00",
  reason: "Advertises in comments, after two warnings",
  bannedAt: "2026-11-29T08:30:00.123456+00:00",
  bannedBy: noor.id,
};

export const banView = z
  .object({
    until: moment.nullable().meta({ description: "Null: for good." }),
    reason: z.string(),
    bannedAt: moment,
    bannedBy: uuid.nullable().meta({ description: "Null: it was not done here." }),
  })
  .meta({ id: "Ban", examples: [ban] });

export const personView = z
  .object({
    ...authorView.shape,
    email: z.string(),
    emailConfirmed: z.boolean(),
    roles: z.array(z.enum(roleNames)),
    ban: banView.nullable().meta({ description: "The ban that there is now." }),
    createdAt: moment,
    lastSignInAt: moment.nullable(),
  })
  .meta({
    id: "Person",
    description: "An account as admins see it.",
    examples: [
      {
        ...ida,
        email: "ida@example.com",
        emailConfirmed: true,
        roles: ["editor"],
        ban: null,
        createdAt: "2026-03-01T10:00:00.5+00:00",
        lastSignInAt: "2026-11-28T19:12:44.25+00:00",
      },
    ],
  });
export type PersonView = z.output<typeof personView>;
export const personPage = pageOf(personView);

const flag = z
  .union([z.boolean(), z.enum(["true", "false"]).transform((value) => value === "true")])
  .meta({ override: { type: "boolean" } });

export const listPeopleQuery = z.object({
  ...byCursor,
  q: line({ max: 254 }).optional().meta({ description: "Part of a name, a user name or an email address." }),
  role: z.enum(roleNames).optional(),
  banned: flag.optional(),
});
export type ListPeopleQuery = z.output<typeof listPeopleQuery>;

const personId = uuid.meta({ examples: [ida.id] });
export const personParams = z.object({ id: personId });
export const roleParams = z.object({ id: personId, role: z.enum(roleNames).meta({ examples: ["editor"] }) });

/** Auth is told how long a ban lasts, and cannot count further than some hundred years. */
const longestBanMs = 50 * 365 * 24 * 60 * 60 * 1000;

export const banInput = z
  .strictObject({
    reason: line({ min: 3, max: 500 }).meta({ description: "For other admins. The person is not told." }),
    until: moment
      .refine((value) => Date.parse(value) > Date.now(), { error: "Must be in the future" })
      .refine((value) => Date.parse(value) < Date.now() + longestBanMs, { error: "Must be within 50 years" })
      .optional()
      .meta({ description: "Left out, it is for good." }),
  })
  .meta({ examples: [{ reason: ban.reason, until: "2076-01-31T12:00:00Z" }] });
export type BanInput = z.output<typeof banInput>;

export const listAllPostsQuery = z.object({
  ...byCursor,
  status: postStatus.optional(),
  visibility: postVisibility.optional(),
  author: uuid.optional(),
});
export type ListAllPostsQuery = z.output<typeof listAllPostsQuery>;

const [orderExample] = (orderView.meta()?.examples ?? []) as z.output<typeof orderView>[];

export const soldOrderView = z
  .object({
    ...orderView.shape,
    user: authorView.nullable().meta({ description: "Null: nobody here, or gone." }),
    stripeCustomerId: z.string().nullable(),
    stripePaymentIntentId: z.string().nullable(),
  })
  .meta({
    id: "SoldOrder",
    description: "An order as admins see it.",
    examples: [
      {
        ...orderExample,
        user: noor,
        stripeCustomerId: "cus_RbZ1c0XyZexample",
        stripePaymentIntentId: "pi_3QexampleXyZ0c1RbZ",
      },
    ],
  });
export type SoldOrderView = z.output<typeof soldOrderView>;
export const soldOrderPage = pageOf(soldOrderView);

export const listAllOrdersQuery = z.object({
  ...byCursor,
  status: orderView.shape.status.optional(),
  user: uuid.optional().meta({ description: "Who bought it." }),
});
export type ListAllOrdersQuery = z.output<typeof listAllOrdersQuery>;
