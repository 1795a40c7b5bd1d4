-- Generated from the migrations by scripts/schema-dump.ts. Read it; do not edit it.

-- schemas

create schema private;
grant usage on schema private to anon;
grant usage on schema private to authenticated;
grant usage on schema private to service_role;
grant usage on schema private to supabase_auth_admin;

-- types

create type private.stripe_event_state as enum ('pending', 'processed', 'ignored', 'failed', 'dead');
create type public.app_role as enum ('admin', 'editor');
create type public.media_status as enum ('pending', 'ready', 'rejected');
create type public.order_status as enum ('pending', 'paid', 'failed', 'expired', 'refunded', 'disputed');
create type public.post_status as enum ('draft', 'published');
create type public.post_visibility as enum ('public', 'members');
create type public.price_interval as enum ('day', 'week', 'month', 'year');
create type public.price_type as enum ('recurring', 'one_time');
create type public.reaction_kind as enum ('like', 'love', 'insightful', 'funny');
create type public.subscription_status as enum ('incomplete', 'incomplete_expired', 'trialing', 'active', 'past_due', 'canceled', 'unpaid', 'paused');

-- tables

create table private.announcements (
  id bigint not null,
  action text not null,
  target_id text not null,
  trail jsonb not null,
  announced_at timestamp with time zone not null default now(),
  constraint announcements_pkey PRIMARY KEY (id)
);

create table private.api_key_sessions (
  user_id uuid not null,
  sealed text,
  renew_at timestamp with time zone,
  claim uuid,
  claimed_until timestamp with time zone,
  constraint api_key_sessions_pkey PRIMARY KEY (user_id),
  constraint api_key_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE
);

create table private.bans (
  user_id uuid not null,
  until timestamp with time zone,
  reason text not null default ''::text,
  banned_by uuid,
  banned_at timestamp with time zone not null default now(),
  constraint bans_pkey PRIMARY KEY (user_id),
  constraint bans_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE,
  constraint bans_reason_length CHECK ((char_length(reason) <= 500))
);

create table private.events_dropped (
  is_only boolean not null default true,
  txid xid8 not null,
  id bigint not null,
  constraint events_dropped_pkey PRIMARY KEY (is_only),
  constraint events_dropped_is_only CHECK (is_only)
);

create table private.idempotency_keys (
  caller_id uuid not null,
  key text not null,
  fingerprint bytea not null,
  claim uuid not null,
  claimed_until timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  status integer,
  headers jsonb,
  body text,
  constraint idempotency_keys_pkey PRIMARY KEY (caller_id, key),
  constraint idempotency_keys_key_length CHECK (((char_length(key) >= 1) AND (char_length(key) <= 255)))
);

create table private.job_workers (
  id text not null,
  seen_at timestamp with time zone not null default now(),
  constraint job_workers_pkey PRIMARY KEY (id)
);

create table private.login_attempts (
  id bigint not null,
  account bytea not null,
  origin text not null,
  attempted_at timestamp with time zone not null default clock_timestamp(),
  awaited boolean not null,
  ended boolean not null,
  constraint login_attempts_pkey PRIMARY KEY (id),
  constraint login_attempts_account_length CHECK ((octet_length(account) = 32))
);

create table private.post_media (
  post_id uuid not null,
  media_id uuid not null,
  constraint post_media_pkey PRIMARY KEY (post_id, media_id),
  constraint post_media_media_id_fkey FOREIGN KEY (media_id) REFERENCES public.media(id) ON DELETE CASCADE,
  constraint post_media_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.posts(id) ON DELETE CASCADE
);

create table private.rate_limits (
  key text not null,
  full_at timestamp with time zone not null,
  allowed boolean not null,
  constraint rate_limits_pkey PRIMARY KEY (key)
);

create table private.sent_emails (
  cause text not null,
  template text not null,
  claimed_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  constraint sent_emails_pkey PRIMARY KEY (cause)
);

create table private.stream_readers (
  topic text not null,
  server uuid not null,
  people uuid[] not null,
  strangers integer not null,
  seen_at timestamp with time zone not null default now(),
  constraint stream_readers_pkey PRIMARY KEY (topic, server),
  constraint stream_readers_strangers_positive CHECK ((strangers >= 0))
);

create table private.stripe_customers (
  id text not null,
  user_id uuid not null,
  created timestamp with time zone not null,
  deleted boolean not null default false,
  constraint stripe_customers_pkey PRIMARY KEY (id),
  constraint stripe_customers_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE
);

create table private.stripe_events (
  id text not null,
  type text not null,
  object_id text,
  api_version text,
  livemode boolean not null,
  payload jsonb not null,
  state private.stripe_event_state not null default 'pending'::private.stripe_event_state,
  attempts integer not null default 0,
  last_error text,
  created timestamp with time zone not null,
  received_at timestamp with time zone not null default now(),
  processed_at timestamp with time zone,
  heard bigint not null default nextval('private.stripe_order'::regclass),
  constraint stripe_events_pkey PRIMARY KEY (id),
  constraint stripe_events_attempts_positive CHECK ((attempts >= 0))
);

create table private.stripe_looks (
  object text not null,
  asked bigint not null,
  asked_at timestamp with time zone not null default now(),
  constraint stripe_looks_pkey PRIMARY KEY (object)
);

create table private.stripe_ownerless (
  customer_id text not null,
  subject text not null,
  object_id text not null,
  noted_at timestamp with time zone not null default now(),
  constraint stripe_ownerless_pkey PRIMARY KEY (customer_id, subject, object_id)
);

create table public.api_keys (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  name text not null,
  prefix text not null,
  secret_hash bytea not null,
  scopes text[] not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_prefix_key UNIQUE (prefix),
  constraint api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE,
  constraint api_keys_expires_later CHECK ((expires_at > created_at)),
  constraint api_keys_hash_length CHECK ((octet_length(secret_hash) = 32)),
  constraint api_keys_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80))),
  constraint api_keys_prefix_form CHECK ((prefix ~ '^[0-9A-Za-z]{10}$'::text)),
  constraint api_keys_scopes_known CHECK (((cardinality(scopes) > 0) AND (scopes <@ ARRAY['posts:read'::text, 'posts:write'::text, 'comments:read'::text, 'comments:write'::text, 'reactions:write'::text, 'users:read'::text, 'profile:read'::text, 'profile:write'::text, 'media:read'::text, 'media:write'::text, 'events:read'::text, 'notifications:read'::text, 'notifications:write'::text, 'billing:read'::text])))
);

create table public.audit_log (
  id bigint not null,
  actor_id uuid,
  via text not null,
  action text not null,
  target_type text not null,
  target_id text not null,
  metadata jsonb not null default '{}'::jsonb,
  ip inet,
  request_id text,
  created_at timestamp with time zone not null default now(),
  constraint audit_log_pkey PRIMARY KEY (id),
  constraint audit_log_action_known CHECK ((action = ANY (ARRAY['account.signed_in'::text, 'account.sessions_ended'::text, 'account.password_changed'::text, 'account.created'::text, 'account.deleted'::text, 'account.banned'::text, 'account.unbanned'::text, 'role.granted'::text, 'role.revoked'::text, 'post.deleted'::text, 'api_key.created'::text, 'api_key.revoked'::text, 'stripe_event.replayed'::text, 'job.retried'::text, 'job.deleted'::text]))),
  constraint audit_log_metadata_bounded CHECK (((jsonb_typeof(metadata) = 'object'::text) AND (octet_length((metadata)::text) <= 4096))),
  constraint audit_log_request_id_length CHECK (((char_length(request_id) >= 1) AND (char_length(request_id) <= 128))),
  constraint audit_log_target_id_length CHECK (((char_length(target_id) >= 1) AND (char_length(target_id) <= 255))),
  constraint audit_log_target_type_known CHECK ((target_type = ANY (ARRAY['account'::text, 'post'::text, 'api_key'::text, 'stripe_event'::text, 'job'::text]))),
  constraint audit_log_via_known CHECK ((via = ANY (ARRAY['cookie'::text, 'bearer'::text, 'api_key'::text, 'outside'::text])))
);

create table public.comments (
  id uuid not null default gen_random_uuid(),
  post_id uuid not null,
  author_id uuid not null default auth.uid(),
  parent_id uuid,
  body text not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint comments_pkey PRIMARY KEY (id),
  constraint comments_id_post_id_key UNIQUE (id, post_id),
  constraint comments_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.profiles(id) ON DELETE CASCADE,
  constraint comments_parent_id_fkey FOREIGN KEY (parent_id, post_id) REFERENCES public.comments(id, post_id) ON DELETE SET NULL (parent_id),
  constraint comments_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.posts(id) ON DELETE CASCADE,
  constraint comments_body_length CHECK (((char_length(body) <= 2000) AND (body ~ '\S'::text)))
);

create table public.customers (
  user_id uuid not null,
  stripe_customer_id text not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint customers_pkey PRIMARY KEY (user_id),
  constraint customers_stripe_customer_id_key UNIQUE (stripe_customer_id),
  constraint customers_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE
);

create table public.events (
  txid xid8 not null default pg_current_xact_id(),
  id bigint not null,
  topic text not null,
  type text not null,
  payload jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint events_pkey PRIMARY KEY (txid, id),
  constraint events_topic_form CHECK ((topic ~ '^(posts|admin|(post|user):[0-9a-f-]{36})$'::text)),
  constraint events_type_form CHECK ((type ~ '^[a-z]+\.[a-z]+$'::text))
);

create table public.media (
  id uuid not null default gen_random_uuid(),
  owner_id uuid not null,
  bucket text not null default 'originals'::text,
  path text not null,
  mime text not null,
  bytes bigint not null,
  width integer,
  height integer,
  sha256 text,
  status public.media_status not null default 'pending'::public.media_status,
  alt text not null default ''::text,
  blur_data_url text,
  sizes jsonb not null default '[]'::jsonb,
  claimed_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint media_pkey PRIMARY KEY (id),
  constraint media_bucket_path_key UNIQUE (bucket, path),
  constraint media_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.profiles(id) ON DELETE CASCADE,
  constraint media_alt_length CHECK ((char_length(alt) <= 500)),
  constraint media_blur_length CHECK ((char_length(blur_data_url) <= 2000)),
  constraint media_bytes_range CHECK (((bytes >= 1) AND (bytes <= 52428800))),
  constraint media_mime_known CHECK ((mime = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text]))),
  constraint media_path_own CHECK (starts_with(path, ((id)::text || '/'::text))),
  constraint media_ready_known CHECK (((status <> 'ready'::public.media_status) OR ((width > 0) AND (height > 0) AND (sha256 IS NOT NULL) AND (jsonb_array_length(sizes) > 0)))),
  constraint media_sha256_form CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint media_sizes_list CHECK ((jsonb_typeof(sizes) = 'array'::text))
);

create table public.notifications (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  type text not null,
  payload jsonb not null,
  comment_id uuid,
  read_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint notifications_pkey PRIMARY KEY (id),
  constraint notifications_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES public.comments(id) ON DELETE CASCADE,
  constraint notifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE,
  constraint notifications_type_known CHECK ((type = ANY (ARRAY['post_commented'::text, 'comment_answered'::text])))
);

