-- From where a person acted: a page, a comment, the API, the command line. Where it is known, the row's hash covers it.
alter table audit add column origin text;
create index audit_actor on audit (actor, number);
create index audit_action on audit (action, number);

-- How long jobs of a kind took lately.
create index job_done on job (kind, finished_at) where state = 'done';

-- The processes that run jobs, as they last showed themselves.
create table worker (
  host text not null,
  name text not null,
  capabilities text not null,
  accelerator text,
  started_at bigint not null,
  seen_at bigint not null,
  lost_at bigint not null,
  primary key (host, name)
);

-- Tokens of the API. The token itself is known to its holder alone.
create table api_token (
  name text primary key,
  digest text not null,
  scopes text not null,
  created_by text not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  revoked_at bigint
);
create unique index api_token_digest on api_token (digest);
