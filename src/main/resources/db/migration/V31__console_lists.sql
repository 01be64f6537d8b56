-- What the lists and counts of the console ask for: letters newest first within a filter, and counts that read no row and no payload.
-- A list names the columns that it fixes in its order too, so that H2 reads the first page off the index without sorting.
create index dead_letter_list on dead_letter (state, letter_id);
create index dead_letter_list_of_reason on dead_letter (state, reason, letter_id);
create index dead_letter_list_of_source on dead_letter (state, source, letter_id);
create index dead_letter_tally on dead_letter (state, reason, source, letter_id, first_seen);
create index dead_letter_seen on dead_letter (state, last_seen, reason, source, letter_id, first_seen);
create index dead_letter_of_reason on dead_letter (reason, letter_id);
drop index dead_letter_by_state;
create index screening_result_outcome on screening_result (ehr, outcome);
create index screening_result_held on screening_result (status, ehr, patient_id, model_id);
