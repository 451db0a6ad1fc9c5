-- How a contribution was before a person decided on the page, for as long as they may take it back: one for each, the latest.
create table undo_offer (
  repository bigint not null,
  number integer not null,
  by_id bigint not null,
  version bigint not null,
  state text not null,
  state_since bigint not null,
  reason text,
  reason_by_id bigint,
  reason_by_login text,
  decided_at bigint not null,
  open_until bigint not null,
  primary key (repository, number),
  foreign key (repository, number) references contribution (repository, number)
);

-- Whether anything of a contribution was told since.
create index outbox_of on outbox (repository, number, created_at);
