-- The judge's mean score of the head's sample, from 0 to 1; 2 where none was judged, so that these come last. And how many
-- of the head's examples are known from elsewhere. HeadFigures keeps both in step with what they are taken from.
alter table contribution add column sample_score double precision not null default 2;
alter table contribution add column known_examples integer not null default 0;

-- The plus keeps SQLite from looking a sample up by its key, where it would walk through the report to the score.
update contribution set sample_score = s.score from sample s
  where +s.repository = contribution.repository and +s.number = contribution.number and s.head = contribution.head
    and s.score is not null;
update contribution set known_examples = d.duplicates from run d
  where +d.repository = contribution.repository and +d.number = contribution.number and d.head = contribution.head
    and d.duplicates > 0;

-- Two more orders in which the queue can be read.
create index contribution_score on contribution (state, sample_score, repository, number);
create index contribution_known on contribution (state, known_examples desc, repository, number);

-- The lists read both of the contribution now, and whoever keeps them looks a head up by its key.
drop index sample_score;
drop index run_duplicates;

-- What the queue is found by says of the day of opening too: Database.migrate fills it again.
delete from contribution_text;
