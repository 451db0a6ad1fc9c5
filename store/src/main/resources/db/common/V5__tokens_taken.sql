-- What a budget of tokens was used for. Tokens are taken before they are used, and what was not used is given back, so
-- that a process that is killed has counted too much and never too little.
create table token_account (
  account varchar(200) not null primary key,
  taken   bigint not null,
  changed bigint not null
);
