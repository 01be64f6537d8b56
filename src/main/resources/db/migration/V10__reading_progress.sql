-- Up to when the data of each EHR was read and its patients closed in the ledger. scope: 'cohort', or a FHIR type.
create table reading_progress (
    ehr varchar(200) not null,
    scope varchar(60) not null,
    -- By the EHR's own clock. Everything that stood there by then was read, and every patient it concerned is closed.
    complete_up_to timestamp with time zone,
    -- A reading that came to its end, and waits for the patients it asked for.
    candidate timestamp with time zone,
    candidate_requested_at timestamp with time zone,
    -- Our clock: when the last reading of the whole cohort that came to its end began.
    read_whole_at timestamp with time zone,
    gap_reason varchar(60) default '' not null,
    gap_at timestamp with time zone,
    constraint reading_progress_pk primary key (ehr, scope)
);
