import { beforeAll, expect, inject, test } from "vitest";
import { type Mail, mailsAbout, mailTo } from "../support/mail.ts";
import { giveOwnTime, type OwnTime, stripeUnderTest } from "../support/own-time.ts";
import { newComment, newPerson, newPost, type Person } from "../support/people.ts";
import { buy, pricesForSale } from "../support/shopping.ts";

let prices: Record<string, string>;
let reader: Person;
let time: OwnTime;
beforeAll(async () => {
  prices = await pricesForSale();
  reader = await newPerson({ name: "Ida O'Neill <i>" });
  time = await giveOwnTime(reader.id, reader.email);
}, 60_000);

const site = () => inject("stack").siteUrl;

/** What is true of every letter of ours: from us, to one person, by name, as text and as HTML that say the same. */
function expectLetter(mail: Mail, to: Person, name: string, words: (string | RegExp)[], link: string): void {
  expect(mail.From).toEqual({ Name: "Plinth", Address: "hello@plinth.test" });
  expect(mail.To).toEqual([{ Name: name, Address: to.email }]);
  expect(mail.Text).toContain(`Hello ${name},`);
  expect(mail.HTML).not.toContain("<i>");
  for (const each of words) {
    expect(mail.Text.replaceAll(/\s+/g, " ")).toMatch(each);
    expect(plain(mail.HTML)).toMatch(each);
  }
  expect(mail.Text).toContain(link);
  expect(mail.HTML).toContain(`href="${link.replaceAll("&", "&amp;")}"`);
  expect(`${mail.Text} ${mail.HTML}`).not.toMatch(/undefined|NaN|\[object|null/);
}

/** What one reads of a page of HTML. */
const plain = (html: string) =>
  html
    .replace(/<head>.*?<\/head>/s, "")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ");

const name = "Ida O'Neill <i>";

test("a newcomer is welcomed, once", async () => {
  const mail = await mailTo(reader.email, /^Welcome$/);
  expectLetter(mail, reader, name, ["Your account is ready."], site());
});

test("a membership makes a receipt with its amount, its number and its page", async () => {
  await buy(reader, prices.membership_monthly!);
  const mail = await mailTo(reader.email, /^Receipt: €5\.00$/);
  const [invoice] = (await stripeUnderTest().invoices.list({ customer: time.customer })).data;
  const words = ["We received €5.00 for your membership.", String(invoice!.number)];
  expectLetter(mail, reader, name, words, invoice!.hosted_invoice_url!);
  expect(mail.MessageID).toMatch(/^[0-9a-f]{32}@localhost$/);
});

test("something bought once makes a receipt that says what it is", async () => {
  await buy(reader, prices.annual_print!);
  const mail = await mailTo(reader.email, /^Receipt: €25\.00$/);
  expectLetter(mail, reader, name, ["We received €25.00 for Printed annual."], `${site()}/settings/billing`);
});

test("a payment that fails is told with the amount, the last day and the way to pay", async () => {
  const stripe = stripeUnderTest();
  const payer = await newPerson({ name: "Per" });
  const { customer, advance } = await giveOwnTime(payer.id, payer.email);
  await buy(payer, prices.membership_monthly!);
  await mailTo(payer.email, /^Receipt/);
  const { id } = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  const { body: subscription } = await payer.get("/api/billing/subscription");
  await stripe.subscriptions.update(subscription.id, { default_payment_method: id });
  await advance(32);
  const mail = await mailTo(payer.email, /^Your payment did not go through$/);
  const open = (await stripe.invoices.list({ customer, status: "open" })).data[0]!;
  expectLetter(mail, payer, "Per", ["€5.00"], open.hosted_invoice_url!);
  // Stripe tries again and fails again; that is no news.
  await advance(4);
  const attempts = async () => (await stripe.invoices.retrieve(open.id!)).attempt_count;
  expect(await attempts()).toBeGreaterThan(1);
  await advance(1);
  expect(await mailsAbout(payer.email, /did not go through/)).toHaveLength(1);
}, 60_000);

test("the end of a membership is told when it is set, with the day, and when it has come", async () => {
  const { body: subscription } = await reader.get("/api/billing/subscription");
  await stripeUnderTest().subscriptions.update(subscription.id, { cancel_at_period_end: true });
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(subscription.currentPeriodEnd),
  );
  const set = await mailTo(reader.email, /^Your membership ends on /);
  expect(set.Subject).toBe(`Your membership ends on ${day}`);
  expectLetter(set, reader, name, [`Your membership ends on ${day}.`], `${site()}/settings/billing`);
  await time.advance(32);
  const ended = await mailTo(reader.email, /^Your membership has ended$/);
  expectLetter(ended, reader, name, [`Your membership ended on ${day}.`], `${site()}/pricing`);
}, 60_000);

test("an author hears of a comment, and the one who wrote it does not", async () => {
  const author = await newPerson({ name: "The Author" });
  const post = await newPost(author, { title: "On <b>bold</b> & brave" });
  await newComment(reader, post.id);
  const mail = await mailTo(author.email, /commented on/);
  const words = [`${name} has written a comment on “On <b>bold</b> & brave”.`];
  expectLetter(mail, author, "The Author", words, `${site()}/posts/${post.slug}`);
  expect(mail.HTML).not.toContain("<b>");
  expect(await mailsAbout(reader.email, /commented/)).toEqual([]);
}, 60_000);

test("every cause was written about once, however often Stripe tells of it", async () => {
  const { customer } = time;
  const redeliver = await fetch(`${inject("stack").stripeUrl}/_local/events?limit=1000`);
  const { events } = (await redeliver.json()) as { events: { id: string; type: string; object: string }[] };
  const { data } = await stripeUnderTest().invoices.list({ customer });
  const about = new Set(data.map(({ id }) => id));
  const own = events.filter(({ object, type }) => about.has(object) && /^invoice\.paid/.test(type));
  expect(own.length).toBeGreaterThan(0);
  const admin = await newPerson({ role: "admin" });
  for (const { id } of own) {
    expect((await admin.post(`/api/admin/stripe-events/${id}/replay`)).status).toBe(202);
    const state = async () =>
      (await admin.get("/api/admin/stripe-events?limit=100&state=pending")).body.data.some(
        (event: { id: string }) => event.id === id,
      );
    await expect.poll(state, { timeout: 20_000 }).toBe(false);
  }
  const subjects = (await mailsAbout(reader.email, /./)).map(({ Subject }) => Subject).toSorted();
  expect(new Set(subjects).size).toBe(subjects.length);
  expect(subjects).toHaveLength(5);
}, 60_000);
