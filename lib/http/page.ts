import { cookies } from "next/headers";
import { cache } from "react";
import type { Caller } from "../auth/caller.ts";
import { callerOfSession } from "../auth/session.ts";
import { asCaller, type Db } from "../supabase/clients.ts";
import { inGoodStanding } from "./standing.ts";

/**
 * Who looks at the page that is being rendered, and the client that acts as that person. A page cannot set
 * cookies, so an expired session is nobody's here: middleware.ts has renewed it before the page is asked for.
 */
export const pageContext = cache(async (): Promise<{ caller: Caller; db: Db }> => {
  const store = await cookies();
  const caller = await inGoodStanding(await callerOfSession({ getAll: () => store.getAll() }));
  return { caller, db: asCaller(caller) };
});
