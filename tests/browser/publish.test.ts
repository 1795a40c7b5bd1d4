import { expect } from "vitest";
import {
  browserForFile,
  browserTest,
  newPerson,
  publish,
  register,
  signUp,
  type Visitor,
} from "./visitor.ts";

const visit = browserForFile();

async function write({ page, go }: Visitor, title: string, text: string): Promise<void> {
  await go("/write");
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Text").fill(text);
}

browserTest("someone registers, writes and publishes; a stranger reads it", async () => {
  const title = `On lanterns ${crypto.randomUUID()}`;
  let address = "";
  await visit({}, async (author) => {
    await register(author, newPerson());
    address = await publish(author, title, "# Light\n\nA *lantern* is a house for a flame.");
  });
  await visit({}, async ({ page, go }) => {
    await go("/");
    await page.getByRole("link", { name: title }).click();
    await page.waitForURL(address);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(title);
    expect(await page.locator(".prose em").textContent()).toBe("lantern");
  });
});

browserTest("a draft is its author's alone until it is published, and again after", async () => {
  const title = `Unfinished ${crypto.randomUUID()}`;
  await visit({ expected: /404/ }, async (author) => {
    const { page } = author;
    await signUp(author, newPerson());
    await write(author, title, "Not ready for anybody yet.");
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.waitForURL("/write/*");
    await page.getByText("Saved as a draft.").waitFor();
    const editor = new URL(page.url()).pathname;
    const address = await page.getByRole("link", { name: /^\/posts\// }).getAttribute("href");
    const statusFor = async () => (await fetch(new URL(address ?? "", page.url()))).status;

    expect(await statusFor()).toBe(404);
    await page.getByRole("button", { name: "Publish" }).click();
    await page.waitForURL("/posts/**");
    expect(await statusFor()).toBe(200);
    await author.go(editor);
    await page.getByRole("button", { name: "Unpublish" }).click();
    await page.getByText("Saved as a draft.").waitFor();
    expect(await statusFor()).toBe(404);
  });
});

browserTest("the preview follows the text, and hostile text stays text", async () => {
  await visit({ viewport: { width: 1280, height: 900 } }, async (author) => {
    await signUp(author, newPerson());
    await write(author, "A hostile post", "## Safe\n\n<img src=x onerror=alert(1)> [x](javascript:alert(1))");
    const preview = author.page.getByRole("region", { name: "Preview" });
    await preview.getByRole("heading", { name: "Safe" }).waitFor();
    expect(await preview.locator("img, a").count()).toBe(0);
  });
});

browserTest("what is wrong with a post is said beside its field, and the text stays", async () => {
  await visit({}, async (author) => {
    const { page } = author;
    await signUp(author, newPerson());
    await write(author, "     a     ", "Long enough to be a text.");
    await page.getByRole("button", { name: "Publish" }).click();
    await page.getByText("Must be at least 5 characters").waitFor();
    expect(await page.getByLabel("Title").getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByLabel("Text").inputValue()).toBe("Long enough to be a text.");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("title");
  });
});

browserTest("readers comment, answer, react and take it back", async () => {
  await visit({}, async (author) => {
    const { page } = author;
    await signUp(author, newPerson());
    await publish(author, `To be discussed ${crypto.randomUUID()}`, "What do you think of it?");

    await page.getByLabel("Your comment").fill("I **like** it.");
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    const first = page.getByRole("article", { name: /^Comment by/ }).first();
    await first.locator("strong", { hasText: "like" }).waitFor();
    await first.locator("summary", { hasText: "Reply" }).click();
    await first.getByLabel("Your reply").fill("So do I.");
    await first.getByRole("button", { name: "Reply" }).click();
    await page.getByRole("heading", { name: "2 comments" }).waitFor();

    await page.getByRole("button", { name: "Insightful" }).click();
    await page.locator('button[aria-pressed="true"]', { hasText: "Insightful" }).waitFor();
    await page.getByRole("button", { name: "Insightful" }).click();
    await page.locator('button[aria-pressed="false"]', { hasText: "Insightful" }).waitFor();
  });
});

browserTest("offline, nothing is sent and nothing typed is lost", async () => {
  await visit({ expected: /ERR_INTERNET_DISCONNECTED/ }, async (author) => {
    const { page } = author;
    await signUp(author, newPerson());
    await write(author, `Between two tunnels ${crypto.randomUUID()}`, "Written on a train.");
    await page.context().setOffline(true);
    await page.getByText("You are offline").waitFor();
    await page.getByRole("button", { name: "Publish" }).click();
    expect(await page.getByLabel("Text").inputValue()).toBe("Written on a train.");
    await page.context().setOffline(false);
    await page.getByText("You are offline").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Publish" }).click();
    await page.waitForURL("/posts/**");
    await page.getByText("Written on a train.").waitFor();
  });
});
