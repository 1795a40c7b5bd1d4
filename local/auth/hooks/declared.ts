import { z } from "zod";

/** A Postgres function that Auth asks at one point of its work. */
export type Hook = {
  /** As config.toml has it; errors name the hook by it. */
  uri: string;
  /** The function as SQL calls it, quoted: `"public"."custom_access_token"`. */
  functionName: string;
};

const point = z.object({ enabled: z.boolean().default(false), uri: z.string().default("") });

const form = "pg-functions://postgres/<schema>/<function>";
const identifier = /^[a-zA-Z_][a-zA-Z0-9_]{0,62}$/;

/** The function that a URI names, or why it names none. */
function functionOf(uri: string): { functionName: string } | { fault: string } {
  const { protocol = "", pathname = "" } = URL.parse(uri) ?? {};
  if (uri === "") return { fault: `is missing: it names a Postgres function, ${form}` };
  if (protocol === "http:" || protocol === "https:") {
    return {
      fault: `${uri} is asked over HTTP, and only Postgres functions (${form}) are asked here; enabled = false starts without it`,
    };
  }
  const [, schema = "", name = ""] = pathname.split("/");
  if (protocol !== "pg-functions:" || !identifier.test(schema) || !identifier.test(name)) {
    return { fault: `"${uri}" does not name a Postgres function like ${form}` };
  }
  return { functionName: `"${schema}"."${name}"` };
}

const hook = point
  .transform(({ enabled, uri }, context): Hook | null => {
    if (!enabled) return null;
    const found = functionOf(uri);
    if ("functionName" in found) return { uri, functionName: found.functionName };
    context.addIssue({ code: "custom", path: ["uri"], message: found.fault });
    return z.NEVER;
  })
  .prefault({});

const notRun = {
  mfa_verification_attempt: "there are no second factors here whose check it could refuse",
  send_email: "Auth's mails go to the mailbox",
  send_sms: "Auth sends no text messages here",
};

const unheard = point.prefault({});

/** `[auth.hook.…]` of config.toml: the functions that are asked, null for those that are off. */
export const hookTables = z.object({
  password_verification_attempt: hook,
  custom_access_token: hook,
  before_user_created: hook,
  mfa_verification_attempt: unheard,
  send_email: unheard,
  send_sms: unheard,
});

/** A sentence about each hook that config.toml switches on and that is not run here. */
export function hooksNotRun(tables: z.output<typeof hookTables>): string[] {
  return Object.entries(notRun)
    .filter(([name]) => tables[name as keyof typeof notRun].enabled)
    .map(([name, why]) => `The hook auth.hook.${name} of supabase/config.toml is not run: ${why}.`);
}