create table public.orders (
  id text not null,
  user_id uuid,
  stripe_customer_id text,
  stripe_payment_intent_id text,
  price_id text,
  quantity integer not null default 1,
  amount integer not null,
  amount_refunded integer not null default 0,
  currency text not null,
  status public.order_status not null default 'pending'::public.order_status,
  paid_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null default now(),
  constraint orders_pkey PRIMARY KEY (id),
  constraint orders_stripe_payment_intent_id_key UNIQUE (stripe_payment_intent_id),
  constraint orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE SET NULL,
  constraint orders_amount_positive CHECK ((amount >= 0)),
  constraint orders_amount_refunded_within_amount CHECK (((amount_refunded >= 0) AND (amount_refunded <= amount))),
  constraint orders_currency_form CHECK ((currency ~ '^[a-z]{3}$'::text)),
  constraint orders_quantity_positive CHECK ((quantity >= 1))
);

create table public.post_contents (
  post_id uuid not null,
  content text not null,
  search tsvector not null generated always as (setweight(to_tsvector('english'::regconfig, content), 'C'::"char")) stored,
  updated_at timestamp with time zone not null default now(),
  constraint post_contents_pkey PRIMARY KEY (post_id),
  constraint post_contents_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.posts(id) ON DELETE CASCADE,
  constraint post_contents_content_length CHECK (((char_length(content) <= 100000) AND (char_length(btrim(content)) >= 10)))
);

