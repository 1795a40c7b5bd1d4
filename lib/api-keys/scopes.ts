/**
 * What a key can be given, and what each gives, in words for people. A key does of it what its owner may do, no more.
 * The constraint api_keys_scopes_known of the table lists the same: a new scope takes a migration.
 */
export const scopes = {
  "posts:read": "Read posts, your drafts too, and count reactions",
  "posts:write": "Write, change, publish and delete posts",
  "comments:read": "Read comments",
  "comments:write": "Write, change and delete comments",
  "profile:read": "Read your address, roles and membership",
  "profile:write": "Change your profile",
  "media:read": "See pictures",
  "media:write": "Upload and delete pictures",
  "notifications:read": "Read your notifications",
  "notifications:write": "Mark your notifications as read",
  "users:read": "Find people and read their profiles",
  "reactions:write": "React to posts",
  "events:read": "Hear of everything that you can see as it happens",
  "billing:read": "Read prices, your subscription and your orders",
} as const;

export type Scope = keyof typeof scopes;

export const scopeNames = Object.keys(scopes) as [Scope, ...Scope[]];
