import { auditMatrix } from "./matrix-audit.ts";
import { type Case, on, type Verb } from "./matrix-case.ts";
import { keysMatrix } from "./matrix-keys.ts";
import { liveMatrix } from "./matrix-live.ts";
import { mediaMatrix } from "./matrix-media.ts";
import { moneyMatrix } from "./matrix-money.ts";
import { people, posts } from "./people.ts";

/** The columns that a signed-in person may name when writing; nobody else but the service may write any. */
export const writable: Record<string, { insert?: string[]; update?: string[] }> = {
  profiles: { update: ["name", "username", "bio", "avatar_media_id"] },
  user_roles: {},
  posts: {
    insert: ["slug", "title", "excerpt", "status", "visibility"],
    update: ["slug", "title", "excerpt", "status", "visibility"],
  },
  post_contents: { insert: ["post_id", "content"], update: ["content"] },
  comments: { insert: ["post_id", "parent_id", "body"], update: ["body"] },
  reactions: { insert: ["post_id", "kind"], update: ["post_id", "kind"] },
  products: {},
  prices: {},
  customers: {},
  subscriptions: {},
  orders: {},
  events: {},
  notifications: { update: ["read_at"] },
  media: {},
  api_keys: {},
  audit_log: {},
};

const profile = on("profiles", "the owner's");
const role = on("user_roles", "the owner's");
const isEditor = `insert into public.user_roles values ('${people.owner}', 'editor')`;

const profilesAndRoles: Case[] = [
  //                 anon owner other member editor admin service
  profile("select", "Y Y Y Y Y Y Y", `select * from public.profiles where id = '${people.owner}'`),
  profile("insert", "x x x x x x Y", {
    scene: `delete from public.profiles where id = '${people.owner}'`,
    sql: `insert into public.profiles (id, username, name) values ('${people.owner}', 'anew', 'Made anew')`,
  }),
  profile(
    "update",
    "x Y h h h h Y",
    `update public.profiles set name = 'Renamed' where id = '${people.owner}'`,
  ),
  profile("delete", "x x x x x x Y", `delete from public.profiles where id = '${people.owner}'`),

  role("select", "x Y h h h Y Y", {
    scene: isEditor,
    sql: `select * from public.user_roles where user_id = '${people.owner}'`,
  }),
  role("insert", "x x x x x x Y", `insert into public.user_roles values ('${people.owner}', 'admin')`),
  role("update", "x x x x x x Y", {
    scene: isEditor,
    sql: `update public.user_roles set role = 'admin' where user_id = '${people.owner}'`,
  }),
  role("delete", "x x x x x x Y", {
    scene: isEditor,
    sql: `delete from public.user_roles where user_id = '${people.owner}'`,
  }),
];

/** The four verbs on one of the owner's posts. Inserting takes no row: whoever is signed in writes their own. */
function postCases(row: string, id: string, letters: Record<Exclude<Verb, "insert">, string>): Case[] {
  const post = on("posts", row);
  return [
    post("select", letters.select, `select * from public.posts where id = '${id}'`),
    post("update", letters.update, `update public.posts set title = 'Renamed' where id = '${id}'`),
    post("delete", letters.delete, `delete from public.posts where id = '${id}'`),
  ];
}

const postsMatrix: Case[] = [
  //                                                    anon owner other member editor admin service
  on("posts", "a new one")("insert", "x Y Y Y Y Y Y", {
    sql: "insert into public.posts (title) values ('A new post') returning author_id = auth.uid()",
    serviceSql: `insert into public.posts (title, author_id) values ('A new post', '${people.owner}')`,
  }),
  ...postCases("a published one", posts.ownersPublic, {
    select: "Y Y Y Y Y Y Y",
    update: "x Y h h Y Y Y",
    delete: "x Y h h h Y Y",
  }),
  ...postCases("a draft", posts.ownersDraft, {
    select: "h Y h h Y Y Y",
    update: "x Y h h Y Y Y",
    delete: "x Y h h h Y Y",
  }),
  ...postCases("one for members", posts.ownersForMembers, {
    select: "Y Y Y Y Y Y Y",
    update: "x Y h h Y Y Y",
    delete: "x Y h h h Y Y",
  }),
];

function contentCases(row: string, id: string, select: string): Case[] {
  const content = on("post_contents", row);
  const target = `post_id = '${id}'`;
  return [
    content("select", select, `select * from public.post_contents where ${target}`),
    content("insert", "x Y x x Y Y Y", {
      scene: `delete from public.post_contents where ${target}`,
      sql: `insert into public.post_contents (post_id, content) values ('${id}', 'Ten letters.')`,
    }),
    content(
      "update",
      "x Y h h Y Y Y",
      `update public.post_contents set content = 'Rewritten.' where ${target}`,
    ),
    content("delete", "x x x x x x Y", `delete from public.post_contents where ${target}`),
  ];
}

