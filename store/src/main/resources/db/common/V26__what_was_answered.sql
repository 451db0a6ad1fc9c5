-- What somebody did last on a page about a contribution, and what they were answered: the page that comes next says it.
-- Of each person and contribution the latest; what is older than a few minutes goes when somebody does something.
create table page_reply (
  repository bigint not null,
  number integer not null,
  by_id bigint not null,
  command text not null,
  reply text not null,
  state_before text not null,
  version bigint not null,
  at bigint not null,
  primary key (repository, number, by_id),
  foreign key (repository, number) references contribution (repository, number)
);

create index page_reply_at on page_reply (at);
