-- The table of db-scheduler 16, in the form that its documentation gives, for SQLite.
create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data blob,
  execution_time timestamp not null,
  picked bit not null,
  picked_by text,
  last_success timestamp,
  last_failure timestamp,
  consecutive_failures integer,
  last_heartbeat timestamp,
  version integer not null,
  priority integer,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);

-- Ids are given out by us, so that rows that refer to each other can be written in batches.
create table id_counter (
  name text primary key,
  value integer not null
);
insert into id_counter (name, value) values ('job', 0), ('outbox', 0);

create trigger audit_is_not_changed before update on audit
begin
  select raise(abort, 'the audit is append-only');
end;
create trigger audit_is_not_deleted before delete on audit
begin
  select raise(abort, 'the audit is append-only');
end;
