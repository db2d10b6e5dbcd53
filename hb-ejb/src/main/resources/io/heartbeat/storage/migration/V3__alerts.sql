-- Runs on H2 and on PostgreSQL. Numbers of alerts and events are given by the one writer: ascending in the order of commits,
-- so that whoever reads alert_event "where id > the last one I had" misses nothing.

create table alert (
    id               bigint                      not null primary key,
    host             varchar(253)                not null,
    metric_path      varchar(1024)               not null,
    origin           varchar(16)                 not null,
    level            varchar(16)                 not null,
    metric_value     double precision,
    metric_limit     double precision,
    note             varchar(1024),
    since            timestamp(6) with time zone not null,
    changed_at       timestamp(6) with time zone not null,
    resolved_at      timestamp(6) with time zone,
    closed           boolean                     not null,
    told_level       varchar(16)                 not null,
    told_at          timestamp(6) with time zone,
    flapping         boolean                     not null,
    acknowledged_by  varchar(253),
    acknowledged_at  timestamp(6) with time zone,
    acknowledged_why varchar(1024),
    fingerprint      varchar(32),
    labels           varchar(16384),
    annotations      varchar(65536),
    generator_url    varchar(2048),
    ends_at          timestamp(6) with time zone
);

create index alert_by_closed on alert (closed);
create index alert_by_host on alert (host, id);
create index alert_by_time on alert (resolved_at);

create table alert_event (
    id            bigint                      not null primary key,
    alert_id      bigint                      not null,
    host          varchar(253)                not null,
    metric_path   varchar(1024)               not null,
    reason        varchar(16)                 not null,
    from_level    varchar(16)                 not null,
    to_level      varchar(16)                 not null,
    metric_value  double precision,
    metric_limit  double precision,
    happened_at   timestamp(6) with time zone not null,
    text          varchar(4096)               not null,
    due           boolean                     not null,
    suppressed_by varchar(512),
    actor         varchar(253),
    remark        varchar(1024)
);

create index alert_event_by_alert on alert_event (alert_id, id);
create index alert_event_by_host on alert_event (host, id);
create index alert_event_by_time on alert_event (happened_at);

create sequence silence_id start with 1 increment by 1;

create table silence (
    id         bigint                      not null primary key,
    matchers   varchar(16384)              not null,
    starts_at  timestamp(6) with time zone not null,
    ends_at    timestamp(6) with time zone not null,
    author     varchar(253)                not null,
    remark     varchar(1024)               not null,
    created_at timestamp(6) with time zone not null
);

create sequence maintenance_window_id start with 1 increment by 1;

create table maintenance_window (
    id               bigint                      not null primary key,
    hosts            varchar(65536)              not null,
    host_groups      varchar(16384)              not null,
    starts_at        timestamp(6) with time zone,
    ends_at          timestamp(6) with time zone,
    days             varchar(64),
    begins           varchar(8),
    zone             varchar(64),
    duration_seconds bigint,
    author           varchar(253)                not null,
    remark           varchar(1024)               not null,
    created_at       timestamp(6) with time zone not null
);
