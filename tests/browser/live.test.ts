import { expect, inject } from "vitest";
import { browserForFile, browserTest, newPerson, publish, signUp, type Visitor } from "./visitor.ts";

const visit = browserForFile();

/** Opens a post and waits until its page hears what happens. */
async function openLive({ page, go }: Visitor, address: string): Promise<void> {
  await go(address);
  await page.getByText(/reading this now/).waitFor();
}

async function comment({ page }: Visitor, words: string): Promise<void> {
  await page.getByPlaceholder("Your comment").fill(words);
  await page.getByRole("button", { name: "Comment", exact: true }).click();
}

/** What was said below a post, as it stands there: not in a field that it is being typed in. */
const said = ({ page }: Visitor, words: string) => page.locator("#comments li").getByText(words).first();

/** Sends something as the page's own scripts would. */
async function send({ page }: Visitor, path: string, data: object) {
  const answer = await page.request.post(path, { data, headers: { origin: inject("stack").siteUrl } });
  expect(answer.status()).toBe(201);
  return answer.json();
}

browserTest("a comment written in one browser appears in the other, and so does a reaction", async () => {
  await visit({}, async (writer) => {
    await signUp(writer, newPerson());
    const address = await publish(writer, `Out loud ${crypto.randomUUID()}`, "Something to talk about.");
    await visit({}, async (reader) => {
      await openLive(reader, address);
      await openLive(writer, address);
      await comment(writer, "Can you hear me?");
      await said(writer, "Can you hear me?").waitFor();
      const writtenAt = performance.now();
      await said(reader, "Can you hear me?").waitFor();
      console.info(`live: ${Math.round(performance.now() - writtenAt)} ms after its writer saw it`);
      await reader.page.getByRole("heading", { name: "1 comment" }).waitFor();

      await writer.page.getByRole("button", { name: "Insightful" }).click();
      await reader.page.getByText("Insightful 1").waitFor();
    });
  });
});

browserTest("readers see who else is reading, as long as they are", async () => {
  const [author, guest] = [newPerson(), newPerson()];
  await visit({}, async (first) => {
    await signUp(first, author);
    const address = await publish(first, `In company ${crypto.randomUUID()}`, "Something to read.");
    await openLive(first, address);
    await first.page.getByText("You are the only one reading this now").waitFor();
    await visit({}, async (second) => {
      await signUp(second, guest);
      await openLive(second, address);
      await first.page.getByText("2 people are reading this now").waitFor();
      expect(await first.page.getByText(/reading this now/).textContent()).toContain(guest.name);
    });
    await first.page.getByText("You are the only one reading this now").waitFor();
  });
});

browserTest("a post appears on the front page while it is open", async () => {
  const title = `Just out ${crypto.randomUUID()}`;
  await visit({}, async (reader) => {
    const connected = reader.page.waitForResponse(/\/api\/events\/stream/);
    await reader.go("/");
    await connected;
    await visit({}, async (writer) => {
      await signUp(writer, newPerson());
      await publish(writer, title, "Something new.");
    });
    await reader.page.getByRole("link", { name: title }).waitFor();
  });
});

browserTest("a notification is counted at once, read, and counted no more", async () => {
  const guest = newPerson();
  await visit({}, async (author) => {
    await signUp(author, newPerson());
    const address = await publish(author, `To be answered ${crypto.randomUUID()}`, "Say something.");
    const bell = author.page.getByRole("link", { name: /Notifications/ });
    await visit({}, async (reader) => {
      await signUp(reader, guest);
      await openLive(reader, address);
      await comment(reader, "As you wish.");
      await said(reader, "As you wish.").waitFor();
    });
    await bell.getByText("1 unread").waitFor();
    await bell.click();
    await author.page.getByRole("link", { name: guest.name }).waitFor();
    await author.page.getByRole("button", { name: "Mark all as read" }).click();
    await bell.getByText("unread").waitFor({ state: "detached" });
    await author.page.getByRole("link", { name: "To be answered", exact: false }).first().click();
    await said(author, "As you wish.").waitFor();
  });
});

browserTest("without JavaScript a reload shows the same", async () => {
  const guest = newPerson();
  await visit({ javaScriptEnabled: false }, async (author) => {
    await signUp(author, newPerson());
    const title = `Still ${crypto.randomUUID()}`;
    const { id, slug } = await send(author, "/api/posts", {
      title,
      content: "Say something.",
      status: "published",
    });
    await author.go(`/posts/${slug}`);
    await visit({}, async (reader) => {
      await signUp(reader, guest);
      await send(reader, `/api/posts/${id}/comments`, { body: "Slowly." });
    });
    await author.page.reload();
    await said(author, "Slowly.").waitFor();
    await author.go("/notifications");
    await author.page.getByRole("button", { name: "Mark all as read" }).click();
    await author.page.getByRole("link", { name: guest.name }).waitFor();
    expect(await author.page.getByText("unread").count()).toBe(0);
  });
});
