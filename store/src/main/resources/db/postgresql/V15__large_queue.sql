-- A page of the queue is read from an index alone, in its order.
drop index contribution_waiting;
drop index contribution_latest;
drop index contribution_opened;
drop index contribution_numbered;
create index contribution_waiting on contribution (state, state_since, repository, number);
create index contribution_latest on contribution (state, updated_at desc, repository, number);
create index contribution_opened on contribution (state, opened_at, repository, number);
create index contribution_numbered on contribution (state, number desc, repository);

-- A score is read without the report, which fills whole pages.
create index sample_score on sample (repository, number, head, score);

-- How many contributions there are in each state.
create table state_count (
  state text primary key,
  contributions integer not null
);
insert into state_count (state, contributions) select state, count(*) from contribution group by state;
