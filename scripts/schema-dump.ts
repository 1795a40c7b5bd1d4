import { pathToFileURL } from "node:url";
import { Client } from "pg";

/** One kind of object: a heading and a query of its definitions, in the order in which they are printed. */
type Section = { title: string; query: string };

const schemas = "('public', 'private')";

const sections: Section[] = [
  {
    title: "schemas",
    query: `
      select format('create schema %I;', nspname) as sql from pg_namespace where nspname = 'private'
      union all
      select format('grant %s on schema %I to %s;', string_agg(lower(privilege_type), ', ' order by privilege_type),
        nspname, role)
      from (
        select nspname, privilege_type, coalesce(nullif(grantee, 0)::regrole::text, 'public') as role
        from (select nspname, nspowner, (aclexplode(nspacl)).* from pg_namespace where nspname = 'private') acl
        where grantee <> nspowner
      ) as given
      group by nspname, role order by 1`,
  },
  {
    title: "types",
    query: `
      select format('create type %I.%I as enum (%s);', nspname, typname,
        string_agg(quote_literal(enumlabel), ', ' order by enumsortorder)) as sql
      from pg_type join pg_enum on enumtypid = pg_type.oid join pg_namespace n on n.oid = typnamespace
      where nspname in ${schemas} group by nspname, typname order by nspname, typname`,
  },
  {
    title: "tables",
    query: `
      select format(E'create table %I.%I (\\n%s\\n);', nspname, relname, string_agg('  ' || line, E',\\n' order by rank, line)) as sql
      from pg_class join pg_namespace n on n.oid = relnamespace
      cross join lateral (
        select attnum::int as rank, format('%I %s%s%s', attname, format_type(atttypid, atttypmod),
          case when attnotnull then ' not null' else '' end,
          case attgenerated when 's' then format(' generated always as (%s) stored', pg_get_expr(adbin, adrelid))
            else coalesce(' default ' || pg_get_expr(adbin, adrelid), '') end) as line
        from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where attrelid = pg_class.oid and attnum > 0 and not attisdropped
        union all
        select 10000 + strpos('pufc', contype::text), format('constraint %I %s', conname, pg_get_constraintdef(oid))
        from pg_constraint where conrelid = pg_class.oid and contype in ('p', 'u', 'f', 'c')
      ) as lines
      where nspname in ${schemas} and relkind in ('r', 'p')
      group by nspname, relname order by nspname, relname`,
  },
  {
    title: "views",
    query: `
      select format(E'create view %I.%I%s as\\n%s', schemaname, viewname,
        coalesce(' with (' || array_to_string(reloptions, ', ') || ')', ''), definition) as sql
      from pg_views join pg_class on pg_class.oid = format('%I.%I', schemaname, viewname)::regclass
      where schemaname in ${schemas} order by schemaname, viewname`,
  },
  {
    title: "indexes",
    query: `
      select pg_get_indexdef(i.oid) || ';' as sql
      from pg_index join pg_class i on i.oid = indexrelid join pg_namespace n on n.oid = i.relnamespace
      where nspname in ${schemas} and not exists (select from pg_constraint where conindid = i.oid)
      order by nspname, i.relname`,
  },
  {
    title: "functions",
    query: `
      select pg_get_functiondef(p.oid) || ';' as sql
      from pg_proc p join pg_namespace n on n.oid = pronamespace
      where nspname in ${schemas} order by nspname, proname, pg_get_function_identity_arguments(p.oid)`,
  },
  {
    title: "triggers",
    query: `
      select pg_get_triggerdef(t.oid) || ';' as sql
      from pg_trigger t join pg_proc p on p.oid = tgfoid join pg_namespace n on n.oid = pronamespace
      where nspname in ${schemas} and not tgisinternal order by tgrelid::regclass::text, tgname`,
  },
  {
    title: "row-level security",
    query: `
      select format('alter table %I.%I %s row level security;', nspname, relname,
        case when relrowsecurity then 'enable' else 'disable' end) as sql
      from pg_class join pg_namespace n on n.oid = relnamespace
      where nspname in ${schemas} and relkind in ('r', 'p') order by nspname, relname`,
  },
  {
    title: "policies",
    query: `
      select format(E'create policy %I on %I.%I\\n  as %s for %s to %s%s%s;', policyname, schemaname, tablename,
        lower(permissive), lower(cmd), array_to_string(roles, ', '),
        coalesce(E'\\n  using (' || qual || ')', ''), coalesce(E'\\n  with check (' || with_check || ')', '')) as sql
      from pg_policies where schemaname in ${schemas} order by schemaname, tablename, cmd, policyname`,
  },
  {
    title: "grants on tables",
    query: `
      with acl as (
        select nspname, relname, relowner, '' as columns, (aclexplode(relacl)).* from pg_class
        join pg_namespace n on n.oid = relnamespace where nspname in ${schemas} and relkind in ('r', 'p', 'v')
        union all
        select nspname, relname, relowner, attname, (aclexplode(attacl)).* from pg_attribute
        join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace where nspname in ${schemas}
      ), given as (
        select nspname, relname, coalesce(nullif(grantee, 0)::regrole::text, 'public') as role, privilege_type,
          nullif(string_agg(columns::text, ', ' order by columns), '') as columns
        from acl where grantee <> relowner group by 1, 2, 3, 4
      )
      select format('grant %s on %I.%I to %s;', string_agg(
        lower(privilege_type) || coalesce(' (' || columns || ')', ''), ', ' order by privilege_type), nspname, relname, role) as sql
      from given group by nspname, relname, role order by nspname, relname, role`,
  },
  {
    title: "grants on functions",
    query: `
      with acl as (
        select nspname, p.oid, proowner, (aclexplode(coalesce(proacl, acldefault('f', proowner)))).*
        from pg_proc p join pg_namespace n on n.oid = pronamespace where nspname in ${schemas}
      )
      select format('grant execute on function %s to %s;', oid::regprocedure,
        string_agg(coalesce(nullif(grantee, 0)::regrole::text, 'public'), ', '
          order by coalesce(nullif(grantee, 0)::regrole::text, 'public'))) as sql
      from acl where grantee <> proowner group by nspname, oid order by oid::regprocedure::text`,
  },
  {
    title: "comments",
    query: `
      select format('comment on table %I.%I is %L;', nspname, relname, obj_description(c.oid)) as sql
      from pg_class c join pg_namespace n on n.oid = relnamespace
      where nspname in ${schemas} and obj_description(c.oid, 'pg_class') is not null
      union all
      select format('comment on column %I.%I.%I is %L;', nspname, relname, attname, col_description(c.oid, attnum))
      from pg_attribute join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace
      where nspname in ${schemas} and attnum > 0 and col_description(c.oid, attnum) is not null
      union all
      select format('comment on function %s is %L;', p.oid::regprocedure, obj_description(p.oid))
      from pg_proc p join pg_namespace n on n.oid = pronamespace
      where nspname in ${schemas} and obj_description(p.oid, 'pg_proc') is not null
      order by 1`,
  },
];

/**
 * Writes down what the schemas `public` and `private` of a database are, as SQL that reads well in a diff: the
 * same database gives the same text, whatever order its objects were made in.
 *
 * @param databaseUrl a connection as `postgres`, or as a role that can read the catalogue
 */
export async function dumpSchema(databaseUrl: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("set search_path = ''"); // every name is then printed with its schema
    const parts = ["-- Generated from the migrations by scripts/schema-dump.ts. Read it; do not edit it.\n"];
    for (const { title, query } of sections) {
      const { rows } = await client.query<{ sql: string }>(query);
      if (rows.length > 0)
        parts.push(`-- ${title}\n\n${rows.map((row) => row.sql.trim()).join(separator(title))}\n`);
    }
    return parts.join("\n");
  } finally {
    await client.end();
  }
}

/** What takes many lines is set apart by an empty one; what takes one line is not. */
const separator = (title: string) => (/^(tables|views|functions|policies)$/.test(title) ? "\n\n" : "\n");

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [databaseUrl] = process.argv.slice(2);
  if (databaseUrl) process.stdout.write(await dumpSchema(databaseUrl));
  else {
    console.error("Usage: node scripts/schema-dump.ts <database url> > supabase/schema.sql");
    process.exitCode = 1;
  }
}
