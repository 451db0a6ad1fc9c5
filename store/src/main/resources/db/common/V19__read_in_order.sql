-- What is shown of a long table is read from an index in its order, however it is narrowed.

-- The audit by time: rows that a clock wrote are found by when, by whom and by what at once.
drop index audit_actor;
drop index audit_action;
create index audit_at on audit (at, number);
create index audit_actor on audit (actor, at, number);
create index audit_action on audit (action, at, number);
create index audit_action_actor on audit ((action || ' ' || actor), at, number);

-- The latest jobs of a state, and those that wait, in the order in which they are taken up.
drop index job_next;
create index job_of_state on job (state, id);
create index job_waiting on job (capability, priority desc, not_before, id) where state = 'queued';

-- The latest effect on something.
create index outbox_latest on outbox (target, id);

create index release_latest on release (started_at, name);
create index release_of_repository on release (repository, state, started_at, name);
drop index release_of_model;
create index release_of_model on release (model, started_at, name);
