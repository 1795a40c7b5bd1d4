import { exportJWK, generateKeyPair, importJWK, type JWTPayload, SignJWT } from "jose";
import { inject } from "vitest";

/** The parts of a token that is to be imitated. */
type Genuine = { raw: string; header: { alg: string; kid: string }; claims: JWTPayload };

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const parse = (text: string) => JSON.parse(Buffer.from(text, "base64url").toString());

export function readToken(raw: string): Genuine {
  const [header = "", claims = ""] = raw.split(".");
  return { raw, header: parse(header), claims: parse(claims) };
}

/** A cookie with a session around a token, as the app writes it. */
export const sessionCookie = (token: string, refreshToken = "made-up"): string => {
  const session = { access_token: token, refresh_token: refreshToken, token_type: "bearer" };
  return `plinth-session=base64-${part({ ...session, expires_at: 9_999_999_999 })}`;
};

/** Signs with the project's own key, as only Auth can. */
async function signed(claims: JWTPayload, { kid }: Genuine["header"]): Promise<string> {
  const key = await importJWK(inject("stack").signingKey, "ES256");
  return new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid }).sign(key);
}

const hs256 = (secret: string, claims: JWTPayload, header: object = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: "HS256", ...header }).sign(new TextEncoder().encode(secret));

const now = () => Math.floor(Date.now() / 1000);

/**
 * Tokens of which nobody may believe anything: the signature is not the project's, or it is none, or the time is not
 * theirs. Neither the app nor Supabase takes them.
 * @param elsewhere an address of the forger's, for headers that offer keys
 */
export async function forgeriesOf(genuine: string, elsewhere: string): Promise<Record<string, string>> {
  const { header, claims } = readToken(genuine);
  const [first = "", second = "", third = ""] = genuine.split(".");
  const unsigned = (alg: unknown) => `${part({ alg, typ: "JWT" })}.${second}`;
  const evil = await generateKeyPair("ES256", { extractable: true });
  const rsa = await generateKeyPair("RS256", { extractable: true });
  const own = await exportJWK(evil.publicKey);
  const bySomebody = (changes: object) =>
    new SignJWT(claims).setProtectedHeader({ ...header, ...changes }).sign(evil.privateKey);
  const publicKey = await projectKey();
  return {
    "alg none": `${unsigned("none")}.`,
    "alg none without the last dot": unsigned("none"),
    "alg None": `${unsigned("None")}.`,
    "alg nOnE with a signature": `${unsigned("nOnE")}.${third}`,
    "no alg": `${part({ typ: "JWT" })}.${second}.${third}`,
    "an alg that is a list": `${unsigned(["ES256", "none"])}.${third}`,
    "HS256 keyed with the public key as JSON": await hs256(JSON.stringify(publicKey), claims),
    "HS256 keyed with the public key's x, under its kid": await hs256(String(publicKey.x), claims, {
      kid: header.kid,
    }),
    "HS256 keyed with a guess": await hs256(
      "super-secret-jwt-token-with-at-least-32-characters-long",
      claims,
    ),
    "RS256 by a key of somebody's": await new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: header.kid })
      .sign(rsa.privateKey),
    "the signature of another key": await bySomebody({}),
    "an unknown kid": await bySomebody({ kid: "unknown" }),
    "no kid": await bySomebody({ kid: undefined }),
    "a kid that is a path": await bySomebody({ kid: "../../../../dev/null" }),
    "a kid that is SQL": await bySomebody({ kid: "' union select 'key' --" }),
    "a kid that is an address": await bySomebody({ kid: elsewhere }),
    "a jku": await bySomebody({ jku: elsewhere }),
    "an x5u": await bySomebody({ x5u: elsewhere }),
    "a jwk that came along": await bySomebody({ jwk: own }),
    "a jwk that came along, and no kid": await bySomebody({ kid: undefined, jwk: own }),
    "a changed subject": `${first}.${part({ ...claims, sub: crypto.randomUUID() })}.${third}`,
    "a changed role": `${first}.${part({ ...claims, role: "service_role" })}.${third}`,
    "a later expiry": `${first}.${part({ ...claims, exp: 9_999_999_999 })}.${third}`,
    "an empty signature": `${first}.${second}.`,
    "a signature cut short": genuine.slice(0, -6),
    "a signature of zeros": `${first}.${second}.${Buffer.alloc(64).toString("base64url")}`,
    "two parts": `${first}.${second}`,
    "four parts": `${genuine}.${third}`,
    "whitespace inside": `${first}. ${second}.${third}`,
    "a tab inside": `${first}\t.${second}.${third}`,
    "a claim set that is no JSON": `${first}.${Buffer.from("{").toString("base64url")}.${third}`,
    "a claim set that is a list": `${first}.${part([])}.${third}`,
    "9,000 letters": "a".repeat(9_000),
    "9,000 dots": ".".repeat(9_000),
    "9,000 letters of claims": `${first}.${part({ ...claims, more: "x".repeat(6_000) })}.${third}`,
    "an expiry in the past": await signed({ ...claims, exp: now() - 1 }, header),
    "an expiry that is text": await signed({ ...claims, exp: "9999999999" as never }, header),
    "an expiry that is a list": await signed({ ...claims, exp: [9_999_999_999] as never }, header),
    "a start in the future": await signed({ ...claims, nbf: now() + 3_600 }, header),
  };
}

async function projectKey() {
  const response = await fetch(`${inject("stack").supabaseUrl}/auth/v1/.well-known/jwks.json`);
  return ((await response.json()) as { keys: Record<string, unknown>[] }).keys[0]!;
}

/**
 * Tokens that the project signed, and that are nobody's access tokens: Supabase takes them for what they are, the app
 * takes none of them.
 */
export async function foreignTokensOf(genuine: string): Promise<Record<string, string>> {
  const { header, claims } = readToken(genuine);
  const { jwtSecret, publishableKey, secretKey } = inject("stack");
  const { supabaseUrl } = inject("stack");
  const by = (changes: Record<string, unknown>) => signed({ ...claims, ...changes }, header);
  const key = (role: string) => hs256(jwtSecret, { role, iss: "supabase", iat: now(), exp: now() + 3_600 });
  return {
    "no expiry": await by({ exp: undefined }),
    "an expiry that is null": await by({ exp: null }),
    "another audience": await by({ aud: "somebody-else" }),
    "no audience": await by({ aud: undefined }),
    "another issuer": await by({ iss: "https://evil.example/auth/v1" }),
    "an issuer with a slash more": await by({ iss: `${supabaseUrl}/auth/v1/` }),
    "no issuer": await by({ iss: undefined }),
    "the role service_role": await by({ role: "service_role" }),
    "the role anon": await by({ role: "anon" }),
    "the role postgres": await by({ role: "postgres" }),
    "no role": await by({ role: undefined }),
    "no subject": await by({ sub: undefined }),
    "a subject that is no id": await by({ sub: "admin" }),
    "HS256 with the project's legacy secret": await hs256(jwtSecret, claims),
    "the legacy key of anon": await key("anon"),
    "the legacy key of service_role": await key("service_role"),
    "the publishable key": publishableKey,
    "the secret key": secretKey,
    "an API key that nobody was given": `plk_${"a".repeat(40)}`,
    nothing: "",
  };
}
