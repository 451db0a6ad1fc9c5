-- The table of db-scheduler 16, in the form that its documentation gives, for PostgreSQL.
create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by text,
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures integer,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);

-- Ids are given out by us, so that rows that refer to each other can be written in batches.
create sequence job_id;
create sequence outbox_id;

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only';
end
$$;
create trigger audit_is_not_changed before update or delete on audit
  for each row execute function audit_is_append_only();
create trigger audit_is_not_emptied before truncate on audit
  for each statement execute function audit_is_append_only();
