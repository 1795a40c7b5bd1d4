import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AuthUnderTest, newEmail, type Project, password, startProject } from "./project.ts";

let project: Project;

beforeAll(async () => {
  project = await startProject();
  await project.sql(`
    create table public.heard (id bigint generated always as identity, hook text, event jsonb, asked_by text);
    grant insert, select on public.heard to supabase_auth_admin;
    create function public.notes(hook text, event jsonb) returns void language sql as $$
      insert into public.heard (hook, event, asked_by) values (hook, event, current_user)
    $$;
  `);
});
afterAll(() => project.stop());

/** Makes a hook's function out of what it answers, and starts an Auth that asks it. It writes down what it is asked. */
async function withHook(point: string, answer: string, toml = ""): Promise<AuthUnderTest & { hook: string }> {
  const hook = `hook_${Math.random().toString(36).slice(2)}`;
  await project.sql(`
    create function public.${hook}(event jsonb) returns jsonb language plpgsql as $$
    begin
      perform public.notes('${hook}', event);
      ${answer}
    end $$;
    grant execute on function public.${hook} to supabase_auth_admin;
    revoke execute on function public.${hook} from anon, authenticated, public;
  `);
  const uri = `pg-functions://postgres/public/${hook}`;
  const auth = await project.auth(`${toml}\n[auth.hook.${point}]\nenabled = true\nuri = "${uri}"`);
  return { ...auth, hook };
}

type Heard = { event: Record<string, unknown>; asked_by: string };

const heardBy = ({ hook }: { hook: string }): Promise<Heard[]> =>
  project.sql<Heard>("select event, asked_by from public.heard where hook = $1 order by id", [hook]);

async function newAccount(auth: AuthUnderTest): Promise<{ email: string; id: string }> {
  const email = newEmail();
  const { data, error } = await auth.admin.auth.admin.createUser({ email, password, email_confirm: true });
  expect(error).toBeNull();
  return { email, id: data.user!.id };
}

const signIn = (auth: AuthUnderTest, email: string, secret = password) =>
  auth.client().auth.signInWithPassword({ email, password: secret });

/** What sign-in is refused with, to the letter: auth-js keeps the code of a 5xx to itself. */
async function refusalOf(auth: AuthUnderTest, email: string) {
  const headers = { "x-supabase-api-version": "2024-01-01" };
  const body = JSON.stringify({ email, password });
  const answer = await auth.request("/token?grant_type=password", { method: "POST", headers, body });
  return { status: answer.status, ...((await answer.json()) as { code: string; message: string }) };
}

const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);
const anIp = expect.stringMatching(/^[\d.:a-f]+$/);
const metadata = (name: string) => ({ uuid, time: expect.any(String), name, ip_address: anIp });

test("the password hook hears of every try at an account, as Auth's role, and its writes outlive a refusal", async () => {
  const auth = await withHook("password_verification_attempt", `return '{"decision": "continue"}';`);
  const { email, id } = await newAccount(auth);
  expect((await signIn(auth, email)).error).toBeNull();
  expect((await signIn(auth, email, "wrong")).error).toMatchObject({
    status: 400,
    code: "invalid_credentials",
  });
  const heard = await heardBy(auth);
  expect(heard.map(({ event }) => event)).toEqual([
    { metadata: metadata("password-verification"), user_id: id, valid: true },
    { metadata: metadata("password-verification"), user_id: id, valid: false },
  ]);
  expect(heard[0]!.asked_by).toBe("supabase_auth_admin");
});

test("nobody is asked about an address that has no account", async () => {
  const auth = await withHook("password_verification_attempt", `return '{"decision": "continue"}';`);
  expect((await signIn(auth, newEmail())).error).toMatchObject({ code: "invalid_credentials" });
  expect(await heardBy(auth)).toEqual([]);
});

test.each([
  [`{"decision": "reject", "message": "Come back later."}`, "Come back later."],
  [`{"decision": "reject"}`, "Further password verification attempts will be rejected."],
])("a password hook that answers %s refuses the right password", async (answer, message) => {
  const auth = await withHook("password_verification_attempt", `return '${answer}';`);
  const { email } = await newAccount(auth);
  for (const secret of [password, "wrong"]) {
    const { error } = await signIn(auth, email, secret);
    expect(error).toMatchObject({ status: 400, code: "invalid_credentials", message });
  }
});

test("a password hook that rejects can end all of the user's sessions, and does not unless it says so", async () => {
  const answer = (logout: boolean) => `return case when (event ->> 'valid')::boolean
    then '{"decision": "continue"}' else '{"decision": "reject", "should_logout_user": ${logout}}' end;`;
  for (const [logout, left] of [
    [false, 1],
    [true, 0],
  ] as const) {
    const auth = await withHook("password_verification_attempt", answer(logout));
    const { email, id } = await newAccount(auth);
    await signIn(auth, email);
    await signIn(auth, email, "wrong");
    expect(await project.sql("select id from auth.sessions where user_id = $1", [id])).toHaveLength(left);
  }
});

