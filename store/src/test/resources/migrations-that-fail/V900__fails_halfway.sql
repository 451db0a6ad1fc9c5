create table half_made (id integer);
insert into no_such_table (id) values (1);
