import type { Answer, ApiClient } from "../support/api-client.ts";
import { newComment, newEmail, newPerson, newPost, type Person } from "../support/people.ts";
import { newPicture } from "../support/pictures.ts";
import { newMedia, sign, upload } from "../support/uploads.ts";
import { adminRows } from "./permissions-admin.ts";
import { keyRows } from "./permissions-keys.ts";

export const actors = ["anonymous", "user", "owner", "editor", "admin"] as const;
export type Actor = (typeof actors)[number];

/** The status that each actor gets, in the order of `actors`. */
export type Outcome = [anonymous: number, user: number, owner: number, editor: number, admin: number];

export type Row = {
  /** Makes what the operation is about, owned by `owner`, and calls the operation as `client`. */
  call: (client: ApiClient, owner: Person) => Promise<Answer>;
  outcome: Outcome;
  /** The call spends its caller's session or account: everyone but `anonymous` is somebody new. */
  spends?: true;
};

const everyone = (status: number): Outcome => [status, status, status, status, status];
const signedIn = (status: number): Outcome => [401, status, status, status, status];

const text = { title: "Permissions", content: "Who may do what to this?" };
const whole = { ...text, excerpt: "", status: "published", visibility: "public" };
const published = (owner: Person) => newPost(owner);
const draft = (owner: Person) => newPost(owner, { status: "draft" });

