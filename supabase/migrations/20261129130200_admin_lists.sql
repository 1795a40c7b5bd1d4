-- Makes the admins' lists as quick at their end as at their beginning: people, posts of every status, and orders of
-- one status, newest first.
create index profiles_created_at_id_idx on public.profiles (created_at desc, id desc);
create index posts_created_at_id_idx on public.posts (created_at desc, id desc);
create index orders_status_created_at_id_idx on public.orders (status, created_at desc, id desc);
