--liquibase formatted sql

--changeset relay:006-archived-job
--comment: Jobs that completed, of queues that keep an archive. By day, so that what is old goes with its partition instead of row by row.
create table archived_job (
    completed_at timestamptz not null,
    created_at   timestamptz not null,
    run_at       timestamptz not null,
    claimed_at   timestamptz not null,
    rank         integer     not null,
    failures     integer     not null,
    lapses       integer     not null,
    reschedules  integer     not null,
    queue        text collate "C" not null,
    id           text collate "C" not null,
    unique_key   text collate "C",
    fingerprint  text collate "C",
    payload      json        not null,
    progress     json,
    -- What its runner said on completion.
    result       json,
    primary key (queue, id, completed_at)
) partition by range (completed_at);

create index archived_job_completed on archived_job (queue, completed_at, id);
-- Takes what no day has been made for; the janitor makes days ahead, so it stays empty.
create table archived_job_other partition of archived_job default;
--rollback drop table archived_job;
