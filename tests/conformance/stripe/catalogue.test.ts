import { expect, test } from "vitest";
import { openAccount, priceOf, refusal, types } from "./account.ts";

test("the demo catalogue is there, with its lookup keys", async () => {
  const { stripe } = await openAccount();
  const { data } = await stripe.prices.list({
    lookup_keys: ["membership_monthly", "membership_yearly", "annual_print"],
    expand: ["data.product"],
  });
  const shown = data.map((price) => [
    price.lookup_key,
    price.unit_amount,
    price.currency,
    price.recurring?.interval ?? null,
    (price.product as { name: string }).name,
  ]);
  expect(shown.sort()).toEqual([
    ["annual_print", 2500, "eur", null, "Printed annual"],
    ["membership_monthly", 500, "eur", "month", "Membership"],
    ["membership_yearly", 5000, "eur", "year", "Membership"],
  ]);
});

test("a product is made, changed, listed, searched and deleted", async () => {
  const { stripe, service } = await openAccount();
  const product = await stripe.products.create({
    name: "Posters",
    description: "On paper",
    metadata: { shelf: "a", colour: "red" },
    images: ["https://example.com/a.png"],
  });
  expect(product).toMatchObject({ object: "product", active: true, type: "service", livemode: false });
  const changed = await stripe.products.update(product.id, {
    active: false,
    description: "",
    metadata: { shelf: "", size: "big" },
  });
  expect(changed).toMatchObject({
    active: false,
    description: null,
    metadata: { colour: "red", size: "big" },
  });
  expect((await stripe.products.list({ active: false })).data.map(({ id }) => id)).toEqual([product.id]);
  expect((await stripe.products.search({ query: "metadata['size']:'big'" })).data).toHaveLength(1);
  expect(await stripe.products.del(product.id)).toEqual(
    expect.objectContaining({ id: product.id, object: "product", deleted: true }),
  );
  expect((await refusal(stripe.products.retrieve(product.id))).statusCode).toBe(404);
  expect(types(service.events.take())).toEqual(["product.created", "product.updated", "product.deleted"]);
});

test("a changed product's event says what it was before, and nothing else", async () => {
  const { stripe, service } = await openAccount();
  const product = await stripe.products.create({ name: "Posters", metadata: { shelf: "a" } });
  service.events.take();
  service.clock.advance("1h");
  await stripe.products.update(product.id, { name: "Prints", metadata: { shelf: "b" } });
  const [event] = service.events.take();
  expect(event!.data.previous_attributes).toEqual({
    name: "Posters",
    metadata: { shelf: "a" },
    updated: product.updated,
  });
  expect(event!.data.object).toMatchObject({ name: "Prints", metadata: { shelf: "b" } });
});

test("a price keeps its tax behaviour and is a whole object", async () => {
  const { stripe } = await openAccount();
  const product = await stripe.products.create({ name: "A plan" });
  const price = await stripe.prices.create({
    product: product.id,
    currency: "EUR",
    unit_amount: 900,
    recurring: { interval: "month", interval_count: 3 },
    tax_behavior: "inclusive",
    lookup_key: "quarterly",
    nickname: "Quarterly",
  });
  expect(price).toMatchObject({
    currency: "eur",
    tax_behavior: "inclusive",
    type: "recurring",
    recurring: { interval: "month", interval_count: 3, usage_type: "licensed", meter: null },
    billing_scheme: "per_unit",
    tiers_mode: null,
    custom_unit_amount: null,
    transform_quantity: null,
  });
  expect(String(price.unit_amount_decimal)).toBe("900");
});

test("a lookup key belongs to one price until it is transferred", async () => {
  const { stripe } = await openAccount();
  const old = await priceOf(stripe, "membership_monthly");
  const input = {
    product: old.product as string,
    currency: "eur",
    unit_amount: 700,
    recurring: { interval: "month" as const },
    lookup_key: "membership_monthly",
  };
  expect((await refusal(stripe.prices.create(input))).param).toBe("lookup_key");
  const price = await stripe.prices.create({ ...input, transfer_lookup_key: true });
  expect((await priceOf(stripe, "membership_monthly")).id).toBe(price.id);
  expect((await stripe.prices.retrieve(old.id)).lookup_key).toBeNull();
});

test("lists come in pages, both ways, newest first", async () => {
  const { stripe } = await openAccount();
  for (let count = 1; count <= 7; count += 1) await stripe.customers.create({ name: `Customer ${count}` });
  const first = await stripe.customers.list({ limit: 3 });
  expect(first).toMatchObject({ object: "list", url: "/v1/customers", has_more: true });
  expect(first.data.map(({ name }) => name)).toEqual(["Customer 7", "Customer 6", "Customer 5"]);
  const second = await stripe.customers.list({ limit: 3, starting_after: first.data[2]!.id });
  expect(second.data.map(({ name }) => name)).toEqual(["Customer 4", "Customer 3", "Customer 2"]);
  const back = await stripe.customers.list({ limit: 2, ending_before: second.data[0]!.id });
  expect(back.data.map(({ name }) => name)).toEqual(["Customer 6", "Customer 5"]);
  expect(back.has_more).toBe(true);
  const all: (string | null | undefined)[] = [];
  for await (const customer of stripe.customers.list({ limit: 2 })) all.push(customer.name);
  expect(all).toHaveLength(7);
  const backwards: string[] = [];
  for await (const one of stripe.customers.list({ limit: 2, ending_before: second.data[2]!.id })) {
    backwards.push(one.name!);
  }
  expect(backwards).toEqual(["Customer 3", "Customer 4", "Customer 5", "Customer 6", "Customer 7"]);
});

test("a customer is made, found, changed and deleted with what hangs on it", async () => {
  const { stripe, service } = await openAccount();
  const customer = await stripe.customers.create({
    email: "ida@plinth.test",
    name: "Ida",
    metadata: { user: "42" },
    address: { city: "Graz", country: "AT" },
  });
  expect(customer).toMatchObject({ object: "customer", balance: 0, currency: null, delinquent: false });
  expect(customer.address).toEqual({
    city: "Graz",
    country: "AT",
    line1: null,
    line2: null,
    postal_code: null,
    state: null,
  });
  expect((await stripe.customers.list({ email: "ida@plinth.test" })).data).toHaveLength(1);
  expect(
    (await stripe.customers.search({ query: "email:'ida@plinth.test' AND metadata['user']:'42'" })).data,
  ).toHaveLength(1);
  expect((await stripe.customers.search({ query: "name~'id' OR name:'x'" })).data).toHaveLength(1);
  expect((await stripe.customers.search({ query: "-name:'Ida'" })).data).toHaveLength(0);
  expect((await stripe.customers.update(customer.id, { name: "" })).name).toBeNull();
  await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
  expect((await stripe.customers.listPaymentMethods(customer.id)).data[0]!.card!.last4).toBe("4242");
  await stripe.customers.del(customer.id);
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ id: customer.id, deleted: true });
  expect(types(service.events.take())).toEqual([
    "customer.created",
    "customer.updated",
    "payment_method.attached",
    "customer.deleted",
  ]);
});
