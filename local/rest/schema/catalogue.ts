/**
 * What is read from Postgres's catalogue. Each statement runs with an empty search_path, so that types and
 * expressions come back schema-qualified, and takes the exposed schemas as $1 where it depends on them.
 */

export type TableRow = {
  oid: string;
  schema: string;
  name: string;
  is_view: boolean;
  exposed: boolean;
  description: string | null;
  insertable: boolean;
  updatable: boolean;
  deletable: boolean;
  primary_key: string[];
  columns: {
    number: number;
    name: string;
    type: string;
    nullable: boolean;
    default: string | null;
    description: string | null;
    max_length: number | null;
    enum_values: string[] | null;
  }[];
};

export const tablesQuery = `
  select
    c.oid::text as oid,
    n.nspname as schema,
    c.relname as name,
    c.relkind in ('v', 'm') as is_view,
    n.nspname = any($1) as exposed,
    pg_catalog.obj_description(c.oid, 'pg_class') as description,
    c.relkind in ('r', 'p') or pg_catalog.pg_relation_is_updatable(c.oid, true) & 8 = 8 as insertable,
    c.relkind in ('r', 'p') or pg_catalog.pg_relation_is_updatable(c.oid, true) & 4 = 4 as updatable,
    c.relkind in ('r', 'p') or pg_catalog.pg_relation_is_updatable(c.oid, true) & 16 = 16 as deletable,
    array(
      select a.attname::text
      from pg_catalog.pg_constraint k
      cross join lateral unnest(k.conkey) with ordinality as part(number, position)
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = part.number
      where k.conrelid = c.oid and k.contype = 'p'
      order by part.position
    ) as primary_key,
    coalesce(columns.list, '[]') as columns
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  left join (
    select a.attrelid, json_agg(
      json_build_object(
        'number', a.attnum,
        'name', a.attname,
        'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
        'nullable', not (a.attnotnull or t.typtype = 'd' and t.typnotnull),
        'default', case
          when a.attidentity <> '' then (
            -- Not pg_get_serial_sequence: that fails on a schema which authenticator may not use.
            select format('nextval(%L)', format('%I.%I', sn.nspname, s.relname))
            from pg_catalog.pg_depend dep
            join pg_catalog.pg_class s on s.oid = dep.objid and s.relkind = 'S'
            join pg_catalog.pg_namespace sn on sn.oid = s.relnamespace
            where dep.classid = 'pg_catalog.pg_class'::regclass and dep.refclassid = 'pg_catalog.pg_class'::regclass
              and dep.refobjid = a.attrelid and dep.refobjsubid = a.attnum and dep.deptype = 'i'
          )
          when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid)
        end,
        'description', pg_catalog.col_description(a.attrelid, a.attnum),
        'max_length', case
          when a.atttypid in ('pg_catalog.varchar'::regtype, 'pg_catalog.bpchar'::regtype) and a.atttypmod > 4
          then a.atttypmod - 4
        end,
        'enum_values', case when t.typtype in ('e', 'd') then (
          select json_agg(e.enumlabel order by e.enumsortorder)
          from pg_catalog.pg_enum e
          where e.enumtypid = case when t.typtype = 'd' then t.typbasetype else t.oid end
        ) end
      ) order by a.attnum
    ) as list
    from pg_catalog.pg_attribute a
    join pg_catalog.pg_type t on t.oid = a.atttypid
    left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped
      and a.attrelid in (
        select c.oid from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm', 'f')
          and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast'))
    group by a.attrelid
  ) columns on columns.attrelid = c.oid
  where c.relkind in ('r', 'p', 'v', 'm', 'f')
    and not c.relispartition
    and n.nspname not in ('pg_catalog', 'information_schema')
    and n.nspname !~ '^pg_(toast|temp)'`;

export type ForeignKeyRow = {
  name: string;
  table: string;
  foreign_table: string;
  one_to_one: boolean;
  /** [our attribute number, theirs] */
  columns: [number, number][];
};

/** A foreign key is one-to-one when its columns are exactly those of a unique or primary key. */
export const foreignKeysQuery = `
  select
    k.conname as name,
    k.conrelid::text as table,
    k.confrelid::text as foreign_table,
    exists (
      select from pg_catalog.pg_constraint u
      where u.conrelid = k.conrelid
        and u.contype in ('p', 'u')
        and u.conkey @> k.conkey
        and u.conkey <@ k.conkey
    ) as one_to_one,
    (
      select json_agg(json_build_array(pair.ours, pair.theirs) order by pair.position)
      from unnest(k.conkey, k.confkey) with ordinality as pair(ours, theirs, position)
    ) as columns
  from pg_catalog.pg_constraint k
  where k.contype = 'f' and k.conparentid = 0
  order by k.conrelid, k.conname`;

