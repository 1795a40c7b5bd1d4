import { afterAll, beforeAll, expect, test } from "vitest";
import { type AuthUnderTest, newEmail, type Project, password, startProject } from "./project.ts";

let project: Project;
let auth: AuthUnderTest;

beforeAll(async () => {
  project = await startProject();
  auth = await project.auth();
});
afterAll(() => project.stop());

test("signing up answers a session and a user with an email identity", async () => {
  const email = newEmail("Ada");
  const { data, error } = await auth.client().auth.signUp({
    email: email.toUpperCase(),
    password,
    options: { data: { name: "Ada", likes: ["sums"] } },
  });
  expect(error).toBeNull();
  expect(data.session).toMatchObject({ token_type: "bearer", expires_in: 3600 });
  expect(data.user).toMatchObject({
    aud: "authenticated",
    role: "authenticated",
    email: email.toLowerCase(),
    phone: "",
    app_metadata: { provider: "email", providers: ["email"] },
    user_metadata: { name: "Ada", likes: ["sums"], email: email.toLowerCase(), email_verified: true },
    is_anonymous: false,
    identities: [{ provider: "email", id: data.user!.id, user_id: data.user!.id }],
  });
  expect(data.user).not.toHaveProperty("factors");
  expect(data.user).not.toHaveProperty("encrypted_password");
});

test("the database keeps a bcrypt hash of cost 10 and real JSON objects", async () => {
  const email = newEmail();
  await auth.client().auth.signUp({ email, password, options: { data: { name: "Bo" } } });
  const [row] = await project.sql<Record<string, string>>(
    `select encrypted_password, jsonb_typeof(raw_user_meta_data) as kind, raw_user_meta_data ->> 'name' as name,
       confirmation_token, recovery_token, email_change, email_change_token_new
     from auth.users where email = $1`,
    [email],
  );
  expect(row).toMatchObject({
    kind: "object",
    name: "Bo",
    confirmation_token: "",
    recovery_token: "",
    email_change: "",
    email_change_token_new: "",
  });
  expect(row!.encrypted_password).toMatch(/^\$2a\$10\$/);
});

test("an account that a seed made in SQL signs in", async () => {
  const email = newEmail("seeded");
  await project.sql(
    `with made as (
       insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
         raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
       values ('00000000-0000-0000-0000-000000000000', gen_random_uuid(), 'authenticated', 'authenticated', $1,
         extensions.crypt($2, extensions.gen_salt('bf', 10)), now(),
         '{"provider":"email","providers":["email"]}', '{"name":"Seed"}', now(), now())
       returning id)
     insert into auth.identities (provider_id, user_id, identity_data, provider, created_at, updated_at)
     select id::text, id, jsonb_build_object('sub', id, 'email', $1::text), 'email', now(), now() from made`,
    [email, password],
  );
  const { data, error } = await auth.client().auth.signInWithPassword({ email, password });
  expect(error).toBeNull();
  expect(data.user).toMatchObject({ user_metadata: { name: "Seed" }, identities: [{ email }] });
});

test("a known address is refused when nobody has to confirm", async () => {
  const email = newEmail();
  await auth.client().auth.signUp({ email, password });
  const { error } = await auth.client().auth.signUp({ email, password });
  expect(error).toMatchObject({
    status: 422,
    code: "user_already_exists",
    message: "User already registered",
  });
});

test("of two sign-ups with one address at the same time exactly one succeeds", async () => {
  const email = newEmail();
  const answers = await Promise.all([1, 2, 3].map(() => auth.client().auth.signUp({ email, password })));
  expect(answers.filter(({ error }) => error === null)).toHaveLength(1);
  const refusals = answers.flatMap(({ error }) => (error ? [error.code] : []));
  expect(refusals).toEqual(["user_already_exists", "user_already_exists"]);
});