test.each(["return null;", "return 'null';", "return '{}';", `return '{"decision": "whatever"}';`])(
  "a password hook that says nothing in particular (%s) lets sign-in go on",
  async (answer) => {
    const auth = await withHook("password_verification_attempt", answer);
    const { email } = await newAccount(auth);
    expect((await signIn(auth, email)).error).toBeNull();
  },
);

test.each<[string, number, string, string]>([
  [`{"error": {"http_code": 403, "message": "Not today."}}`, 403, "unknown", "Not today."],
  [`{"error": {"http_code": 422, "message": "Not so."}}`, 422, "unknown", "Not so."],
  [`{"error": {"message": "No idea."}}`, 500, "unexpected_failure", "No idea."],
  [`{"decision": 5}`, 500, "unexpected_failure", "Error unmarshaling JSON output."],
  [`["reject"]`, 500, "unexpected_failure", "Error unmarshaling JSON output."],
])("a hook that answers %s ends the sign-in with %i %s", async (answer, status, code, message) => {
  const auth = await withHook("password_verification_attempt", `return '${answer}';`);
  const { email } = await newAccount(auth);
  expect(await refusalOf(auth, email)).toEqual({ status, code, message });
  expect(await heardBy(auth)).toHaveLength(1); // what it wrote is kept
});

test.each([`{"error": {"http_code": 403}}`, `{"error": {"http_code": "403", "message": "Not today."}}`])(
  "an error that is not of GoTrue's shape (%s) is none, as in GoTrue",
  async (answer) => {
    const auth = await withHook("password_verification_attempt", `return '${answer}';`);
    const { email } = await newAccount(auth);
    expect((await signIn(auth, email)).error).toBeNull();
  },
);

test.each<[string, string]>([
  ["raises", "raise exception 'a secret of the house';"],
  ["takes more than two seconds", "perform pg_sleep(600); return '{}';"],
  ["may not do what it does", "perform count(*) from private_things; return '{}';"],
])("a hook that %s ends the sign-in with 500 and its address, and tells nothing else", async (_, body) => {
  const auth = await withHook("password_verification_attempt", body);
  const { email } = await newAccount(auth);
  expect(await refusalOf(auth, email)).toEqual({
    status: 500,
    code: "unexpected_failure",
    message: `Error running hook URI: pg-functions://postgres/public/${auth.hook}`,
  });
  expect(await heardBy(auth)).toEqual([]);
});

test("a hook whose function is not there ends the sign-in with 500", async () => {
  const uri = "pg-functions://postgres/public/nowhere";
  const auth = await project.auth(`[auth.hook.custom_access_token]\nenabled = true\nuri = "${uri}"`);
  const { email } = await newAccount(auth);
  expect(await refusalOf(auth, email)).toMatchObject({ message: `Error running hook URI: ${uri}` });
});

const addClaim = `return jsonb_set(event, '{claims,plan}', '"gold"');`;

test("the token hook sees the claims of every token and how the user signed in, and what it adds is signed", async () => {
  const auth = await withHook("custom_access_token", addClaim);
  const { email, id } = await newAccount(auth);
  const client = auth.client();
  const { data, error } = await client.auth.signInWithPassword({ email, password });
  expect(error).toBeNull();
  expect(decodeJwt(data.session!.access_token)).toMatchObject({ plan: "gold", sub: id, email });
  const refreshed = await client.auth.refreshSession();
  expect(decodeJwt(refreshed.data.session!.access_token)).toMatchObject({ plan: "gold", sub: id });
  const heard = await heardBy(auth);
  expect(heard.map(({ event }) => event)).toEqual(
    ["password", "token_refresh"].map((method) => ({
      metadata: metadata("customize-access-token"),
      user_id: id,
      authentication_method: method,
      claims: {
        iss: `${auth.url}/auth/v1`,
        aud: "authenticated",
        sub: id,
        email,
        phone: "",
        role: "authenticated",
        aal: "aal1",
        amr: [{ method: "password", timestamp: expect.any(Number) }],
        session_id: uuid,
        is_anonymous: false,
        app_metadata: { provider: "email", providers: ["email"] },
        user_metadata: { email_verified: true },
        iat: expect.any(Number),
        exp: expect.any(Number),
      },
    })),
  );
  expect((await client.auth.getUser()).data.user?.id).toBe(id);
});

