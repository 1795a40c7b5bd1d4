import { Hono } from "hono";
import { writeAudit } from "../audit.ts";
import { requireUser } from "../caller.ts";
import type { Auth } from "../context.ts";
import { AuthError, validationFailed } from "../errors.ts";
import { sendReauthentication } from "../links.ts";
import { closeSessions } from "../sessions.ts";
import { actorOf, lockUser } from "../users.ts";

/** Signing out, and proving once more who one is. */
export function logoutRoutes(auth: Auth): Hono {
  const routes = new Hono();
  routes.post("/logout", async (c) => {
    const scope = c.req.query("scope") || "global";
    if (!["global", "local", "others"].includes(scope)) {
      throw validationFailed(`Unsupported logout scope "${scope}"`);
    }
    const { user, session } = await requireUser(auth, c.req.raw);
    await auth.db.transaction(async (tx) => {
      await writeAudit(tx, "logout", actorOf(user));
      if (session && scope === "local") return closeSessions(tx, user.id, { only: session.id });
      if (session && scope === "others") return closeSessions(tx, user.id, { except: session.id });
      return closeSessions(tx, user.id, "all");
    });
    return c.body(null, 204);
  });
  routes.get("/reauthenticate", async (c) => {
    const { user } = await requireUser(auth, c.req.raw);
    if (!user.email) {
      const why = "Reauthentication requires the user to have an email or a phone number";
      throw new AuthError(422, "validation_failed", why);
    }
    if (!user.email_confirmed_at) {
      throw new AuthError(422, "email_not_confirmed", "Please verify your email first.");
    }
    await auth.db.transaction(async (tx) => {
      await writeAudit(tx, "user_reauthenticate_requested", actorOf(user));
      await sendReauthentication(auth, tx, await lockUser(tx, user.id));
    });
    return c.json({});
  });
  return routes;
}
