import { banPerson, liftBan } from "#lib/admin/bans.ts";
import { banInput, personParams, personView } from "#lib/admin/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

const byAdmins = { auth: "user", roles: ["admin"], limit: "write", params: personParams } as const;

/** Bans somebody until a moment or for good, or changes the ban. Their sessions and streams end. */
export const PUT = route(
  { ...byAdmins, body: banInput, response: personView, summary: "Ban somebody", errors: ["conflict"] },
  ({ caller, params, body, trail }) => banPerson(caller, params.id, body, trail),
);

export const DELETE = route({ ...byAdmins, summary: "Lift a ban" }, ({ params, trail }) =>
  liftBan(params.id, trail),
);

export const { GET, HEAD, POST, PATCH, OPTIONS } = otherMethods({ PUT, DELETE });