create table public.posts (
  id uuid not null default gen_random_uuid(),
  author_id uuid not null default auth.uid(),
  slug text not null default ''::text,
  title text not null,
  excerpt text not null default ''::text,
  status public.post_status not null default 'draft'::public.post_status,
  visibility public.post_visibility not null default 'public'::public.post_visibility,
  published_at timestamp with time zone,
  comment_count integer not null default 0,
  reaction_count integer not null default 0,
  search tsvector not null generated always as ((setweight(to_tsvector('english'::regconfig, title), 'A'::"char") || setweight(to_tsvector('english'::regconfig, excerpt), 'B'::"char"))) stored,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint posts_pkey PRIMARY KEY (id),
  constraint posts_slug_key UNIQUE (slug),
  constraint posts_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.profiles(id) ON DELETE CASCADE,
  constraint posts_comment_count_positive CHECK ((comment_count >= 0)),
  constraint posts_excerpt_length CHECK ((char_length(excerpt) <= 500)),
  constraint posts_published_at_known CHECK (((status = 'draft'::public.post_status) OR (published_at IS NOT NULL))),
  constraint posts_reaction_count_positive CHECK ((reaction_count >= 0)),
  constraint posts_slug_form CHECK (((char_length(slug) <= 120) AND (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (slug !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'::text))),
  constraint posts_title_length CHECK (((char_length(title) <= 200) AND (char_length(btrim(title)) >= 5)))
);

create table public.prices (
  id text not null,
  product_id text not null,
  active boolean not null,
  currency text not null,
  unit_amount integer,
  type public.price_type not null,
  "interval" public.price_interval,
  interval_count integer,
  lookup_key text,
  metadata jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint prices_pkey PRIMARY KEY (id),
  constraint prices_currency_form CHECK ((currency ~ '^[a-z]{3}$'::text)),
  constraint prices_interval_known CHECK ((((type = 'recurring'::public.price_type) = ("interval" IS NOT NULL)) AND ((type = 'recurring'::public.price_type) = (interval_count IS NOT NULL))))
);

create table public.products (
  id text not null,
  name text not null,
  description text,
  active boolean not null,
  metadata jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint products_pkey PRIMARY KEY (id)
);

create table public.profiles (
  id uuid not null,
  username text not null,
  name text not null,
  bio text not null default ''::text,
  avatar_media_id uuid,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint profiles_pkey PRIMARY KEY (id),
  constraint profiles_username_key UNIQUE (username),
  constraint profiles_avatar_media_id_fkey FOREIGN KEY (avatar_media_id) REFERENCES public.media(id) ON DELETE SET NULL,
  constraint profiles_id_fkey FOREIGN KEY (id) REFERENCES auth.users(id) ON DELETE CASCADE,
  constraint profiles_bio_length CHECK ((char_length(bio) <= 500)),
  constraint profiles_name_length CHECK (((char_length(name) <= 80) AND (char_length(btrim(name)) >= 2))),
  constraint profiles_username_form CHECK ((username ~ '^[a-z0-9_]{3,30}$'::text))
);

create table public.reactions (
  post_id uuid not null,
  user_id uuid not null default auth.uid(),
  kind public.reaction_kind not null,
  created_at timestamp with time zone not null default now(),
  constraint reactions_pkey PRIMARY KEY (post_id, user_id),
  constraint reactions_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.posts(id) ON DELETE CASCADE,
  constraint reactions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE
);

create table public.subscriptions (
  id text not null,
  user_id uuid,
  stripe_customer_id text not null,
  status public.subscription_status not null,
  price_id text,
  quantity integer not null default 1,
  cancel_at_period_end boolean not null default false,
  cancel_at timestamp with time zone,
  canceled_at timestamp with time zone,
  current_period_start timestamp with time zone,
  current_period_end timestamp with time zone,
  trial_end timestamp with time zone,
  ended_at timestamp with time zone,
  past_due_since timestamp with time zone,
  paused boolean not null default false,
  access_revoked_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null default now(),
  constraint subscriptions_pkey PRIMARY KEY (id),
  constraint subscriptions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE SET NULL,
  constraint subscriptions_quantity_positive CHECK ((quantity >= 0))
);

create table public.user_roles (
  user_id uuid not null,
  role public.app_role not null,
  constraint user_roles_pkey PRIMARY KEY (user_id, role),
  constraint user_roles_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE
);

-- views

create view private.post_access as
 SELECT id,
    author_id,
    (status = 'published'::public.post_status) AS is_published,
    (visibility = 'public'::public.post_visibility) AS is_public
   FROM public.posts;

-- indexes

CREATE INDEX announcements_target_id_action_idx ON private.announcements USING btree (target_id, action);
CREATE INDEX bans_banned_at_idx ON private.bans USING btree (banned_at);
CREATE INDEX idempotency_keys_created_at_idx ON private.idempotency_keys USING btree (created_at);
CREATE INDEX login_attempts_account_origin_idx ON private.login_attempts USING btree (account, origin, attempted_at);
CREATE INDEX login_attempts_attempted_at_idx ON private.login_attempts USING btree (attempted_at);
CREATE INDEX post_media_media_id_idx ON private.post_media USING btree (media_id);
CREATE INDEX sent_emails_claimed_at_idx ON private.sent_emails USING btree (claimed_at);
CREATE INDEX stream_readers_server_idx ON private.stream_readers USING btree (server);
CREATE INDEX stripe_customers_user_id_idx ON private.stripe_customers USING btree (user_id);
CREATE INDEX stripe_events_object_id_idx ON private.stripe_events USING btree (object_id);
CREATE INDEX stripe_events_received_at_id_idx ON private.stripe_events USING btree (received_at DESC, id DESC);
CREATE INDEX stripe_events_state_received_at_id_idx ON private.stripe_events USING btree (state, received_at DESC, id DESC) WHERE (state = ANY (ARRAY['pending'::private.stripe_event_state, 'failed'::private.stripe_event_state, 'dead'::private.stripe_event_state]));
CREATE INDEX stripe_looks_asked_at_idx ON private.stripe_looks USING btree (asked_at);
CREATE INDEX stripe_ownerless_noted_at_idx ON private.stripe_ownerless USING btree (noted_at);
CREATE INDEX api_keys_user_id_created_at_id_idx ON public.api_keys USING btree (user_id, created_at DESC, id DESC);
CREATE INDEX audit_log_action_created_at_id_idx ON public.audit_log USING btree (action, created_at DESC, id DESC);
CREATE INDEX audit_log_actor_id_created_at_id_idx ON public.audit_log USING btree (actor_id, created_at DESC, id DESC);
CREATE INDEX audit_log_created_at_id_idx ON public.audit_log USING btree (created_at DESC, id DESC);
CREATE INDEX audit_log_target_id_created_at_id_idx ON public.audit_log USING btree (target_id, created_at DESC, id DESC);
CREATE INDEX comments_author_id_created_at_idx ON public.comments USING btree (author_id, created_at);
CREATE INDEX comments_parent_id_post_id_idx ON public.comments USING btree (parent_id, post_id);
CREATE INDEX comments_post_id_created_at_id_idx ON public.comments USING btree (post_id, created_at, id);
CREATE INDEX events_created_at_idx ON public.events USING brin (created_at);
CREATE INDEX events_topic_txid_id_idx ON public.events USING btree (topic, txid, id);
CREATE INDEX media_created_at_idx ON public.media USING btree (created_at) WHERE (status <> 'ready'::public.media_status);
CREATE INDEX media_owner_id_idx ON public.media USING btree (owner_id);
CREATE INDEX media_updated_at_idx ON public.media USING btree (updated_at) WHERE (status = 'ready'::public.media_status);
CREATE INDEX notifications_comment_id_idx ON public.notifications USING btree (comment_id);
CREATE INDEX notifications_created_at_idx ON public.notifications USING brin (created_at);
CREATE INDEX notifications_unread_idx ON public.notifications USING btree (user_id) WHERE (read_at IS NULL);
CREATE INDEX notifications_user_id_created_at_id_idx ON public.notifications USING btree (user_id, created_at DESC, id DESC);
CREATE INDEX orders_created_at_id_idx ON public.orders USING btree (created_at DESC, id DESC);
CREATE INDEX orders_status_created_at_id_idx ON public.orders USING btree (status, created_at DESC, id DESC);
CREATE INDEX orders_stripe_customer_id_idx ON public.orders USING btree (stripe_customer_id);
CREATE INDEX orders_user_id_created_at_id_idx ON public.orders USING btree (user_id, created_at DESC, id DESC);
CREATE INDEX post_contents_search_idx ON public.post_contents USING gin (search);
CREATE INDEX posts_author_id_created_at_id_idx ON public.posts USING btree (author_id, created_at DESC, id DESC);
CREATE INDEX posts_author_id_published_at_id_idx ON public.posts USING btree (author_id, published_at DESC, id DESC) WHERE (status = 'published'::public.post_status);
CREATE INDEX posts_created_at_id_idx ON public.posts USING btree (created_at DESC, id DESC);
CREATE INDEX posts_published_at_id_idx ON public.posts USING btree (published_at DESC, id DESC) WHERE (status = 'published'::public.post_status);
CREATE INDEX posts_search_idx ON public.posts USING gin (search);
CREATE INDEX prices_product_id_idx ON public.prices USING btree (product_id);
CREATE INDEX profiles_avatar_media_id_idx ON public.profiles USING btree (avatar_media_id);
CREATE INDEX profiles_created_at_id_idx ON public.profiles USING btree (created_at DESC, id DESC);
CREATE INDEX reactions_user_id_idx ON public.reactions USING btree (user_id);
CREATE INDEX subscriptions_created_at_id_idx ON public.subscriptions USING btree (created_at DESC, id DESC);
CREATE INDEX subscriptions_stripe_customer_id_idx ON public.subscriptions USING btree (stripe_customer_id);
CREATE INDEX subscriptions_user_id_created_at_id_idx ON public.subscriptions USING btree (user_id, created_at DESC, id DESC);

-- functions

CREATE OR REPLACE FUNCTION private.announce_comment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if to_regnamespace('graphile_worker') is not null then
    execute 'select graphile_worker.add_job($1, $2, max_attempts => 10)'
      using 'announce_comment', json_build_object('commentId', new.id);
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.announced(action text, target_id text)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  delete from private.announcements where id = (
    select waiting.id from private.announcements as waiting
    where waiting.target_id = announced.target_id and waiting.action = announced.action
      and waiting.announced_at > now() - interval '1 minute'
    order by waiting.id limit 1 for update skip locked)
  returning trail
$function$
;

CREATE OR REPLACE FUNCTION private.begin_login(account bytea, address text)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  origin constant text := private.login_origin(address);
  attempt bigint;
begin
  if private.login_is_locked(account, origin) then
    return null;
  end if;
  insert into private.login_attempts (account, origin, awaited, ended) values (account, origin, true, false)
    returning id into attempt;
  return attempt;
end $function$
;

CREATE OR REPLACE FUNCTION private.can_read_content(post_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  post record;
begin
  select author_id, status, visibility into post from public.posts where id = can_read_content.post_id;
  return found and coalesce(
    post.status = 'published' and (post.visibility = 'public' or private.is_member((select auth.uid())))
    or post.author_id = (select auth.uid())
    or private.is_editor(), false);
end $function$
;

CREATE OR REPLACE FUNCTION private.can_read_post(post_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  post record;
begin
  select author_id, status into post from public.posts where id = can_read_post.post_id;
  return found and coalesce(
    post.status = 'published' or post.author_id = (select auth.uid()) or private.is_editor(), false);
end $function$
;

CREATE OR REPLACE FUNCTION private.can_read_topic(topic text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when topic = 'posts' then true
    when topic = 'admin' then private.is_admin()
    when topic ~ '^post:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then private.can_read_content(substr(topic, 6)::uuid)
    when topic like 'user:%' then topic = 'user:' || (select auth.uid())
  end is true;
end $function$
;

CREATE OR REPLACE FUNCTION private.can_see_picture(media_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return exists (
      select from public.profiles where profiles.avatar_media_id = can_see_picture.media_id)
    or exists (
      select from private.post_media as shown
      where shown.media_id = can_see_picture.media_id and private.can_read_content(shown.post_id));
end $function$
;

CREATE OR REPLACE FUNCTION private.cause(action text, target_id text)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select coalesce(private.announced(action, target_id), jsonb_build_object('actorId', auth.uid(), 'via', 'outside'))
$function$
;

CREATE OR REPLACE FUNCTION private.check_avatar()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (
    select from public.media where id = new.avatar_media_id and owner_id = new.id and status = 'ready'
  ) then
    raise exception 'the picture violates constraint "profiles_avatar_own"' using errcode = 'check_violation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION private.count_comments()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from public.posts where id in (select post_id from changed) order by id for no key update;
  update public.posts set comment_count = comment_count + delta.n
    from (
      select post_id, case tg_op when 'INSERT' then count(*) else -count(*) end as n from changed group by post_id
    ) as delta
    where posts.id = delta.post_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.count_kinds(post_id uuid)
 RETURNS TABLE(kind public.reaction_kind, count bigint, mine boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 4
 SET search_path TO ''
AS $function$
  select reactions.kind, count(*), coalesce(bool_or(reactions.user_id = (select auth.uid())), false)
  from public.reactions
  where reactions.post_id = count_kinds.post_id
  group by reactions.kind
  order by reactions.kind
$function$
;

CREATE OR REPLACE FUNCTION private.count_reactions()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from public.posts where id in (select post_id from changed) order by id for no key update;
  update public.posts set reaction_count = reaction_count + delta.n
    from (
      select post_id, case tg_op when 'INSERT' then count(*) else -count(*) end as n from changed group by post_id
    ) as delta
    where posts.id = delta.post_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.create_profile(user_id uuid, email text, meta jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  shown_name text := coalesce(
    nullif(private.tidy_name(coalesce(meta ->> 'name', meta ->> 'full_name')), ''),
    nullif(private.tidy_name(split_part(email, '@', 1)), ''),
    'Reader');
  candidates text[] := private.username_candidates(meta, email);
  candidate text;
begin
  if char_length(shown_name) = 1 then
    shown_name := shown_name || '.'; -- a single letter becomes an initial
  end if;
  for attempt in 1 .. 100 loop
    candidate := coalesce(
      candidates[attempt],
      left(candidates[array_upper(candidates, 1)], 23) || '_' || left(md5(gen_random_uuid()::text), 6));
    insert into public.profiles (id, username, name) values (user_id, candidate, shown_name)
      on conflict (username) do nothing;
    if found then
      return;
    end if;
  end loop;
  raise exception 'no free username was found';
end $function$
;

CREATE OR REPLACE FUNCTION private.date_publication()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.status = 'published' then
    new.published_at := coalesce(new.published_at, now());
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION private.date_reading()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.read_at := case when new.read_at is not null then coalesce(old.read_at, now()) end;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION private.delete_pictures()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  delete from public.media
    using private.post_media as shown
    where shown.post_id = old.id and media.id = shown.media_id
      and not exists (
        select from private.post_media as other where other.media_id = media.id and other.post_id <> old.id)
      and not exists (select from public.profiles where profiles.avatar_media_id = media.id);
  return old;
end $function$
;

CREATE OR REPLACE FUNCTION private.drop_events(before timestamp with time zone DEFAULT (now() - '7 days'::interval))
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with dropped as (
    delete from public.events where created_at < before returning txid, id
  ), last as (
    select txid, id from dropped order by txid desc, id desc limit 1
  )
  update private.events_dropped as mark set txid = last.txid, id = last.id
    from last where (last.txid, last.id) > (mark.txid, mark.id)
$function$
;

CREATE OR REPLACE FUNCTION private.end_login(attempt bigint, outcome text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  this private.login_attempts;
begin
  select * into this from private.login_attempts where id = attempt;
  perform private.hold_login(this.account, this.origin);
  if outcome = 'failed' then
    update private.login_attempts set ended = true where id = attempt;
    return;
  end if;
  -- The hook took another's row for this try: that one is still to come by.
  update private.login_attempts set awaited = true where id = (
    select min(other.id) from private.login_attempts as other
    where other.account = this.account and other.origin = this.origin and other.id <> this.id
      and not other.ended and not other.awaited)
    and exists (select from private.login_attempts as own where own.id = this.id and own.awaited);
  delete from private.login_attempts as past
    where past.account = this.account and past.origin = this.origin
      and (past.id = this.id or outcome = 'passed'
        and (past.ended or past.attempted_at < clock_timestamp() - interval '30 seconds'));
end $function$
;

CREATE OR REPLACE FUNCTION private.follow_ban()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  trail jsonb;
begin
  if new.banned_until > now() then
    perform private.require_other_admin(new.id);
    trail := private.cause('account.banned', new.id::text);
    insert into private.bans (user_id, until, reason, banned_by)
      values (new.id, case when new.banned_until < now() + interval '50 years' then new.banned_until end,
        coalesce(trail -> 'metadata' ->> 'reason', ''), (trail ->> 'actorId')::uuid)
      on conflict on constraint bans_pkey do update set until = excluded.until, reason = excluded.reason,
        banned_by = excluded.banned_by, banned_at = excluded.banned_at;
    delete from auth.sessions where user_id = new.id;
    perform private.record_audit(trail, 'account.banned', 'account', new.id::text,
      (select jsonb_build_object('until', until) from private.bans where user_id = new.id));
  else
    delete from private.bans where user_id = new.id;
    if found then
      perform private.record_audit(private.cause('account.unbanned', new.id::text), 'account.unbanned', 'account',
        new.id::text, '{}');
    end if;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.give_slug()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  wanted text := coalesce(nullif(regexp_replace(
    private.slugify(new.title), '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$', 'post-\1'), ''), 'post');
begin
  perform pg_advisory_xact_lock(hashtext('public.posts.slug'), hashtext(wanted) & 255);
  new.slug := wanted;
  while exists (select from public.posts where slug = new.slug and id <> new.id) loop
    new.slug := wanted || '-' || left(md5(gen_random_uuid()::text), 6);
  end loop;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION private.grace_period()
 RETURNS interval
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$ select interval '168 hours' $function$
;

CREATE OR REPLACE FUNCTION private.hold_login(account bytea, origin text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
BEGIN ATOMIC
 SELECT pg_advisory_xact_lock(hashtextextended((encode(account, 'hex'::text) || origin), (0)::bigint)) AS pg_advisory_xact_lock;
END
;

CREATE OR REPLACE FUNCTION private.is_admin()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select from public.user_roles
    where user_id = (select auth.uid()) and role = 'admin' and not private.is_banned(user_id)
  )
$function$
;

CREATE OR REPLACE FUNCTION private.is_banned(user_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select exists (
    select from private.bans where bans.user_id = is_banned.user_id and (until is null or until > now()))
$function$
;

CREATE OR REPLACE FUNCTION private.is_editor()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select from public.user_roles
    where user_id = (select auth.uid()) and role in ('editor', 'admin') and not private.is_banned(user_id)
  )
$function$
;

CREATE OR REPLACE FUNCTION private.is_member(user_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return exists (
    select from public.subscriptions as subscription
    where subscription.user_id = is_member.user_id
      and subscription.access_revoked_at is null
      and (subscription.status in ('active', 'trialing')
        or subscription.status = 'past_due' and now() < subscription.past_due_since + private.grace_period())
      and (subscription.cancel_at is null or now() < subscription.cancel_at)
      and (not subscription.cancel_at_period_end or subscription.current_period_end is null
        or now() < subscription.current_period_end));
end $function$
;

CREATE OR REPLACE FUNCTION private.keep()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  kept text;
begin
  foreach kept in array tg_argv loop
    if to_jsonb(new) -> kept is distinct from to_jsonb(old) -> kept then
      raise exception '% of % never changes', kept, tg_table_name using errcode = 'check_violation';
    end if;
  end loop;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION private.keep_an_admin()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.require_other_admin(old.user_id);
  return case tg_op when 'DELETE' then old else new end;
end $function$
;

CREATE OR REPLACE FUNCTION private.keep_entries()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'the audit log only grows' using errcode = 'insufficient_privilege',
    hint = 'The comment on public.audit_log says what to do if entries must go.';
end $function$
;

CREATE OR REPLACE FUNCTION private.leave_stripe()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  customer text;
begin
  if to_regnamespace('graphile_worker') is null then
    return old;
  end if;
  for customer in
    select known.id from (
      select id from private.stripe_customers where user_id = old.id and not deleted
      union select stripe_customer_id from public.customers where user_id = old.id
      union select stripe_customer_id from public.subscriptions where user_id = old.id
      union select stripe_customer_id from public.orders where user_id = old.id) as known
    where known.id is not null and not exists (
      select from public.customers as other
      where other.stripe_customer_id = known.id and other.user_id <> old.id)
  loop
    perform graphile_worker.add_job('forget_customer', json_build_object('customerId', customer),
      max_attempts => 10, job_key => 'forget:' || customer);
  end loop;
  return old;
end $function$
;

CREATE OR REPLACE FUNCTION private.link_pictures()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  named uuid[] := array(
    select distinct address[1]::uuid from regexp_matches(new.content,
      '/api/media/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})', 'gi') as address);
begin
  -- From now on it may be of no use, which counts from its last change.
  with dropped as (
    delete from private.post_media
      where post_media.post_id = new.post_id and post_media.media_id <> all (named)
      returning media_id
  )
  update public.media set updated_at = now() from dropped where media.id = dropped.media_id;

  insert into private.post_media (post_id, media_id)
    select new.post_id, media.id
    from public.media
    join public.posts on posts.id = new.post_id
    where media.id = any (named) and media.owner_id in (posts.author_id, (select auth.uid()))
  on conflict do nothing;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.login_is_locked(account bytea, origin text)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.hold_login(account, origin);
  return (
    select count(*) = 10 and max(attempted_at) > clock_timestamp() - interval '15 minutes'
      and min(attempted_at) > max(attempted_at) - interval '15 minutes'
    from (
      select past.attempted_at from private.login_attempts as past
      where past.account = login_is_locked.account and past.origin = login_is_locked.origin
      order by past.attempted_at desc limit 10) as latest);
end $function$
;

CREATE OR REPLACE FUNCTION private.login_origin(address text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
RETURN CASE WHEN (NOT pg_input_is_valid(address, 'inet'::text)) THEN NULL::text WHEN (family((address)::inet) = 6) THEN (network(set_masklen((address)::inet, 64)))::text ELSE host((address)::inet) END
;

CREATE OR REPLACE FUNCTION private.lower_username()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.username := lower(new.username);
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION private.mark_words(value text, query tsquery, options text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
RETURN ts_headline('english'::regconfig, translate("left"(value, 10000), ''::text, ''::text), query, ('StartSel=,StopSel=,'::text || options))
;

CREATE OR REPLACE FUNCTION private.media_of_file(name text)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
RETURN ("substring"(name, '^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/'::text))::uuid
;

CREATE OR REPLACE FUNCTION private.note_readers(server uuid, seen jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  delete from private.stream_readers as known
    using jsonb_to_recordset(seen) as now_seen (topic text, people uuid[], strangers int)
    where known.server = note_readers.server and known.topic = now_seen.topic
      and now_seen.strangers = 0 and now_seen.people = '{}';
  insert into private.stream_readers as known (topic, server, people, strangers)
    select topic, note_readers.server, people, strangers
    from jsonb_to_recordset(seen) as now_seen (topic text, people uuid[], strangers int)
    where strangers > 0 or people <> '{}'
    on conflict on constraint stream_readers_pkey
      do update set people = excluded.people, strangers = excluded.strangers, seen_at = now();
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null then
    perform realtime.send(jsonb_build_object('server', server,
      'topics', (select jsonb_agg(topic) from jsonb_to_recordset(seen) as now_seen (topic text))),
      'readers', 'outbox', true);
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION private.notify_of_comment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into public.notifications (user_id, type, payload, comment_id)
    select distinct on (concerned.user_id) concerned.user_id, concerned.type,
      jsonb_build_object('postId', posts.id, 'slug', posts.slug, 'title', posts.title, 'commentId', new.id,
        'author', private.person_view(new.author_id)), new.id
    from public.posts
      left join public.comments as parent on parent.id = new.parent_id
      cross join lateral (
        values (parent.author_id, 'comment_answered'), (posts.author_id, 'post_commented')
      ) as concerned (user_id, type)
    where posts.id = new.post_id and concerned.user_id <> new.author_id
      and (posts.status = 'published' or concerned.user_id = posts.author_id)
    order by concerned.user_id, concerned.type;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.on_sign_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.create_profile(new.id, new.email, new.raw_user_meta_data);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.password_verification_attempt(event jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  who constant bytea := (
    select sha256(convert_to(lower(coalesce(email, id::text)), 'UTF8'))
    from auth.users where id = (event ->> 'user_id')::uuid);
  place constant text := private.login_origin(event #>> '{metadata,ip_address}');
begin
  perform private.hold_login(who, place);
  update private.login_attempts set awaited = false where id = (
    select min(id) from private.login_attempts
    where account = who and origin = place
      and awaited and attempted_at > clock_timestamp() - interval '30 seconds');
  if found or who is null then
    return '{"decision": "continue"}';
  end if;
  if private.login_is_locked(who, 'direct') then
    return '{"decision": "reject", "message": "Invalid login credentials"}';
  end if;
  if (event ->> 'valid')::boolean then
    delete from private.login_attempts where account = who and origin = 'direct';
  else
    insert into private.login_attempts (account, origin, awaited, ended) values (who, 'direct', false, true);
  end if;
  return '{"decision": "continue"}';
end $function$
;

CREATE OR REPLACE FUNCTION private.person_view(user_id uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select jsonb_build_object('id', id, 'username', username, 'name', name, 'avatarUrl', null)
  from public.profiles where profiles.id = person_view.user_id
$function$
;

CREATE OR REPLACE FUNCTION private.posts_matching(query tsquery, by_author uuid, in_status public.post_status, in_visibility public.post_visibility)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select posts.id
  from public.posts
  where querytree(query) not in ('T', '')
    and posts.id in (
      select id from public.posts where search @@ query
      union all
      select post_id from public.post_contents where search @@ query)
    and posts.status = in_status
    and (by_author is null or posts.author_id = by_author)
    and (in_visibility is null or posts.visibility = in_visibility)
  order by coalesce(posts.published_at, posts.created_at) desc
  limit 2000
$function$
;

CREATE OR REPLACE FUNCTION private.readers_of(topics text[])
 RETURNS TABLE(topic text, count bigint, people jsonb)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with seen as (
    select readers.topic, readers.people, readers.strangers from private.stream_readers as readers
    where readers.topic = any (readers_of.topics) and readers.seen_at > now() - interval '45 seconds'
  ), persons as (
    select distinct seen.topic, person from seen cross join unnest(seen.people) as person
  ), named as (
    select topic, person, row_number() over (partition by topic order by person) as n from persons
  )
  select wanted.topic,
    coalesce((select sum(strangers) from seen where seen.topic = wanted.topic), 0)
      + (select count(*) from persons where persons.topic = wanted.topic),
    coalesce((
      select jsonb_agg(jsonb_build_object('username', username, 'name', name) order by name)
      from named join public.profiles on profiles.id = named.person
      where named.topic = wanted.topic and named.n <= 8), '[]')
  from unnest(readers_of.topics) as wanted (topic)
$function$
;

CREATE OR REPLACE FUNCTION private.record_account()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  trail jsonb;
begin
  if tg_op = 'DELETE' then
    perform private.record_audit(private.cause('account.deleted', old.id::text), 'account.deleted', 'account',
      old.id::text, (select jsonb_build_object('username', username) from public.profiles where id = old.id));
    return old;
  end if;
  trail := private.announced('account.created', new.id::text);
  if trail is not null then
    perform private.record_audit(trail, 'account.created', 'account', new.id::text, '{}');
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.record_audit(trail jsonb, action text, target_type text, target_id text, metadata jsonb)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  insert into public.audit_log (actor_id, via, action, target_type, target_id, metadata, ip, request_id)
  values ((trail ->> 'actorId')::uuid, trail ->> 'via', record_audit.action, record_audit.target_type,
    record_audit.target_id, coalesce(trail -> 'metadata', '{}') || coalesce(record_audit.metadata, '{}'),
    (trail ->> 'ip')::inet, trail ->> 'requestId')
$function$
;

CREATE OR REPLACE FUNCTION private.record_author()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into public.events (topic, type, payload)
    values ('posts', 'author.updated', private.person_view(new.id));
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.record_comments()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into public.events (topic, type, payload)
    select 'post:' || changed.post_id,
      case tg_op when 'INSERT' then 'comment.created' when 'UPDATE' then 'comment.updated' else 'comment.deleted' end,
      case tg_op when 'DELETE' then jsonb_build_object('id', changed.id, 'postId', changed.post_id)
      else jsonb_build_object('id', changed.id, 'postId', changed.post_id, 'parentId', changed.parent_id,
        'body', changed.body, 'author', private.person_view(changed.author_id), 'createdAt', changed.created_at,
        'updatedAt', changed.updated_at) end
    from changed join public.posts on posts.id = changed.post_id
    order by changed.created_at, changed.id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.record_notifications()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    insert into public.events (topic, type, payload)
      select 'user:' || user_id, 'notification.created',
        jsonb_build_object('id', id, 'type', type, 'createdAt', created_at) || payload
      from changed order by created_at, id;
  else
    insert into public.events (topic, type, payload)
      select 'user:' || user_id, 'notifications.read', jsonb_build_object('count', count(*))
      from changed group by user_id;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.record_post()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  was boolean := tg_op <> 'INSERT' and old.status = 'published';
  is_now boolean := tg_op <> 'DELETE' and new.status = 'published';
  post_id uuid := case tg_op when 'DELETE' then old.id else new.id end;
  happened text;
  said jsonb := jsonb_build_object('id', post_id);
begin
  if not (was or is_now) then
    return null;
  end if;
  happened := case when tg_op = 'DELETE' then 'post.deleted' when not is_now then 'post.unpublished'
    when not was then 'post.published' else 'post.updated' end;
  if is_now then
    said := jsonb_build_object('id', new.id, 'slug', new.slug, 'title', new.title, 'excerpt', new.excerpt,
      'visibility', new.visibility, 'publishedAt', new.published_at, 'author', private.person_view(new.author_id));
  end if;
  insert into public.events (topic, type, payload)
    values ('posts', happened, said), ('post:' || post_id, happened, said);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.record_purchase()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  happened text := case tg_table_name when 'orders' then 'order.changed' else 'subscription.changed' end;
  all_of_it jsonb := to_jsonb(new);
  said jsonb := case tg_table_name
    when 'orders' then jsonb_build_object('amount', all_of_it -> 'amount',
      'amountRefunded', all_of_it -> 'amount_refunded', 'currency', all_of_it -> 'currency')
    else jsonb_build_object('currentPeriodEnd', all_of_it -> 'current_period_end',
      'cancelAt', all_of_it -> 'cancel_at', 'cancelAtPeriodEnd', all_of_it -> 'cancel_at_period_end')
  end;
begin
  said := jsonb_build_object('id', new.id, 'status', new.status) || said;
  insert into public.events (topic, type, payload)
    select 'user:' || new.user_id, happened, said where new.user_id is not null
    union all
    select 'admin', happened, said || jsonb_build_object('userId', new.user_id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.record_reactions()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into public.events (topic, type, payload)
    select 'post:' || posts.id, 'reactions.changed',
      jsonb_build_object('postId', posts.id, 'reactionCount', posts.reaction_count)
    from public.posts where posts.id in (select changed.post_id from changed)
    order by posts.id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.record_removal()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.record_audit(private.cause('post.deleted', old.id::text), 'post.deleted', 'post', old.id::text,
    jsonb_build_object('authorId', old.author_id, 'slug', old.slug, 'status', old.status));
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.record_roles()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op <> 'INSERT' and exists (select from public.profiles where id = old.user_id) then
    perform private.record_audit(private.cause('role.revoked', old.user_id::text), 'role.revoked', 'account',
      old.user_id::text, jsonb_build_object('role', old.role));
  end if;
  if tg_op <> 'DELETE' then
    perform private.record_audit(private.cause('role.granted', new.user_id::text), 'role.granted', 'account',
      new.user_id::text, jsonb_build_object('role', new.role));
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.remove_media_files()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if to_regnamespace('graphile_worker') is not null and exists (select from removed) then
    perform graphile_worker.add_job('remove_media_files',
      (select json_build_object('mediaIds', json_agg(id)) from removed), max_attempts => 10);
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.require_other_admin(leaving uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from public.user_roles where user_id = leaving and role = 'admin') then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtext('public.user_roles'), hashtext('the last admin'));
  if not exists (
    select from public.user_roles
    where role = 'admin' and user_id <> leaving and not private.is_banned(user_id))
  then
    raise exception 'the last admin stays' using errcode = 'restrict_violation', constraint = 'user_roles_last_admin';
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION private.slugify(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
RETURN TRIM(BOTH '-'::text FROM "left"(TRIM(BOTH '-'::text FROM regexp_replace(regexp_replace(replace(replace(replace(translate(lower(NORMALIZE(value, NFKD)), 'øłđðı''’'::text, 'olddi'::text), 'ß'::text, 'ss'::text), 'æ'::text, 'ae'::text), 'œ'::text, 'oe'::text), '[\u0300-\u036f]'::text, ''::text, 'g'::text), '[^a-z0-9]+'::text, '-'::text, 'g'::text)), 80))
;

CREATE OR REPLACE FUNCTION private.take_tokens(keys text[], quotas integer[], seconds integer[])
 RETURNS TABLE(place bigint, allowed boolean, full_in double precision, fits_in double precision)
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  declare
    asked record;
    period interval;
    step interval;
  begin
    -- In one order whoever asks, so that two who ask for the same buckets never wait for each other in a circle.
    for asked in
      select * from unnest(keys, quotas, seconds) with ordinality as bucket (key, quota, seconds, place) order by bucket.key
    loop
      period := make_interval(secs => asked.seconds);
      step := period / asked.quota;
      insert into private.rate_limits as bucket (key, full_at, allowed)
      values (asked.key, clock_timestamp() + step, true)
      on conflict on constraint rate_limits_pkey do update set (full_at, allowed) = (
        select case when fits then after else bucket.full_at end, fits
        from (select clock_timestamp() as now) as clock,
          lateral (select greatest(bucket.full_at, clock.now) + step as after) as token,
          lateral (select token.after <= clock.now + period as fits) as verdict)
      returning asked.place, bucket.allowed,
        extract(epoch from bucket.full_at - clock_timestamp()),
        case when bucket.allowed then 0 else greatest(0, extract(epoch from
          bucket.full_at + step - period - clock_timestamp())) end
      into place, allowed, full_in, fits_in;
      return next;
    end loop;
  end;
  $function$
;

CREATE OR REPLACE FUNCTION private.tidy_name(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
RETURN btrim("left"(btrim(regexp_replace(value, '[[:cntrl:][:space:]\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+'::text, ' '::text, 'g'::text)), 80))
;

CREATE OR REPLACE FUNCTION private.topic_access(users uuid[], topics text[])
 RETURNS text[]
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  answers text[] := '{}';
begin
  for n in 1 .. cardinality(topics) loop
    perform set_config('request.jwt.claims', case when users[n] is null then ''
      else json_build_object('sub', users[n], 'role', 'authenticated')::text end, true);
    answers := answers || case
      when private.can_read_topic(topics[n]) then 'readable'
      when topics[n] like 'post:%' and not private.can_read_post(substr(topics[n], 6)::uuid) then 'hidden'
      else 'forbidden'
    end;
  end loop;
  perform set_config('request.jwt.claims', '', true);
  return answers;
end $function$
;

CREATE OR REPLACE FUNCTION private.touch()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.updated_at := now();
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION private.touch_post()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update public.posts set updated_at = now() where id = new.post_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.username_candidates(meta jsonb, email text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  with said as (
    select coalesce(meta ->> 'name', meta ->> 'full_name') as name
  ), wish as (
    select n, trim(both '_' from left(replace(private.slugify(text), '-', '_'), 30)) as username
    from said, unnest(array[
      meta ->> 'username',
      name,
      case when coalesce(private.tidy_name(name), '') = '' then split_part(email, '@', 1) end,
      'reader'
    ]) with ordinality as t (text, n)
  ), usable as (
    select n, username from wish where username ~ '^[a-z0-9_]{3,30}$'
  )
  select array_agg(username order by n) from usable
  where n <= 2 or n = (select min(n) from usable)
$function$
;

CREATE OR REPLACE FUNCTION private.wake_streams()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  txid text := pg_current_xact_id()::text;
begin
  if current_setting('plinth.woken_by', true) is not distinct from txid
    or to_regprocedure('realtime.send(jsonb, text, text, boolean)') is null then
    return null;
  end if;
  perform set_config('plinth.woken_by', txid, true);
  begin
    perform realtime.send(jsonb_build_object('txid', txid), 'wake', 'outbox', true);
  exception when others then
    raise warning 'streams are not woken: %', sqlerrm;
  end;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION private.welcome()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  welcomed text := 'welcome:' || new.id;
begin
  if to_regnamespace('graphile_worker') is null then
    return null;
  end if;
  insert into private.sent_emails (cause, template) values (welcomed, 'welcome') on conflict do nothing;
  if found then
    perform graphile_worker.add_job('send_email', json_build_object('cause', welcomed, 'userId', new.id,
      'email', json_build_object('template', 'welcome', 'data', json_build_object())), max_attempts => 10);
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.create_post(title text, content text, excerpt text DEFAULT ''::text, status public.post_status DEFAULT 'draft'::public.post_status, visibility public.post_visibility DEFAULT 'public'::public.post_visibility, slug text DEFAULT ''::text)
 RETURNS public.posts
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  post public.posts;
begin
  insert into public.posts (title, excerpt, status, visibility, slug)
    values (title, coalesce(excerpt, ''), coalesce(status, 'draft'), coalesce(visibility, 'public'), coalesce(slug, ''))
    returning * into post;
  insert into public.post_contents (post_id, content) values (post.id, content);
  return post;
end $function$
;

CREATE OR REPLACE FUNCTION public.grace_ends_at(public.subscriptions)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select case when $1.status = 'past_due' then $1.past_due_since + private.grace_period() end
$function$
;

CREATE OR REPLACE FUNCTION public.is_member()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select private.is_member((select auth.uid()))
$function$
;

CREATE OR REPLACE FUNCTION public.reaction_counts(post_id uuid)
 RETURNS TABLE(kind public.reaction_kind, count bigint, mine boolean)
 LANGUAGE sql
 STABLE ROWS 4
 SET search_path TO ''
AS $function$
  select counted.kind, counted.count, counted.mine
  from private.count_kinds(reaction_counts.post_id) as counted
  where private.can_read_post(reaction_counts.post_id)
$function$
;

CREATE OR REPLACE FUNCTION public.search_posts(q text, by_author uuid DEFAULT NULL::uuid, in_status public.post_status DEFAULT 'published'::public.post_status, in_visibility public.post_visibility DEFAULT NULL::public.post_visibility, after_rank real DEFAULT NULL::real, after_id uuid DEFAULT NULL::uuid, max_rows integer DEFAULT 20)
 RETURNS TABLE(id uuid, author_id uuid, author_username text, author_name text, author_avatar_media_id uuid, slug text, title text, excerpt text, status public.post_status, visibility public.post_visibility, published_at timestamp with time zone, comment_count integer, reaction_count integer, created_at timestamp with time zone, updated_at timestamp with time zone, rank real, marked_title text, snippet text)
 LANGUAGE sql
 STABLE ROWS 20
 SET search_path TO ''
AS $function$
  with asked as (
    select websearch_to_tsquery('pg_catalog.english', left(q, 200)) as query
  ), found as (
    select post.id, ts_rank(post.search || coalesce(body.search, ''), asked.query, 1) as rank
    from asked
    cross join private.posts_matching(asked.query, by_author, in_status, in_visibility) as match (id)
    join public.posts as post on post.id = match.id
    left join public.post_contents as body on body.post_id = post.id
    where post.search @@ asked.query or body.search @@ asked.query
  ), page as (
    select found.id, found.rank from found
    where after_rank is null or (found.rank, found.id) < (after_rank, after_id)
    order by found.rank desc, found.id desc
    limit least(greatest(max_rows, 1), 101)
  )
  select post.id, post.author_id, author.username, author.name, author.avatar_media_id, post.slug, post.title, post.excerpt,
    post.status, post.visibility, post.published_at, post.comment_count, post.reaction_count, post.created_at, post.updated_at,
    page.rank,
    private.mark_words(post.title, asked.query, 'HighlightAll=true'),
    private.mark_words(
      case when body.search @@ asked.query then body.content else post.excerpt end, asked.query,
      'MaxFragments=2,MaxWords=24,MinWords=12,FragmentDelimiter=" … "')
  from page
  cross join asked
  join public.posts as post on post.id = page.id
  join public.profiles as author on author.id = post.author_id
  left join public.post_contents as body on body.post_id = post.id
  order by page.rank desc, page.id desc
$function$
;

CREATE OR REPLACE FUNCTION public.update_post(id uuid, title text DEFAULT NULL::text, content text DEFAULT NULL::text, excerpt text DEFAULT NULL::text, status public.post_status DEFAULT NULL::public.post_status, visibility public.post_visibility DEFAULT NULL::public.post_visibility, slug text DEFAULT NULL::text, if_updated_at timestamp with time zone[] DEFAULT NULL::timestamp with time zone[])
 RETURNS SETOF public.posts
 LANGUAGE plpgsql
 ROWS 1
 SET search_path TO ''
AS $function$
begin
  -- Whoever waits here for another change has the condition held against the row as that change left it.
  update public.posts post set
    title = coalesce(update_post.title, post.title),
    excerpt = coalesce(update_post.excerpt, post.excerpt),
    status = coalesce(update_post.status, post.status),
    visibility = coalesce(update_post.visibility, post.visibility),
    slug = coalesce(update_post.slug, post.slug)
    where post.id = update_post.id
      and (if_updated_at is null or post.updated_at = any (if_updated_at));
  if not found then
    return; -- unknown, out of sight, not the caller's to change, or changed meanwhile: all four look the same
  end if;
  if update_post.content is not null then
    insert into public.post_contents (post_id, content) values (update_post.id, update_post.content)
      on conflict (post_id) do update set content = excluded.content;
  end if;
  return query select * from public.posts post where post.id = update_post.id;
end $function$
;

-- triggers

CREATE TRIGGER create_profile_on_sign_up AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION private.on_sign_up();
CREATE TRIGGER follow_ban_on_insert AFTER INSERT ON auth.users FOR EACH ROW WHEN ((new.banned_until IS NOT NULL)) EXECUTE FUNCTION private.follow_ban();
CREATE TRIGGER follow_ban_on_update AFTER UPDATE OF banned_until ON auth.users FOR EACH ROW WHEN ((old.banned_until IS DISTINCT FROM new.banned_until)) EXECUTE FUNCTION private.follow_ban();
CREATE TRIGGER record_creation AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION private.record_account();
CREATE TRIGGER record_deletion BEFORE DELETE ON auth.users FOR EACH ROW EXECUTE FUNCTION private.record_account();
CREATE TRIGGER welcome_on_confirmation AFTER UPDATE OF email_confirmed_at ON auth.users FOR EACH ROW WHEN (((old.email_confirmed_at IS NULL) AND (new.email_confirmed_at IS NOT NULL))) EXECUTE FUNCTION private.welcome();
CREATE TRIGGER welcome_on_sign_up AFTER INSERT ON auth.users FOR EACH ROW WHEN ((new.email_confirmed_at IS NOT NULL)) EXECUTE FUNCTION private.welcome();
CREATE TRIGGER keep_entries BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION private.keep_entries();
CREATE TRIGGER announce AFTER INSERT ON public.comments FOR EACH ROW EXECUTE FUNCTION private.announce_comment();
CREATE TRIGGER count_deleted AFTER DELETE ON public.comments REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION private.count_comments();
CREATE TRIGGER count_inserted AFTER INSERT ON public.comments REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION private.count_comments();
CREATE TRIGGER keep BEFORE UPDATE OF post_id, author_id, created_at ON public.comments FOR EACH ROW EXECUTE FUNCTION private.keep('post_id', 'author_id', 'created_at');
CREATE TRIGGER notify AFTER INSERT ON public.comments FOR EACH ROW EXECUTE FUNCTION private.notify_of_comment();
CREATE TRIGGER record_delete AFTER DELETE ON public.comments REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION private.record_comments();
CREATE TRIGGER record_insert AFTER INSERT ON public.comments REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION private.record_comments();
CREATE TRIGGER record_update AFTER UPDATE ON public.comments REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION private.record_comments();
CREATE TRIGGER touch BEFORE UPDATE OF body ON public.comments FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER touch BEFORE UPDATE ON public.customers FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch();
CREATE TRIGGER wake AFTER INSERT ON public.events FOR EACH STATEMENT EXECUTE FUNCTION private.wake_streams();
CREATE TRIGGER keep BEFORE UPDATE OF id, owner_id, bucket, path, created_at ON public.media FOR EACH ROW EXECUTE FUNCTION private.keep('id', 'owner_id', 'bucket', 'path', 'created_at');
CREATE TRIGGER remove_files AFTER DELETE ON public.media REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION private.remove_media_files();
CREATE TRIGGER touch BEFORE UPDATE ON public.media FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER date_reading BEFORE UPDATE OF read_at ON public.notifications FOR EACH ROW EXECUTE FUNCTION private.date_reading();
CREATE TRIGGER record_insert AFTER INSERT ON public.notifications REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION private.record_notifications();
CREATE TRIGGER record_update AFTER UPDATE ON public.notifications REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION private.record_notifications();
CREATE TRIGGER record_insert AFTER INSERT ON public.orders FOR EACH ROW EXECUTE FUNCTION private.record_purchase();
CREATE TRIGGER record_update AFTER UPDATE ON public.orders FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.record_purchase();
CREATE TRIGGER touch BEFORE UPDATE ON public.orders FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch();
CREATE TRIGGER keep BEFORE UPDATE OF post_id ON public.post_contents FOR EACH ROW EXECUTE FUNCTION private.keep('post_id');
CREATE TRIGGER link_pictures AFTER INSERT OR UPDATE OF content ON public.post_contents FOR EACH ROW EXECUTE FUNCTION private.link_pictures();
CREATE TRIGGER touch BEFORE UPDATE OF content ON public.post_contents FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER touch_post AFTER UPDATE OF content ON public.post_contents FOR EACH ROW WHEN ((old.content IS DISTINCT FROM new.content)) EXECUTE FUNCTION private.touch_post();
CREATE TRIGGER date_publication BEFORE INSERT OR UPDATE OF status ON public.posts FOR EACH ROW EXECUTE FUNCTION private.date_publication();
CREATE TRIGGER delete_pictures BEFORE DELETE ON public.posts FOR EACH ROW EXECUTE FUNCTION private.delete_pictures();
CREATE TRIGGER give_slug BEFORE INSERT OR UPDATE OF slug ON public.posts FOR EACH ROW WHEN ((new.slug = ''::text)) EXECUTE FUNCTION private.give_slug();
CREATE TRIGGER keep BEFORE UPDATE OF author_id, created_at ON public.posts FOR EACH ROW EXECUTE FUNCTION private.keep('author_id', 'created_at');
CREATE TRIGGER record_delete AFTER DELETE ON public.posts FOR EACH ROW WHEN ((old.status = 'published'::public.post_status)) EXECUTE FUNCTION private.record_post();
CREATE TRIGGER record_insert AFTER INSERT ON public.posts FOR EACH ROW WHEN ((new.status = 'published'::public.post_status)) EXECUTE FUNCTION private.record_post();
CREATE TRIGGER record_removal AFTER DELETE ON public.posts FOR EACH ROW WHEN (((auth.uid() IS NOT NULL) AND (old.author_id IS DISTINCT FROM auth.uid()))) EXECUTE FUNCTION private.record_removal();
CREATE TRIGGER record_update AFTER UPDATE OF slug, title, excerpt, status, visibility, updated_at ON public.posts FOR EACH ROW WHEN (((((((old.slug IS DISTINCT FROM new.slug) OR (old.title IS DISTINCT FROM new.title)) OR (old.excerpt IS DISTINCT FROM new.excerpt)) OR (old.status IS DISTINCT FROM new.status)) OR (old.visibility IS DISTINCT FROM new.visibility)) OR (old.updated_at IS DISTINCT FROM new.updated_at))) EXECUTE FUNCTION private.record_post();
CREATE TRIGGER touch BEFORE UPDATE OF slug, title, excerpt, status, visibility ON public.posts FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER touch BEFORE UPDATE ON public.prices FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch();
CREATE TRIGGER touch BEFORE UPDATE ON public.products FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch();
CREATE TRIGGER check_avatar BEFORE INSERT OR UPDATE OF avatar_media_id ON public.profiles FOR EACH ROW WHEN ((new.avatar_media_id IS NOT NULL)) EXECUTE FUNCTION private.check_avatar();
CREATE TRIGGER leave_stripe BEFORE DELETE ON public.profiles FOR EACH ROW EXECUTE FUNCTION private.leave_stripe();
CREATE TRIGGER lower_username BEFORE INSERT OR UPDATE OF username ON public.profiles FOR EACH ROW EXECUTE FUNCTION private.lower_username();
CREATE TRIGGER record_update AFTER UPDATE OF username, name, avatar_media_id ON public.profiles FOR EACH ROW WHEN ((((old.username IS DISTINCT FROM new.username) OR (old.name IS DISTINCT FROM new.name)) OR (old.avatar_media_id IS DISTINCT FROM new.avatar_media_id))) EXECUTE FUNCTION private.record_author();
CREATE TRIGGER touch BEFORE UPDATE ON public.profiles FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER count_deleted AFTER DELETE ON public.reactions REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION private.count_reactions();
CREATE TRIGGER count_inserted AFTER INSERT ON public.reactions REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION private.count_reactions();
CREATE TRIGGER keep BEFORE UPDATE OF post_id, user_id, created_at ON public.reactions FOR EACH ROW EXECUTE FUNCTION private.keep('post_id', 'user_id', 'created_at');
CREATE TRIGGER record_delete AFTER DELETE ON public.reactions REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION private.record_reactions();
CREATE TRIGGER record_insert AFTER INSERT ON public.reactions REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION private.record_reactions();
CREATE TRIGGER record_update AFTER UPDATE ON public.reactions REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION private.record_reactions();
CREATE TRIGGER record_insert AFTER INSERT ON public.subscriptions FOR EACH ROW EXECUTE FUNCTION private.record_purchase();
CREATE TRIGGER record_update AFTER UPDATE ON public.subscriptions FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.record_purchase();
CREATE TRIGGER touch BEFORE UPDATE ON public.subscriptions FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.touch();
CREATE TRIGGER keep_an_admin_on_delete BEFORE DELETE ON public.user_roles FOR EACH ROW WHEN ((old.role = 'admin'::public.app_role)) EXECUTE FUNCTION private.keep_an_admin();
CREATE TRIGGER keep_an_admin_on_update BEFORE UPDATE ON public.user_roles FOR EACH ROW WHEN (((old.role = 'admin'::public.app_role) AND ((old.role IS DISTINCT FROM new.role) OR (old.user_id IS DISTINCT FROM new.user_id)))) EXECUTE FUNCTION private.keep_an_admin();
CREATE TRIGGER record_delete AFTER DELETE ON public.user_roles FOR EACH ROW EXECUTE FUNCTION private.record_roles();
CREATE TRIGGER record_insert AFTER INSERT ON public.user_roles FOR EACH ROW EXECUTE FUNCTION private.record_roles();
CREATE TRIGGER record_update AFTER UPDATE ON public.user_roles FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION private.record_roles();

-- row-level security

alter table private.announcements disable row level security;
alter table private.api_key_sessions disable row level security;
alter table private.bans disable row level security;
alter table private.events_dropped disable row level security;
alter table private.idempotency_keys disable row level security;
alter table private.job_workers disable row level security;
alter table private.login_attempts disable row level security;
alter table private.post_media disable row level security;
alter table private.rate_limits disable row level security;
alter table private.sent_emails disable row level security;
alter table private.stream_readers disable row level security;
alter table private.stripe_customers disable row level security;
alter table private.stripe_events disable row level security;
alter table private.stripe_looks disable row level security;
alter table private.stripe_ownerless disable row level security;
alter table public.api_keys enable row level security;
alter table public.audit_log enable row level security;
alter table public.comments enable row level security;
alter table public.customers enable row level security;
alter table public.events enable row level security;
alter table public.media enable row level security;
alter table public.notifications enable row level security;
alter table public.orders enable row level security;
alter table public.post_contents enable row level security;
alter table public.posts enable row level security;
alter table public.prices enable row level security;
alter table public.products enable row level security;
alter table public.profiles enable row level security;
alter table public.reactions enable row level security;
alter table public.subscriptions enable row level security;
alter table public.user_roles enable row level security;

-- policies

create policy "People can read their own API keys" on public.api_keys
  as permissive for select to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)));

create policy "Admins can read the audit log" on public.audit_log
  as permissive for select to authenticated
  using (( SELECT private.is_admin() AS is_admin));

create policy "Comments are deleted by their author, the post's or an admin" on public.comments
  as permissive for delete to authenticated
  using (((author_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.is_admin() AS is_admin) OR (EXISTS ( SELECT
   FROM public.posts
  WHERE ((posts.id = comments.post_id) AND (posts.author_id = ( SELECT auth.uid() AS uid)))))));

create policy "Readers of a text can comment on it in their own name" on public.comments
  as permissive for insert to authenticated
  with check (((author_id = ( SELECT auth.uid() AS uid)) AND private.can_read_content(post_id)));

create policy "Readers of a post can read its comments" on public.comments
  as permissive for select to authenticated
  using ((( SELECT post.is_published
   FROM private.post_access post
  WHERE (post.id = comments.post_id)) OR private.can_read_post(post_id)));

create policy "Visitors can read the comments on published posts" on public.comments
  as permissive for select to anon
  using (( SELECT post.is_published
   FROM private.post_access post
  WHERE (post.id = comments.post_id)));

create policy "People can change their comments for 15 minutes" on public.comments
  as permissive for update to authenticated
  using (((author_id = ( SELECT auth.uid() AS uid)) AND (created_at > (now() - '00:15:00'::interval))))
  with check ((author_id = ( SELECT auth.uid() AS uid)));

create policy "People can see which customer they are" on public.customers
  as permissive for select to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)));

create policy "Readers of a topic can read its events" on public.events
  as permissive for select to anon, authenticated
  using (private.can_read_topic(topic));

create policy "Owners can delete their pictures" on public.media
  as permissive for delete to authenticated
  using ((owner_id = ( SELECT auth.uid() AS uid)));

create policy "Readers of a post can see its pictures, owners all of theirs" on public.media
  as permissive for select to anon, authenticated
  using (((owner_id = ( SELECT auth.uid() AS uid)) OR ((status = 'ready'::public.media_status) AND private.can_see_picture(id))));

create policy "People can read their own notifications" on public.notifications
  as permissive for select to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)));

create policy "People can mark their own notifications as read" on public.notifications
  as permissive for update to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)))
  with check ((user_id = ( SELECT auth.uid() AS uid)));

create policy "People can see their own orders, admins everyone's" on public.orders
  as permissive for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.is_admin() AS is_admin)));

create policy "Authors and editors can write the text of a post" on public.post_contents
  as permissive for insert to authenticated
  with check ((EXISTS ( SELECT
   FROM public.posts
  WHERE ((posts.id = post_contents.post_id) AND ((posts.author_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.is_editor() AS is_editor))))));

create policy "Readers of a post can read its text, if it is for them" on public.post_contents
  as permissive for select to authenticated
  using ((( SELECT ((post.author_id = ( SELECT auth.uid() AS uid)) OR (post.is_published AND (post.is_public OR ( SELECT private.is_member(( SELECT auth.uid() AS uid)) AS is_member))))
   FROM private.post_access post
  WHERE (post.id = post_contents.post_id)) OR ( SELECT private.is_editor() AS is_editor)));

create policy "Visitors can read the texts of public posts" on public.post_contents
  as permissive for select to anon
  using (( SELECT (post.is_published AND post.is_public)
   FROM private.post_access post
  WHERE (post.id = post_contents.post_id)));

create policy "Authors and editors can change the text of a post" on public.post_contents
  as permissive for update to authenticated
  using ((EXISTS ( SELECT
   FROM public.posts
  WHERE ((posts.id = post_contents.post_id) AND ((posts.author_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.is_editor() AS is_editor))))))
  with check ((EXISTS ( SELECT
   FROM public.posts
  WHERE ((posts.id = post_contents.post_id) AND ((posts.author_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.is_editor() AS is_editor))))));

create policy "Authors and admins can delete posts" on public.posts
  as permissive for delete to authenticated
  using (((author_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.is_admin() AS is_admin)));

create policy "People can write posts in their own name" on public.posts
  as permissive for insert to authenticated
  with check ((author_id = ( SELECT auth.uid() AS uid)));

create policy "People can read published posts, authors and editors drafts" on public.posts
  as permissive for select to authenticated
  using (((status = 'published'::public.post_status) OR (author_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.is_editor() AS is_editor)));

create policy "Visitors can read published posts" on public.posts
  as permissive for select to anon
  using ((status = 'published'::public.post_status));

create policy "Authors and editors can change posts" on public.posts
  as permissive for update to authenticated
  using (((author_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.is_editor() AS is_editor)))
  with check (((author_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.is_editor() AS is_editor)));

create policy "Everyone can see prices at which something is for sale" on public.prices
  as permissive for select to anon, authenticated
  using ((active AND (EXISTS ( SELECT
   FROM public.products
  WHERE ((products.id = prices.product_id) AND products.active)))));

create policy "Everyone can see products that are for sale" on public.products
  as permissive for select to anon, authenticated
  using (active);

create policy "Everyone can read profiles" on public.profiles
  as permissive for select to anon, authenticated
  using (true);

create policy "People can change their own profile" on public.profiles
  as permissive for update to authenticated
  using ((id = ( SELECT auth.uid() AS uid)))
  with check ((id = ( SELECT auth.uid() AS uid)));

create policy "People can take back their own reactions" on public.reactions
  as permissive for delete to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)));

create policy "Readers of a post can react to it in their own name" on public.reactions
  as permissive for insert to authenticated
  with check (((user_id = ( SELECT auth.uid() AS uid)) AND private.can_read_post(post_id)));

create policy "Readers of a post can see its reactions" on public.reactions
  as permissive for select to authenticated
  using ((( SELECT post.is_published
   FROM private.post_access post
  WHERE (post.id = reactions.post_id)) OR private.can_read_post(post_id)));

create policy "Visitors can see the reactions to published posts" on public.reactions
  as permissive for select to anon
  using (( SELECT post.is_published
   FROM private.post_access post
  WHERE (post.id = reactions.post_id)));

create policy "People can change their own reactions" on public.reactions
  as permissive for update to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)))
  with check (((user_id = ( SELECT auth.uid() AS uid)) AND private.can_read_post(post_id)));

