import { Hono } from "hono";
import type { Auth } from "../context.ts";

const providers = [
  "apple",
  "azure",
  "bitbucket",
  "discord",
  "facebook",
  "figma",
  "fly",
  "github",
  "gitlab",
  "google",
  "keycloak",
  "kakao",
  "linkedin",
  "linkedin_oidc",
  "notion",
  "snapchat",
  "spotify",
  "slack",
  "slack_oidc",
  "workos",
  "twitch",
  "twitter",
  "x",
  "zoom",
];

/** What anybody may know about the service. */
export function settingsRoutes(auth: Auth): Hono {
  const routes = new Hono();
  routes.get("/settings", (c) => c.json(describe(auth)));
  routes.get("/health", async (c) => {
    await auth.db.query("select 1");
    return c.json({
      version: "v2.186.0",
      name: "GoTrue",
      description: "GoTrue is a user registration and authentication API",
    });
  });
  routes.get("/.well-known/jwks.json", (c) => {
    c.header("cache-control", "public, max-age=600");
    return c.json(auth.tokens.jwks());
  });
  return routes;
}

/** OAuth sign-in comes later: no provider of it is announced, whatever config.toml enables. */
function describe({ config }: Auth) {
  return {
    external: {
      anonymous_users: config.enable_anonymous_sign_ins,
      ...Object.fromEntries(providers.map((name) => [name, false])),
      email: config.email.enable_signup,
      phone: false,
    },
    disable_signup: !config.enable_signup,
    mailer_autoconfirm: !config.email.enable_confirmations,
    phone_autoconfirm: false,
    sms_provider: "",
    saml_enabled: false,
    passkeys_enabled: false,
  };
}
