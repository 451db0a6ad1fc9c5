-- How many findings of a check say that an example is known from elsewhere; 0 for checks of before it was counted.
alter table run add column duplicates integer not null default 0;
-- It is read without the findings, which fill whole pages.
create index run_duplicates on run (repository, number, head, duplicates);

-- The log of a job: how each attempt ended. The one that runs stands in the job itself.
create table job_attempt (
  job bigint not null references job (id) on delete cascade,
  epoch bigint not null,
  kind text not null,
  attempt integer not null,
  worker text,
  started_at bigint not null,
  ended_at bigint not null,
  outcome text not null,
  message text not null,
  progress_done integer,
  progress_of integer,
  progress_what text,
  primary key (job, epoch)
);
-- How a kind of job fared lately.
create index job_attempt_kind on job_attempt (kind, ended_at);