create policy "People can see their own subscriptions, admins everyone's" on public.subscriptions
  as permissive for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.is_admin() AS is_admin)));

create policy "People can see their own roles, admins everyone's" on public.user_roles
  as permissive for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.is_admin() AS is_admin)));

-- grants on tables

grant select on private.post_access to anon;
grant select on private.post_access to authenticated;
grant select on private.post_access to service_role;
grant select (created_at, expires_at, id, last_used_at, name, prefix, scopes, user_id) on public.api_keys to authenticated;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.api_keys to service_role;
grant select (action, actor_id, created_at, id, ip, metadata, request_id, target_id, target_type, via) on public.audit_log to authenticated;
grant select on public.audit_log to service_role;
grant select (author_id, body, created_at, id, parent_id, post_id, updated_at) on public.comments to anon;
grant delete, insert (body, parent_id, post_id), select (author_id, body, created_at, id, parent_id, post_id, updated_at), update (body) on public.comments to authenticated;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.comments to service_role;
grant select (created_at, stripe_customer_id, updated_at, user_id) on public.customers to authenticated;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.customers to service_role;
grant select (created_at, id, payload, topic, txid, type) on public.events to anon;
grant select (created_at, id, payload, topic, txid, type) on public.events to authenticated;
grant select on public.events to service_role;
grant select (alt, blur_data_url, bytes, created_at, height, id, mime, owner_id, sizes, status, updated_at, width) on public.media to anon;
grant delete, select (alt, blur_data_url, bytes, created_at, height, id, mime, owner_id, sizes, status, updated_at, width) on public.media to authenticated;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.media to service_role;
grant select (comment_id, created_at, id, payload, read_at, type, user_id), update (read_at) on public.notifications to authenticated;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.notifications to service_role;
grant select (amount, amount_refunded, created_at, currency, id, paid_at, price_id, quantity, status, stripe_customer_id, stripe_payment_intent_id, updated_at, user_id) on public.orders to authenticated;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.orders to service_role;
grant select (content, post_id, search, updated_at) on public.post_contents to anon;
grant insert (content, post_id), select (content, post_id, search, updated_at), update (content) on public.post_contents to authenticated;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.post_contents to service_role;
grant select (author_id, comment_count, created_at, excerpt, id, published_at, reaction_count, search, slug, status, title, updated_at, visibility) on public.posts to anon;
grant delete, insert (excerpt, slug, status, title, visibility), select (author_id, comment_count, created_at, excerpt, id, published_at, reaction_count, search, slug, status, title, updated_at, visibility), update (excerpt, slug, status, title, visibility) on public.posts to authenticated;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.posts to service_role;
grant select (active, created_at, currency, id, interval, interval_count, lookup_key, product_id, type, unit_amount, updated_at) on public.prices to anon;
grant select (active, created_at, currency, id, interval, interval_count, lookup_key, product_id, type, unit_amount, updated_at) on public.prices to authenticated;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.prices to service_role;
grant select (active, created_at, description, id, name, updated_at) on public.products to anon;
grant select (active, created_at, description, id, name, updated_at) on public.products to authenticated;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.products to service_role;
grant select (avatar_media_id, bio, created_at, id, name, updated_at, username) on public.profiles to anon;
grant select (avatar_media_id, bio, created_at, id, name, updated_at, username), update (avatar_media_id, bio, name, username) on public.profiles to authenticated;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.profiles to service_role;
grant select (created_at, kind, post_id, user_id) on public.reactions to anon;
grant delete, insert (kind, post_id), select (created_at, kind, post_id, user_id), update (kind, post_id) on public.reactions to authenticated;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.reactions to service_role;
grant select (access_revoked_at, cancel_at, cancel_at_period_end, canceled_at, created_at, current_period_end, current_period_start, ended_at, id, past_due_since, paused, price_id, quantity, status, stripe_customer_id, trial_end, updated_at, user_id) on public.subscriptions to authenticated;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.subscriptions to service_role;
grant select (role, user_id) on public.user_roles to authenticated;
grant delete, insert, maintain, references, select, trigger, truncate, update on public.user_roles to service_role;

