import { afterEach, expect, test, vi } from "vitest";
import { askFor } from "../../lib/supabase/fetch.ts";
import { environment, setEnvironment } from "./environment.ts";

setEnvironment();
afterEach(() => vi.unstubAllGlobals());

const publishable = {
  apikey: environment.SUPABASE_PUBLISHABLE_KEY,
  authorization: `Bearer ${environment.SUPABASE_PUBLISHABLE_KEY}`,
};

/** The headers that Supabase gets when somebody at an address asks for a path. */
async function headersAt(path: string, address: string): Promise<Record<string, string>> {
  const fetched = vi.fn(async (_input: string, _init: RequestInit) => new Response());
  vi.stubGlobal("fetch", fetched);
  await askFor(address)(`${environment.SUPABASE_URL}${path}`, { method: "POST", headers: publishable });
  return Object.fromEntries(new Headers(fetched.mock.calls[0]![1].headers));
}

test("with a password Auth is told where its sender is, by the secret key", async () => {
  expect(await headersAt("/auth/v1/token?grant_type=password", "203.0.113.7")).toEqual({
    apikey: environment.SUPABASE_SECRET_KEY,
    authorization: `Bearer ${environment.SUPABASE_SECRET_KEY}`,
    "sb-forwarded-for": "203.0.113.7",
    "x-forwarded-for": "203.0.113.7",
  });
});

test("an address that nobody knows is told as one", async () => {
  const headers = await headersAt("/auth/v1/token?grant_type=password", "unknown");
  expect(headers["sb-forwarded-for"]).toBe("0.0.0.0");
});

test.each([
  "/auth/v1/token?grant_type=refresh_token",
  "/auth/v1/signup",
  "/auth/v1/admin/users",
  "/rest/v1/posts?grant_type=password",
  "/auth/v1/user?x=/auth/v1/token?grant_type=password",
])("what is asked without a password (%s) is asked without the secret key", async (path) => {
  expect(await headersAt(path, "203.0.113.7")).toEqual(publishable);
});
