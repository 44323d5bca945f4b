--liquibase formatted sql

--changeset relay:005-dead-letter
--comment: Dead letters keep all that a job had, why it died and how its runs ended, so that they can be searched and retried.
alter table dead_job
    add column unique_key  text collate "C",
    add column fingerprint text collate "C",
    add column permit_key  text collate "C",
    add column backoff     json,
    add column attempts    jsonb,
    add column failures    integer not null default 0,
    add column lapses      integer not null default 0,
    add column reschedules integer not null default 0,
    -- The type of the last error, to search by.
    add column error_type  text collate "C",
    drop constraint dead_job_reason,
    -- RETRIES_SPENT: its last run failed, or its lease lapsed. UNPROCESSABLE, FATAL, CANCELLED: as its runner, or a client, said.
    -- POISON: its lease lapsed too often, or it was put back too often.
    add constraint dead_job_reason check (reason in ('RETRIES_SPENT', 'UNPROCESSABLE', 'FATAL', 'CANCELLED', 'POISON'));

-- The newest first, of all of a queue (the primary key) or of those with one of these.
create index dead_job_id on dead_job (queue, id, dead_seq);
create index dead_job_reason on dead_job (queue, reason, dead_seq);
create index dead_job_fingerprint on dead_job (queue, fingerprint, dead_seq) where fingerprint is not null;
create index dead_job_error_type on dead_job (queue, error_type, dead_seq) where error_type is not null;
--rollback drop index dead_job_id; drop index dead_job_reason; drop index dead_job_fingerprint; drop index dead_job_error_type;
--rollback alter table dead_job drop constraint dead_job_reason, drop column unique_key, drop column fingerprint, drop column permit_key, drop column backoff, drop column attempts, drop column failures, drop column lapses, drop column reschedules, drop column error_type, add constraint dead_job_reason check (reason in ('RETRIES_SPENT'));
