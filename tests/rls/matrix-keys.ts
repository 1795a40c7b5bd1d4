import { type Case, on } from "./matrix-case.ts";
import { people } from "./people.ts";

const key = on("api_keys", "the owner's");
const made = `insert into public.api_keys (user_id, name, prefix, secret_hash, scopes)
  values ('${people.owner}', 'A key', 'AbCdEf0123', sha256('a key'), '{posts:read}')`;

/** The server alone makes keys, changes them and takes them away. Whose it is sees it, all but the hash. */
export const keysMatrix: Case[] = [
  //            anon owner other member editor admin service
  key("select", "x Y h h h h Y", {
    scene: made,
    sql: `select id, user_id, name, prefix, scopes, expires_at, last_used_at, created_at from public.api_keys`,
  }),
  on("api_keys", "the owner's, with its hash")("select", "x x x x x x Y", {
    scene: made,
    sql: "select * from public.api_keys",
  }),
  key("insert", "x x x x x x Y", made),
  key("update", "x x x x x x Y", { scene: made, sql: "update public.api_keys set scopes = '{posts:write}'" }),
  key("delete", "x x x x x x Y", { scene: made, sql: "delete from public.api_keys" }),
];
