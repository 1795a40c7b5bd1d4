-- Makes the cluster a Supabase one: the roles that clients and services act as, the schemas they own, and the
-- default privileges of a hosted project. Runs as supabase_admin, the cluster's superuser; `postgres`, whom
-- developers use, is deliberately not one, as on hosted Supabase.

-- Roles that a request acts as. They cannot log in.
create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;

-- The REST service logs in as authenticator and becomes one of the three above for each request.
create role authenticator login noinherit password 'postgres';
grant anon, authenticated, service_role to authenticator;

-- Each service owns its schema.
create role supabase_auth_admin login noinherit createrole password 'postgres';
create role supabase_storage_admin login noinherit createrole password 'postgres';
create role supabase_realtime_admin nologin noinherit;
create role supabase_replication_admin login replication password 'postgres';
create role supabase_read_only_user login bypassrls password 'postgres';
create role dashboard_user nologin createdb createrole replication;
grant pg_read_all_data to supabase_read_only_user;
grant anon, authenticated, service_role to supabase_storage_admin;
grant authenticator to supabase_storage_admin;
grant supabase_auth_admin, supabase_storage_admin, supabase_realtime_admin to supabase_admin;

-- The developer's role: may do all a project needs, and is held to row-level security's owner rules.
create role postgres login createdb createrole replication bypassrls password 'postgres';
grant anon, authenticated, service_role, authenticator to postgres with admin option;
-- Policies on storage.objects and realtime.messages need membership in the owners of those tables.
grant supabase_storage_admin, supabase_realtime_admin to postgres;
grant pg_monitor, pg_read_all_data, pg_signal_backend, pg_checkpoint to postgres with admin option;
alter database postgres owner to postgres;

alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';
alter role supabase_auth_admin set search_path = 'auth';
alter role supabase_auth_admin set idle_in_transaction_session_timeout = '60s';
alter role supabase_storage_admin set search_path = 'storage';
alter role postgres set search_path = '"$user"', 'public', 'extensions';
alter role supabase_admin set search_path = '"$user"', 'public', 'auth', 'extensions';
alter database postgres set search_path = '"$user"', 'public', 'extensions';

-- Schemas.
alter schema public owner to pg_database_owner;
grant all on schema public to postgres;
grant usage on schema public to anon, authenticated, service_role;

create schema extensions authorization postgres;
grant usage on schema extensions to anon, authenticated, service_role, dashboard_user;
grant usage on schema extensions to supabase_auth_admin, supabase_storage_admin, supabase_realtime_admin;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists "uuid-ossp" with schema extensions;

create schema auth authorization supabase_auth_admin;
grant usage on schema auth to anon, authenticated, service_role, dashboard_user, postgres;

create schema storage authorization supabase_storage_admin;
grant usage on schema storage to anon, authenticated, service_role, postgres, dashboard_user;

create schema realtime authorization supabase_realtime_admin;
grant usage on schema realtime to anon, authenticated, service_role, postgres, dashboard_user;

-- Where Realtime listens; a project adds its tables with `alter publication`.
create publication supabase_realtime;
alter publication supabase_realtime owner to postgres;

-- Hosted Supabase grants everything new in public to the API's roles, and so do we: a table that forgets to
-- revoke and to turn RLS on must be as open here as it would be in production, so that a test can notice.
alter default privileges for role postgres in schema public
  grant all on tables to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on functions to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on sequences to postgres, anon, authenticated, service_role;
alter default privileges for role supabase_admin in schema public
  grant all on tables to postgres, anon, authenticated, service_role;
alter default privileges for role supabase_admin in schema public
  grant all on functions to postgres, anon, authenticated, service_role;
alter default privileges for role supabase_admin in schema public
  grant all on sequences to postgres, anon, authenticated, service_role;

-- PostgREST reloads its schema cache on NOTIFY pgrst; upstream announces DDL by these two event triggers.
create function extensions.pgrst_ddl_watch() returns event_trigger
  language plpgsql set search_path = '' as $$
declare
  command record;
begin
  for command in select * from pg_event_trigger_ddl_commands() loop
    if command.command_tag in (
      'CREATE SCHEMA', 'ALTER SCHEMA', 'CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'ALTER TABLE',
      'CREATE FOREIGN TABLE', 'ALTER FOREIGN TABLE', 'CREATE VIEW', 'ALTER VIEW',
      'CREATE MATERIALIZED VIEW', 'ALTER MATERIALIZED VIEW', 'CREATE FUNCTION', 'ALTER FUNCTION',
      'CREATE TRIGGER', 'CREATE TYPE', 'ALTER TYPE', 'CREATE RULE', 'COMMENT', 'GRANT', 'REVOKE')
      and command.schema_name is distinct from 'pg_temp'
    then
      notify pgrst, 'reload schema';
      return;
    end if;
  end loop;
end $$;

create function extensions.pgrst_drop_watch() returns event_trigger
  language plpgsql set search_path = '' as $$
declare
  dropped record;
begin
  for dropped in select * from pg_event_trigger_dropped_objects() loop
    if dropped.object_type in (
      'schema', 'table', 'foreign table', 'view', 'materialized view', 'function', 'trigger', 'type', 'rule')
      and dropped.is_temporary is false
    then
      notify pgrst, 'reload schema';
      return;
    end if;
  end loop;
end $$;

create event trigger pgrst_ddl_watch on ddl_command_end execute function extensions.pgrst_ddl_watch();
create event trigger pgrst_drop_watch on sql_drop execute function extensions.pgrst_drop_watch();