test.each<[string, string | RegExp]>([
  ["return '{}';", "output claims field is missing"],
  [`return '{"sub": "me"}';`, "output claims field is missing"],
  ["return null;", /Invalid type. Expected: object, given: null/],
  [`return '{"claims": null}';`, /\(root\): Invalid type. Expected: object, given: null/],
  ["return jsonb_set(event, '{claims}', (event -> 'claims') - 'sub');", /\(root\): sub is required/],
  [
    "return jsonb_set(event, '{claims}', (event -> 'claims') - 'is_anonymous');",
    /\(root\): is_anonymous is required/,
  ],
  [
    `return jsonb_set(event, '{claims,exp}', '"9999999999"');`,
    /exp: Invalid type. Expected: integer, given: string/,
  ],
  [`return jsonb_set(event, '{claims,role}', 'null');`, /role: Invalid type. Expected: string, given: null/],
])("a token hook that answers with %s makes no token and no session", async (answer, message) => {
  const auth = await withHook("custom_access_token", answer);
  const { email, id } = await newAccount(auth);
  const refusal = await refusalOf(auth, email);
  expect(refusal).toMatchObject({ status: 500, code: "unexpected_failure" });
  expect(refusal.message).toMatch(message);
  expect(await project.sql("select id from auth.sessions where user_id = $1", [id])).toEqual([]);
});

test("a token hook that refuses signs nobody in, and leaves nothing behind", async () => {
  const refusal = `return '{"error": {"http_code": 403, "message": "Not from here."}}';`;
  const auth = await withHook("custom_access_token", refusal);
  const { email, id } = await newAccount(auth);
  expect((await signIn(auth, email)).error).toMatchObject({ status: 403, message: "Not from here." });
  expect(await project.sql("select id from auth.sessions where user_id = $1", [id])).toEqual([]);
  expect(await heardBy(auth)).toEqual([]);
});

const newcomer = (email: string, data: object) => ({
  metadata: metadata("before-user-created"),
  user: {
    id: uuid,
    aud: "authenticated",
    role: "",
    email,
    phone: "",
    app_metadata: email === "" ? {} : { provider: "email", providers: ["email"] },
    user_metadata: data,
    identities: [],
    created_at: "0001-01-01T00:00:00Z",
    updated_at: "0001-01-01T00:00:00Z",
    is_anonymous: email === "",
  },
});

test("the sign-up hook sees everybody before they have an account, under the id that they get", async () => {
  const toml = "[auth]\nenable_anonymous_sign_ins = true";
  const auth = await withHook("before_user_created", "return '{}';", toml);
  const data = { name: "Ada" };
  const mails = { up: newEmail(), otp: newEmail(), invited: newEmail(), link: newEmail() };
  const ids = [
    (await auth.client().auth.signUp({ email: mails.up, password, options: { data } })).data.user?.id,
    (await auth.client().auth.signInAnonymously({ options: { data } })).data.user?.id,
  ];
  await auth.client().auth.signInWithOtp({ email: mails.otp, options: { data } });
  ids.push(undefined);
  ids.push((await auth.admin.auth.admin.inviteUserByEmail(mails.invited, { data })).data.user?.id);
  const link = { type: "signup" as const, email: mails.link, password, options: { data } };
  ids.push((await auth.admin.auth.admin.generateLink(link)).data.user?.id);
  const heard = await heardBy(auth);
  expect(heard.map(({ event }) => event)).toEqual([
    newcomer(mails.up, data),
    newcomer("", data),
    newcomer(mails.otp, data),
    newcomer(mails.invited, data),
    newcomer(mails.link, data),
  ]);
  const told = heard.map(({ event }) => (event.user as { id: string }).id);
  const [otp] = await project.sql<{ id: string }>("select id from auth.users where email = $1", [mails.otp]);
  ids[2] = otp!.id;
  expect(told).toEqual(ids);
});

test("the sign-up hook is not asked about who has an account, nor about those whom an administrator makes", async () => {
  const auth = await withHook("before_user_created", "return '{}';");
  const { email } = await newAccount(auth);
  await auth.client().auth.signUp({ email, password });
  await auth.client().auth.signInWithOtp({ email });
  expect(await heardBy(auth)).toEqual([]);
});

test("a sign-up hook that refuses leaves no account, and what it wrote", async () => {
  const refusal = `return '{"error": {"http_code": 403, "message": "By invitation only."}}';`;
  const auth = await withHook("before_user_created", refusal, "[auth]\nenable_anonymous_sign_ins = true");
  const email = newEmail();
  const refused = { status: 403, code: "unknown", message: "By invitation only." };
  expect((await auth.client().auth.signUp({ email, password })).error).toMatchObject(refused);
  expect((await auth.client().auth.signInWithOtp({ email })).error).toMatchObject(refused);
  expect((await auth.client().auth.signInAnonymously()).error).toMatchObject(refused);
  expect((await auth.admin.auth.admin.inviteUserByEmail(email)).error).toMatchObject(refused);
  expect(await project.sql("select id from auth.users where email = $1", [email])).toEqual([]);
  expect(await heardBy(auth)).toHaveLength(4);
});
