-- Lets the developer's role switch on what the REST API leaves off on a new project, as on a hosted one:
--   alter role authenticator set pgrst.db_plan_enabled = 'true';
--   notify pgrst, 'reload config';
-- Postgres itself asks for a superuser to keep a setting that no extension has declared. Only the settings that
-- are heeded here are named: one that would be kept and ignored had better be refused.

grant set on parameter pgrst.db_plan_enabled to postgres;
grant set on parameter pgrst.db_aggregates_enabled to postgres;
