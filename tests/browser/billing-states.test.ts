import { beforeAll, expect, test } from "vitest";
import { giveOwnTime, stripeUnderTest } from "../support/own-time.ts";
import { newPerson, newPost, type Person, password, sql } from "../support/people.ts";
import { buy, pricesForSale } from "../support/shopping.ts";
import { browserForFile, browserTest, type Visitor } from "./visitor.ts";

// What the pages say of a membership or an order in each state that Stripe can bring it into.

const visit = browserForFile();
let prices: Record<string, string>;
beforeAll(async () => {
  prices = await pricesForSale();
}, 60_000);

const soon = { timeout: 20_000 };

/** A page as its reader gets it. */
async function textOf(reader: Person, path: string): Promise<string> {
  const { status, body } = await reader.get(path);
  expect(status).toBe(200);
  return String(body)
    .replaceAll(/<!--.*?-->/g, "")
    .replaceAll("&#x27;", "'");
}

async function newMember() {
  const reader = await newPerson();
  const { customer, advance } = await giveOwnTime(reader.id, reader.email);
  await buy(reader, prices.membership_monthly!);
  const subscription = async () => (await reader.get("/api/billing/subscription")).body;
  await expect.poll(async () => (await subscription())?.status, soon).toBe("active");
  return { reader, customer, advance, subscription, id: (await subscription()).id as string };
}

const returnFrom = (session: string) => `/checkout/return?session_id=${session}`;
const sessionOf = async (customer: string) =>
  (await stripeUnderTest().checkout.sessions.list({ customer, limit: 1 })).data[0]!.id;

test("an old link from a purchase that was paid back says so, and waits for nothing", async () => {
  const reader = await newPerson();
  await buy(reader, prices.annual_print!);
  const orders = async () => (await reader.get("/api/orders")).body.data;
  await expect.poll(async () => (await orders())[0]?.status, soon).toBe("paid");
  const [{ id: session }] = await orders();
  expect(await textOf(reader, returnFrom(session))).toContain("Thank you");
  const [payment] = await sql("select stripe_payment_intent_id as id from public.orders where id = $1", [
    session,
  ]);
  await stripeUnderTest().refunds.create({ payment_intent: String(payment?.id) });
  await expect.poll(async () => (await orders())[0]?.status, soon).toBe("refunded");
  const text = await textOf(reader, returnFrom(session));
  expect(text).toContain("This was paid back");
  expect(text).not.toContain("One moment");
  expect(await textOf(reader, "/settings/billing")).toContain("Refunded");
}, 60_000);

test("an old link from a membership that has ended says so, and waits for nothing", async () => {
  const { reader, customer, id, subscription } = await newMember();
  const session = await sessionOf(customer);
  expect(await textOf(reader, returnFrom(session))).toContain("You are a member");
  await stripeUnderTest().subscriptions.cancel(id);
  await expect.poll(async () => (await subscription()).status, soon).toBe("canceled");
  const text = await textOf(reader, returnFrom(session));
  expect(text).toContain("This membership is closed");
  expect(text).not.toContain("One moment");
}, 60_000);

test("somebody else's purchase is nobody's", async () => {
  const { customer } = await newMember();
  const stranger = await newPerson();
  expect((await stranger.get(returnFrom(await sessionOf(customer)))).status).toBe(404);
}, 60_000);

test("while a payment is owed, the moment until which it stays open is named", async () => {
  const { reader, customer, advance, id, subscription } = await newMember();
  const stripe = stripeUnderTest();
  const { id: card } = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  await stripe.subscriptions.update(id, { default_payment_method: card });
  await advance(32);
  await expect.poll(async () => (await subscription()).status, soon).toBe("past_due");
  const { graceEndsAt } = await subscription();
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
  const text = await textOf(reader, "/settings/billing");
  expect(text).toContain('data-membership="grace"');
  expect(text).toMatch(
    new RegExp(`You still read everything until.{0,100}${day.format(new Date(graceEndsAt))}`),
  );
  expect(text).toContain("Choose another card");
  expect(text).toContain("To be paid");
}, 60_000);

