-- H2 2.4.240 keeps, in a condition "column in (constants)", the connection that created the check, and refuses every row with SQL state
-- 23514 once that connection is closed (h2database/h2database#4292, #4308): half an hour after the first start of an installation at the
-- latest, when the pool retires it. A check by "case" says the same, and is evaluated by whichever connection writes the row.

alter table patient_unit drop constraint patient_unit_state;
alter table patient_unit add constraint patient_unit_state check (
    case state when 'pending' then true when 'written' then true when 'unchanged' then true when 'dead-lettered' then true
        when 'held' then true else false end);

alter table screening_result drop constraint screening_result_status;
alter table screening_result add constraint screening_result_status check (
    case status when 'written' then true when 'held' then true else false end);

alter table dead_letter drop constraint dead_letter_state;
alter table dead_letter add constraint dead_letter_state check (
    case state when 'open' then true when 'replayed' then true when 'resolved' then true else false end);

alter table terminology_answer drop constraint terminology_answer_kind;
alter table terminology_answer add constraint terminology_answer_kind check (
    case answer when 'under' then true when 'under-none' then true else false end);

alter table model_change drop constraint model_change_state;
alter table model_change add constraint model_change_state check (
    case state when 'open' then true when 'passed' then true when 'stopped' then true when 'approved' then true else false end);

alter table input_file drop constraint input_file_state;
alter table input_file add constraint input_file_state check (
    case state when 'reading' then true when 'read' then true when 'duplicate' then true when 'refused' then true else false end);

alter table input_unit drop constraint input_unit_state;
alter table input_unit add constraint input_unit_state check (
    case state when 'pending' then true when 'accepted' then true when 'irrelevant' then true when 'duplicate' then true
        when 'dead-lettered' then true else false end);

alter table input_subject drop constraint input_subject_state;
alter table input_subject add constraint input_subject_state check (
    case state when 'new' then true when 'matched' then true when 'unmatched-patient' then true when 'ambiguous-patient' then true
        when 'conflict' then true when 'unresolved-subject' then true when 'refused-by-ehr' then true when 'access-denied' then true
        else false end);

alter table imported_record drop constraint imported_record_state;
alter table imported_record add constraint imported_record_state check (
    case state when 'waiting' then true when 'live' then true when 'unmatched' then true when 'superseded' then true
        when 'withdrawn' then true else false end);
