import { listAudit } from "#lib/audit/queries.ts";
import { auditPage, listAuditQuery } from "#lib/audit/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Who did what to whom, newest first. Nothing in it ever changes. */
export const GET = route(
  {
    auth: "user",
    roles: ["admin"],
    limit: "read",
    ndjson: true,
    query: listAuditQuery,
    response: auditPage,
    summary: "Read the audit log",
  },
  ({ db, query }) => listAudit(db, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
