import { Hono } from "hono";
import { z } from "zod";
import { jsonObject, readBody, text } from "../body.ts";
import { requireAdmin } from "../caller.ts";
import type { Auth } from "../context.ts";
import { generateLink } from "../generated-links.ts";
import { inviteUser } from "../invitations.ts";
import { userView } from "../user-view.ts";

const linkBody = z.object({
  type: text,
  email: text,
  new_email: text,
  password: text,
  data: jsonObject,
  redirect_to: text,
});

const inviteBody = z.object({ email: text, data: jsonObject });

/** Links that an administrator asks for, to mail them himself or to have them mailed. */
export function adminLinkRoutes(auth: Auth): Hono {
  const routes = new Hono();
  routes.post("/admin/generate_link", async (c) => {
    const admin = await requireAdmin(auth, c.req.raw);
    const input = await readBody(c.req.raw, linkBody);
    return c.json(await generateLink(auth, admin, input, c.req.raw));
  });
  routes.post("/invite", async (c) => {
    const admin = await requireAdmin(auth, c.req.raw);
    const input = await readBody(c.req.raw, inviteBody);
    return c.json(userView(await inviteUser(auth, admin, input, c.req.raw)));
  });
  return routes;
}
