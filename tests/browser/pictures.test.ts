import { expect } from "vitest";
import { newPicture, noise } from "../support/pictures.ts";
import { browserForFile, browserTest, newPerson, signUp, type Visitor } from "./visitor.ts";

const visit = browserForFile();
const wide = { viewport: { width: 1280, height: 900 } };

async function begin(visitor: Visitor, title = `With pictures ${crypto.randomUUID()}`): Promise<void> {
  await signUp(visitor, newPerson());
  await visitor.go("/write");
  await visitor.page.getByLabel("Title").fill(title);
  await visitor.page.getByLabel("Text").fill("Look at this:");
}

/** Drops or pastes a file on the text as the browser does when somebody brings one. */
async function hand({ page }: Visitor, how: "drop" | "paste", name: string, bytes: Buffer): Promise<void> {
  await page.getByLabel("Text").evaluate(
    (area, { how, name, base64 }) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type: "image/jpeg" }));
      const happens = { bubbles: true, cancelable: true };
      area.dispatchEvent(
        how === "drop"
          ? new DragEvent(how, { ...happens, dataTransfer: transfer })
          : new ClipboardEvent(how, { ...happens, clipboardData: transfer }),
      );
    },
    { how, name, base64: bytes.toString("base64") },
  );
}

const shownIn = (page: Visitor["page"], place: string) =>
  page.locator(`${place} .picture picture img`).evaluate(async (image: HTMLImageElement) => {
    image.scrollIntoView();
    if (!image.complete)
      await new Promise((resolve) => image.addEventListener("load", resolve, { once: true }));
    const answer = await fetch(image.currentSrc);
    const bitmap = await createImageBitmap(await answer.blob());
    return { type: answer.headers.get("content-type"), width: bitmap.width, alt: image.alt };
  });

browserTest(
  "a dropped picture shows its progress, appears, and is served in the right format and size",
  async () => {
    const title = `A flower ${crypto.randomUUID()}`;
    let address = "";
    await visit(wide, async (author) => {
      const { page } = author;
      await begin(author, title);
      const held = Promise.withResolvers<void>();
      await page.route("**/storage/v1/object/upload/sign/**", async (route) => {
        await held.promise;
        await route.continue();
      });
      await hand(author, "drop", "flower.jpg", await newPicture({ width: 1800, height: 1200 }));
      const bar = page.getByRole("progressbar", { name: "Upload of flower.jpg" });
      await bar.waitFor();
      held.resolve();
      await bar.waitFor({ state: "detached" });
      expect(await shownIn(page, '[aria-label="Preview"]')).toMatchObject({ type: "image/avif", width: 768 });

      await page.getByLabel("What does it show?").fill("A [red] flower");
      expect(await page.getByLabel("Text").inputValue()).toMatch(
        /^Look at this:\n\n!\[A \\\[red\\\] flower\]\(\/api\/media\/[0-9a-f-]{36}\)\n\n$/,
      );
      await page.getByRole("button", { name: "Publish" }).click();
      await page.waitForURL("/posts/**");
      address = new URL(page.url()).pathname;
    });
    const screens = [
      { viewport: { width: 1280, height: 900 }, width: 768 },
      { viewport: { width: 340, height: 700 }, width: 320 },
      { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 2, width: 1536 },
    ];
    for (const { width, ...screen } of screens) {
      await visit(screen, async ({ page, go }) => {
        await go(address);
        expect(await shownIn(page, "article")).toEqual({ type: "image/avif", width, alt: "A [red] flower" });
      });
    }
  },
);

browserTest("a pasted picture can be taken out again, and is gone then", async () => {
  await visit({ ...wide, expected: /404/ }, async (author) => {
    const { page } = author;
    await begin(author);
    await hand(author, "paste", "image.jpg", await newPicture());
    await page.locator('[aria-label="Preview"] .picture').waitFor();
    const path = /\/api\/media\/[0-9a-f-]{36}/.exec(await page.getByLabel("Text").inputValue())?.[0] ?? "";
    const deleted = page.waitForResponse((answer) => answer.request().method() === "DELETE");
    await page.getByRole("button", { name: "Remove image.jpg" }).press("Enter");
    expect((await deleted).status()).toBe(204);
    expect(await page.getByLabel("Text").inputValue()).toBe("Look at this:\n\n");
    expect((await page.request.get(path)).status()).toBe(404);
  });
});

