import type { GuideSection } from "./section.ts";

/** How to begin, and how to say who one is. */
export const callers: GuideSection[] = [
  {
    id: "start",
    title: "First calls",
    words: "quickstart begin curl hello",
    text: `Read something, make an account, write something: three calls, and the third needs the second's cookies.

A session cookie is for pages of this site, so a request that changes something has to say that it comes from here:
\`Origin\` does, which browsers send by themselves. An app of its own sends a token instead.`,
    samples: (siteUrl) => [
      {
        title: "Read, join, write",
        language: "bash",
        code: `curl '${siteUrl}/api/posts?limit=3'

curl -c cookies '${siteUrl}/api/auth/register' \\
  -H 'Content-Type: application/json' \\
  -d '{"email": "ida@example.com", "password": "orchard lantern 47", "name": "Ida Lindqvist"}'

curl -b cookies '${siteUrl}/api/posts' \\
  -H 'Origin: ${siteUrl}' \\
  -H 'Content-Type: application/json' \\
  -d '{"title": "What a library keeps", "content": "The quiet between two books.", "status": "published"}'`,
      },
    ],
  },
  {
    id: "authentication",
    title: "Authentication",
    words: "sign in login session cookie bearer access token JWT CSRF CORS",
    text: `There are three ways to be somebody:

- **A session cookie**, which \`POST /api/auth/login\` sets: HttpOnly, SameSite=Lax, renewed by itself. For pages of this
  site. What changes something needs an \`Origin\` of ours, else it is [\`csrf\`](/docs/errors#csrf).
- **An access token of Supabase Auth**, as \`Authorization: Bearer …\`. For apps that sign in through Supabase. It is
  checked here, without a call to Supabase: algorithm, issuer, audience, expiry.
- **An API key**, in the same header. For programs. [Below](#api-keys).

A token counts before a cookie. One that does not hold is [\`invalid_token\`](/docs/errors#invalid_token) even where
nobody has to sign in. What you may see and do is decided by row-level security in the database, for each row, whichever
way you came.

Pages of another origin may call when the operator lists it in \`CORS_ORIGINS\`.`,
    samples: (siteUrl) => [
      {
        title: "With a token of Supabase Auth",
        language: "typescript",
        code: `const { data } = await supabase.auth.signInWithPassword({ email, password });
const token = data.session?.access_token;

const response = await fetch("${siteUrl}/api/auth/session", {
  headers: { Authorization: \`Bearer \${token}\` },
});`,
      },
      {
        title: "Who am I?",
        language: "bash",
        code: `curl '${siteUrl}/api/auth/session' -H "Authorization: Bearer $ACCESS_TOKEN"`,
      },
    ],
  },
  {
    id: "api-keys",
    title: "API keys",
    words: "scopes plk key secret revoke expire program script",
    text: `A key acts as the person who made it, within its scopes (\`posts:read\`, \`posts:write\`, …) and never beyond what that
person may do. It looks like \`plk_…\`, is shown once, and is kept here as a hash alone. Give it no more scopes than it
needs and a day on which it ends; revoking it holds from the next request on.

Make one in your settings or with \`POST /api/api-keys\`, as somebody who is signed in. Each operation names the scope that it
takes; what names none is for people, making keys among it.`,
    samples: (siteUrl) => [
      {
        title: "Make one, use it",
        language: "bash",
        code: `curl '${siteUrl}/api/api-keys' \\
  -H "Authorization: Bearer $ACCESS_TOKEN" \\
  -H 'Content-Type: application/json' \\
  -d '{"name": "Backup", "scopes": ["posts:read"]}'

curl '${siteUrl}/api/posts' -H 'Authorization: Bearer plk_…'`,
      },
    ],
  },
];
