import { linkMailedTo } from "../support/mail.ts";
import { browserForFile, browserTest, newPerson, signUp } from "./visitor.ts";

const visit = browserForFile();

browserTest("someone who forgot the password sets another one through the mailed link", async () => {
  const person = newPerson();
  const password = `${person.password} anew`;
  await visit({}, (visitor) => signUp(visitor, person));
  await visit({}, async ({ page, go }) => {
    await go("/forgot-password");
    await page.getByLabel("Email").fill(person.email);
    await page.getByRole("button", { name: "Send the link" }).click();
    await page.getByText("a link is on its way").waitFor();
    await go(await linkMailedTo(person.email));
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
    link = await linkMailedTo(person.email);
    await go(link);
    await page.getByRole("link", { name: "Write" }).waitFor();
  });
  await visit({ javaScriptEnabled: false }, async ({ page, go }) => {
    await go(link);
    await page.getByText("That link was used before").waitFor();
  });
});
