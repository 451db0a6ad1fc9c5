-- A job: what is to be done, how far it is and what came of it. The library's own table (next migration) says when and
-- by whom it is picked; both are written in one transaction.

create table job (
  id bigint primary key,
  kind text not null,
  capability text not null,
  job_key text not null,
  payload text not null,
  state text not null,
  priority integer not null,
  attempts integer not null,
  not_before bigint not null,
  progress_done integer,
  progress_of integer,
  progress_what text,
  last_error text,
  result text,
  cancel_requested smallint not null,
  epoch bigint not null,
  worker text,
  created_at bigint not null,
  started_at bigint,
  finished_at bigint
);
-- Jobs with the same key are one: at most one waits, and at most one runs.
create unique index job_one_queued on job (job_key) where state = 'queued';
create unique index job_one_running on job (job_key) where state = 'running';
create index job_key_history on job (job_key, id);
create index job_next on job (state, priority, id);
create index job_finished on job (finished_at);
