import { expect } from "vitest";
import { calledWith } from "../support/api-keys.ts";
import { browserForFile, browserTest, newPerson, signUp, type Visitor } from "./visitor.ts";

const visit = browserForFile();
const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };

const statusOf = async (key: string, path: string) => (await calledWith(key, path)).status;
const shownKey = async ({ page }: Visitor) => (await page.locator("code.select-all").textContent()) ?? "";

/** Fills the form in and sends it. */
async function make({ page }: Visitor, name: string, scopes: string[]): Promise<void> {
  await page.getByLabel("Name").fill(name);
  for (const scope of scopes) await page.getByRole("checkbox", { name: scope }).check();
  await page.getByRole("button", { name: "Make the key" }).click();
}

async function revoke({ page }: Visitor, name: string): Promise<void> {
  const key = page.getByRole("article", { name });
  await key.getByText("Revoke", { exact: true }).click();
  await key.getByText(`Revoke “${name}”?`).waitFor();
  await key.getByRole("button", { name: "Revoke the key" }).click();
  await key.waitFor({ state: "detached" });
}

browserTest("someone makes a key, takes it along, sees it used and revokes it", async () => {
  await visit(clipboard, async (visitor) => {
    const { page, go } = visitor;
    await signUp(visitor, newPerson());
    await go("/settings");
    await page.getByRole("link", { name: "API keys" }).click();
    await page.getByText("You have no API keys yet.").waitFor();
    await make(visitor, "Nightly export", ["posts:read", "profile:read"]);
    await page.getByRole("button", { name: "Copy the key" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const key = await page.evaluate(() => navigator.clipboard.readText());
    expect(key).toBe(await shownKey(visitor));
    expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(0);
    expect(await statusOf(key, "/api/auth/session")).toBe(200);
    expect(await statusOf(key, "/api/users")).toBe(403);

    await page.getByText("never", { exact: true }).waitFor();
    await page.reload();
    expect(await page.content()).not.toContain(key.slice(-40));
    const listed = page.getByRole("article", { name: "Nightly export" });
    await listed.getByText(key.slice(0, 14), { exact: true }).waitFor();
    await listed.getByText("just now").waitFor();
    await revoke(visitor, "Nightly export");
    await page.getByText("You have no API keys yet.").waitFor();
    expect(await statusOf(key, "/api/auth/session")).toBe(401);
  });
});

browserTest("all of it works without JavaScript", async () => {
  await visit({ javaScriptEnabled: false }, async (visitor) => {
    const { page, go } = visitor;
    await signUp(visitor, newPerson());
    await go("/settings/api-keys");
    await make(visitor, "By hand", ["profile:read"]);
    const key = await shownKey(visitor);
    expect(await page.getByRole("button", { name: "Copy the key" }).count()).toBe(0);
    expect(await statusOf(key, "/api/auth/session")).toBe(200);
    await go("/settings/api-keys");
    expect(await page.content()).not.toContain(key.slice(-40));
    await revoke(visitor, "By hand");
    expect(new URL(page.url()).pathname).toBe("/settings/api-keys");
    expect(await statusOf(key, "/api/auth/session")).toBe(401);
  });
});

browserTest.for([true, false])(
  "a form that is refused comes back as it was sent, with JavaScript: %s",
  async (javaScriptEnabled) => {
    await visit({ javaScriptEnabled }, async (visitor) => {
      const { page, go } = visitor;
      await signUp(visitor, newPerson());
      await go("/settings/api-keys");
      await make(visitor, "Without a purpose", []);
      await page.getByText("Choose at least one").waitFor();
      expect(await page.getByLabel("Name").inputValue()).toBe("Without a purpose");

      await page.getByLabel("Last day").evaluate((day) => day.removeAttribute("min"));
      await page.getByLabel("Last day").fill("2020-02-29");
      await make(visitor, "Too late", ["posts:write"]);
      await page.getByText("Must lie in the future").waitFor();
      expect(await page.getByLabel("Name").inputValue()).toBe("Too late");
      expect(await page.getByLabel("Last day").inputValue()).toBe("2020-02-29");
      expect(await page.getByRole("checkbox", { name: "posts:write" }).isChecked()).toBe(true);
      await page.getByText("You have no API keys yet.").waitFor();
    });
  },
);

browserTest("a name of eighty letters does not make the page wider than a phone", async () => {
  await visit({ viewport: { width: 375, height: 800 } }, async (visitor) => {
    const { page, go } = visitor;
    await signUp(visitor, newPerson());
    await go("/settings/api-keys");
    await make(visitor, "W".repeat(80), ["posts:read"]);
    await page.getByText("Here is the key.").waitFor();
    await page.getByText("Revoke", { exact: true }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  });
});
