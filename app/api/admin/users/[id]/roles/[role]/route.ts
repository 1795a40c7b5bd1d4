import { grantRole, revokeRole } from "#lib/admin/roles.ts";
import { personView, roleParams } from "#lib/admin/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

const byAdmins = { auth: "user", roles: ["admin"], limit: "write", params: roleParams } as const;

/** Makes somebody an admin or an editor. Who is one already stays one. */
export const PUT = route(
  { ...byAdmins, response: personView, summary: "Give somebody a role" },
  ({ params, trail }) => grantRole(params.id, params.role, trail),
);

/** Takes a role away, from anybody but the last admin. Admins cannot take theirs from themselves. */
export const DELETE = route(
  { ...byAdmins, summary: "Take a role from somebody", errors: ["conflict"] },
  ({ caller, params, trail }) => revokeRole(caller, params.id, params.role, trail),
);

export const { GET, HEAD, POST, PATCH, OPTIONS } = otherMethods({ PUT, DELETE });