-- grants on functions

grant execute on function private.can_read_content(uuid) to anon, authenticated, service_role;
grant execute on function private.can_read_post(uuid) to anon, authenticated, service_role;
grant execute on function private.can_read_topic(text) to anon, authenticated, service_role;
grant execute on function private.can_see_picture(uuid) to anon, authenticated, service_role;
grant execute on function private.count_kinds(uuid) to anon, authenticated, service_role;
grant execute on function private.grace_period() to authenticated, service_role;
grant execute on function private.is_admin() to anon, authenticated, service_role;
grant execute on function private.is_editor() to anon, authenticated, service_role;
grant execute on function private.is_member(uuid) to anon, authenticated, service_role;
grant execute on function private.mark_words(text,tsquery,text) to anon, authenticated, service_role;
grant execute on function private.media_of_file(text) to anon, authenticated, service_role;
grant execute on function private.password_verification_attempt(jsonb) to supabase_auth_admin;
grant execute on function private.posts_matching(tsquery,uuid,public.post_status,public.post_visibility) to anon, authenticated, service_role;
grant execute on function public.create_post(text,text,text,public.post_status,public.post_visibility,text) to authenticated;
grant execute on function public.grace_ends_at(public.subscriptions) to authenticated, service_role;
grant execute on function public.is_member() to anon, authenticated;
grant execute on function public.reaction_counts(uuid) to anon, authenticated, service_role;
grant execute on function public.search_posts(text,uuid,public.post_status,public.post_visibility,real,uuid,integer) to anon, authenticated, service_role;
grant execute on function public.update_post(uuid,text,text,text,public.post_status,public.post_visibility,text,timestamp with time zone[]) to authenticated;

