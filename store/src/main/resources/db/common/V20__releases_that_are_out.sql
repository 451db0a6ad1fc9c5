-- Since when people may get a release: written right before the Hub's main branch is. A release that was being announced is
-- out, whatever became of it afterwards.
alter table release add column out_since bigint;
update release set out_since = since where stage = 'announce';

-- Whatever is under way, for whoever withdraws a leaf: the newest first.
create index release_still on release (ended_at, started_at, name) where ended_at is null;
