-- EHRs that refused a transaction and took its result alone. Under this base URL none is tried again for some days.
create table ehr_without_transactions (
    ehr varchar(200) not null,
    base_url varchar(2000) not null,
    learnt_at timestamp with time zone not null,
    constraint ehr_without_transactions_pk primary key (ehr)
);
