import { Hono } from "hono";
import { z } from "zod";
import { type AdminUserInput, createUserAsAdmin, deleteUser, updateUserAsAdmin } from "../administration.ts";
import { flag, jsonObject, readBody, text } from "../body.ts";
import { isUuid, requireAdmin } from "../caller.ts";
import { type Auth, audience } from "../context.ts";
import { AuthError } from "../errors.ts";
import { listUsers, readListQuery } from "../user-list.ts";
import { listedUserView, userView } from "../user-view.ts";
import { getUserById, type User } from "../users.ts";

const userBody: z.ZodType<AdminUserInput> = z.object({
  id: text,
  aud: text,
  role: text,
  email: text,
  phone: text,
  password: z.string().nullish(),
  password_hash: text,
  email_confirm: flag,
  phone_confirm: flag,
  user_metadata: jsonObject,
  app_metadata: jsonObject,
  ban_duration: text,
});

const deleteBody = z.object({ should_soft_delete: flag });

export function adminUserRoutes(auth: Auth): Hono {
  const routes = new Hono();
  routes.get("/admin/users", async (c) => {
    await requireAdmin(auth, c.req.raw);
    const query = readListQuery(new URL(c.req.url));
    const { users, total, link } = await listUsers(auth, query);
    c.header("link", link);
    c.header("x-total-count", String(total));
    return c.json({ users: users.map(listedUserView), aud: audience });
  });
  routes.post("/admin/users", async (c) => {
    const admin = await requireAdmin(auth, c.req.raw);
    const input = await readBody(c.req.raw, userBody);
    return c.json(userView(await createUserAsAdmin(auth, admin, input)));
  });
  routes.get("/admin/users/:id", async (c) => {
    await requireAdmin(auth, c.req.raw);
    return c.json(userView(await loadUser(auth, c.req.param("id"))));
  });
  routes.put("/admin/users/:id", async (c) => {
    const admin = await requireAdmin(auth, c.req.raw);
    const user = await loadUser(auth, c.req.param("id"));
    const input = await readBody(c.req.raw, userBody);
    return c.json(userView(await updateUserAsAdmin(auth, admin, user, input)));
  });
  routes.delete("/admin/users/:id", async (c) => {
    const admin = await requireAdmin(auth, c.req.raw);
    const user = await loadUser(auth, c.req.param("id"));
    const { should_soft_delete: soft } = await readOptionalBody(c.req.raw);
    await deleteUser(auth, admin, user, soft);
    return c.json({});
  });
  routes.get("/admin/users/:id/factors", async (c) => {
    await requireAdmin(auth, c.req.raw);
    const user = await loadUser(auth, c.req.param("id"));
    return c.json(userView(user).factors ?? []);
  });
  return routes;
}

async function loadUser(auth: Auth, id: string): Promise<User> {
  if (!isUuid(id)) throw new AuthError(404, "validation_failed", "user_id must be an UUID");
  return getUserById(auth.db, id);
}

/** A deletion may come without a body. */
async function readOptionalBody(request: Request): Promise<z.output<typeof deleteBody>> {
  const isEmpty = !request.body || request.headers.get("content-length") === "0";
  return isEmpty ? { should_soft_delete: false } : readBody(request, deleteBody);
}
