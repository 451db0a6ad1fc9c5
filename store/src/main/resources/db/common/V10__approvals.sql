-- Who approved which content of a contribution, and since when and why it does not stand any more. Rows are only added and
-- voided, never removed.
create table approval (
  repository bigint not null,
  number integer not null,
  place integer not null,
  head text not null,
  content text not null,
  approver_id bigint not null,
  approver_login text not null,
  permission text not null,
  comment bigint,
  given_at bigint not null,
  trouble text,
  voided_at bigint,
  voided_why text,
  primary key (repository, number, place),
  foreign key (repository, number) references contribution (repository, number)
);
-- The same person counts once.
create unique index approval_standing on approval (repository, number, approver_id) where voided_at is null;

-- What a check read, for approvals to name; rows from before have none.
alter table run add column content text;