export type ViewRow = { oid: string; action: string };

export const viewsQuery = `
  select c.oid::text as oid, r.ev_action::text as action
  from pg_catalog.pg_rewrite r
  join pg_catalog.pg_class c on c.oid = r.ev_class
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where r.rulename = '_RETURN'
    and c.relkind in ('v', 'm')
    and n.nspname not in ('pg_catalog', 'information_schema')`;

export type RoutineRow = {
  schema: string;
  name: string;
  description: string | null;
  volatility: "i" | "s" | "v";
  returns_set: boolean;
  returns_one_row: boolean;
  returns: "void" | "scalar" | "composite";
  return_schema: string;
  return_name: string;
  /** Of the only argument, when that is a row of a table. */
  argument_table: string | null;
  return_table: string | null;
  settings: string[] | null;
  parameters: { name: string; type: string; required: boolean; variadic: boolean }[];
};

/** Functions that can be called: all arguments named, or a single unnamed one of a type that a body can be. */
export const routinesQuery = `
  select
    n.nspname as schema,
    p.proname as name,
    pg_catalog.obj_description(p.oid, 'pg_proc') as description,
    p.provolatile as volatility,
    p.proretset as returns_set,
    p.prorows = 1 or not p.proretset as returns_one_row,
    case
      when r.oid = 'pg_catalog.void'::regtype then 'void'
      when b.typtype = 'c' or p.proargmodes::text[] && '{t,b,o}' then 'composite'
      else 'scalar'
    end as returns,
    bn.nspname as return_schema,
    b.typname as return_name,
    case when p.pronargs = 1 then (
      select t.typrelid::text from pg_catalog.pg_type t
      where t.oid = p.proargtypes[0] and t.typtype = 'c'
    ) end as argument_table,
    case when b.typtype = 'c' then b.typrelid::text end as return_table,
    p.proconfig as settings,
    coalesce(arguments.list, '[]') as parameters
  from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  join pg_catalog.pg_type r on r.oid = p.prorettype
  join pg_catalog.pg_type b on b.oid = case when r.typtype = 'd' then r.typbasetype else r.oid end
  join pg_catalog.pg_namespace bn on bn.oid = b.typnamespace
  left join lateral (
    select
      json_agg(json_build_object(
        'name', coalesce(argument.name, ''),
        'type', pg_catalog.format_type(argument.type, null),
        'required', argument.position <= p.pronargs - p.pronargdefaults,
        'variadic', argument.mode = 'v'
      ) order by argument.position) as list,
      bool_and(argument.name <> '') as named,
      count(*) as length,
      min(argument.type) as first_type
    from (
      select
        a.name, a.mode, a.type,
        row_number() over (order by a.position) as position
      from unnest(
        p.proargnames,
        coalesce(p.proargmodes::text[], array_fill('i'::text, array[p.pronargs::int])),
        coalesce(p.proallargtypes, p.proargtypes::oid[])
      ) with ordinality as a(name, mode, type, position)
      where a.type is not null and a.mode in ('i', 'b', 'v')
    ) argument
  ) arguments on true
  where n.nspname = any($1)
    and p.prokind = 'f'
    and r.oid not in ('pg_catalog.trigger'::regtype, 'pg_catalog.event_trigger'::regtype)
    and (
      coalesce(arguments.named, true)
      or arguments.length = 1 and arguments.first_type in (
        'pg_catalog.json'::regtype, 'pg_catalog.jsonb'::regtype, 'pg_catalog.text'::regtype,
        'pg_catalog.bytea'::regtype, 'pg_catalog.xml'::regtype)
      or p.pronargs = 1 and exists (
        select from pg_catalog.pg_type t where t.oid = p.proargtypes[0] and t.typtype = 'c')
    )
  order by n.nspname, p.proname, p.oid`;

export type RoleSettingRow = { role: string; settings: string[] };

export const roleSettingsQuery = `
  select r.rolname as role, s.setconfig as settings
  from pg_catalog.pg_db_role_setting s
  join pg_catalog.pg_roles r on r.oid = s.setrole
  where pg_catalog.pg_has_role(r.oid, 'MEMBER')
    and s.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = current_database()))
  order by s.setdatabase`;

/** Settings that a role that is not a superuser may change. */
export const settableQuery = `
  select name from pg_catalog.pg_settings
  where context = 'user' or pg_catalog.has_parameter_privilege(name, 'SET')`;

export const timezonesQuery = "select name from pg_catalog.pg_timezone_names";

export const descriptionsQuery = `
  select nspname as schema, pg_catalog.obj_description(oid, 'pg_namespace') as description
  from pg_catalog.pg_namespace
  where nspname = any($1) and pg_catalog.obj_description(oid, 'pg_namespace') is not null`;
