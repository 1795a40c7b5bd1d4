import { expect, test } from "vitest";
import { triggerTypes } from "../../../local/stripe/trigger.ts";
import { openAccount, types } from "./account.ts";

test.each([...triggerTypes])("%s can be triggered, with nothing there before", async (type) => {
  const { stripe, service } = await openAccount({ catalogue: false });
  expect(types(service.trigger(type))).toContain(type);
  const { data } = await stripe.events.list({ limit: 100 });
  for (const event of data) expect(event).toMatchObject({ object: "event", livemode: false });
});

test("what cannot be triggered is refused, with what can", async () => {
  const { service } = await openAccount();
  for (const type of ["account.updated", "__proto__", "constructor", ""]) {
    expect(() => service.trigger(type)).toThrow("invoice.paid");
  }
  expect(() => service.trigger("charge.refunded", { charge: "ch_nobody" })).toThrow("No such charge");
});
