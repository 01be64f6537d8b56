-- When something that follows a result was first taken to be sent: an answer that was lost, or a crash, may hide that it was taken.
alter table write_follow_up add column begun_at timestamp with time zone;
