-- Who is signed in to the pages. Of a session's id only the SHA-256 stands here, so that whoever reads this table can act
-- as nobody. The standing is what the code host said of the person when it was last asked.
create table page_session (
  id_hash text primary key,
  person_id bigint not null,
  person_login text not null,
  standing text not null,
  asked_at bigint not null,
  began_at bigint not null,
  used_at bigint not null
);
create index page_session_began on page_session (began_at);
