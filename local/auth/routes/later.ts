import { Hono } from "hono";
import { z } from "zod";
import { readBody, text } from "../body.ts";
import { isUuid, requireAdmin, requireUser } from "../caller.ts";
import type { Auth } from "../context.ts";
import { AuthError, validationFailed } from "../errors.ts";

const enrolBody = z.object({ factor_type: text });

/**
 * What this service does not do: sign-in by OAuth and SSO, second factors, linking of identities. It answers as
 * a GoTrue that has them switched off, which every client library understands.
 */
export function laterRoutes(auth: Auth): Hono {
  const routes = new Hono();
  routes.get("/authorize", () => {
    throw validationFailed("Unsupported provider: provider is not enabled");
  });
  routes.post("/sso", () => {
    throw new AuthError(404, "saml_provider_disabled", "SAML 2.0 is disabled");
  });
  routes.get("/user/identities/authorize", async (c) => {
    await requireUser(auth, c.req.raw);
    if (!auth.config.enable_manual_linking) throw linkingDisabled();
    throw validationFailed("Unsupported provider: provider is not enabled");
  });
  routes.delete("/user/identities/:id", async (c) => {
    const { user } = await requireUser(auth, c.req.raw);
    if (!auth.config.enable_manual_linking) throw linkingDisabled();
    const id = c.req.param("id");
    if (!isUuid(id)) throw new AuthError(404, "validation_failed", "identity_id must be an UUID");
    if (user.identities.length > 1) throw new AuthError(422, "identity_not_found", "Identity doesn't exist");
    const why = "User must have at least 1 identity after unlinking";
    throw new AuthError(422, "single_identity_not_deletable", why);
  });
  factorRoutes(auth, routes);
  return routes;
}

function linkingDisabled(): AuthError {
  return new AuthError(404, "manual_linking_disabled", "Manual linking is disabled");
}

function factorRoutes(auth: Auth, routes: Hono): void {
  routes.post("/factors", async (c) => {
    await requireUser(auth, c.req.raw);
    const { factor_type: type } = await readBody(c.req.raw, enrolBody);
    if (type === "phone") throw enrolmentDisabled("mfa_phone_enroll_not_enabled", "Phone");
    if (type === "webauthn") throw enrolmentDisabled("mfa_webauthn_enroll_not_enabled", "WebAuthn");
    if (type === "totp") throw enrolmentDisabled("mfa_totp_enroll_not_enabled", "TOTP");
    throw validationFailed("factor_type needs to be totp, phone, or webauthn");
  });
  for (const path of ["/factors/:id/challenge", "/factors/:id/verify"]) {
    routes.post(path, async (c) => {
      await requireUser(auth, c.req.raw);
      throw factorNotFound(c.req.param("id") ?? "");
    });
  }
  routes.delete("/factors/:id", async (c) => {
    await requireUser(auth, c.req.raw);
    throw factorNotFound(c.req.param("id"));
  });
  routes.on(["PUT", "DELETE"], "/admin/users/:user/factors/:id", async (c) => {
    await requireAdmin(auth, c.req.raw);
    throw factorNotFound(c.req.param("id") ?? "");
  });
}

function enrolmentDisabled(code: ConstructorParameters<typeof AuthError>[1], kind: string): AuthError {
  return new AuthError(422, code, `MFA enroll is disabled for ${kind}`);
}

function factorNotFound(id: string): AuthError {
  if (!isUuid(id)) return new AuthError(404, "validation_failed", "factor_id must be an UUID");
  return new AuthError(404, "mfa_factor_not_found", "Factor not found");
}