test("a sign-up trigger sees the metadata, and one that refuses leaves nothing behind", async () => {
  await project.sql(`
    create table public.people (id uuid primary key references auth.users on delete cascade, name text not null);
    create function public.on_sign_up() returns trigger language plpgsql security definer set search_path = '' as $$
    begin
      if new.raw_user_meta_data ->> 'kind' = 'person' then
        insert into public.people values (new.id, new.raw_user_meta_data ->> 'name');
      end if;
      return new;
    end $$;
    create trigger on_sign_up after insert on auth.users for each row execute function public.on_sign_up();
  `);
  const good = newEmail();
  const { data } = await auth
    .client()
    .auth.signUp({ email: good, password, options: { data: { kind: "person", name: "Cy" } } });
  expect(await project.sql("select name from public.people where id = $1", [data.user?.id])).toEqual([
    { name: "Cy" },
  ]);

  const bad = newEmail();
  const answer = await auth.request("/signup", {
    method: "POST",
    body: JSON.stringify({ email: bad, password, data: { kind: "person" } }),
  });
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({
    code: 500,
    error_code: "unexpected_failure",
    msg: "Database error saving new user",
  });
  expect(await project.sql("select id from auth.users where email = $1", [bad])).toEqual([]);
  expect(await project.sql("select id from auth.identities where email = $1", [bad])).toEqual([]);
});

test("weak passwords are refused with their reasons", async () => {
  const strict = await project.auth(`
    [auth]
    minimum_password_length = 10
    password_requirements = "letters_digits"
  `);
  const { error } = await strict.client().auth.signUp({ email: newEmail(), password: "short" });
  expect(error).toMatchObject({
    name: "AuthWeakPasswordError",
    status: 422,
    code: "weak_password",
    reasons: ["length", "characters"],
  });
  const long = await strict.client().auth.signUp({ email: newEmail(), password: `1${"a".repeat(72)}` });
  expect(long.error).toMatchObject({ status: 400, code: "validation_failed" });
});

test("anonymous users sign in, and become lasting ones by adding an address", async () => {
  const refused = await auth.client().auth.signInAnonymously();
  expect(refused.error).toMatchObject({ status: 422, code: "anonymous_provider_disabled" });

  const open = await project.auth("[auth]\nenable_anonymous_sign_ins = true");
  const client = open.client();
  const { data } = await client.auth.signInAnonymously({ options: { data: { theme: "dark" } } });
  expect(data.user).toMatchObject({
    is_anonymous: true,
    email: "",
    app_metadata: {},
    user_metadata: { theme: "dark" },
    identities: [],
  });
  const claims = await project.tokens.verify(data.session!.access_token);
  expect(claims).toMatchObject({ is_anonymous: true, role: "authenticated", amr: [{ method: "anonymous" }] });

  const alone = await client.auth.updateUser({ password });
  expect(alone.error).toMatchObject({ status: 422, code: "validation_failed" });
  const email = newEmail();
  const lasting = await client.auth.updateUser({ email, password });
  expect(lasting.error).toBeNull();
  expect(lasting.data.user).toMatchObject({
    is_anonymous: false,
    email,
    identities: [{ provider: "email" }],
  });
  expect((await open.client().auth.signInWithPassword({ email, password })).error).toBeNull();
});

test("closed sign-ups are closed", async () => {
  const closed = await project.auth("[auth]\nenable_signup = false");
  const { error } = await closed.client().auth.signUp({ email: newEmail(), password });
  expect(error).toMatchObject({ status: 422, code: "signup_disabled" });
  const otp = await closed.client().auth.signInWithOtp({ email: newEmail() });
  expect(otp.error).toMatchObject({ status: 422, code: "signup_disabled" });

  const noEmail = await project.auth("[auth.email]\nenable_signup = false");
  const byEmail = await noEmail.client().auth.signUp({ email: newEmail(), password });
  expect(byEmail.error).toMatchObject({ status: 400, code: "email_provider_disabled" });
});

test("users change their own data: keys merge, null removes", async () => {
  const client = auth.client();
  const email = newEmail();
  await client.auth.signUp({ email, password, options: { data: { a: 1, b: 2 } } });
  const { data } = await client.auth.updateUser({ data: { b: null, c: { d: 3 } } });
  expect(data.user?.user_metadata).toMatchObject({ a: 1, c: { d: 3 } });
  expect(data.user?.user_metadata).not.toHaveProperty("b");
});

test("nobody gives themselves app_metadata", async () => {
  const client = auth.client();
  const { data } = await client.auth.signUp({ email: newEmail(), password });
  const answer = await auth.request("/user", {
    method: "PUT",
    token: data.session?.access_token,
    body: JSON.stringify({ app_metadata: { role: "admin" } }),
  });
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ error_code: "not_admin" });
});

test("settings tell what the project allows", async () => {
  expect(await (await auth.request("/settings")).json()).toMatchObject({
    external: { email: true, phone: false, anonymous_users: false, github: false },
    disable_signup: false,
    mailer_autoconfirm: true,
  });
  expect(await (await auth.request("/health")).json()).toMatchObject({ name: "GoTrue" });
});
