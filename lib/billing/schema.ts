import { z } from "zod";
import { pageOf, pageParameters } from "../pagination.ts";

const moment = z.iso.datetime({ offset: true });
const amount = z.int().meta({ description: "In minor units of the currency." });
const currency = z.string().meta({ description: "ISO 4217 in lower case." });

export const cataloguePrice = z.object({
  id: z.string(),
  lookupKey: z.string().nullable(),
  currency,
  unitAmount: amount,
  type: z.enum(["recurring", "one_time"]),
  interval: z.enum(["day", "week", "month", "year"]).nullable(),
  intervalCount: z.int().nullable(),
});
export type CataloguePrice = z.output<typeof cataloguePrice>;

export const catalogueProduct = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    prices: z.array(cataloguePrice),
  })
  .meta({
    id: "Product",
    examples: [
      {
        id: "prod_member",
        name: "Membership",
        description: "Everything that is for members.",
        prices: [
          {
            id: "price_month",
            lookupKey: "member_month",
            currency: "eur",
            unitAmount: 700,
            type: "recurring",
            interval: "month",
            intervalCount: 1,
          },
        ],
      },
    ],
  });
export type CatalogueProduct = z.output<typeof catalogueProduct>;
export const catalogueView = z
  .object({ data: z.array(catalogueProduct) })
  .meta({ examples: [{ data: catalogueProduct.meta()?.examples }] });

const idText = z.string().min(1).max(255);

/** The id of an object of Stripe's, or one that its owner has chosen, as of a plan: at most 255 characters. */
export const stripeId = idText.regex(/^[\w.-]+$/, "Is not an id of Stripe's");

export const createCheckoutInput = z
  .strictObject({
    priceId: idText
      .regex(/^\w+$/, "Is not the id of a price")
      .meta({ description: "A price of `GET /api/billing/catalogue`." }),
    next: z
      .string()
      .max(500)
      .regex(/^\/(?![/\\])[^\s\\]*$/, "Must be a path of this site")
      .optional()
      .meta({ description: "The path of the page to go on with when it is paid." }),
  })
  .meta({ examples: [{ priceId: "price_month", next: "/posts/what-a-library-keeps" }] });
export type CreateCheckoutInput = z.output<typeof createCheckoutInput>;
export const hostedPageView = z.object({ url: z.url() }).meta({
  description: "A page at Stripe to go to.",
  examples: [{ url: "https://checkout.stripe.com/c/pay/cs_test_a1B2c3D4" }],
});

/** What was bought, and for how much, as it was sold: it may be off sale by now. */
export const purchasedPrice = z.object({
  name: z.string(),
  currency,
  unitAmount: amount.nullable(),
  interval: z.enum(["day", "week", "month", "year"]).nullable(),
  intervalCount: z.int().nullable(),
});
export type PurchasedPrice = z.output<typeof purchasedPrice>;

export const subscriptionView = z
  .object({
    id: z.string(),
    status: z.enum([
      ...["incomplete", "incomplete_expired", "trialing", "active"],
      ...["past_due", "canceled", "unpaid", "paused"],
    ] as const),
    priceId: z.string().nullable(),
    price: purchasedPrice.nullable().meta({ description: "Also when it is off sale. Null: unknown here." }),
    currentPeriodEnd: moment.nullable(),
    cancelAtPeriodEnd: z.boolean(),
    cancelAt: moment.nullable(),
    trialEnd: moment.nullable(),
    pastDueSince: moment.nullable().meta({ description: "Since when a payment is owed." }),
    graceEndsAt: moment.nullable().meta({
      description:
        "Past due: until when it stays open all the same. After that it is closed until it is paid.",
    }),
    paymentsPaused: z
      .boolean()
      .meta({ description: "Nothing is collected for now. It takes no access away." }),
    revokedAt: moment.nullable().meta({
      description:
        "When the payment of the current period was refunded or disputed, which closes it at once.",
    }),
    isMember: z.boolean().meta({ description: "Whether what is for members is open to the caller now." }),
  })
  .meta({
    id: "Subscription",
    examples: [
      {
        id: "sub_1Q2w3E4r",
        status: "active",
        priceId: "price_month",
        price: { name: "Membership", currency: "eur", unitAmount: 700, interval: "month", intervalCount: 1 },
        currentPeriodEnd: "2026-12-03T09:00:00+00:00",
        cancelAtPeriodEnd: false,
        cancelAt: null,
        trialEnd: null,
        pastDueSince: null,
        graceEndsAt: null,
        paymentsPaused: false,
        revokedAt: null,
        isMember: true,
      },
    ],
  });
export type SubscriptionView = z.output<typeof subscriptionView>;

export const orderView = z
  .object({
    id: z.string(),
    priceId: z.string().nullable(),
    name: z.string().nullable().meta({ description: "What was bought, also when it is off sale." }),
    quantity: z.int(),
    amount,
    amountRefunded: amount,
    currency,
    status: z.enum(["pending", "paid", "failed", "expired", "refunded", "disputed"]),
    paidAt: moment.nullable(),
    createdAt: moment,
  })
  .meta({
    id: "Order",
    examples: [
      {
        id: "cs_test_a1B2c3D4",
        priceId: "price_reader",
        name: "The reader, in print",
        quantity: 1,
        amount: 2400,
        amountRefunded: 0,
        currency: "eur",
        status: "paid",
        paidAt: "2026-11-03T09:31:07+00:00",
        createdAt: "2026-11-03T09:29:44.015+00:00",
      },
    ],
  });
export type OrderView = z.output<typeof orderView>;
export const orderPage = pageOf(orderView);
const byCursor = z.object({ limit: pageParameters.limit, cursor: pageParameters.cursor });
export const listOrdersQuery = byCursor;
export type ListOrdersQuery = z.output<typeof listOrdersQuery>;

export type InvoiceView = {
  id: string;
  number: string | null;
  status: "draft" | "open" | "paid" | "uncollectible" | "void" | null;
  total: number;
  /** what of it was paid back */
  amountRefunded: number;
  isDisputed: boolean;
  currency: string;
  createdAt: string;
  url: string | null;
};

export const stripeEventStates = ["pending", "processed", "ignored", "failed", "dead"] as const;
export type StripeEventState = (typeof stripeEventStates)[number];

export const stripeEventView = z
  .object({
    id: z.string(),
    type: z.string(),
    objectId: z.string().nullable(),
    state: z.enum(stripeEventStates),
    attempts: z.int(),
    lastError: z.string().nullable(),
    created: moment,
    receivedAt: moment,
    processedAt: moment.nullable(),
  })
  .meta({
    id: "StripeEvent",
    examples: [
      {
        id: "evt_1Q2w3E4r",
        type: "invoice.paid",
        objectId: "in_1Q2w3E4r",
        state: "processed",
        attempts: 1,
        lastError: null,
        created: "2026-11-03T09:31:05+00:00",
        receivedAt: "2026-11-03T09:31:06.204+00:00",
        processedAt: "2026-11-03T09:31:06.391+00:00",
      },
    ],
  });
export type StripeEventView = z.output<typeof stripeEventView>;
export const stripeEventPage = pageOf(stripeEventView);
export const listStripeEventsQuery = byCursor.extend({ state: z.enum(stripeEventStates).optional() });
export type ListStripeEventsQuery = z.output<typeof listStripeEventsQuery>;
export const stripeEventParams = z.object({ id: stripeId.meta({ examples: ["evt_1Q2w3E4r"] }) });
