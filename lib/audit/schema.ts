import { z } from "zod";
import { pageOf, pageParameters } from "../pagination.ts";
import { line, uuid } from "../text.ts";
import { noor, username } from "../users/schema.ts";

/** What is recorded. The table's own list (audit_log_action_known) is the same. */
export const auditActions = [
  "account.signed_in",
  "account.sessions_ended",
  "account.password_changed",
  "account.created",
  "account.deleted",
  "account.banned",
  "account.unbanned",
  "role.granted",
  "role.revoked",
  "post.deleted",
  "api_key.created",
  "api_key.revoked",
  "stripe_event.replayed",
  "job.retried",
  "job.deleted",
] as const;
export type AuditAction = (typeof auditActions)[number];

/** What it can be about. */
export const auditTargets = ["account", "post", "api_key", "stripe_event", "job"] as const;
export type AuditTarget = (typeof auditTargets)[number];

/** How an actor proves who they are; `outside` is not by this app. */
export const auditVias = ["cookie", "bearer", "api_key", "outside"] as const;

const moment = z.iso.datetime({ offset: true });
const nameNow = z.string().nullable().meta({ description: "As it is now; null when the account is gone." });

export const auditEntryView = z
  .object({
    id: z.string(),
    action: z.enum(auditActions),
    actor: z
      .object({ id: uuid, username: nameNow, name: nameNow })
      .nullable()
      .meta({ description: "Null when it is not known who did it." }),
    via: z.enum(auditVias).meta({
      description:
        "How the actor proved who they are. `outside`: not by this API, but at the database or at Supabase.",
    }),
    target: z.object({
      type: z.enum(auditTargets),
      id: z.string(),
      username: nameNow.meta({ description: "Of an account, as it is now; else null." }),
    }),
    metadata: z.record(z.string(), z.unknown()),
    ip: z.string().nullable(),
    requestId: z.string().nullable(),
    createdAt: moment,
  })
  .meta({
    id: "AuditEntry",
    examples: [
      {
        id: "412",
        action: "account.banned",
        actor: { id: noor.id, username: noor.username, name: noor.name },
        via: "cookie",
        target: { type: "account", id: "5a1c9b7e-2f4d-4e6a-8b3c-9d0e1f2a3b4c", username: "spammer" },
        metadata: { reason: "Advertises in comments, after two warnings" },
        ip: "203.0.113.7",
        requestId: "V1StGXR8_Z5jdHi6B-myT",
        createdAt: "2026-11-29T08:30:00.123456+00:00",
      },
    ],
  });
export type AuditEntryView = z.output<typeof auditEntryView>;
export const auditPage = pageOf(auditEntryView);

export const listAuditQuery = z.object({
  limit: pageParameters.limit,
  cursor: pageParameters.cursor,
  actor: z.union([uuid, username]).optional().meta({ description: "An id or a user name." }),
  action: z.enum(auditActions).optional(),
  target: line({ min: 1, max: 255 }).optional().meta({ description: "The id of what it is about." }),
  since: moment.optional().meta({ description: "From this moment on." }),
  until: moment.optional().meta({ description: "Before this moment." }),
});
export type ListAuditQuery = z.output<typeof listAuditQuery>;
