import { expect, inject } from "vitest";
import { browserForFile, browserTest, newPerson, signUp } from "./visitor.ts";

const visit = browserForFile();

browserTest("somebody finds an operation by keyboard and goes there", () =>
  visit({}, async ({ page, go }) => {
    await go("/docs");
    await page.getByRole("button", { name: "Copy" }).first().waitFor(); // the page is alive
    await page.keyboard.press("/");
    const box = page.getByRole("combobox", { name: "Search the documentation" });
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type("wriet a post");
    const option = page.getByRole("option", { selected: true });
    await option.filter({ hasText: "POST /api/posts" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.waitForURL("/docs/api/posts#postPosts");
    await page.getByRole("heading", { name: "Write a post" }).waitFor();
    await page
      .getByRole("navigation", { name: "Documentation" })
      .locator('[aria-current="location"]')
      .waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("429");
    await page.getByRole("option", { name: "rate_limited" }).click();
    await page.waitForURL("/docs/errors#rate_limited");
  }),
);

browserTest("somebody reads a list and writes a post from its page, as they are signed in", () =>
  visit({}, async (visitor) => {
    const { page, go } = visitor;
    const person = newPerson();
    await signUp(visitor, person);
    await go("/docs/api/posts");
    const list = page.locator("#getPosts");
    await list.getByText("Try it").click();
    await list.getByLabel("limit").fill("1");
    await list.getByRole("button", { name: "Send GET" }).click();
    await list.locator(".outcome").getByText("200 OK").waitFor();
    expect(await list.locator(".outcome > pre").textContent()).toMatch(/"limit": 1,/);
    await list
      .locator(".outcome")
      .getByText(/\d+ headers/)
      .click();
    expect(await list.locator(".outcome").textContent()).toMatch(/x-request-id: \S+/);

    const write = page.locator("#postPosts");
    await write.getByText("Try it").click();
    const title = `Tried out by ${person.name}`;
    await write.getByLabel("Body").fill(JSON.stringify({ title, content: "Written from the reference." }));
    await write.getByRole("button", { name: "Send POST" }).click();
    await write.locator(".outcome").getByText("201 Created").waitFor();
    expect(await write.locator(".outcome > pre").textContent()).toContain(title);
  }),
);

browserTest("a refusal leads to what its code means, and a token goes instead of the session", () =>
  visit({ expected: /401/ }, async (visitor) => {
    const { page, go } = visitor;
    await signUp(visitor, newPerson());
    await go("/docs/api/notifications");
    const list = page.locator("#getNotifications");
    await list.getByText("Try it").click();
    await list.getByLabel("Token or API key").fill("plk_no_such");
    await list.getByRole("button", { name: "Send GET" }).click();
    await list.locator(".outcome").getByText("401 Unauthorized").waitFor();
    await list.getByRole("link", { name: "What invalid_token means" }).click();
    await page.waitForURL("/docs/errors#invalid_token");
    await page.locator("#invalid_token").getByText("What to do").waitFor();
  }),
);

browserTest("a stream is shown as it comes, until it is stopped", () =>
  visit({}, async ({ page, go }) => {
    await go("/docs/api/events");
    const stream = page.locator("#getEventsStream");
    await stream.getByText("Try it").click();
    await stream.getByRole("button", { name: "Send GET" }).click();
    await stream.locator(".outcome > pre").getByText("retry: 2000").waitFor();
    await stream.getByRole("button", { name: "Stop" }).click();
    await stream.getByRole("button", { name: "Stop" }).waitFor({ state: "detached" });
  }),
);

browserTest("a language that is chosen once is shown everywhere, on the next page too", () =>
  visit({}, async ({ page, go }) => {
    await go("/docs/api/posts");
    await page.getByRole("button", { name: "Copy" }).first().waitFor();
    const write = page.locator("#postPosts");
    await write.getByText("Typed client").click();
    await write.getByText('await api.POST("/api/posts"').waitFor();
    expect(await page.locator("#getPosts").getByText("curl '").isVisible()).toBe(false);
    await go("/docs/api/comments");
    await page.locator("#patchCommentsById").getByText('await api.PATCH("/api/comments/{id}"').waitFor();
  }),
);

browserTest("without JavaScript everything is there to read, and the search is a page", () =>
  visit({ javaScriptEnabled: false }, async ({ page, go }) => {
    await go("/docs/api/posts#postPosts");
    await page.getByRole("heading", { name: "Write a post" }).waitFor();
    await page.locator("#postPosts").getByText("-H 'Content-Type: application/json'").first().waitFor();
    await page.locator("#postPosts").getByText("Typed client").click();
    await page.locator("#postPosts").getByText('await api.POST("/api/posts"').waitFor();
    await page.locator("#postPosts").getByText("image_rejected").waitFor({ state: "detached" });
    await page.getByLabel("Search the documentation").fill("upload");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Begin an upload" }).click();
    await page.waitForURL("/docs/api/uploads#postUploadsSign");
  }),
);

browserTest("nothing is wider than a small screen, and every code is there", () =>
  visit({ viewport: { width: 375, height: 800 } }, async ({ page, go }) => {
    for (const path of [
      "/docs",
      "/docs/errors",
      "/docs/api/posts",
      "/docs/api/auth",
      "/docs/search?q=post",
    ]) {
      await go(path);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, path).toBeLessThanOrEqual(375);
    }
    await go("/");
    await page.getByRole("contentinfo").getByRole("link", { name: "API" }).click();
    await page.getByRole("heading", { name: "The API" }).waitFor();
    const { body } = await fetch(`${inject("stack").siteUrl}/api/openapi.json`).then(async (response) => ({
      body: (await response.json()) as { "x-errors": { code: string }[] },
    }));
    await go("/docs/errors");
    for (const { code } of body["x-errors"])
      expect(await page.locator(`section#${code}`).count(), code).toBe(1);
  }),
);
