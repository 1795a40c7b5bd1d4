/** What the database itself may switch on in the API, as `alter role authenticator set pgrst.… = 'true'`. */
export type DatabaseConfig = {
  /** `Accept: application/vnd.pgrst.plan`: a plan tells of tables, indexes and row counts. */
  plans: boolean;
  /** `count()`, `column.sum()` … in select: one request may read a whole table. */
  aggregates: boolean;
};

/** Settings of the connected role; one made for this database comes after one made for all. */
export const databaseConfigQuery = `
  select setting
  from pg_catalog.pg_db_role_setting s, unnest(s.setconfig) as setting
  where s.setrole = (select oid from pg_catalog.pg_roles where rolname = session_user)
    and s.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = current_database()))
    and setting like 'pgrst.%'
  order by s.setdatabase`;

/** Both are off unless the database says otherwise, as in PostgREST and on a hosted project. */
export function databaseConfigOf(rows: { setting: string }[]): DatabaseConfig {
  const settings = new Map(rows.map(({ setting }) => setting.split(/=(.*)/s, 2) as [string, string]));
  return {
    plans: isOn(settings.get("pgrst.db_plan_enabled")),
    aggregates: isOn(settings.get("pgrst.db_aggregates_enabled")),
  };
}

/** PostgREST reads `true` in any case, in quotes or not, and a number above zero. */
function isOn(value = ""): boolean {
  return /^["']?true["']?$/i.test(value.trim()) || Number(value) > 0;
}
