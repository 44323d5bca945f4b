--liquibase formatted sql

--changeset relay:008-archive-days splitStatements:false
--comment: Partitions are made and dropped by functions: their names and bounds cannot be parameters of a statement.
-- Makes the partition of a day (in UTC), and takes over what came into the default partition before there was one. Answers whether
-- it did: not when it is there, nor while another server makes one. Attached, because "create table … partition of" would lock the
-- whole archive against completions. The lock on the default partition waits for its readers no longer than the timeout: those who
-- come in the meantime wait too.
create function make_archive_day(day date) returns boolean language plpgsql set lock_timeout = '2s' as $$
declare
    name text := 'archived_job_' || to_char(day, 'YYYYMMDD');
    first timestamptz := cast(day as timestamp) at time zone 'UTC';
    next timestamptz := cast(day + 1 as timestamp) at time zone 'UTC';
begin
    if not pg_try_advisory_xact_lock(491327384954) or to_regclass(name) is not null then
        return false;
    end if;
    execute format('create table %I (like archived_job including all)', name);
    lock table archived_job_other in access exclusive mode;
    execute format('with gone as (delete from archived_job_other where completed_at >= %L and completed_at < %L returning *)
                    insert into %I select * from gone', first, next, name);
    execute format('alter table archived_job attach partition %I for values from (%L) to (%L)', name, first, next);
    return true;
end
$$;

-- Drops the oldest partition whose day lies before that day (in UTC); answers its name, null when there is none or another server
-- is at it. Dropping locks the whole archive for a moment, and waits for that no longer than the timeout.
create function drop_archive_day(before date) returns text language plpgsql set lock_timeout = '2s' as $$
declare
    name text;
begin
    if not pg_try_advisory_xact_lock(491327384954) then
        return null;
    end if;
    select c.relname into name
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = cast('archived_job' as regclass) and c.relname ~ '^archived_job_[0-9]{8}$'
      and to_date(right(c.relname, 8), 'YYYYMMDD') < before
    order by c.relname
    limit 1;
    if name is not null then
        execute format('drop table %I', name);
    end if;
    return name;
end
$$;
--rollback drop function drop_archive_day(date);
--rollback drop function make_archive_day(date);
