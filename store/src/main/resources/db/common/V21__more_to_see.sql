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

-- Which share of its sample was kept, from 0 to 1; 2 where there is none, so that these come last.
alter table contribution add column sample_share double precision not null default 2;
update contribution set sample_share = 1.0 * sample_kept / sample_made where sample_made > 0 and sample_kept is not null;

-- Two more orders in which the queue can be read.
create index contribution_errors on contribution (state, errors desc, repository, number);
create index contribution_share on contribution (state, sample_share, repository, number);

-- What the queue is found by says of duplicates and scores too: Database.migrate fills it again.
delete from contribution_text;
