import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { newAddress } from "../support/api-client.ts";

// A browser for every file at once is much for a small machine.
vi.setConfig({ testTimeout: 120_000 });

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** A test that needs a browser. Without one it is reported as skipped, by its name. */
export const browserTest = test.skipIf(!existsSync(executablePath));

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** Somebody at a window of their own: own cookies, own history. */
export type Visitor = { page: Page; go(path: string): Promise<void> };

type Visit = BrowserContextOptions & {
  /** console errors that this visit is about */
  expected?: RegExp;
};

/**
 * Starts one browser for the tests of a file.
 * @returns `visit`, which opens a window, runs a journey in it, and fails on any console error, page error,
 * policy violation or request to another site that the journey did not announce
 */
export function browserForFile() {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (existsSync(executablePath)) browser = await chromium.launch({ executablePath, args: flags });
  });
  afterAll(async () => browser?.close());

  return async (options: Visit, journey: (visitor: Visitor) => Promise<void>): Promise<void> => {
    if (!browser) throw new Error("There is no browser");
    const { expected, ...contextOptions } = options;
    const context = await browser.newContext({
      baseURL: inject("stack").siteUrl,
      extraHTTPHeaders: { "x-forwarded-for": newAddress() },
      ...contextOptions,
    });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    const problems = watch(page);
    try {
      await journey({ page, go: (path) => open(page, path) });
      expect(problems.filter((problem) => !expected?.test(problem))).toEqual([]);
    } finally {
      await context.close();
    }
  };
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
}

/** Collects what must not happen in a window. A violated policy shows up as a console error. */
function watch(page: Page): string[] {
  const problems: string[] = [];
  const { siteUrl, supabaseUrl } = inject("stack");
  const site = new URL(siteUrl).origin;
  const storage = `${supabaseUrl}/storage/v1/`; // where pictures go and come from
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`page: ${error.message}`));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    const isForeign = origin !== site && !request.url().startsWith(storage);
    if (/^https?:$/.test(protocol) && isForeign) problems.push(`request: ${request.url()}`);
  });
  return problems;
}

/** Somebody who has no account yet. */
export function newPerson() {
  const id = crypto.randomUUID().slice(0, 8);
  return {
    name: `Ida ${id}`,
    email: `ida-${id}@plinth.test`,
    password: `orchard lantern ${id}`,
  };
}

export type Person = ReturnType<typeof newPerson>;

/** Gives somebody an account and this window their session, without a page: for journeys that begin after it. */
export async function signUp({ page }: Visitor, person: Person): Promise<void> {
  const answer = await page.request.post("/api/auth/register", { data: person });
  expect(answer.status()).toBe(201);
}

/** Registers through the page. Ends signed in, on the front page. */
export async function register({ page, go }: Visitor, person: Person): Promise<void> {
  await go("/register");
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Make the account" }).click();
  await page.waitForURL("/");
}

/** Publishes a post as the person who is signed in, and returns its address. */
export async function publish({ page, go }: Visitor, title: string, text: string): Promise<string> {
  await go("/write");
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Text").fill(text);
  await page.getByRole("button", { name: "Publish" }).click();
  await page.waitForURL("/posts/**");
  return new URL(page.url()).pathname;
}
