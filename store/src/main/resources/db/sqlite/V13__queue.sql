-- What the queue is found by: the words of a contribution and, behind a middle dot, what it is filtered by. The row's id is
-- the repository's id times 2^28 plus the number. What is missing here is added by Database.migrate.
create virtual table contribution_text using fts5 (
  words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '1 2 3'
);

-- One for each order in which the queue can be read.
create index contribution_latest on contribution (state, updated_at);
create index contribution_opened on contribution (state, opened_at);
create index contribution_numbered on contribution (state, number);

-- What waits for one person.
create index contribution_assignee on contribution (assignee_id, state) where assignee_id is not null;
create index contribution_author on contribution (author_id, state);

create index repository_name on repository (owner, name, id);

-- The judge's mean score of the rows that were kept, from 0 to 1; null where none was judged.
alter table sample add column score double precision;

-- Addresses of the queue that somebody keeps under a name, for themselves alone.
create table saved_view (
  person bigint not null,
  name varchar(60) not null,
  address text not null,
  primary key (person, name)
);

-- The leaves of contributions that are not over, for the tree.
create table contribution_leaf (
  repository bigint not null,
  path text not null,
  number integer not null,
  sampled integer not null,
  primary key (repository, path, number)
);
create index contribution_leaf_of on contribution_leaf (repository, number);

-- How many contributions came (or came back) and were done with on a day since 1970, and the sum of the milliseconds that
-- these had been there.
create table queue_day (
  day bigint primary key,
  came bigint not null,
  went bigint not null,
  took bigint not null
);