test("what was paid back is closed, says that it runs on, and is not sold a second time", async () => {
  const { reader, customer, subscription } = await newMember();
  const post = await newPost(await newPerson(), { visibility: "members" });
  const { data } = await stripeUnderTest().charges.list({ customer });
  await stripeUnderTest().refunds.create({ charge: data[0]!.id });
  await expect.poll(async () => (await subscription()).isMember, soon).toBe(false);
  const text = await textOf(reader, "/settings/billing");
  expect(text).toContain('data-membership="revoked"');
  expect(text).toContain("it is charged again on");
  expect(text).toContain("Refunded");
  expect(await textOf(reader, "/pricing")).not.toContain("How would you like to pay?");
  const paywall = await textOf(reader, `/posts/${post.slug}`);
  expect(paywall).toContain("See to your membership");
}, 60_000);

test("payments that are paused are said to be", async () => {
  const { reader, id, subscription } = await newMember();
  await stripeUnderTest().subscriptions.update(id, { pause_collection: { behavior: "void" } });
  await expect.poll(async () => (await subscription()).paymentsPaused, soon).toBe(true);
  const text = await textOf(reader, "/settings/billing");
  expect(text).toContain('data-membership="resting"');
  expect(text).toContain("You read everything. Payments are paused");
}, 60_000);

test("a price that is off sale keeps its name where it was bought", async () => {
  const stripe = stripeUnderTest();
  const product = await stripe.products.create({ name: `Almanac ${crypto.randomUUID()}` });
  const price = await stripe.prices.create({ product: product.id, currency: "eur", unit_amount: 900 });
  const reader = await newPerson();
  const offered = async () => (await reader.post("/api/billing/checkout", { priceId: price.id })).status;
  await expect.poll(offered, { ...soon, interval: 500 }).toBe(200);
  await buy(reader, price.id);
  await stripe.prices.update(price.id, { active: false });
  await expect.poll(offered, { ...soon, interval: 500 }).toBe(404);
  const orders = async () => (await reader.get("/api/orders")).body.data;
  await expect.poll(async () => (await orders())[0]?.status, soon).toBe("paid");
  expect((await orders())[0].name).toBe(product.name);
  expect(await textOf(reader, "/settings/billing")).toContain(product.name);
}, 60_000);

const signInAs = async ({ page }: Visitor, { email }: Person) => {
  const answer = await page.request.post("/api/auth/login", { data: { email, password } });
  expect(answer.status()).toBe(200);
};

browserTest("an admin finds a job that failed for good, retries it, and takes it out", async () => {
  const admin = await newPerson({ role: "admin" });
  const task = `nobody_does_${crypto.randomUUID().slice(0, 8)}`;
  const [row] = await sql("select id::text from graphile_worker.add_job($1, max_attempts => 10)", [task]);
  await sql(
    `update graphile_worker._private_jobs set attempts = 10, last_error = 'SMTP 550 to ida@people.test' where id = $1`,
    [row?.id],
  );
  await visit({}, async (visitor) => {
    const { page, go } = visitor;
    await signInAs(visitor, admin);
    await go("/admin/stripe-events");
    await page.getByRole("link", { name: "Jobs" }).click();
    // The page that is left has a "Dead" of its own.
    await page.waitForURL("**/admin/jobs");
    await page.getByRole("link", { name: "Dead" }).click();
    const job = page.getByRole("article", { name: task });
    await job.getByText("10 of 10").waitFor();
    await job.getByText("SMTP 550 to [address]").waitFor();
    expect(await page.content()).not.toContain("ida@people.test");
    await job.getByRole("button", { name: "Retry" }).click();
    await job.waitFor({ state: "detached" });
    const [retried] = await sql("select attempts from graphile_worker.jobs where id = $1", [row?.id]);
    expect(retried).toEqual({ attempts: 0 });
    await page.getByRole("link", { name: "Waiting" }).click();
    await job.getByText("Delete", { exact: true }).click();
    await job.getByRole("button", { name: "Delete the job" }).click();
    await job.waitFor({ state: "detached" });
    expect(await sql("select from graphile_worker.jobs where id = $1", [row?.id])).toEqual([]);
  });
});

test("the list of jobs does not exist but for admins", async () => {
  for (const person of [await newPerson(), await newPerson({ role: "editor" })]) {
    const { status, body } = await person.get("/admin/jobs");
    expect(status).toBe(404);
    expect(body).not.toContain("Jobs");
  }
});
