-- What the queue is found by says of the repository too: Database.migrate fills it again.
delete from contribution_text;
