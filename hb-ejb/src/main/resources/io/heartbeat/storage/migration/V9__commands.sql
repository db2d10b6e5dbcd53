-- What agents were asked to do, and what they said. Runs on H2 and on PostgreSQL.

create table host_command (
    id          varchar(32)                 not null primary key,
    host        varchar(253)                not null,
    kind        varchar(16)                 not null,
    command     varchar(128),
    args        varchar(16384)              not null,
    version     varchar(64),
    url         varchar(2048),
    sha256      varchar(64),
    actor       varchar(64),
    state       varchar(16)                 not null,
    queued_at   timestamp(6) with time zone not null,
    expires_at  timestamp(6) with time zone not null,
    sent_at     timestamp(6) with time zone,
    answered_at timestamp(6) with time zone,
    status      varchar(64),
    output      varchar(65536)
);

create index host_command_by_host on host_command (host, queued_at);
create index host_command_by_time on host_command (queued_at);
create index host_command_by_state on host_command (state);

-- What the agent of a host said that it may be asked.
create table host_agent (
    host        varchar(253)                not null primary key,
    version     varchar(64),
    commands    varchar(65536)              not null,
    upgrade     boolean                     not null,
    reported_at timestamp(6) with time zone not null
);
