-- What a terminology server said of codes that no list knows. One row a code and set of roots; an old one is asked for again.
create table terminology_answer (
    code_system varchar(200) not null,
    code varchar(64) not null,
    basis varchar(64) not null,
    answer varchar(20) not null,
    roots varchar(4000) default '' not null,
    display varchar(1000) default '' not null,
    asked_at timestamp with time zone not null,
    constraint terminology_answer_pk primary key (code_system, code, basis),
    constraint terminology_answer_kind check (answer in ('under', 'under-none'))
);
create index terminology_answer_age on terminology_answer (asked_at);