browserTest("a file that is no picture says so, and can be tried again or left", async () => {
  await visit({ ...wide, expected: /422/ }, async (author) => {
    const { page } = author;
    await begin(author);
    await hand(author, "drop", "fake.jpg", Buffer.from("I am a picture"));
    await page.getByText("The file is not a JPEG, PNG or WebP").waitFor();
    await page.getByRole("button", { name: "Retry" }).click();
    await page.getByText("The file is not a JPEG, PNG or WebP").waitFor();
    await page.getByRole("button", { name: "Remove fake.jpg" }).click();
    await page.getByText("fake.jpg").waitFor({ state: "detached" });
    expect(await page.getByLabel("Text").inputValue()).toBe("Look at this:");
  });
});

browserTest("a large picture survives a lost connection", async () => {
  const bytes = await noise({ width: 3000, height: 2200 });
  expect(bytes.length).toBeGreaterThan(13 * 1024 * 1024);
  await visit({ ...wide, expected: /ERR_INTERNET_DISCONNECTED|Failed to load resource/ }, async (author) => {
    const { page } = author;
    await begin(author);
    let parts = 0;
    await page.route("**/storage/v1/upload/resumable/**", async (route) => {
      if (route.request().method() === "PATCH" && ++parts === 2) {
        await page.context().setOffline(true);
        await route.abort("internetdisconnected");
      } else await route.continue();
    });
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Add pictures" }).press("Enter");
    await (await chooser).setFiles({ name: "large.jpg", mimeType: "image/jpeg", buffer: bytes });
    await page.getByText("The connection is gone").waitFor();
    await page.context().setOffline(false);
    await page.locator('[aria-label="Preview"] .picture').waitFor();
    expect(parts).toBeGreaterThanOrEqual(4); // the first, the lost one, and the rest
  });
});

browserTest("without JavaScript a picture comes along when the text is saved", async () => {
  await visit({ javaScriptEnabled: false }, async (author) => {
    const { page } = author;
    await begin(author);
    await page.getByLabel("Add a picture").setInputFiles({
      name: "flower.jpg",
      mimeType: "image/jpeg",
      buffer: await newPicture(),
    });
    await page.getByLabel("What the picture shows").fill("A flower");
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.waitForURL("/write/*?saved=1");
    expect(await page.locator('[aria-label="Preview"] picture img').getAttribute("alt")).toBe("A flower");

    await page.getByLabel("Add a picture").setInputFiles({
      name: "fake.jpg",
      mimeType: "image/jpeg",
      buffer: Buffer.from("no picture"),
    });
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.getByText("The file is not a JPEG, PNG or WebP").first().waitFor();
  });
});

for (const javaScriptEnabled of [true, false]) {
  browserTest(`a face is chosen, shown and taken away, JavaScript: ${javaScriptEnabled}`, async () => {
    await visit({ javaScriptEnabled }, async (person) => {
      const { page, go } = person;
      await signUp(person, newPerson());
      await go("/settings");
      const file = {
        name: "me.png",
        mimeType: "image/png",
        buffer: await newPicture({ width: 300, height: 300 }, "png"),
      };
      await page.getByLabel("A new picture").setInputFiles(file);
      if (!javaScriptEnabled) await page.getByRole("button", { name: "Use this picture" }).click();
      await page.getByText("This is your picture now.").waitFor();
      await page.locator("header img").waitFor({ state: "attached" });
      await page.getByRole("button", { name: "Remove the picture" }).click();
      await page.locator("header img").waitFor({ state: "detached" });
    });
  });
}

browserTest("a face that is chosen before the page is alive is taken as well", async () => {
  await visit(wide, async (person) => {
    const { page } = person;
    await signUp(person, newPerson());
    const held = Promise.withResolvers<void>();
    await page.route("**/_next/static/**/*.js", async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.goto("/settings", { waitUntil: "commit" });
    await page.getByRole("button", { name: "Use this picture" }).waitFor(); // as it is without JavaScript
    const buffer = await newPicture({ width: 300, height: 300 }, "png");
    await page.getByLabel("A new picture").setInputFiles({ name: "me.png", mimeType: "image/png", buffer });
    held.resolve();
    await page.getByText("This is your picture now.").waitFor();
    await page.locator("header img").waitFor({ state: "attached" });
  });
});
