import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { beforeAll, expect, inject, test } from "vitest";
import { newComment, newEmail, newPerson, newPost, type Person, stranger } from "../support/people.ts";

// What this API refuses, the database refuses as well: the publishable key is public, and so is the door it opens.
const anonymous = (): SupabaseClient =>
  createClient(inject("stack").supabaseUrl, inject("stack").publishableKey, {
    auth: { persistSession: false },
  });

const as = (person: Person): SupabaseClient =>
  createClient(inject("stack").supabaseUrl, inject("stack").publishableKey, {
    accessToken: async () => person.accessToken(),
  });

let [author, other]: Person[] = [];
let published: { id: string; title: string };
let draft: { id: string };
let membersOnly: { id: string };

beforeAll(async () => {
  [author, other] = [await newPerson(), await newPerson()];
  published = await newPost(author);
  draft = await newPost(author, { status: "draft" });
  membersOnly = await newPost(author, { visibility: "members" });
});

const readers: [string, () => SupabaseClient][] = [
  ["nobody in particular", anonymous],
  ["somebody else", () => as(other!)],
];

test.each(readers)("%s reads what the API shows, and no drafts", async (_name, client) => {
  const { data } = await client()
    .from("posts")
    .select("id")
    .in("id", [published.id, draft.id, membersOnly.id]);
  expect(data?.map(({ id }) => id).toSorted()).toEqual([published.id, membersOnly.id].toSorted());
});

test.each(readers)("%s cannot read the text of a draft or of a members-only post", async (_name, client) => {
  const { data } = await client()
    .from("post_contents")
    .select("post_id")
    .in("post_id", [published.id, draft.id, membersOnly.id]);
  expect(data).toEqual([{ post_id: published.id }]);
});

test.each(readers)("%s cannot change, publish or delete the author's posts", async (_name, client) => {
  const before = await author!.get(`/api/posts/${published.id}`);
  for (const { id } of [published, draft]) {
    const changed = await client().from("posts").update({ title: "Taken over" }).eq("id", id).select();
    expect(changed.data ?? []).toEqual([]);
    const rewritten = await client().rpc("update_post", { id, content: "Words of a stranger." });
    expect(rewritten.data ?? []).toEqual([]);
    await client().from("posts").delete().eq("id", id);
  }
  expect((await author!.get(`/api/posts/${published.id}`)).body).toEqual(before.body);
  expect((await author!.get(`/api/posts/${draft.id}`)).body.status).toBe("draft");
});

test("nobody writes in another's name", async () => {
  const forged = { title: "Not by me", author_id: author!.id };
  expect((await as(other!).from("posts").insert(forged)).error?.code).toBe("42501");
  const comment = { post_id: published.id, body: "Not by me", author_id: author!.id };
  expect((await as(other!).from("comments").insert(comment)).error?.code).toBe("42501");
  const reaction = { post_id: published.id, kind: "love", user_id: author!.id };
  expect((await as(other!).from("reactions").insert(reaction)).error?.code).toBe("42501");
  expect((await as(other!).from("profiles").update({ bio: "x" }).eq("id", author!.id).select()).data).toEqual(
    [],
  );
});

test.each([
  ["posts", { comment_count: 1000 }],
  ["posts", { published_at: "2001-01-01" }],
  ["posts", { author_id: "0a1b2c3d-0000-4000-8000-000000000000" }],
  ["profiles", { id: "0a1b2c3d-0000-4000-8000-000000000000" }],
])("not even the owner writes %s %o", async (table, change) => {
  const id = table === "posts" ? published.id : author!.id;
  expect((await as(author!).from(table).update(change).eq("id", id)).error?.code).toBe("42501");
});

test("nobody gives themselves a role", async () => {
  const role = { user_id: other!.id, role: "admin" };
  expect((await as(other!).from("user_roles").insert(role)).error?.code).toBe("42501");
  const client = anonymous();
  const { data } = await client.auth.signUp({
    email: newEmail(),
    password: "a-long-enough-secret",
    options: { data: { role: "admin", roles: ["admin"], app_metadata: { role: "admin" } } },
  });
  const { error } = await client.from("user_roles").insert({ user_id: data.user!.id, role: "admin" });
  expect(error?.code).toBe("42501");
  expect((await client.from("user_roles").select("*")).data).toEqual([]);
});

test("what is private is not reachable at all", async () => {
  const { error } = await as(other!).schema("private").rpc("is_admin");
  expect(error).not.toBeNull();
  const users = await as(other!).schema("auth").from("users").select("*");
  expect(users.error).not.toBeNull();
});

test("the author may through supabase-js what the author may through the API, and the API sees it", async () => {
  const { data } = await as(author!).rpc("create_post", {
    title: "From elsewhere",
    content: "Written with a client.",
  });
  const path = `/api/posts/${data.id}`;
  expect(await stranger().get(path)).toMatchObject({ status: 404 });
  await as(author!).from("posts").update({ status: "published" }).eq("id", data.id);
  expect(await stranger().get(path)).toMatchObject({
    status: 200,
    body: { content: "Written with a client." },
  });
  const comment = await newComment(other!, data.id);
  expect((await as(other!).from("comments").delete().eq("id", comment.id).select()).data).toHaveLength(1);
});

test("the database holds the limits that the API holds", async () => {
  const content = "Ten characters and more.";
  for (const input of [
    { title: "Hm", content },
    { title: "x".repeat(201), content },
    { title: "Long enough", content: "short" },
    { title: "Long enough", content, excerpt: "x".repeat(501) },
    { title: "Long enough", content, slug: "Not A Slug" },
  ]) {
    expect((await as(author!).rpc("create_post", input)).error?.code).toBe("23514");
  }
});
