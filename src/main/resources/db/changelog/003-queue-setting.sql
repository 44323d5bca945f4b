--liquibase formatted sql

--changeset relay:003-queue-setting
--comment: What a queue may do and keep. A queue without a row has no limits and the defaults.
-- The row with the empty name, which no queue can have, holds what counts for all queues together: max_running only.
create table queue_setting (
    queue                  text collate "C" not null primary key,
    paused                 boolean not null default false,
    -- Jobs that may run at the same time: of the queue, and of each permit_key in it. Null is unlimited.
    max_running            integer,
    max_running_per_key    integer,
    -- At most rate_limit claims in each rate_period_ms, kept as a bucket of tokens that fills evenly and holds one period's worth.
    rate_limit             integer,
    rate_period_ms         bigint,
    rate_tokens            double precision not null default 0,
    rate_filled_at         timestamptz not null default now(),
    -- Null is the default: five seconds after each failure.
    backoff                json,
    -- A job whose lease lapsed, or that was put back, so often is poison.
    max_lapses             integer not null default 100,
    max_reschedules        integer not null default 100,
    archive                boolean not null default false,
    archive_retention_s    bigint  not null default 604800,
    dead_letter_retention_s bigint not null default 2592000,
    updated_at             timestamptz not null default now(),
    constraint queue_setting_queue_length check (char_length(queue) <= 1024),
    constraint queue_setting_max_running check (max_running >= 0 and max_running_per_key >= 0),
    constraint queue_setting_rate check (rate_limit > 0 and rate_period_ms > 0
        or (rate_limit is null and rate_period_ms is null)),
    constraint queue_setting_most check (max_lapses > 0 and max_reschedules >= 0),
    constraint queue_setting_retention check (archive_retention_s >= 0 and dead_letter_retention_s >= 0)
) with (
    -- A limited queue updates its tokens with every claim: room on the page keeps these updates within it.
    fillfactor = 50
);
--rollback drop table queue_setting;
