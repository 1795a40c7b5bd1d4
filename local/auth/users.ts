import { createHash, randomUUID } from "node:crypto";
import type { Actor } from "./audit.ts";
import { audience, instanceId } from "./context.ts";
import { type Sql, violatedUniqueness } from "./database.ts";
import { AuthError, internalError } from "./errors.ts";
import type { Identity } from "./identities.ts";

export type Metadata = Record<string, unknown>;

/** A second factor as users see their own. */
export type Factor = {
  id: string;
  friendly_name: string | null;
  factor_type: string;
  status: string;
  created_at: string;
  updated_at: string;
};

/** The columns of auth.users that the service reads and writes. Timestamps are RFC 3339 in UTC. */
export type UserRow = {
  id: string;
  aud: string;
  role: string;
  email: string | null;
  encrypted_password: string | null;
  email_confirmed_at: string | null;
  invited_at: string | null;
  confirmation_token: string | null;
  confirmation_sent_at: string | null;
  recovery_token: string | null;
  recovery_sent_at: string | null;
  email_change_token_new: string | null;
  email_change: string | null;
  email_change_sent_at: string | null;
  email_change_token_current: string | null;
  email_change_confirm_status: number;
  reauthentication_token: string | null;
  reauthentication_sent_at: string | null;
  last_sign_in_at: string | null;
  raw_app_meta_data: Metadata;
  raw_user_meta_data: Metadata;
  created_at: string;
  updated_at: string;
  phone: string | null;
  phone_confirmed_at: string | null;
  phone_change: string | null;
  phone_change_sent_at: string | null;
  confirmed_at: string | null;
  banned_until: string | null;
  is_sso_user: boolean;
  deleted_at: string | null;
  is_anonymous: boolean;
};

export type User = UserRow & { identities: Identity[]; factors: Factor[] };

/** `confirmed_at` is computed by the database. */
export type UserChanges = Partial<Omit<UserRow, "id" | "confirmed_at" | "created_at">>;

// A row that another tool inserted may lack what GoTrue always sets; it must be readable all the same.
const selectUser = `
  select u.*, coalesce(u.role, '') as role, coalesce(u.aud, '') as aud,
    coalesce(u.raw_app_meta_data, '{}') as raw_app_meta_data,
    coalesce(u.raw_user_meta_data, '{}') as raw_user_meta_data,
    coalesce(u.created_at, to_timestamp(0)) as created_at,
    coalesce(u.updated_at, u.created_at, to_timestamp(0)) as updated_at,
    coalesce((select json_agg(to_json(i) order by i.created_at, i.id)
      from auth.identities i where i.user_id = u.id), '[]') as identities,
    coalesce((select json_agg(json_build_object('id', f.id, 'friendly_name', f.friendly_name,
        'factor_type', f.factor_type, 'status', f.status,
        'created_at', f.created_at, 'updated_at', f.updated_at) order by f.created_at)
      from auth.mfa_factors f where f.user_id = u.id), '[]') as factors
  from auth.users u`;

/** Users by a condition on `u`; for lists. */
export function selectUsers(sql: Sql, condition: string, values: unknown[]): Promise<User[]> {
  return sql.query<User>(`${selectUser} ${condition}`, values);
}

export async function findUserById(sql: Sql, id: string): Promise<User | null> {
  const [user] = await sql.query<User>(`${selectUser} where u.id = $1 and u.instance_id = $2`, [
    id,
    instanceId,
  ]);
  return user ?? null;
}

/** @throws {AuthError} user_not_found */
export async function getUserById(sql: Sql, id: string): Promise<User> {
  const user = await findUserById(sql, id);
  if (!user) throw new AuthError(404, "user_not_found", "User not found");
  return user;
}

/** Finds a user by address, whatever its case. Accounts of single sign-on are not found this way. */
export async function findUserByEmail(sql: Sql, email: string): Promise<User | null> {
  const [user] = await sql.query<User>(
    `${selectUser} where u.instance_id = $1 and lower(u.email) = lower($2) and u.aud = $3
       and u.is_sso_user = false`,
    [instanceId, email, audience],
  );
  return user ?? null;
}

