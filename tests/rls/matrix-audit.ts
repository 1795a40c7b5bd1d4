import { type Case, on } from "./matrix-case.ts";
import { people } from "./people.ts";

const entry = on("audit_log", "about the owner");
const scene = `insert into public.audit_log (actor_id, via, action, target_type, target_id)
  values ('${people.admin}', 'cookie', 'account.password_changed', 'account', '${people.owner}')`;
const theirs = `action = 'account.password_changed' and target_id = '${people.owner}'`;

/** The log is written by triggers and by the server's own connection, and by no role of the API. */
export const auditMatrix: Case[] = [
  //              anon owner other member editor admin service
  entry("select", "x h h h h Y Y", { scene, sql: `select * from public.audit_log where ${theirs}` }),
  entry("insert", "x x x x x x x", scene),
  entry("update", "x x x x x x x", {
    scene,
    sql: `update public.audit_log set metadata = '{}' where ${theirs}`,
  }),
  entry("delete", "x x x x x x x", { scene, sql: `delete from public.audit_log where ${theirs}` }),
];
