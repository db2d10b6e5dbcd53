-- Users whom a directory or a provider of OpenID Connect vouches for, and what the audit log is asked for. Runs on H2 and on
-- PostgreSQL.

alter table account add column origin varchar(16) default 'CONSOLE' not null;
alter table account add column subject varchar(1024);
alter table account add column known_groups varchar(16384);

create index audit_by_action on audit (action, id);
