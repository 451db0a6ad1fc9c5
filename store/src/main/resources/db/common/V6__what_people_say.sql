-- Why a person put a contribution into its state, and who looks after it.
alter table contribution add column reason text;
alter table contribution add column reason_by_id bigint;
alter table contribution add column reason_by_login text;
alter table contribution add column assignee_id bigint;
alter table contribution add column assignee_login text;

-- Commands that somebody gave lately, to tell when they are too many; and that they were told so.
create table command_given (
  person bigint not null,
  at bigint not null,
  told smallint not null
);
create index command_given_at on command_given (at);
create index command_given_by on command_given (person, at);

-- Those that somebody may want to have tried again.
create index outbox_refused on outbox (repository, number) where state = 'refused';
