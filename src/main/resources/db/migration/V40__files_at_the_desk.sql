-- Records of files at the desk: which letter is about which record, what a replay waits for, and sealing of what files said.

alter table imported_record add column key_id varchar(16) default '' not null;
-- SHA-256 of what was received: with source and place it names the dead letter of the record.
alter table imported_record add column received_hash varchar(64) default '' not null;
create index imported_record_place on imported_record (source, place);
create index dead_letter_content on dead_letter (source, content_hash);
create index input_subject_patient on input_subject (ehr, patient_id);
-- The patient, as a source describes, whom the replay asks the EHR about.
alter table replay add column subject_key varchar(64);
