-- Users made in the web console, their roles and tokens, and who did what. Runs on H2 and on PostgreSQL.

create table account (
    name       varchar(64)                 not null primary key,
    full_name  varchar(200)                not null,
    avatar     varchar(1024),
    password   varchar(512),
    totp       varchar(128),
    admin      boolean                     not null,
    enabled    boolean                     not null,
    created_at timestamp(6) with time zone not null
);

create table host_role (
    host    varchar(253) not null,
    account varchar(64)  not null,
    role    varchar(16)  not null,
    primary key (host, account)
);

create table token (
    hash       varchar(64)                 not null primary key,
    id         varchar(16)                 not null unique,
    account    varchar(64)                 not null,
    label      varchar(200),
    scope      varchar(16)                 not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    used_at    timestamp(6) with time zone
);

create index token_by_account on token (account);

create sequence audit_id start with 1 increment by 1;

create table audit (
    id          bigint                      not null primary key,
    happened_at timestamp(6) with time zone not null,
    actor       varchar(64),
    address     varchar(64),
    action      varchar(64)                 not null,
    host        varchar(253),
    subject     varchar(253),
    detail      varchar(1024)
);

create index audit_by_host on audit (host, id);
create index audit_by_actor on audit (actor, id);