const contentsMatrix: Case[] = [
  //                                                            anon owner other member editor admin service
  ...contentCases("of a published post", posts.ownersPublic, "Y Y Y Y Y Y Y"),
  ...contentCases("of a draft", posts.ownersDraft, "h Y h h Y Y Y"),
  ...contentCases("of a post for members", posts.ownersForMembers, "h Y h Y Y Y Y"),
  ...contentCases("of a draft for members", posts.ownersDraftForMembers, "h Y h h Y Y Y"),
];

/** On one of the author's posts, so that the owner of the comment is not the owner of the post. */
function commentCases(row: string, post: string, letters: Record<Verb, string>): Case[] {
  const comment = on("comments", row);
  const scene = `insert into public.comments (post_id, author_id, body) values ('${post}', '${people.owner}', 'Well said.')`;
  const mine = `post_id = '${post}' and author_id = '${people.owner}'`;
  return [
    comment("select", letters.select, { scene, sql: `select * from public.comments where ${mine}` }),
    comment("insert", letters.insert, {
      sql: `insert into public.comments (post_id, body) values ('${post}', 'Well said.')`,
      serviceSql: scene,
    }),
    comment("update", letters.update, {
      scene,
      sql: `update public.comments set body = 'Hm.' where ${mine}`,
    }),
    comment("delete", letters.delete, { scene, sql: `delete from public.comments where ${mine}` }),
  ];
}

const commentsMatrix: Case[] = [
  ...commentCases("below a published post", posts.authorsPublic, {
    //       anon owner other member editor admin service
    select: "Y Y Y Y Y Y Y",
    insert: "x Y Y Y Y Y Y",
    update: "x Y h h h h Y",
    delete: "x Y h h h Y Y",
  }),
  ...commentCases("below a draft that the owner could once read", posts.authorsDraft, {
    select: "h h h h Y Y Y",
    insert: "x x x x Y Y Y",
    update: "x h h h h h Y",
    delete: "x h h h h Y Y",
  }),
  ...commentCases("below a post for members", posts.authorsForMembers, {
    select: "Y Y Y Y Y Y Y",
    insert: "x x x Y Y Y Y",
    update: "x Y h h h h Y",
    delete: "x Y h h h Y Y",
  }),
];

function reactionCases(row: string, post: string, letters: Record<Verb, string>): Case[] {
  const reaction = on("reactions", row);
  const scene = `insert into public.reactions (post_id, user_id, kind) values ('${post}', '${people.owner}', 'like')`;
  const mine = `post_id = '${post}' and user_id = '${people.owner}'`;
  return [
    reaction("select", letters.select, { scene, sql: `select * from public.reactions where ${mine}` }),
    reaction("insert", letters.insert, {
      sql: `insert into public.reactions (post_id, kind) values ('${post}', 'love')`,
      serviceSql: scene,
    }),
    reaction("update", letters.update, {
      scene,
      sql: `update public.reactions set kind = 'funny' where ${mine}`,
    }),
    reaction("delete", letters.delete, { scene, sql: `delete from public.reactions where ${mine}` }),
  ];
}

const reactionsMatrix: Case[] = [
  ...reactionCases("to a published post", posts.authorsPublic, {
    //       anon owner other member editor admin service
    select: "Y Y Y Y Y Y Y",
    insert: "x Y Y Y Y Y Y",
    update: "x Y h h h h Y",
    delete: "x Y h h h h Y",
  }),
  ...reactionCases("to a draft that the owner could once read", posts.authorsDraft, {
    select: "h h h h Y Y Y",
    insert: "x x x x Y Y Y",
    update: "x h h h h h Y",
    delete: "x h h h h h Y",
  }),
  ...reactionCases("to a post for members", posts.authorsForMembers, {
    select: "Y Y Y Y Y Y Y",
    insert: "x Y Y Y Y Y Y",
    update: "x Y h h h h Y",
    delete: "x Y h h h h Y",
  }),
];

export const matrix: Case[] = [
  ...profilesAndRoles,
  ...postsMatrix,
  ...contentsMatrix,
  ...commentsMatrix,
  ...reactionsMatrix,
  ...moneyMatrix,
  ...liveMatrix,
  ...mediaMatrix,
  ...keysMatrix,
  ...auditMatrix,
];
