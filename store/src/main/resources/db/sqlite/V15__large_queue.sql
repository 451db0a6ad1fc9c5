-- A page of the queue is read from an index alone, in its order.
drop index contribution_waiting;
drop index contribution_latest;
drop index contribution_opened;
drop index contribution_numbered;
create index contribution_waiting on contribution (state, state_since, repository, number, assignee_id);
create index contribution_latest on contribution (state, updated_at desc, repository, number);
create index contribution_opened on contribution (state, opened_at, repository, number);
create index contribution_numbered on contribution (state, number desc, repository);

-- And so is what waits for one person.
drop index contribution_assignee;
drop index contribution_author;
create index contribution_assignee on contribution (assignee_id, state, state_since, repository, number)
  where assignee_id is not null;
create index contribution_author on contribution (author_id, state, state_since, repository, number);

-- And so are the open leaves of a folder.
create index contribution_leaf_below on contribution_leaf (repository, path, number, sampled);

-- A score is read without the report, which fills whole pages.
create index sample_score on sample (repository, number, head, score);

-- How many contributions there are in each state.
create table state_count (
  state text primary key,
  contributions integer not null
);
insert into state_count (state, contributions) select state, count(*) from contribution group by state;

-- The beginning of a word is looked up like a word, where it has up to sixteen letters: without an index of those
-- beginnings all rows of all words that begin so are gathered first. Database.migrate fills it again.
drop table contribution_text;
create virtual table contribution_text using fts5 (
  words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii',
  prefix = '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16'
);
