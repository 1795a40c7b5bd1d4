import { expect, test } from "vitest";
import { newPerson, type Person, password, signIn, sql, stranger } from "../support/people.ts";
import { browserForFile, browserTest, type Visitor } from "./visitor.ts";

const visit = browserForFile();

const signInAs = async ({ page }: Visitor, { email }: Person) => {
  const answer = await page.request.post("/api/auth/login", { data: { email, password } });
  expect(answer.status()).toBe(200);
};

browserTest("an admin finds somebody, bans them, sees the entry, and lifts the ban", async () => {
  const admin = await newPerson({ role: "admin" });
  const name = `Ida ${crypto.randomUUID().slice(0, 8)}`;
  const person = await newPerson({ name });
  await visit({}, async (visitor) => {
    const { page, go } = visitor;
    await signInAs(visitor, admin);
    await go("/admin/people");
    await page.getByLabel("Name or address").fill(name.toUpperCase());
    await page.getByRole("button", { name: "Show" }).click();
    await page.waitForURL("**/admin/people?q=*");
    const item = page.getByRole("article", { name });
    await item.getByText("Ban", { exact: true }).click();
    await item.getByText(`Ban ${name}? They are signed out everywhere`).waitFor();
    await item.getByLabel("Reason").fill("Sells watches");
    await item.getByRole("button", { name: `Ban ${name}` }).click();
    await item.getByText("Banned for good: Sells watches").waitFor();
    expect((await person.get("/api/notifications")).status).toBe(401);

    await item.getByRole("link", { name: "In the audit log" }).click();
    await page.waitForURL(`**/admin/audit?target=${person.id}`);
    const entry = page.getByRole("article", { name: /^account\.banned/ });
    await entry.getByText("Sells watches").waitFor();
    await entry.getByText(`@${admin.username}`).waitFor();
    await entry.getByText(/\d\d:\d\d:\d\d UTC$/).waitFor();
    expect(await page.getByRole("article").count()).toBe(2); // and that of the sign-in
    await page.getByLabel("What", { exact: true }).selectOption("account.unbanned");
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByText("No entry is like that.").waitFor();

    await go(`/admin/people?q=${encodeURIComponent(name)}`);
    await item.getByRole("button", { name: "Lift the ban" }).click();
    await item.getByText("banned", { exact: true }).waitFor({ state: "detached" });
    await signIn(person);
  });
});

browserTest("without JavaScript a ban says what is wrong with it, and is imposed all the same", async () => {
  const admin = await newPerson({ role: "admin" });
  const person = await newPerson({ name: `Ida ${crypto.randomUUID().slice(0, 8)}` });
  await visit({ javaScriptEnabled: false }, async (visitor) => {
    const { page, go } = visitor;
    await signInAs(visitor, admin);
    await go(`/admin/people?q=${person.username}`);
    const form = page.getByRole("form", { name: `Ban ${person.username}` });
    await form.getByText("Ban", { exact: true }).click();
    await form.getByLabel("Reason").fill("   ");
    await form.getByRole("button").click();
    await page.getByText("Must be at least 3 characters").waitFor();
    await form.getByLabel("Reason").fill("Sells watches");
    await form.getByLabel("Until (UTC)").fill("2030-02-03T04:05");
    await form.getByRole("button").click();
    await page.getByText("Banned until 3 February 2030 at 04:05 UTC: Sells watches").waitFor();
  });
});

browserTest("an admin gives a role and takes it, and cannot take their own", async () => {
  const admin = await newPerson({ role: "admin" });
  const person = await newPerson({ name: `Ida ${crypto.randomUUID().slice(0, 8)}` });
  await visit({}, async (visitor) => {
    const { page, go } = visitor;
    await signInAs(visitor, admin);
    await go(`/admin/people?q=${person.username}`);
    const item = page.getByRole("article");
    await item.getByText("Roles", { exact: true }).click();
    await item.getByRole("button", { name: "Make editor" }).click();
    await item.getByRole("button", { name: "Take the role editor" }).click();
    await item.getByRole("button", { name: "Make editor" }).waitFor();
    expect(await sql("select from public.user_roles where user_id = $1", [person.id])).toEqual([]);

    await go(`/admin/people?q=${admin.username}`);
    await item.getByText("This is you.").waitFor();
    await item.getByText("Roles", { exact: true }).click();
    await item.getByText("Another admin can change that.").waitFor();
    expect(await item.getByText("Ban", { exact: true }).count()).toBe(0);
  });
});

test("orders are shown with who bought them, by status and by buyer", async () => {
  const [admin, buyer] = [await newPerson({ role: "admin" }), await newPerson()];
  for (const [n, status] of ["paid", "refunded"].entries()) {
    await sql(
      `insert into public.orders (id, user_id, price_id, amount, amount_refunded, currency, status, created_at)
        values ($1, $2, 'price_gone', 2500, $3, 'eur', $4::public.order_status, now())`,
      [`cs_${status}_${buyer.id}`, buyer.id, n * 2500, status],
    );
  }
  const html = async (query: string) => (await admin.get(`/admin/orders?${query}`)).body as string;
  const all = await html(`user=${buyer.id}`);
  for (const id of ["paid", "refunded"]) expect(all).toContain(`cs_${id}_${buyer.id}`);
  expect(all).toContain(`/admin/people?q=${buyer.username}`);
  expect(all).toContain("€25.00");
  const paid = await html(`user=${buyer.id}&status=paid`);
  expect(paid).not.toContain(`cs_refunded_${buyer.id}`);
  expect(await html(`user=${admin.id}`)).toContain("Nothing has been bought yet.");
  expect(await html(`user=${admin.id}&status=paid`)).toContain("No order is paid.");
});

const pages = ["/admin/people", "/admin/orders", "/admin/audit"];

test.each(pages)("the page %s does not exist but for admins", async (path) => {
  for (const person of [await newPerson(), await newPerson({ role: "editor" })]) {
    const { status, body } = await person.get(path);
    expect(status).toBe(404);
    expect(body).not.toContain("Administration");
  }
  expect((await stranger().get(path)).headers.get("location")).toContain("/login?next=");
  const admin = await newPerson({ role: "admin" });
  expect((await admin.get(path)).status).toBe(200);
  await sql("delete from public.user_roles where user_id = $1", [admin.id]);
  expect((await admin.get(path)).status).toBe(404);
});

test("a filter that makes no sense finds nothing, and never fails", async () => {
  const admin = await newPerson({ role: "admin" });
  for (const query of [
    "people?q=no-one-is-called-that",
    "audit?actor=Not%20a%20name",
    "audit?target=nowhere",
  ]) {
    const { status, body } = await admin.get(`/admin/${query}`);
    expect(status, query).toBe(200);
    expect(body, query).toMatch(/Nobody like that is here|No entry is like that/);
  }
  for (const query of [
    "people?role=king",
    "people?cursor=x",
    "orders?status=lost",
    "audit?since=then",
    "audit?action=x",
  ]) {
    expect((await admin.get(`/admin/${query}`)).status, query).toBe(404);
  }
});

browserTest("the pages fit a telephone and both schemes, and say nothing to the console", async () => {
  const admin = await newPerson({ role: "admin" });
  for (const colorScheme of ["light", "dark"] as const) {
    await visit({ colorScheme, viewport: { width: 375, height: 700 } }, async (visitor) => {
      const { page, go } = visitor;
      await signInAs(visitor, admin);
      for (const path of pages) {
        await go(path);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, path).toBeLessThanOrEqual(0);
      }
    });
  }
});
