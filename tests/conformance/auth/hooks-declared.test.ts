import { parse } from "smol-toml";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readAuthConfig } from "../../../local/auth/config.ts";
import { newEmail, type Project, password, startProject } from "./project.ts";

const declared = (point: string, lines: string) => `[auth.hook.${point}]\nenabled = true\n${lines}`;
const read = (toml: string) => readAuthConfig(parse(toml)).hook;

test("a hook is the function that its URI names", () => {
  const toml = declared("custom_access_token", `uri = "pg-functions://postgres/public/add_claims"`);
  expect(read(toml).custom_access_token).toEqual({
    uri: "pg-functions://postgres/public/add_claims",
    functionName: `"public"."add_claims"`,
  });
});

test("a hook that is off is none, whatever it names", () => {
  const off = `[auth.hook.custom_access_token]\nenabled = false\nuri = "https://example.com"`;
  expect(read(off).custom_access_token).toBeNull();
  expect(read("").password_verification_attempt).toBeNull();
});

test.each([
  ["", "auth.hook.before_user_created.uri: is missing"],
  [`uri = "pg-functions://postgres/public"`, "does not name a Postgres function"],
  [`uri = "pg-functions://postgres/public/f(); drop table x"`, "does not name a Postgres function"],
  [`uri = "ftp://postgres/public/f"`, "does not name a Postgres function"],
  [`uri = "https://example.com/hook"\nsecrets = "v1,whsec_x"`, "only Postgres functions"],
  [`uri = "http://host.docker.internal/hook"\nsecrets = "v1,whsec_x"`, "enabled = false starts without it"],
])("a hook declared with %j keeps Auth from starting, in a sentence", (lines, words) => {
  expect(() => read(declared("before_user_created", lines))).toThrow(words);
  expect(() => read(declared("before_user_created", lines))).toThrow(
    /^supabase\/config\.toml has a wrong value/,
  );
});

let project: Project;
beforeAll(async () => {
  project = await startProject();
});
afterAll(() => project.stop());

test.each([
  ["mfa_verification_attempt", "pg-functions://postgres/public/f", "no second factors"],
  ["send_email", "https://example.com/mail", "Auth's mails go to the mailbox"],
  ["send_sms", "https://example.com/sms", "Auth sends no text messages"],
])(
  "that the hook %s is not run is said when Auth starts, and Auth does without it",
  async (name, uri, words) => {
    const said = vi.spyOn(console, "warn").mockReturnValue();
    const auth = await project.auth(declared(name, `uri = "${uri}"`));
    expect(said.mock.calls.flat()).toEqual([
      expect.stringContaining(`auth.hook.${name} of supabase/config.toml`),
    ]);
    expect(said.mock.calls.flat()[0]).toContain(words);
    said.mockRestore();
    expect((await auth.client().auth.signUp({ email: newEmail(), password })).error).toBeNull();
  },
);

test("nothing is said of hooks where there are none", async () => {
  const said = vi.spyOn(console, "warn").mockReturnValue();
  await project.auth();
  expect(said).not.toHaveBeenCalled();
  said.mockRestore();
});
