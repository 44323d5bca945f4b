--liquibase formatted sql

--changeset relay:001-job
--comment: The hot table: live jobs and nothing else. A job that ends leaves it in the same transaction.
-- Fixed-width columns come first, widest first, so that no row carries padding.
create table job (
    -- Order of enqueueing, the tie-breaker that makes a queue first-in-first-out.
    seq               bigint generated always as identity,
    run_at            timestamptz not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    claimed_at        timestamptz,
    lease_expires_at  timestamptz,
    timeout           integer     not null,
    -- Minus the priority: the smallest is claimed first. Negated so that one ascending index, and one row
    -- comparison, serve the whole order (rank, run_at, seq); wider than the priority because -(-32768) is.
    rank              integer     not null,
    -- Null is unlimited, in both.
    max_retries       smallint,
    retries_remaining smallint,
    run_id            uuid,
    -- Keys are compared as bytes ("C"): faster than any language's order, and ids are not words.
    queue             text collate "C" not null,
    id                text collate "C" not null,
    state             text collate "C" not null,
    -- json, not jsonb: checked to be well-formed and kept to the byte (1.0 stays 1.0, 1e400 is legal).
    payload           json        not null,
    -- What the wire calls "state": progress that survives a retry.
    progress          json,
    primary key (queue, id),
    constraint job_queue_length check (char_length(queue) between 1 and 1024),
    constraint job_id_length check (char_length(id) between 1 and 1024),
    constraint job_state check (state in ('SCHEDULED', 'READY', 'RUNNING')),
    constraint job_timeout check (timeout >= 0),
    constraint job_rank check (rank between -32767 and 32768),
    constraint job_retries check (retries_remaining between 0 and max_retries
        or (max_retries is null and retries_remaining is null)),
    constraint job_lease check (
        (state = 'RUNNING') = (run_id is not null)
        and (state = 'RUNNING') = (lease_expires_at is not null)
        and (state = 'RUNNING') = (claimed_at is not null))
) with (
    -- A claim moves the row from one partial index to another and a heartbeat moves it within one, so no update
    -- is ever heap-only: room kept free on the page would buy nothing and cost cache.
    fillfactor = 100,
    -- Every job leaves two dead rows within its life (claimed, completed). The default of 20 % of the table would let
    -- a backlog of millions hide as many dead rows from autovacuum; claims walk over each of them.
    autovacuum_vacuum_scale_factor = 0.01,
    autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_insert_scale_factor = 0.1,
    autovacuum_vacuum_insert_threshold = 100000,
    autovacuum_analyze_scale_factor = 0.05,
    autovacuum_analyze_threshold = 20000,
    -- Cleaning must keep up with the hottest table there is: no pauses.
    autovacuum_vacuum_cost_delay = 0
);

-- One index for each way in, and no more.
-- The line: what a claim takes, in the order in which it takes it.
create index job_ready on job (queue, rank, run_at, seq) where state = 'READY';
-- What the promoter asks: which queues have due jobs, and when is the next one due. The instant comes first, so that
-- ten million jobs of next year cost nothing now. rank and seq make an entry as large as it will be in job_ready: a key that
-- is too large for an index is refused when the job comes, not when it is due.
create index job_scheduled on job (run_at, queue, rank, seq) where state = 'SCHEDULED';
-- What the reaper asks: which queues have lapsed leases.
create index job_running on job (lease_expires_at, queue) where state = 'RUNNING';
--rollback drop table job;
