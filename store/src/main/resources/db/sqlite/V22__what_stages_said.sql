-- What is listed of a release stands behind a report of megabytes, which SQLite would walk through for each row.
create index release_said on release_output (release_name, stage, words, input, digest, ended_at);
