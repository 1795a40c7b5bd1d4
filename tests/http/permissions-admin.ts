import { newPerson } from "../support/people.ts";
import type { Outcome, Row } from "./permissions.ts";

const adminsOnly = (status: number): Outcome => [401, 403, 403, 403, status];

/** What is below /api/admin: for admins, unless it says otherwise. */
export const adminRows: Record<string, Row> = {
  "GET /api/admin/stripe-events": {
    call: (client) => client.get("/api/admin/stripe-events"),
    outcome: adminsOnly(200),
  },
  "POST /api/admin/stripe-events/{id}/replay": {
    call: (client) => client.post("/api/admin/stripe-events/evt_nowhere/replay"),
    outcome: adminsOnly(404),
  },
  "GET /api/admin/jobs": {
    call: (client) => client.get("/api/admin/jobs"),
    outcome: adminsOnly(200),
  },
  "POST /api/admin/jobs/{id}/retry": {
    call: (client) => client.post("/api/admin/jobs/999999999999/retry"),
    outcome: adminsOnly(404),
  },
  "DELETE /api/admin/jobs/{id}": {
    call: (client) => client.delete("/api/admin/jobs/999999999999"),
    outcome: adminsOnly(404),
  },
  "GET /api/admin/users": { call: (client) => client.get("/api/admin/users"), outcome: adminsOnly(200) },
  "GET /api/admin/users/{id}": {
    call: (client, owner) => client.get(`/api/admin/users/${owner.id}`),
    outcome: adminsOnly(200),
  },
  "PUT /api/admin/users/{id}/roles/{role}": {
    call: async (client) => client.put(`/api/admin/users/${(await newPerson()).id}/roles/editor`),
    outcome: adminsOnly(200),
  },
  "DELETE /api/admin/users/{id}/roles/{role}": {
    call: async (client) =>
      client.delete(`/api/admin/users/${(await newPerson({ role: "admin" })).id}/roles/admin`),
    outcome: adminsOnly(204),
  },
  "PUT /api/admin/users/{id}/ban": {
    call: async (client) =>
      client.put(`/api/admin/users/${(await newPerson()).id}/ban`, { reason: "Spam again and again" }),
    outcome: adminsOnly(200),
  },
  "DELETE /api/admin/users/{id}/ban": {
    call: (client, owner) => client.delete(`/api/admin/users/${owner.id}/ban`),
    outcome: adminsOnly(404),
  },
  "GET /api/admin/posts": {
    call: (client) => client.get("/api/admin/posts"),
    outcome: [401, 403, 403, 200, 200],
  },
  "GET /api/admin/orders": { call: (client) => client.get("/api/admin/orders"), outcome: adminsOnly(200) },
  "GET /api/admin/audit": { call: (client) => client.get("/api/admin/audit"), outcome: adminsOnly(200) },
};
