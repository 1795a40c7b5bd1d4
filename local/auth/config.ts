import { z } from "zod";
import { StartError } from "../start-error.ts";
import { parseDuration } from "./duration.ts";
import { hookTables } from "./hooks/declared.ts";

const duration = z.string().transform((text, context) => {
  const ms = parseDuration(text);
  if (ms !== null) return ms;
  context.addIssue({ code: "custom", message: `"${text}" is no duration like "30s" or "24h"` });
  return z.NEVER;
});

const template = z.object({
  subject: z.string().optional(),
  /** A file, relative to the project's folder or to its `supabase` folder. */
  content_path: z.string().optional(),
  content: z.string().optional(),
});

const smtp = z.object({
  enabled: z.boolean().default(true),
  admin_email: z.string().optional(),
  sender_name: z.string().optional(),
});

const email = z.object({
  enable_signup: z.boolean().default(true),
  double_confirm_changes: z.boolean().default(true),
  enable_confirmations: z.boolean().default(false),
  secure_password_change: z.boolean().default(false),
  max_frequency: duration.prefault("1s"),
  otp_length: z.int().min(6).max(10).default(6),
  otp_expiry: z.int().positive().default(3600),
  smtp: smtp.optional(),
  template: z.record(z.string(), template).default({}),
});

const sessions = z.object({ timebox: duration.optional(), inactivity_timeout: duration.optional() });

const provider = z.looseObject({ enabled: z.boolean().default(false) });

const enrolment = z.object({
  enroll_enabled: z.boolean().default(false),
  verify_enabled: z.boolean().default(false),
});

const authTable = z.object({
  enabled: z.boolean().default(true),
  site_url: z.string().default("http://127.0.0.1:3000"),
  additional_redirect_urls: z.array(z.string()).default([]),
  jwt_expiry: z.int().positive().max(604_800).default(3600),
  enable_refresh_token_rotation: z.boolean().default(true),
  refresh_token_reuse_interval: z.int().min(0).default(10),
  enable_signup: z.boolean().default(true),
  enable_anonymous_sign_ins: z.boolean().default(false),
  enable_manual_linking: z.boolean().default(false),
  minimum_password_length: z.int().default(6),
  password_requirements: z
    .enum(["", "letters_digits", "lower_upper_letters_digits", "lower_upper_letters_digits_symbols"])
    .default(""),
  rate_limit: z.object({ email_sent: z.int().min(0).default(2) }).prefault({}),
  email: email.prefault({}),
  sms: z.object({ enable_signup: z.boolean().default(false) }).prefault({}),
  sessions: sessions.prefault({}),
  mfa: z.object({ totp: enrolment.prefault({}), phone: enrolment.prefault({}) }).prefault({}),
  external: z.record(z.string(), provider).default({}),
  hook: hookTables.prefault({}),
});

/** The `[auth]` table of config.toml with the Supabase CLI's defaults. Durations are milliseconds. */
export type AuthConfig = z.infer<typeof authTable>;

/**
 * Reads `[auth]` from a parsed config.toml. Keys that this service does not know are left alone.
 * @param toml the whole file as a table
 * @throws {StartError} naming the key that has a wrong value
 */
export function readAuthConfig(toml: Record<string, unknown>): AuthConfig {
  const read = authTable.safeParse(toml.auth ?? {});
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const key = ["auth", ...(issue?.path ?? [])].join(".");
  throw new StartError(`supabase/config.toml has a wrong value at ${key}: ${issue?.message}.`);
}
