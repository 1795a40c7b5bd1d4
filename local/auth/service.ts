import { Hono } from "hono";
import type { ProjectKeys } from "../keys/project-keys.ts";
import type { Tokens } from "../keys/tokens.ts";
import type { Service } from "../stack/service.ts";
import type { AuthConfig } from "./config.ts";
import type { Auth } from "./context.ts";
import { openDatabase } from "./database.ts";
import { errorResponse, validationFailed } from "./errors.ts";
import { hookTimeoutMs } from "./hooks/ask.ts";
import { hooksNotRun } from "./hooks/declared.ts";
import { createMailer } from "./mails/mailer.ts";
import { adminLinkRoutes } from "./routes/admin-links.ts";
import { adminUserRoutes } from "./routes/admin-users.ts";
import { laterRoutes } from "./routes/later.ts";
import { logoutRoutes } from "./routes/logout.ts";
import { mailLinkRoutes } from "./routes/mail-links.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { signupRoutes } from "./routes/signup.ts";
import { tokenRoutes } from "./routes/token.ts";
import { userRoutes } from "./routes/user.ts";
import { verifyRoutes } from "./routes/verify.ts";

export type AuthServiceOptions = {
  /** A connection string for supabase_auth_admin. */
  databaseUrl: string;
  config: AuthConfig;
  keys: ProjectKeys;
  tokens: Tokens;
  /** Where clients reach the gateway, without a path: `http://127.0.0.1:54321`. */
  apiUrl: string;
  /** Where mails go: `smtp://127.0.0.1:54325`. */
  smtpUrl: string;
  /** The folder that holds `supabase/`; mail templates are read from it. */
  projectDir: string;
};

const groups = [
  signupRoutes,
  tokenRoutes,
  userRoutes,
  mailLinkRoutes,
  verifyRoutes,
  logoutRoutes,
  adminUserRoutes,
  adminLinkRoutes,
  settingsRoutes,
  laterRoutes,
];

/**
 * Auth as GoTrue has it, on a database that has its schema. Sessions are the database's: any number of these
 * can serve the same project.
 * @throws {StartError} when a mail template of the project cannot be used
 */
export async function createAuthService(options: AuthServiceOptions): Promise<Service> {
  for (const sentence of hooksNotRun(options.config.hook)) console.warn(`auth: ${sentence}`);
  const mailer = await createMailer(options.config, options.smtpUrl, options.projectDir);
  const auth: Auth = {
    config: options.config,
    db: openDatabase(options.databaseUrl),
    hookDb: openDatabase(options.databaseUrl, hookTimeoutMs),
    tokens: options.tokens,
    mailer,
    publicUrl: `${options.apiUrl.replace(/\/$/, "")}/auth/v1`,
  };
  const app = createApp(auth);
  return {
    fetch: async (request) => app.fetch(request),
    close: async () => {
      mailer.close();
      await Promise.all([auth.db.close(), auth.hookDb.close()]);
    },
  };
}

function createApp(auth: Auth): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    requireStorableUrl(c.req.url);
    await next();
  });
  for (const group of groups) app.route("/", group(auth));
  app.notFound((c) => c.text("404 page not found\n", 404));
  app.onError((error, c) => errorResponse(error, c.req.raw));
  return app;
}

/** Postgres stores no NUL characters; a URL that has one asks for nothing that exists. */
function requireStorableUrl(url: string): void {
  if (/%00/.test(url)) throw validationFailed("Invalid character in the URL");
}
