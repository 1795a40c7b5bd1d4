import { newProgram } from "../support/api-keys.ts";
import type { Person } from "../support/people.ts";
import type { Row } from "./permissions.ts";

/**
 * What an API key needs for each operation. null: keys are refused, whatever they were given. "unread": the operation
 * has a bearer token of its own, so a key is as good as nothing. An operation without a row fails the test.
 */
export const keyScopes: Record<string, string | null> = {
  "GET /api/health": null,
  "GET /api/health/ready": null,
  "GET /api/openapi.json": null,

  // Signing in and out is for people, and so is whatever would outlive the key.
  "POST /api/auth/register": null,
  "POST /api/auth/login": null,
  "POST /api/auth/logout": null,
  "POST /api/auth/forgot-password": null,
  "POST /api/auth/magic-link": null,
  "POST /api/auth/reset-password": null,
  "POST /api/auth/verify": null,
  "GET /api/auth/verify": null,
  "GET /api/auth/callback": null,
  "GET /api/auth/session": "profile:read",
  "GET /api/api-keys": null,
  "POST /api/api-keys": null,
  "GET /api/api-keys/{id}": null,
  "DELETE /api/api-keys/{id}": null,

  "GET /api/users": "users:read",
  "POST /api/users": null,
  "GET /api/users/{id}": "users:read",
  "PUT /api/users/{id}": "profile:write",
  "PATCH /api/users/{id}": "profile:write",
  "DELETE /api/users/{id}": null,

  "GET /api/posts": "posts:read",
  "POST /api/posts": "posts:write",
  "GET /api/posts/{id}": "posts:read",
  "PUT /api/posts/{id}": "posts:write",
  "PATCH /api/posts/{id}": "posts:write",
  "DELETE /api/posts/{id}": "posts:write",
  "GET /api/posts/{id}/comments": "comments:read",
  "POST /api/posts/{id}/comments": "comments:write",
  "PATCH /api/comments/{id}": "comments:write",
  "DELETE /api/comments/{id}": "comments:write",
  "GET /api/posts/{id}/reactions": "posts:read",
  "PUT /api/posts/{id}/reactions": "reactions:write",
  "DELETE /api/posts/{id}/reactions": "reactions:write",

  "POST /api/uploads": "media:write",
  "POST /api/uploads/sign": "media:write",
  "POST /api/uploads/{id}/complete": "media:write",
  "GET /api/media/{id}": "media:read",
  "DELETE /api/media/{id}": "media:write",

  // No key spends money.
  "GET /api/billing/catalogue": "billing:read",
  "POST /api/billing/checkout": null,
  "POST /api/billing/portal": null,
  "GET /api/billing/subscription": "billing:read",
  "GET /api/orders": "billing:read",

  "GET /api/events": "events:read",
  "GET /api/events/stream": "events:read",
  "GET /api/notifications": "notifications:read",
  "POST /api/notifications/read": "notifications:write",

  "POST /api/webhooks/stripe": null,
  "GET /api/cron/{task}": "unread",
  "POST /api/cron/{task}": "unread",
  "GET /api/metrics": "unread",
  "GET /api/admin/stripe-events": null,
  "POST /api/admin/stripe-events/{id}/replay": null,
  "GET /api/admin/jobs": null,
  "POST /api/admin/jobs/{id}/retry": null,
  "DELETE /api/admin/jobs/{id}": null,
  "GET /api/admin/users": null,
  "GET /api/admin/users/{id}": null,
  "PUT /api/admin/users/{id}/roles/{role}": null,
  "DELETE /api/admin/users/{id}/roles/{role}": null,
  "PUT /api/admin/users/{id}/ban": null,
  "DELETE /api/admin/users/{id}/ban": null,
  "GET /api/admin/posts": null,
  "GET /api/admin/orders": null,
  "GET /api/admin/audit": null,
};

/** Every scope that there is. */
export const allScopes = [
  ...new Set(Object.values(keyScopes).filter((scope) => scope !== null && scope !== "unread")),
] as string[];

/** An API key of `owner`. */
async function keyOf(owner: Person): Promise<string> {
  return `/api/api-keys/${(await newProgram(owner, ["posts:read"])).id}`;
}

/** What people may do with keys, in the order of the actors of permissions.ts. */
export const keyRows: Record<string, Row> = {
  "GET /api/api-keys": {
    call: (client) => client.get("/api/api-keys"),
    outcome: [401, 200, 200, 200, 200],
  },
  "POST /api/api-keys": {
    call: (client) => client.post("/api/api-keys", { name: "A script", scopes: ["posts:read"] }),
    outcome: [401, 201, 201, 201, 201],
  },
  "GET /api/api-keys/{id}": {
    call: async (client, owner) => client.get(await keyOf(owner)),
    outcome: [401, 404, 200, 404, 404],
  },
  "DELETE /api/api-keys/{id}": {
    call: async (client, owner) => client.delete(await keyOf(owner)),
    outcome: [401, 404, 204, 404, 404],
  },
};
