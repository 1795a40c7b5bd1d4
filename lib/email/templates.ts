import { z } from "zod";

const money = { amount: z.int(), currency: z.string().regex(/^[a-z]{3}$/) };

/** Every email of the application by its template, with what it has to be told. Auth writes its own. */
export const emailInput = z.discriminatedUnion("template", [
  z.object({ template: z.literal("welcome"), data: z.object({}) }),
  z.object({
    template: z.literal("receipt"),
    data: z.object({ ...money, what: z.string(), number: z.string().nullable(), url: z.string().nullable() }),
  }),
  z.object({
    template: z.literal("payment_failed"),
    data: z.object({ ...money, url: z.string().nullable() }),
  }),
  z.object({
    template: z.literal("membership_ends"),
    data: z.object({ at: z.iso.datetime({ offset: true }), hasEnded: z.boolean() }),
  }),
  z.object({
    template: z.literal("new_comment"),
    data: z.object({ author: z.string(), title: z.string(), slug: z.string() }),
  }),
]);
export type EmailInput = z.output<typeof emailInput>;
export type EmailData<T extends EmailInput["template"]> = Extract<EmailInput, { template: T }>["data"];
