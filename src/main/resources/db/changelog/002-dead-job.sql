--liquibase formatted sql

--changeset relay:002-dead-job
--comment: Jobs that ended without success. An id may die many times, so a number of its own tells them apart.
create table dead_job (
    dead_seq    bigint generated always as identity,
    died_at     timestamptz not null,
    run_at      timestamptz not null,
    created_at  timestamptz not null,
    timeout     integer     not null,
    rank        integer     not null,
    max_retries smallint,
    queue       text collate "C" not null,
    id          text collate "C" not null,
    reason      text collate "C" not null,
    payload     json        not null,
    progress    json,
    primary key (queue, dead_seq),
    -- RETRIES_SPENT: the lease of its last run lapsed.
    constraint dead_job_reason check (reason in ('RETRIES_SPENT'))
);
--rollback drop table dead_job;
