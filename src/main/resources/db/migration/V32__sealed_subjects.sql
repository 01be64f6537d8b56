-- How sources describe and identify patients, and the EHR's candidates, are sealed with the key of the payloads; what is sealed is Base64.

alter table input_subject add column key_id varchar(16) default '' not null;
alter table input_subject add column candidates_key_id varchar(16) default '' not null;
alter table input_subject alter column local_id set data type varchar(1000);
alter table input_subject alter column description set data type varchar(140000);
alter table input_subject alter column candidates set data type varchar(140000);
drop index input_subject_source;
create index input_subject_of_source on input_subject (source);
alter table input_merge add column key_id varchar(16) default '' not null;
alter table input_merge alter column surviving_value set data type varchar(2000);
