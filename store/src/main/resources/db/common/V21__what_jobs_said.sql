-- What a job last said of how far it is, with a number of its own in each job; the newest stands in the job itself too.
create table job_said (
  job bigint not null references job (id) on delete cascade,
  number bigint not null,
  epoch bigint not null,
  attempt integer not null,
  said_at bigint not null,
  progress_done integer not null,
  progress_of integer not null,
  progress_what text not null,
  primary key (job, number)
);
