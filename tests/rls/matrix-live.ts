import { type Case, on } from "./matrix-case.ts";
import { people, posts } from "./people.ts";

const eventOn = (topic: string) =>
  `insert into public.events (topic, type, payload) values ('${topic}', 'test.happened', '{}')`;

/** Triggers alone write events: not even the service does. The letters say who reads a topic. */
function eventCases(row: string, topic: string, select: string): Case[] {
  const event = on("events", row);
  const scene = eventOn(topic);
  const mine = `topic = '${topic}' and type = 'test.happened'`;
  return [
    event("select", select, { scene, sql: `select * from public.events where ${mine}` }),
    event("insert", "x x x x x x x", scene),
    event("update", "x x x x x x x", {
      scene,
      sql: `update public.events set payload = '1' where ${mine}`,
    }),
    event("delete", "x x x x x x x", { scene, sql: `delete from public.events where ${mine}` }),
  ];
}

const notification = on("notifications", "the owner's");
const told = `insert into public.notifications (user_id, type, payload) values ('${people.owner}', 'post_commented', '{}')`;

const notifications: Case[] = [
  //                     anon owner other member editor admin service
  notification("select", "x Y h h h h Y", { scene: told, sql: "select * from public.notifications" }),
  notification("insert", "x x x x x x Y", told),
  notification("update", "x Y h h h h Y", {
    scene: told,
    sql: "update public.notifications set read_at = now()",
  }),
  notification("delete", "x x x x x x Y", { scene: told, sql: "delete from public.notifications" }),
];

export const liveMatrix: Case[] = [
  //                                                      anon owner other member editor admin service
  ...eventCases("about posts", "posts", "Y Y Y Y Y Y Y"),
  ...eventCases("on a published post", `post:${posts.authorsPublic}`, "Y Y Y Y Y Y Y"),
  ...eventCases("on a post for members", `post:${posts.authorsForMembers}`, "h h h Y Y Y Y"),
  ...eventCases("on a draft", `post:${posts.ownersDraft}`, "h Y h h Y Y Y"),
  ...eventCases("on a post that never was", `post:${people.owner}`, "h h h h h h Y"),
  ...eventCases("for the owner", `user:${people.owner}`, "h Y h h h h Y"),
  ...eventCases("for admins", "admin", "h h h h h Y Y"),
  ...notifications,
];
