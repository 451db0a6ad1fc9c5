-- An effect in trouble waits by itself, so that the others need not wait behind it.
alter table outbox add column not_before bigint not null default 0;