-- comments

comment on column private.announcements.trail is 'actorId, via, ip, requestId, and in metadata what else is to be known.';
comment on column private.api_key_sessions.claim is 'Which process is at it; only that one may write.';
comment on column private.api_key_sessions.claimed_until is 'After that, whoever was at it is taken for dead.';
comment on column private.api_key_sessions.renew_at is 'From then on whoever needs the session renews it.';
comment on column private.api_key_sessions.sealed is 'Access and refresh token, encrypted by the server. Null until there is one.';
comment on column private.bans.banned_by is 'No foreign key: a ban outlives who imposed it.';
comment on column private.bans.until is 'Null: for good, which Auth can only tell as a very long time.';
comment on column private.idempotency_keys.caller_id is 'No foreign key: a token may outlive its account, and rows live for a day.';
comment on column private.idempotency_keys.claim is 'Which request is at work; only it may settle the row.';
comment on column private.idempotency_keys.claimed_until is 'After that, whoever was at work without an answer is taken for dead.';
comment on column private.idempotency_keys.fingerprint is 'SHA-256 of the operation and the body: the same key for something else is a mistake.';
comment on column private.idempotency_keys.status is 'Of the answer; null while there is none.';
comment on column private.login_attempts.account is 'SHA-256 of the email address in lower case. It need not belong to anybody.';
comment on column private.login_attempts.awaited is 'Whether Auth''s hook is still to come by with a try of this pair, which it then knows for the app''s.';
comment on column private.login_attempts.ended is 'Whether Auth has answered the app. Until then somebody else''s success does not clear the row.';
comment on column private.login_attempts.origin is 'The address, or of an IPv6 one its /64; `direct` for what came to Auth past the app.';
comment on column private.rate_limits.allowed is 'Whether the last one who asked got a token: the statement that takes one returns it.';
comment on column private.rate_limits.key is 'The class of the limit and whom it holds: read:user:…, auth:address:….';
comment on column private.sent_emails.cause is 'What happened, such as receipt:in_123. The same cause never sends twice.';
comment on column private.sent_emails.sent_at is 'When the mail server took it. Null: claimed, and on its way or lost with its sender.';
comment on column private.stream_readers.seen_at is 'When the server last said so. What is older than 45 seconds is of a server that is gone.';
comment on column private.stream_readers.strangers is 'How many have not signed in.';
comment on column private.stripe_customers.created is 'When Stripe made it.';
comment on column private.stripe_customers.deleted is 'Stripe does not say any more whose it was; what it bought is still somebody''s.';
comment on column private.stripe_events.created is 'When it happened, by Stripe''s clock.';
comment on column private.stripe_events.heard is 'When it arrived, or was last replayed, as a number of private.stripe_order.';
comment on column private.stripe_events.id is 'Stripe''s, evt_…: a second delivery finds the first.';
comment on column private.stripe_events.object_id is 'What it is about. Work on one object is done one event after the other.';
comment on column private.stripe_events.state is 'pending: not yet worked on; failed: will be tried again; dead: given up, until someone replays it; ignored: nothing follows from its type.';
comment on column private.stripe_looks.asked is 'A number of private.stripe_order, taken before the object was fetched.';
comment on column private.stripe_looks.object is 'Its kind and Stripe''s id, such as subscription:sub_….';
comment on column public.api_keys.last_used_at is 'To the minute.';
comment on column public.api_keys.prefix is 'The part of the key that is no secret: plk_<prefix>_<secret>. Keys are found by it.';
comment on column public.api_keys.scopes is 'What the key may be used for, of what its owner may do.';
comment on column public.api_keys.secret_hash is 'SHA-256 of the whole key. No client reads it.';
comment on column public.audit_log.actor_id is 'Null: not known. No foreign key: an entry outlives its actor, and what a key does when the actor goes would be a change or a deletion.';
comment on column public.audit_log.ip is 'The client''s, as far as the proxies that told it are trusted.';
comment on column public.audit_log.metadata is 'What else is to be known. Never a secret, a token or an address of somebody''s.';
comment on column public.audit_log.request_id is 'Finds the log lines of the request.';
comment on column public.audit_log.target_id is 'As text: of an account, a post, a job or an event of Stripe''s. It may be gone.';
comment on column public.audit_log.via is 'How the actor proved who they are: cookie, bearer, api_key. outside: not by the app, but at the database, at Supabase''s API or in its dashboard.';
comment on column public.comments.parent_id is 'The comment that this one answers, on the same post. When that one is deleted the answer stays, on its own.';
comment on column public.events.payload is 'In the API''s names. Never the text of a post, never anything of a draft''s.';
comment on column public.events.topic is 'posts, post:<id>, user:<id> or admin.';
comment on column public.events.txid is 'The transaction that wrote it. Numbers are handed out before commit, so whoever reads on from "the last id" skips the rows of slower transactions. Read only rows whose txid is below pg_snapshot_xmin(pg_current_snapshot()), ordered by (txid, id): nothing can appear among them any more.';
comment on column public.media.alt is 'What it shows, in words, where the text around it says nothing else.';
comment on column public.media.blur_data_url is 'A few pixels of it as a data: URL, to show until it is there. Null for what one can see through.';
comment on column public.media.bytes is 'The length of the original: as announced while pending, as counted when ready.';
comment on column public.media.claimed_at is 'Since when a server looks at the upload. A claim that is minutes old belongs to nobody.';
comment on column public.media.path is 'Where the original is in its bucket. Nobody but the server reads it.';
comment on column public.media.sizes is 'The files in the bucket `pictures`: [{ format, width, height, bytes }], each at <id>/<width>.<format>.';
comment on column public.media.width is 'In pixels, upright, as height: of the original.';
comment on column public.notifications.payload is 'In the API''s names: who, and where. Never what was said.';
comment on column public.notifications.type is 'post_commented or comment_answered.';
comment on column public.orders.amount is 'In minor units, as are refunds.';
comment on column public.orders.created_at is 'When Stripe made the session.';
comment on column public.orders.id is 'Stripe''s id of the Checkout session, cs_….';
comment on column public.orders.status is '"refunded" when all of it was; of a part, amount_refunded tells.';
comment on column public.orders.stripe_payment_intent_id is 'How a refund or a dispute finds its order. Null until there is a payment.';
comment on column public.orders.user_id is 'Null for a customer that is nobody here, or is gone.';
comment on column public.posts.published_at is 'When it was first published; taking it back and publishing again does not move it.';
comment on column public.posts.slug is 'The address below /posts/. Left empty, it is made from the title.';
comment on column public.posts.updated_at is 'When the post or its text last changed; comments and reactions do not count.';
comment on column public.posts.visibility is 'Who may read the text: everyone, or members.';
comment on column public.prices.id is 'Stripe''s, price_….';
comment on column public.prices.lookup_key is 'Not unique here: while it moves from one price to another, both may have it.';
comment on column public.prices.metadata is 'As in Stripe; no client may read it.';
comment on column public.prices.unit_amount is 'In minor units. Null where Stripe has no fixed amount, such as with tiers.';
comment on column public.products.id is 'Stripe''s, prod_….';
comment on column public.products.metadata is 'As in Stripe. Notes of the seller''s: no client may read them.';
comment on column public.profiles.avatar_media_id is 'A picture of its owner''s own. It goes with the picture.';
comment on column public.profiles.username is 'Unique; kept in lower case, so that no two people differ by case alone.';
comment on column public.subscriptions.access_revoked_at is 'When the payment of the current period was refunded or disputed. Null again when it stands, or with the next payment.';
comment on column public.subscriptions.created_at is 'When Stripe made it.';
comment on column public.subscriptions.id is 'Stripe''s, sub_….';
comment on column public.subscriptions.past_due_since is 'Since when the payment has been owed; the days of grace are counted from it.';
comment on column public.subscriptions.paused is 'Whether Stripe collects nothing for now. That alone takes no access away; the status "paused" does.';
comment on column public.subscriptions.user_id is 'Null for a customer that is nobody here, or is gone.';
comment on function private.can_read_content(uuid) is 'Whether the caller can read the text of the post.';
comment on function private.can_read_post(uuid) is 'Whether the caller can see that the post exists.';
comment on function private.can_read_topic(text) is 'Whether the caller may read the events of a topic.';
comment on function private.can_see_picture(uuid) is 'Whether the caller can read a text that shows the picture, or it is the picture of a person.';
comment on function private.grace_period() is 'How long a membership stays open after a payment failed: 7 days, in hours, so that they are as long in every time zone.';
comment on function private.is_admin() is 'Whether the caller is an admin.';
comment on function private.is_editor() is 'Whether the caller is an editor or an admin.';
comment on function private.is_member(uuid) is 'Whether a person may read what is for members.';
comment on function private.take_tokens(text[],integer[],integer[]) is 'Takes one token from each bucket of `quota` that fills up in `seconds`, by the generic cell rate algorithm: a bucket is the moment at which it is full again, and a token moves that moment by seconds / quota. Callers at the same time wait for the row, so that exactly as many pass as there are tokens; the clock is read after the wait. `place` counts from 1, in the order of `keys`, of which one may come several times. `full_in`: seconds until the bucket is full. `fits_in`: seconds until a token can be had, 0 when one was taken.';
comment on function public.create_post(text,text,text,public.post_status,public.post_visibility,text) is 'Writes a post and its text in the caller''s name, both or neither, and returns the post.';
comment on function public.grace_ends_at(public.subscriptions) is 'Until when a subscription with a failed payment counts as paid. Null when nothing is owed.';
comment on function public.is_member() is 'Whether the caller may read what is for members because they are one.';
comment on function public.reaction_counts(uuid) is 'How often each kind was given to a post, and which one is the caller''s; kinds that nobody gave are absent.';
comment on function public.search_posts(text,uuid,public.post_status,public.post_visibility,real,uuid,integer) is 'Finds posts by their words, best first, among what the caller can read. The marks around found words are U+E000 and U+E001; the next page starts after the last row''s rank and id.';
comment on function public.update_post(uuid,text,text,text,public.post_status,public.post_visibility,text,timestamp with time zone[]) is 'Changes what is given of a post and its text, both or neither, and returns the post; no row when it is not the caller''s to change, or is none of the versions in if_updated_at.';
comment on table private.announcements is 'Causes of what is about to be recorded. Counts for a minute.';
comment on table private.api_key_sessions is 'Sessions by which API keys act as their owners.';
comment on table private.bans is 'Who is banned, as auth.users.banned_until says, and why. A row whose time has passed says nothing.';
comment on table private.events_dropped is 'One row: the last event that was dropped. Whoever knows less has missed something.';
comment on table private.idempotency_keys is 'First answers, to be given again when a request is repeated.';
comment on table private.job_workers is 'Processes that work on jobs, and when each was last alive.';
comment on table private.login_attempts is 'Logins that failed, and those that the app is asking Auth about. Reached by the server''s own connection and by Auth''s hook.';
comment on table private.post_access is 'What decides who may read a post and its text.';
comment on table private.post_media is 'Which posts show which pictures, as their texts say.';
comment on table private.rate_limits is 'Token buckets, each as the moment at which it is full again.';
comment on table private.sent_emails is 'What has been written to people about. Reached by the server''s own connection only.';
comment on table private.stream_readers is 'Who has a post open, as each server sees it. Reached by the server''s own connection only.';
comment on table private.stripe_customers is 'Everybody at Stripe who is somebody here. Of several for one person, the oldest that is left is the one in public.customers.';
comment on table private.stripe_events is 'Every event that Stripe was told had arrived.';
comment on table private.stripe_looks is 'When each object was last fetched from Stripe and written. It may be emptied: then everything is fetched once more.';
comment on table private.stripe_order is 'What arrived or was asked later has the higher number.';
comment on table private.stripe_ownerless is 'What was written, or not written about, while nobody was known to be its customer. It is looked at again when somebody is.';
comment on table public.api_keys is 'Keys by which programs act as a person. A revoked one is deleted.';
comment on table public.audit_log is 'Who did what, for good. No job deletes here, and none can: who must (a law, a person''s right to be forgotten) writes a migration that drops the trigger keep_entries, grants itself the right, deletes, and puts both back. Then it was reviewed, and can be read in the repository.';
comment on table public.comments is 'What readers say below a post.';
comment on table public.customers is 'Who is which customer at Stripe. Removed with the account, or when Stripe deletes the customer.';
comment on table public.events is 'The outbox: what happened, for a week.';
comment on table public.media is 'Uploaded pictures. Written by the server; their owner may delete them.';
comment on table public.notifications is 'What somebody was told. It goes with what it is about.';
comment on table public.orders is 'What was bought once. Orders stay when the account goes: they are part of the books.';
comment on table public.post_contents is 'The text of a post, in markdown.';
comment on table public.posts is 'A post as it is offered; its text is in post_contents.';
comment on table public.prices is 'For how much: a mirror of Stripe''s prices.';
comment on table public.products is 'What is for sale: a mirror of Stripe''s products.';
comment on table public.profiles is 'What everyone may know about a person. Made on sign-up, removed with the account.';
comment on table public.reactions is 'What a reader makes of a post, in one word.';
comment on table public.subscriptions is 'A mirror of Stripe''s subscriptions. They stay when the account goes: they are part of the books.';
comment on table public.user_roles is 'Who is an admin or an editor. Written by the service only.';