/** What everybody may do. An operation without a row here fails the test. */
export const matrix: Record<string, Row> = {
  "GET /api/health": { call: (client) => client.get("/api/health"), outcome: everyone(200) },
  "GET /api/health/ready": { call: (client) => client.get("/api/health/ready"), outcome: everyone(200) },
  "GET /api/metrics": { call: (client) => client.get("/api/metrics"), outcome: everyone(401) },
  "GET /api/openapi.json": { call: (client) => client.get("/api/openapi.json"), outcome: everyone(200) },

  "POST /api/auth/register": {
    call: (client) =>
      client.post("/api/auth/register", { email: newEmail(), password: "ten-characters", name: "New" }),
    outcome: everyone(201),
    spends: true,
  },
  "POST /api/auth/login": {
    call: (client) => client.post("/api/auth/login", { email: newEmail(), password: "x" }),
    outcome: everyone(401),
  },
  "POST /api/auth/logout": {
    call: (client) => client.post("/api/auth/logout"),
    outcome: everyone(204),
    spends: true,
  },
  "GET /api/auth/session": { call: (client) => client.get("/api/auth/session"), outcome: everyone(200) },
  "POST /api/auth/forgot-password": {
    call: (client) => client.post("/api/auth/forgot-password", { email: newEmail() }),
    outcome: everyone(202),
  },
  "POST /api/auth/magic-link": {
    call: (client) => client.post("/api/auth/magic-link", { email: newEmail() }),
    outcome: everyone(202),
  },
  "POST /api/auth/reset-password": {
    call: (client) => client.post("/api/auth/reset-password", { password: "another-secret-9" }),
    outcome: signedIn(200),
    spends: true,
  },
  "POST /api/auth/verify": {
    call: (client) => client.post("/api/auth/verify", { tokenHash: "made-up", type: "email" }),
    outcome: everyone(400),
  },
  "GET /api/auth/verify": {
    call: (client) => client.get("/api/auth/verify?token_hash=made-up&type=email"),
    outcome: everyone(303),
  },
  "GET /api/auth/callback": {
    call: (client) => client.get("/api/auth/callback?code=made-up"),
    outcome: everyone(303),
  },

  "GET /api/users": { call: (client) => client.get("/api/users"), outcome: everyone(200) },
  "POST /api/users": {
    call: (client) =>
      client.post("/api/users", { email: newEmail(), password: "ten-characters", name: "New" }),
    outcome: [401, 403, 403, 403, 201],
  },
  "GET /api/users/{id}": {
    call: (client, owner) => client.get(`/api/users/${owner.id}`),
    outcome: everyone(200),
  },
  "PUT /api/users/{id}": {
    call: (client, owner) =>
      client.put(`/api/users/${owner.id}`, { name: "The Owner", username: owner.username, bio: "" }),
    outcome: [401, 403, 200, 403, 403],
  },
  "PATCH /api/users/{id}": {
    call: (client, owner) => client.patch(`/api/users/${owner.id}`, { bio: "Changed" }),
    outcome: [401, 403, 200, 403, 403],
  },
  "DELETE /api/users/{id}": {
    call: async (client) => client.delete(`/api/users/${(await newPerson()).id}`),
    outcome: [401, 403, 403, 403, 204],
  },
  "DELETE /api/users/{id} (one's own)": {
    call: async (client) => {
      const { body } = await client.get("/api/auth/session");
      return client.delete(`/api/users/${body.user?.id ?? "nobody"}`);
    },
    outcome: signedIn(204),
    spends: true,
  },

  "GET /api/posts": { call: (client) => client.get("/api/posts?status=draft"), outcome: everyone(200) },
  "POST /api/posts": { call: (client) => client.post("/api/posts", text), outcome: signedIn(201) },
  "GET /api/posts/{id}": {
    call: async (client, owner) => client.get(`/api/posts/${(await published(owner)).id}`),
    outcome: everyone(200),
  },
  "GET /api/posts/{id} (draft)": {
    call: async (client, owner) => client.get(`/api/posts/${(await draft(owner)).id}`),
    outcome: [404, 404, 200, 200, 200],
  },
  "PUT /api/posts/{id}": {
    call: async (client, owner) => client.put(`/api/posts/${(await published(owner)).id}`, whole),
    outcome: [401, 403, 200, 200, 200],
  },
  "PATCH /api/posts/{id}": {
    call: async (client, owner) => client.patch(`/api/posts/${(await published(owner)).id}`, text),
    outcome: [401, 403, 200, 200, 200],
  },
  "PATCH /api/posts/{id} (draft)": {
    call: async (client, owner) => client.patch(`/api/posts/${(await draft(owner)).id}`, text),
    outcome: [401, 404, 200, 200, 200],
  },
  "DELETE /api/posts/{id}": {
    call: async (client, owner) => client.delete(`/api/posts/${(await published(owner)).id}`),
    outcome: [401, 403, 204, 403, 204],
  },
  "DELETE /api/posts/{id} (draft)": {
    call: async (client, owner) => client.delete(`/api/posts/${(await draft(owner)).id}`),
    outcome: [401, 404, 204, 403, 204],
  },

  "GET /api/posts/{id}/comments": {
    call: async (client, owner) => client.get(`/api/posts/${(await published(owner)).id}/comments`),
    outcome: everyone(200),
  },
  "GET /api/posts/{id}/comments (draft)": {
    call: async (client, owner) => client.get(`/api/posts/${(await draft(owner)).id}/comments`),
    outcome: [404, 404, 200, 200, 200],
  },
  "POST /api/posts/{id}/comments": {
    call: async (client, owner) =>
      client.post(`/api/posts/${(await published(owner)).id}/comments`, { body: "Well." }),
    outcome: signedIn(201),
  },
  "POST /api/posts/{id}/comments (draft)": {
    call: async (client, owner) =>
      client.post(`/api/posts/${(await draft(owner)).id}/comments`, { body: "Well." }),
    outcome: [401, 404, 201, 201, 201],
  },
  "PATCH /api/comments/{id}": {
    call: async (client, owner) => client.patch(await commentOf(owner), { body: "Changed." }),
    outcome: [401, 403, 200, 403, 403],
  },
  "DELETE /api/comments/{id}": {
    call: async (client, owner) => client.delete(await commentOf(owner)),
    outcome: [401, 403, 204, 403, 204],
  },

  "GET /api/posts/{id}/reactions": {
    call: async (client, owner) => client.get(`/api/posts/${(await published(owner)).id}/reactions`),
    outcome: everyone(200),
  },
  "PUT /api/posts/{id}/reactions": {
    call: async (client, owner) =>
      client.put(`/api/posts/${(await published(owner)).id}/reactions`, { kind: "like" }),
    outcome: signedIn(200),
  },
  "PUT /api/posts/{id}/reactions (draft)": {
    call: async (client, owner) =>
      client.put(`/api/posts/${(await draft(owner)).id}/reactions`, { kind: "like" }),
    outcome: [401, 404, 200, 200, 200],
  },
  "DELETE /api/posts/{id}/reactions": {
    call: async (client, owner) => client.delete(`/api/posts/${(await published(owner)).id}/reactions`),
    outcome: signedIn(204),
  },

  "POST /api/uploads": {
    call: async (client) => upload(client, await newPicture({ width: 9, height: 9 })),
    outcome: signedIn(201),
  },
  "POST /api/uploads/sign": {
    call: (client) =>
      client.post("/api/uploads/sign", { filename: "a.png", contentType: "image/png", size: 9 }),
    outcome: signedIn(201),
  },
  "POST /api/uploads/{id}/complete": {
    call: async (client, owner) =>
      client.post(`/api/uploads/${(await sign(owner, { size: 9 })).id}/complete`),
    outcome: [401, 404, 409, 404, 404],
  },
  "GET /api/media/{id}": {
    call: async (client, owner) => client.get(`/api/media/${(await newMedia(owner)).id}`),
    outcome: [404, 404, 302, 404, 404],
  },
  "GET /api/media/{id} (in a post)": {
    call: async (client, owner) => client.get(await mediaOf(owner)),
    outcome: everyone(302),
  },
  "DELETE /api/media/{id}": {
    call: async (client, owner) => client.delete(await mediaOf(owner)),
    outcome: [401, 403, 204, 403, 403],
  },

  "GET /api/billing/catalogue": {
    call: (client) => client.get("/api/billing/catalogue"),
    outcome: everyone(200),
  },
  "POST /api/billing/checkout": {
    call: (client) => client.post("/api/billing/checkout", { priceId: "price_of_nothing" }),
    outcome: signedIn(404),
  },
  "POST /api/billing/portal": {
    call: (client) => client.post("/api/billing/portal"),
    outcome: signedIn(200),
  },
  "GET /api/billing/subscription": {
    call: (client) => client.get("/api/billing/subscription"),
    outcome: signedIn(200),
  },
  "GET /api/orders": { call: (client) => client.get("/api/orders"), outcome: signedIn(200) },
  "GET /api/events": { call: (client) => client.get("/api/events?topics=posts"), outcome: everyone(200) },
  "GET /api/events (the admins')": {
    call: (client) => client.get("/api/events?topics=admin"),
    outcome: [401, 403, 403, 403, 200],
  },
  "GET /api/events (somebody's own)": {
    call: (client, owner) => client.get(`/api/events?topics=user:${owner.id}`),
    outcome: [401, 403, 200, 403, 403],
  },
  "GET /api/events/stream": {
    call: (client) => client.send("HEAD", "/api/events/stream?topics=posts"),
    outcome: everyone(200),
  },
  "GET /api/notifications": { call: (client) => client.get("/api/notifications"), outcome: signedIn(200) },
  "POST /api/notifications/read": {
    call: (client) => client.post("/api/notifications/read", {}),
    outcome: signedIn(204),
  },
  ...keyRows,
  "POST /api/webhooks/stripe": {
    call: (client) => client.post("/api/webhooks/stripe", { id: "evt_unsigned" }),
    outcome: everyone(400),
  },
  "GET /api/cron/{task}": { call: (client) => client.get("/api/cron/clean_up"), outcome: everyone(401) },
  "POST /api/cron/{task}": { call: (client) => client.post("/api/cron/clean_up"), outcome: everyone(401) },
  ...adminRows,
};

/** A picture of `owner` that a published post shows. */
async function mediaOf(owner: Person): Promise<string> {
  const path = `/api/media/${(await newMedia(owner)).id}`;
  await newPost(owner, { content: `A picture: ![](${path})` });
  return path;
}

/** A comment by `owner` on somebody else's post, so that only the comment is the owner's. */
async function commentOf(owner: Person): Promise<string> {
  const post = await newPost(await newPerson());
  return `/api/comments/${(await newComment(owner, post.id)).id}`;
}
