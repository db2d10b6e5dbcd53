-- Runs on H2 and on PostgreSQL. io.heartbeat.metric's package card says why the rows have this shape.

-- newest and rolled: numbers of the newest chunk, and of the newest whose roll-up is stored.
create table metric_series (
    id     integer      not null primary key,
    host   varchar(253) not null,
    plugin varchar(128) not null,
    newest integer      not null,
    rolled integer      not null,
    constraint metric_series_name unique (host, plugin)
);

-- Some twenty reports of one series in a row; only the newest chunk of a series grows. Times are microseconds since 1970.
create table metric_chunk (
    series   integer not null,
    seq      integer not null,
    first_at bigint  not null,
    last_at  bigint  not null,
    reports  integer not null,
    body     bytea   not null,
    constraint metric_chunk_key primary key (series, seq)
);

-- Six buckets of a tier, all numerics of one series. page: seconds since 1970 / (6 x width of a bucket).
create table metric_rollup (
    series integer  not null,
    tier   smallint not null,
    page   integer  not null,
    body   bytea    not null,
    constraint metric_rollup_key primary key (series, tier, page)
);
