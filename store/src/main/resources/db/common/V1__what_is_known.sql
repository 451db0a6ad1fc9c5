-- What must not be lost. Instants are milliseconds since 1970, lists and sealed types are JSON text.
-- ${bytes} is the database's type for bytes.

create table repository (
  id bigint primary key,
  owner text not null,
  name text not null,
  installation bigint not null,
  state text not null
);

create table delivery (
  id text primary key,
  event text not null,
  received_at bigint not null,
  encoding text not null,
  body_size integer not null,
  body ${bytes},
  handled_at bigint,
  outcome text
);
create index delivery_received on delivery (received_at);

create table contribution (
  repository bigint not null references repository (id),
  number integer not null,
  title text not null,
  author_id bigint not null,
  author_login text not null,
  head text not null,
  state text not null,
  kinds text not null,
  leaves text not null,
  leaf_count integer not null,
  errors integer not null,
  warnings integer not null,
  sample_made integer,
  sample_kept integer,
  go_given smallint not null,
  opened_at bigint not null,
  state_since bigint not null,
  updated_at bigint not null,
  version bigint not null,
  primary key (repository, number)
);
create index contribution_waiting on contribution (state, state_since);
create index contribution_recent on contribution (updated_at);

create table run (
  repository bigint not null,
  number integer not null,
  head text not null,
  outcome text not null,
  leaves text not null,
  notes text not null,
  checked_at bigint not null,
  primary key (repository, number, head),
  foreign key (repository, number) references contribution (repository, number)
);

create table sample (
  repository bigint not null,
  number integer not null,
  head text not null,
  digest text not null,
  report text not null,
  stored_at bigint not null,
  primary key (repository, number, head)
);
create index sample_digest on sample (digest);

create table outbox (
  id bigint primary key,
  installation bigint not null,
  repository bigint not null,
  number integer not null,
  target text not null,
  effect text not null,
  state text not null,
  attempts integer not null,
  last_error text,
  created_at bigint not null,
  ended_at bigint
);
create index outbox_waiting on outbox (installation, id) where state = 'waiting';
create index outbox_target on outbox (target) where state = 'waiting';
create index outbox_ended on outbox (ended_at);

-- What the code host called the things that we made there, so that they can be changed without being searched for.
create table forge_id (
  target text primary key,
  id bigint not null
);

create table artifact (
  digest text primary key,
  size bigint not null,
  about text not null,
  stored_at bigint not null
);

create table leaf_example (
  repository bigint not null,
  path text not null,
  blob text not null,
  place integer not null,
  text_digest text not null,
  shingles ${bytes} not null,
  primary key (repository, path, place)
);

-- Append-only: each row holds the hash over its fields and the hash of the row before it.
create table audit (
  number bigint primary key,
  at bigint not null,
  actor text not null,
  action text not null,
  repository bigint,
  contribution integer,
  head text,
  state_before text,
  state_after text,
  why text not null,
  previous text not null,
  hash text not null
);
create index audit_contribution on audit (repository, contribution, number);
create table audit_head (
  one smallint primary key check (one = 1),
  number bigint not null,
  hash text not null
);
insert into audit_head (one, number, hash)
  values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
