-- Runs on H2 and on PostgreSQL.

create table host (
    name             varchar(253)                not null primary key,
    status           varchar(16)                 not null,
    since            timestamp(6) with time zone not null,
    last_seen        timestamp(6) with time zone,
    interval_seconds double precision            not null,
    rtt_ms           double precision,
    ipv4             varchar(15),
    ipv6             varchar(64),
    version          varchar(64),
    message          varchar(1024),
    signed           boolean                     not null
);

create sequence host_transition_id start with 1 increment by 100;

create table host_transition (
    id          bigint                      not null primary key,
    host        varchar(253)                not null,
    from_status varchar(16)                 not null,
    to_status   varchar(16)                 not null,
    happened_at timestamp(6) with time zone not null,
    reason      varchar(1024)               not null
);

create index host_transition_by_host on host_transition (host, id);
create index host_transition_by_time on host_transition (happened_at);
