import { expect, inject } from "vitest";
import { browserForFile, browserTest, newPerson, signUp } from "./visitor.ts";

const visit = browserForFile();

type Found = { messages: { ID: string }[] };

/** Waits for the newest mail to an address and takes the link to this site out of it, as a path. */
async function mailedLink(address: string): Promise<string> {
  const { mailUrl } = inject("stack");
  const read = async <T>(path: string): Promise<T> => (await fetch(mailUrl + path)).json() as Promise<T>;
  const query = `/api/v1/search?query=${encodeURIComponent(`to:"${address}"`)}`;
  await expect.poll(async () => (await read<Found>(query)).messages.length, { timeout: 20_000 }).toBe(1);
  const id = (await read<Found>(query)).messages[0]?.ID;
  const { Text } = await read<{ Text: string }>(`/api/v1/message/${id}`);
  const link = new URL(/https?:\/\/[^\s)]+/.exec(Text)?.[0] ?? "");
  return link.pathname + link.search;
}

browserTest("someone who forgot the password sets another one through the mailed link", async () => {
  const person = newPerson();
  const password = `${person.password} anew`;
  await visit({}, (visitor) => signUp(visitor, person));
  await visit({}, async ({ page, go }) => {
    await go("/forgot-password");
    await page.getByLabel("Email").fill(person.email);
    await page.getByRole("button", { name: "Send the link" }).click();
    await page.getByText("a link is on its way").waitFor();
    await go(await mailedLink(person.email));
    await page.waitForURL("/reset-password");
    await page.getByLabel("New password").fill(password);
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.waitForURL("/");
  });
  await visit({}, async ({ page, go }) => {
    await go("/login");
    const form = page.getByRole("form", { name: "Sign in with a password" });
    await form.getByLabel("Email").fill(person.email);
    await form.getByLabel("Password").fill(password);
    await form.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("link", { name: "Write" }).waitFor();
  });
});

browserTest("a mailed link signs in without a password, once, without JavaScript", async () => {
  const person = newPerson();
  await visit({}, (visitor) => signUp(visitor, person));
  let link = "";
  await visit({ javaScriptEnabled: false }, async ({ page, go }) => {
    await go("/login?next=%2Fsettings");
    const form = page.getByRole("form", { name: "Sign in with a link" });
    await form.getByLabel("Email me a link").fill(person.email);
    await form.getByRole("button", { name: "Send the link" }).click();
    await page.getByText("a link is on its way").waitFor();
    link = await mailedLink(person.email);
    await go(link);
    await page.getByRole("link", { name: "Write" }).waitFor();
  });
  await visit({ javaScriptEnabled: false }, async ({ page, go }) => {
    await go(link);
    await page.getByText("That link was used before").waitFor();
  });
});
