type Tag = { title: string; description: string };

/**
 * What each part of the API is about, in the order of the reference. A part is the first segment of its paths; one
 * that is not here comes after these and is called by that segment.
 */
const tags: Record<string, Tag> = {
  auth: { title: "Accounts", description: "Make an account, sign in and out, and say who is signed in." },
  posts: {
    title: "Posts",
    description: "Write, publish, list and search posts; comment on them and react to them.",
  },
  comments: { title: "Comments", description: "Change and delete comments. They are written below a post." },
  users: { title: "People", description: "Profiles: everybody's to read, one's own to change." },
  uploads: {
    title: "Uploads",
    description: "Bring a picture in: a small one whole, a large one by a signed address in storage.",
  },
  media: { title: "Pictures", description: "Show and delete pictures, in the size and format that suits." },
  notifications: { title: "Notifications", description: "What one was told: comments and answers." },
  events: {
    title: "Events",
    description: "Hear what happens, as a stream of server-sent events or by asking.",
  },
  billing: { title: "Membership", description: "What is for sale, buying it, and one's own subscription." },
  orders: { title: "Orders", description: "What one has bought once." },
  "api-keys": { title: "API keys", description: "Keys by which programs act as oneself, within scopes." },
  admin: {
    title: "Administration",
    description:
      "People, roles and bans, posts and orders, the audit log, background work and Stripe's events. Admins only.",
  },
  webhooks: { title: "Webhooks", description: "What others tell this server, signed." },
  cron: { title: "Recurring work", description: "For schedulers, where no worker process can run." },
  health: { title: "Health", description: "Is the server alive, and is everything behind it there?" },
  metrics: { title: "Metrics", description: "What this server has counted, for Prometheus." },
  openapi: { title: "This description", description: "The API, described in OpenAPI 3.1." },
};

const order = Object.keys(tags);
const place = (name: string) => order.indexOf(name) + 1 || order.length + 1;

/** The tag of a path: its first segment after /api. */
export const tagOf = (path: string): string => path.split(/[/.]/)[2] ?? "api";

/** The tag objects of all paths, in the order of the reference. */
export function tagsOf(paths: readonly string[]) {
  const names = [...new Set(paths.map(tagOf))].toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  return names.map((name) => {
    const { title, description } = tags[name] ?? fallback(name);
    return { name, description, "x-displayName": title };
  });
}

const fallback = (name: string): Tag => ({
  title: name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " "),
  description: `Everything below \`/api/${name}\`.`,
});
