-- What people put to a candidate that waits for a decision, and what it and the model beside it said.
create table trial_question (
  release_name varchar(32) not null,
  number       integer not null,
  asked_by     text not null,
  asked_at     bigint not null,
  question     text not null,
  candidate    text,
  beside       text,
  trouble      text,
  answered_at  bigint,
  primary key (release_name, number)
);
create index trial_question_waits on trial_question (release_name, answered_at, number);
