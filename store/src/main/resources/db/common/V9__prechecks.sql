-- What the community model answered to the seed questions of a contribution at a head: the last report of the model of
-- the day, under the empty name, and one for each release whose model was asked.
create table precheck (
  repository   bigint not null,
  number       integer not null,
  head         text not null,
  release_name varchar(200) not null,
  digest       text not null,
  report       text not null,
  stored_at    bigint not null,
  primary key (repository, number, head, release_name)
);
