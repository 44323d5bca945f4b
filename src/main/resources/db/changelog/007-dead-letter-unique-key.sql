--liquibase formatted sql

--changeset relay:007-dead-letter-unique-key
--comment: The newest dead letters that had a unique key, as there are indexes for each other name that a job has.
create index dead_job_unique_key on dead_job (queue, unique_key, dead_seq) where unique_key is not null;
--rollback drop index dead_job_unique_key;
