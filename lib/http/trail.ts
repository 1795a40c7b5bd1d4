import type { Trail } from "../audit/record.ts";
import type { Caller } from "../auth/caller.ts";

type Call = { caller: Caller; address: string; requestId: string };

/** Who calls and from where, as the audit log keeps it. Whoever signs in while nobody is, does so for a cookie. */
export const trailOf = ({ caller, address, requestId }: Call): Trail => ({
  actorId: caller.kind === "user" ? caller.id : null,
  via: caller.kind === "user" ? caller.via : "cookie",
  address,
  requestId,
});
