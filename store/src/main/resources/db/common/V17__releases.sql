-- Releases of the community model. One of a model is under way at a time: the index says so, whoever starts one.
create table release (
  name       varchar(32) primary key,
  model      varchar(200) not null,
  repository bigint not null,
  state      varchar(32) not null,
  stage      varchar(16) not null,
  started_by text not null,
  started_at bigint not null,
  since      bigint not null,
  ended_at   bigint,
  why        text,
  decided_by text,
  version    bigint not null
);
create unique index release_under_way on release (model) where ended_at is null;
create index release_of_model on release (model, started_at);

-- What each stage left: together they are a release's manifest. The digest is that of the report's text, and a stage names
-- the digest of what it read.
create table release_output (
  release_name varchar(32) not null,
  stage        varchar(16) not null,
  input        text,
  digest       text not null,
  report       text not null,
  words        text not null,
  ended_at     bigint not null,
  primary key (release_name, stage)
);

-- Leaves and pull requests that no release may hold.
create table withdrawal (
  what varchar(500) primary key,
  why  text not null,
  withdrawn_by text not null,
  withdrawn_at bigint not null
);