/** The account that has an address already, as its own or through an identity; `except` is the asker's id. */
export async function findEmailOwner(sql: Sql, email: string, except?: string): Promise<User | null> {
  const [owner] = await sql.query<{ id: string }>(
    `select u.id from auth.users u
     where u.instance_id = $1 and u.aud = $2 and u.is_sso_user = false and ($4::uuid is null or u.id <> $4)
       and (lower(u.email) = lower($3) or exists (
         select from auth.identities i
         where i.user_id = u.id and i.email = lower($3) and i.provider not like 'sso:%'))
     limit 1`,
    [instanceId, audience, email, except ?? null],
  );
  return owner ? findUserById(sql, owner.id) : null;
}

/** Takes the lock that serialises everything that changes a user, and reads the row as it is then. */
export async function lockUser(tx: Sql, id: string): Promise<User> {
  await tx.query("select from auth.users where id = $1 for update", [id]);
  return getUserById(tx, id);
}

export type NewUser = {
  id?: string;
  aud?: string;
  role?: string;
  email: string | null;
  phone?: string | null;
  passwordHash: string;
  appMetadata: Metadata;
  userMetadata: Metadata;
  isAnonymous?: boolean;
};

/**
 * Inserts a user; the project's triggers on auth.users run here.
 * @throws {AuthError} user_already_exists when another request took the address first; unexpected_failure when
 * a trigger refuses
 */
export async function insertUser(tx: Sql, user: NewUser): Promise<User> {
  const id = user.id ?? randomUUID();
  try {
    await tx.query(insertStatement, [
      instanceId,
      id,
      user.aud ?? audience,
      user.role ?? "authenticated",
      user.email,
      user.phone ?? null,
      user.passwordHash,
      JSON.stringify(user.appMetadata),
      JSON.stringify(user.userMetadata),
      user.isAnonymous ?? false,
    ]);
  } catch (error) {
    if (violatedUniqueness(error)?.startsWith("users_")) throw alreadyExists();
    throw internalError("Database error saving new user", error);
  }
  return getUserById(tx, id);
}

const insertStatement = `
  insert into auth.users (instance_id, id, aud, role, email, phone, encrypted_password, raw_app_meta_data,
    raw_user_meta_data, is_anonymous, confirmation_token, recovery_token, email_change_token_new, email_change,
    created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', '', '', now(), now())`;

export function alreadyExists(): AuthError {
  return new AuthError(422, "user_already_exists", "User already registered");
}

/** Writes columns of a user and reads the whole row back. */
export async function updateUser(tx: Sql, id: string, changes: UserChanges): Promise<User> {
  const columns = Object.entries(changes);
  const settings = columns.map(([name], index) => `${name} = $${index + 2}`);
  const values = columns.map(([, value]) => (isJson(value) ? JSON.stringify(value) : value));
  const assignments = [...settings, "updated_at = now()"].join(", ");
  try {
    await tx.query(`update auth.users set ${assignments} where id = $1`, [id, ...values]);
  } catch (error) {
    if (violatedUniqueness(error) === "users_email_partial_key") throw emailExists();
    throw internalError("Database error updating user", error);
  }
  return getUserById(tx, id);
}

function isJson(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

export function emailExists(): AuthError {
  return new AuthError(422, "email_exists", "A user with this email address has already been registered");
}

/** Metadata after an update: given keys replace, a null removes, what is not named stays. */
export function mergeMetadata(current: Metadata, updates: Metadata): Metadata {
  const merged = { ...current, ...updates };
  return Object.fromEntries(
    Object.entries(merged).filter(([key, value]) => !(key in updates && value === null)),
  );
}

export function isBanned(user: User): boolean {
  if (!user.banned_until) return false;
  return user.banned_until === "infinity" || Date.parse(user.banned_until) > Date.now();
}

export function actorOf(user: User): Actor {
  return { id: user.id, name: user.email || user.phone || "", viaSso: user.is_sso_user };
}

/** Replaces what must be forgotten of a soft-deleted user by a value that only equals itself. */
export function obfuscate(userId: string, value: string): string {
  return createHash("sha256").update(`${userId}${value}`).digest("base64url");
}
