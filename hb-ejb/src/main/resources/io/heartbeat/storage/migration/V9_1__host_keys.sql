-- Keys of hosts that were made in the console. The secret itself: an HMAC needs it. Runs on H2 and on PostgreSQL.

create table host_key (
    host       varchar(253)                not null primary key,
    secret     varchar(128)                not null,
    created_at timestamp(6) with time zone not null
);
