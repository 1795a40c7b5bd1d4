import type { Session, TestDatabase } from "./database.ts";

/** Ids that a failing test can be read by: the last digits say who or what it is. */
const id = (kind: number, n: number) => `00000000-0000-4000-8000-0000000${kind}000${n}`;

/** The people of these tests. Of them, only `member` has a subscription. */
export const people = {
  owner: id(1, 1),
  other: id(1, 2),
  member: id(1, 3),
  editor: id(1, 4),
  admin: id(1, 5),
  /** Wrote the posts that are not the owner's. */
  author: id(1, 6),
} as const;

/** The posts of these tests, all with a text and published unless they say otherwise. */
export const posts = {
  ownersPublic: id(2, 1),
  ownersDraft: id(2, 2),
  ownersForMembers: id(2, 3),
  ownersDraftForMembers: id(2, 4),
  ownersWithoutText: id(2, 5),
  authorsPublic: id(2, 6),
  authorsDraft: id(2, 7),
  authorsForMembers: id(2, 8),
} as const;

/** The session of a signed-in person, as their access token would make it. */
export const signedIn = (sub: string): Session => ({
  role: "authenticated",
  claims: { sub, role: "authenticated", aal: "aal1" },
});

export const anonymous: Session = { role: "anon", claims: { role: "anon" } };
export const service: Session = { role: "service_role", claims: { role: "service_role" } };

/** Signs the people up, gives them their roles, and the member a subscription. */
export async function seedPeople(db: TestDatabase): Promise<void> {
  for (const [name, id] of Object.entries(people)) {
    await signUp(db, id, { name: `The ${name}`, username: name });
  }
  await db.sql("insert into public.user_roles (user_id, role) values ($1, 'editor'), ($2, 'admin')", [
    people.editor,
    people.admin,
  ]);
  await db.sql(
    `insert into public.subscriptions (
       id, user_id, stripe_customer_id, status, current_period_start, current_period_end, created_at)
     values ('sub_member', $1, 'cus_member', 'active', now() - interval '3 days', now() + interval '27 days', now())`,
    [people.member],
  );
}

/** Makes an account as Auth does, with what the newcomer said about themselves. */
export async function signUp(db: TestDatabase, id: string, said: unknown, email = `${id}@example.test`) {
  await db.sql(
    `insert into auth.users (id, aud, role, email, raw_user_meta_data, created_at, updated_at)
     values ($1, 'authenticated', 'authenticated', $2, $3, now(), now())`,
    [id, email, said === undefined ? null : JSON.stringify(said)],
  );
}

/** Writes the posts, with their texts. */
export async function seedPosts(db: TestDatabase): Promise<void> {
  for (const [name, id] of Object.entries(posts)) {
    const author = name.startsWith("owners") ? people.owner : people.author;
    const status = name.includes("Draft") ? "draft" : "published";
    const visibility = name.includes("ForMembers") ? "members" : "public";
    await db.sql(
      "insert into public.posts (id, author_id, slug, title, status, visibility) values ($1, $2, $3, $4, $5, $6)",
      [id, author, name.toLowerCase(), `A post: ${name}`, status, visibility],
    );
    if (name.includes("WithoutText")) continue;
    await db.sql("insert into public.post_contents (post_id, content) values ($1, $2)", [
      id,
      `The text of ${name}, which says enough.`,
    ]);
  }
}
