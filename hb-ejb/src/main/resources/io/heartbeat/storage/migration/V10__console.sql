-- Keys and tags of hosts made in the web console, and what people write on status pages. Runs on H2 and on PostgreSQL.

create table host_key (
    host       varchar(253)                not null primary key,
    id         varchar(64)                 not null unique,
    secret     varchar(128)                not null,
    author     varchar(64),
    created_at timestamp(6) with time zone not null
);

create table host_tag (
    host varchar(253) not null,
    tag  varchar(64)  not null,
    primary key (host, tag)
);

create sequence incident_id start with 1 increment by 1;

create table incident (
    id          bigint                      not null primary key,
    page        varchar(64)                 not null,
    title       varchar(200)                not null,
    impact      varchar(16)                 not null,
    created_at  timestamp(6) with time zone not null,
    resolved_at timestamp(6) with time zone
);

create index incident_by_page on incident (page, id);

create sequence incident_note_id start with 1 increment by 1;

create table incident_note (
    id          bigint                      not null primary key,
    incident    bigint                      not null,
    stage       varchar(16)                 not null,
    text        varchar(4096)               not null,
    author      varchar(64),
    happened_at timestamp(6) with time zone not null
);

create index incident_note_by_incident on incident_note (incident, id);
