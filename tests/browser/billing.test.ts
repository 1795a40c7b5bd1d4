import { expect, inject } from "vitest";
import { giveOwnTime, type OwnTime } from "../support/own-time.ts";
import { newPost, newPerson as newWriter, password, sql } from "../support/people.ts";
import { browserForFile, browserTest, newPerson, signUp, type Visitor } from "./visitor.ts";

const visit = browserForFile();

/** These journeys leave for Stripe's pages, on another origin, and come back. */
function throughStripe(options: { javaScriptEnabled?: boolean } = {}) {
  const { origin } = new URL(inject("stack").stripeUrl);
  return { ...options, expected: new RegExp(`^request: ${origin}/`) };
}

/** A post for members by somebody else, and a sentence that only they may see. */
async function postForMembers(): Promise<{ path: string; sentence: string }> {
  const sentence = `Only members know of ${crypto.randomUUID()}.`;
  const author = await newWriter();
  const post = await newPost(author, { visibility: "members", content: sentence, excerpt: "For members." });
  return { path: `/posts/${post.slug}`, sentence };
}

/** Stripe tells of its catalogue when the app is there to listen. */
async function openPricing({ page, go }: Visitor, path = "/pricing"): Promise<void> {
  const ready = async () => {
    await go(path);
    return page.getByRole("button", { name: "Become a member" }).count();
  };
  await expect.poll(ready, { timeout: 30_000, interval: 500 }).toBe(1);
}

async function payAtStripe({ page }: Visitor, card?: string): Promise<void> {
  await page.waitForURL(`${inject("stack").stripeUrl}/**`);
  if (card) await page.getByLabel(card).check();
  await page.getByRole("button", { name: /^(Subscribe|Pay)/ }).click();
}

const stateAt = async ({ page, go }: Visitor) => {
  await go("/settings/billing");
  return page.locator("[data-membership]").getAttribute("data-membership");
};

async function ownTimeOf(email: string): Promise<OwnTime> {
  const [account] = await sql("select id from auth.users where email = $1", [email]);
  return giveOwnTime(String(account?.id), email);
}

browserTest(
  "a reader buys a membership, reads on, cancels, and is a guest again when the month is over",
  async () => {
    const { path, sentence } = await postForMembers();
    const person = newPerson();
    await visit(throughStripe(), async (reader) => {
      const { page, go } = reader;
      await signUp(reader, person);
      const time = await ownTimeOf(person.email);
      await openPricing(reader);
      await go(path);
      await page.getByText("The rest of this is for members.").waitFor();
      expect(await page.content()).not.toContain(sentence);

      await page.getByRole("link", { name: "Become a member" }).click();
      await page.getByLabel("a month").check();
      await page.getByRole("button", { name: "Become a member" }).click();
      await payAtStripe(reader);
      await page.getByRole("heading", { name: /^Welcome/ }).waitFor();
      await page.getByRole("link", { name: "Read on" }).click();
      await page.getByText(sentence).waitFor();

      expect(await stateAt(reader)).toBe("active");
      await page.getByRole("button", { name: "Plan, card, cancel" }).click();
      await page.waitForURL(`${inject("stack").stripeUrl}/**`);
      await page.getByRole("button", { name: /^Cancel/ }).click();
      await page.getByRole("link", { name: "Back" }).click();
      await page.waitForURL("**/settings/billing");
      await expect.poll(() => stateAt(reader), { timeout: 20_000 }).toBe("ending");
      await go(path);
      await page.getByText(sentence).waitFor();

      await time.advance(32);
      await expect.poll(() => stateAt(reader), { timeout: 20_000 }).toBe("ended");
      await go(path);
      await page.getByText("The rest of this is for members.").waitFor();
      expect(await page.content()).not.toContain(sentence);
    });
  },
);

browserTest("without JavaScript a guest chooses, signs in, pays, and reads on", async () => {
  const { path, sentence } = await postForMembers();
  const person = newPerson();
  await visit({}, (visitor) => signUp(visitor, person));
  await visit(throughStripe({ javaScriptEnabled: false }), async (reader) => {
    const { page } = reader;
    await openPricing(reader, `/pricing?next=${encodeURIComponent(path)}`);
    await page.getByLabel("a year").check();
    await page.getByRole("button", { name: "Become a member" }).click();
    const form = page.getByRole("form", { name: "Sign in with a password" });
    await form.getByLabel("Email").fill(person.email);
    await form.getByLabel("Password").fill(person.password);
    await form.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/pricing?**");
    expect(await page.getByLabel("a year").isChecked()).toBe(true);
    await page.getByRole("button", { name: "Become a member" }).click();
    await payAtStripe(reader);
    await page.getByRole("heading", { name: /^Welcome/ }).waitFor();
    await page.getByRole("link", { name: "Read on" }).click();
    await page.getByText(sentence).waitFor();
  });
});

browserTest("something is bought once, and stands among the orders", async () => {
  await visit(throughStripe(), async (reader) => {
    const { page, go } = reader;
    await signUp(reader, newPerson());
    await openPricing(reader);
    await page.getByRole("button", { name: "Buy Printed annual" }).click();
    await payAtStripe(reader);
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    await go("/settings/billing");
    const orders = page.getByRole("region", { name: "Orders" });
    expect(await orders.getByRole("listitem").textContent()).toMatch(
      /Printed annual[\s\S]*Paid[\s\S]*€25\.00/,
    );
    expect(await stateAt(reader)).toBe("none");
  });
});

browserTest.each(["light", "dark"] as const)(
  "in %s, nothing is wider than the smallest phone",
  async (colorScheme) => {
    const admin = await newWriter({ role: "admin" });
    const { path } = await postForMembers();
    await visit({ colorScheme, viewport: { width: 320, height: 640 } }, async ({ page, go }) => {
      const answer = await page.request.post("/api/auth/login", { data: { email: admin.email, password } });
      expect(answer.status()).toBe(200);
      for (const address of ["/pricing", "/settings/billing", "/admin/stripe-events", "/admin/jobs", path]) {
        await go(address);
        const tooWide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(tooWide, address).toBeLessThanOrEqual(0);
      }
    });
  },
);
