import { expect } from "vitest";
import { browserForFile, browserTest, newPerson, publish, register, signUp } from "./visitor.ts";

const visit = browserForFile();

browserTest("without JavaScript one registers, signs out, and in again", async () => {
  const person = newPerson();
  await visit({ javaScriptEnabled: false }, async (visitor) => {
    const { page } = visitor;
    await register(visitor, person);
    await page.locator("summary").first().click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("link", { name: "Sign in" }).click();
    const form = page.getByRole("form", { name: "Sign in with a password" });
    await form.getByLabel("Email").fill(person.email);
    await form.getByLabel("Password").fill(person.password);
    await form.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("link", { name: "Write" }).waitFor();
  });
});

browserTest(
  "without JavaScript a refused form comes back with its errors and values, never the password",
  async () => {
    await visit({ javaScriptEnabled: false }, async ({ page, go }) => {
      const person = newPerson();
      await go("/register");
      await page.getByLabel("Name").fill(person.name);
      await page.getByLabel("Email").fill(person.email);
      await page.getByLabel("Password").fill("password1234");
      await page.getByRole("button", { name: "Make the account" }).click();
      await page.locator('[name="password"][aria-invalid="true"]').waitFor();
      expect(await page.getByLabel("Name").inputValue()).toBe(person.name);
      expect(await page.getByLabel("Email").inputValue()).toBe(person.email);
      expect(await page.content()).not.toContain("password1234");
    });
  },
);

browserTest("without JavaScript one publishes, and the front page and the post can be read", async () => {
  const title = `By candle light ${crypto.randomUUID()}`;
  await visit({ javaScriptEnabled: false }, async (author) => {
    await signUp(author, newPerson());
    await publish(author, title, "Nothing moves on this page.");
  });
  await visit({ javaScriptEnabled: false }, async ({ page, go }) => {
    await go("/");
    await page.getByRole("link", { name: title }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(title);
    expect(await page.title()).toBe(`${title} · Plinth`);
    expect(await page.getByText("Nothing moves on this page.").isVisible()).toBe(true);
  });
});

browserTest("one signs in with the keyboard alone", async () => {
  const person = newPerson();
  await visit({}, (visitor) => signUp(visitor, person));
  await visit({}, async ({ page, go }) => {
    const focused = () =>
      page.evaluate(() => document.activeElement?.textContent || document.activeElement?.id);
    const tabTo = async (what: string | RegExp) => {
      for (let step = 0; step < 20; step++) {
        await page.keyboard.press("Tab");
        if ((await focused())?.match(what)) return;
      }
      throw new Error(`The Tab key never came to ${what}`);
    };
    await go("/login");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    await tabTo(/^login-email$/);
    await page.keyboard.type(person.email);
    await tabTo(/^login-password$/);
    await page.keyboard.type(person.password);
    await page.keyboard.press("Enter");
    await page.waitForURL("/");
    await page.getByRole("link", { name: "Write" }).waitFor();
  });
});

browserTest("a signed-out visitor of a private page signs in and arrives there", async () => {
  const person = newPerson();
  await visit({}, (visitor) => signUp(visitor, person));
  await visit({}, async ({ page, go }) => {
    await go("/settings");
    await page.waitForURL("/login?next=%2Fsettings");
    const form = page.getByRole("form", { name: "Sign in with a password" });
    await form.getByLabel("Email").fill(person.email);
    await form.getByLabel("Password").fill(person.password);
    await form.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("/settings");
    expect(await page.getByLabel("Name").first().inputValue()).toBe(person.name);
  });
});

browserTest("scripts cannot read the session", async () => {
  await visit({}, async (visitor) => {
    await signUp(visitor, newPerson());
    await visitor.go("/");
    expect(await visitor.page.evaluate(() => document.cookie)).toBe("");
    const cookies = await visitor.page.context().cookies();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  });
});
