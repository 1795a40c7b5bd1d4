import { afterAll, beforeAll, expect, test } from "vitest";
import { newEmail, type Project, startProject } from "./project.ts";

let project: Project;

beforeAll(async () => {
  project = await startProject();
});
afterAll(() => project.stop());

/** What a hosted project's auth schema has; dumps and triggers rely on every name and type. */
const hosted: Record<string, string> = {
  identities:
    "provider_id text, user_id uuid, identity_data jsonb, provider text, last_sign_in_at timestamptz, created_at timestamptz, updated_at timestamptz, email text, id uuid",
  sessions:
    "id uuid, user_id uuid, created_at timestamptz, updated_at timestamptz, factor_id uuid, aal aal_level, not_after timestamptz, refreshed_at timestamp, user_agent text, ip inet, tag text, oauth_client_id uuid, refresh_token_hmac_key text, refresh_token_counter int8, scopes text",
  refresh_tokens:
    "instance_id uuid, id int8, token varchar, user_id varchar, revoked bool, created_at timestamptz, updated_at timestamptz, parent varchar, session_id uuid",
  one_time_tokens:
    "id uuid, user_id uuid, token_type one_time_token_type, token_hash text, relates_to text, created_at timestamp, updated_at timestamp",
  flow_state:
    "id uuid, user_id uuid, auth_code text, code_challenge_method code_challenge_method, code_challenge text, provider_type text, provider_access_token text, provider_refresh_token text, created_at timestamptz, updated_at timestamptz, authentication_method text, auth_code_issued_at timestamptz, invite_token text, referrer text, oauth_client_state_id uuid, linking_target_id uuid, email_optional bool",
  audit_log_entries: "instance_id uuid, id uuid, payload json, created_at timestamptz, ip_address varchar",
  mfa_factors:
    "id uuid, user_id uuid, friendly_name text, factor_type factor_type, status factor_status, created_at timestamptz, updated_at timestamptz, secret text, phone text, last_challenged_at timestamptz, web_authn_credential jsonb, web_authn_aaguid uuid, last_webauthn_challenge_data jsonb",
};

test.each(Object.entries(hosted))(
  "auth.%s has the columns of a hosted project, in order",
  async (table, columns) => {
    const rows = await project.sql<{ column: string }>(
      `select column_name || ' ' || udt_name as column from information_schema.columns
     where table_schema = 'auth' and table_name = $1 order by ordinal_position`,
      [table],
    );
    expect(rows.map((row) => row.column).join(", ")).toBe(columns);
  },
);

test("every table is the service's, and those of people are closed by row-level security", async () => {
  const rows = await project.sql<{ name: string; owner: string; closed: boolean }>(
    "select tablename as name, tableowner as owner, rowsecurity as closed from pg_tables where schemaname = 'auth'",
  );
  expect(rows.length).toBeGreaterThanOrEqual(23);
  expect(new Set(rows.map((row) => row.owner))).toEqual(new Set(["supabase_auth_admin"]));
  const closed = rows.filter((row) => row.closed).map((row) => row.name);
  expect(closed).toEqual(expect.arrayContaining(["users", ...Object.keys(hosted)]));
});

test("the API's roles reach nothing in it, whatever the developer's role may", async () => {
  const rows = await project.sql<{ reached: string }>(
    `select role || ' ' || t.relname as reached
     from pg_class t join pg_namespace n on n.oid = t.relnamespace,
       unnest(array['anon', 'authenticated', 'service_role']) as role
     where n.nspname = 'auth' and t.relkind = 'r' and has_table_privilege(role, t.oid, 'select,insert,update,delete')`,
  );
  expect(rows).toEqual([]);
  await project.sql("insert into auth.users (id, email) values (gen_random_uuid(), $1)", [newEmail()]);
});

test("an identity's email follows its data, and a provider knows each person once", async () => {
  const [user] = await project.sql<{ id: string }>(
    "insert into auth.users (id, email) values (gen_random_uuid(), $1) returning id",
    [newEmail()],
  );
  const insert = `insert into auth.identities (provider_id, user_id, identity_data, provider)
     values ('7', $1, '{"email":"ADA@Plinth.test"}', 'github') returning email`;
  expect(await project.sql(insert, [user!.id])).toEqual([{ email: "ada@plinth.test" }]);
  await expect(project.sql(insert, [user!.id])).rejects.toThrow(/identities_provider_id_provider_unique/);
});
