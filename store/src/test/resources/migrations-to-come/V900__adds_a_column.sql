alter table contribution add column added integer default 7 not null;
