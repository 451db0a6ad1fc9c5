-- When the code host was last asked for what may have been missed, by what it was asked for.
create table last_look (
  what text primary key,
  at bigint not null
);

-- Deliveries that did not reach us and are to be sent again, by GitHub's name for the event. The attempt is the latest.
create table redelivery (
  guid text primary key,
  attempt bigint not null,
  attempted_at bigint not null,
  times integer not null,
  asked_at bigint
);

-- Comments whose commands were carried out. A comment is obeyed once, whichever way it came.
create table answered_comment (
  comment bigint primary key,
  repository bigint not null,
  answered_at bigint not null
);

-- Pull requests with the same head share its check run.
create index contribution_head on contribution (repository, head);

-- The branch that a pull request was last checked against.
create table checked_base (
  repository bigint not null,
  number integer not null,
  branch text not null,
  primary key (repository, number)
);

-- Which stored artifact has the bytes that git knows by this name: what was read once is not asked for again.
create table blob_name (
  sha text primary key,
  digest text not null
);

-- Whether a write for this effect may have reached the code host.
alter table outbox add column tried smallint not null default 0;
create index outbox_tried on outbox (target) where tried = 1;
create index outbox_parked on outbox (repository) where state = 'parked';
