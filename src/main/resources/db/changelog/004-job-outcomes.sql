--liquibase formatted sql

--changeset relay:004-job-outcomes
--comment: How runs of a job ended so far, who else it is known as, and who waits for it. Jobs that use none of it carry nulls and zeros.
alter table job
    -- Among the live jobs of its queue: one that ended has left this table, and its key with it.
    add column unique_key       text collate "C",
    add column fingerprint      text collate "C",
    -- Whose permits a run counts against. The empty key, which no client can give, marks a run of a limited queue that has none.
    add column permit_key       text collate "C",
    -- Null is the queue's.
    add column backoff          json,
    -- The last ten runs that ended without success, oldest first.
    add column attempts         jsonb,
    add column failures         integer not null default 0,
    add column lapses           integer not null default 0,
    add column reschedules      integer not null default 0,
    add column cancel_requested boolean not null default false,
    -- Somebody waits for the end of this job: whoever ends it tells.
    add column awaited          boolean not null default false,
    add constraint job_names check (char_length(unique_key) between 1 and 1024
        and char_length(fingerprint) between 1 and 1024 and char_length(permit_key) <= 1024),
    add constraint job_counts check (failures >= 0 and lapses >= 0 and reschedules >= 0);

-- Jobs without such a name are in none of these indexes.
create unique index job_unique_key on job (queue, unique_key) where unique_key is not null;
create index job_fingerprint on job (queue, fingerprint) where fingerprint is not null;
-- The line of each permit key, for a claim that takes from those keys only that have permits left.
create index job_ready_by_key on job (queue, permit_key, rank, run_at, seq) where state = 'READY' and permit_key is not null;
-- The permits in use: of a queue, and of each key in it.
create index job_permit on job (queue, permit_key) where state = 'RUNNING' and permit_key is not null;
--rollback drop index job_permit; drop index job_ready_by_key; drop index job_fingerprint; drop index job_unique_key;
--rollback alter table job drop constraint job_names, drop constraint job_counts, drop column unique_key, drop column fingerprint, drop column permit_key, drop column backoff, drop column attempts, drop column failures, drop column lapses, drop column reschedules, drop column cancel_requested, drop column awaited;
