import { createClient } from "@supabase/supabase-js";
import { expect, inject, test } from "vitest";
import { type ApiClient, ApiFailure, createApiClient, dataOf, everyRow } from "../../lib/api-client/index.ts";
import { newAddress } from "../support/api-client.ts";
import { newEmail, password } from "../support/people.ts";

const { siteUrl: baseUrl, supabaseUrl, publishableKey } = inject("stack");

/** A client of somebody who calls from an address of their own. */
const clientWith = (accessToken?: string) =>
  createApiClient({ baseUrl, accessToken, headers: { "x-forwarded-for": newAddress() } });

/** Makes an account through the API and signs in at Supabase Auth, as an app with a token of its own does. */
async function joined(): Promise<ApiClient> {
  const email = newEmail();
  const registered = await clientWith().POST("/api/auth/register", {
    body: { email, password, name: "Ida Lindqvist" },
  });
  expect(registered.data?.user).toMatchObject({ email, name: "Ida Lindqvist" });
  const supabase = createClient(supabaseUrl, publishableKey, { auth: { persistSession: false } });
  const { data } = await supabase.auth.signInWithPassword({ email, password });
  return clientWith(data.session?.access_token);
}

test("somebody joins, writes, lists page after page, and is answered", async () => {
  const [ida, noor] = [await joined(), await joined()];
  const me = (await dataOf(ida.GET("/api/auth/session"))).user;
  expect(me?.roles).toEqual([]);
  const content = "The quiet between two books.";
  for (const number of [1, 2, 3]) {
    const body = { title: `Shelf number ${number}`, content, status: "published" as const };
    const params = { header: { "Idempotency-Key": `shelf-${number}` } };
    const first = await dataOf(ida.POST("/api/posts", { body, params }));
    const again = await ida.POST("/api/posts", { body, params });
    expect(again.data).toEqual(first);
    expect(again.response.headers.get("idempotency-replayed")).toBe("true");
  }

  const titles: string[] = [];
  const query = { author: me?.username, limit: 2 };
  for await (const { title } of everyRow((cursor) =>
    noor.GET("/api/posts", { params: { query: { ...query, cursor } } }),
  )) {
    titles.push(title);
  }
  expect(titles).toEqual(["Shelf number 3", "Shelf number 2", "Shelf number 1"]);

  const [newest] = (await dataOf(noor.GET("/api/posts", { params: { query } }))).data;
  const path = { id: newest?.slug ?? "" };
  const comment = await dataOf(
    noor.POST("/api/posts/{id}/comments", { params: { path }, body: { body: "Well said." } }),
  );
  expect(comment).toMatchObject({ postId: newest?.id, body: "Well said.", parentId: null });
  expect((await dataOf(ida.GET("/api/posts/{id}", { params: { path } }))).commentCount).toBe(1);
  expect(await dataOf(ida.DELETE("/api/posts/{id}", { params: { path } }))).toBeUndefined();
});

test("a failure is a problem whose code is one of those that the operation can answer", async () => {
  const ida = await joined();
  const { error, data } = await ida.POST("/api/posts", { body: { title: "Four", content: "Short" } });
  expect(data).toBeUndefined();
  if (error?.code !== "validation_failed") throw new Error(`It was ${error?.code}`);
  const status: 422 = error.status; // the code told TypeScript which one it is
  expect(status).toBe(422);
  expect(error.errors?.map(({ path }) => path).toSorted()).toEqual(["content", "title"]);
  // @ts-expect-error this operation never answers with that
  expect(error.code === "image_rejected").toBe(false);

  const nobody = clientWith();
  expect((await nobody.GET("/api/notifications")).error?.code).toBe("unauthenticated");
  const stolen = clientWith("x.y.z");
  expect((await stolen.GET("/api/posts")).error?.code).toBe("invalid_token");
  const asking = dataOf(nobody.GET("/api/posts/{id}", { params: { path: { id: "no-such-post" } } }));
  await expect(asking).rejects.toThrow(ApiFailure);
  await expect(asking).rejects.toMatchObject({ status: 404, problem: { code: "not_found" } });
});
