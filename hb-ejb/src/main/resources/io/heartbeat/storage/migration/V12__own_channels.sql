-- How users of the console are reached, and what bounds the outbox. Runs on H2 and on PostgreSQL.

-- said: lines KEY=VALUE, by the service's keys. Kept as it was typed, for it must be said to the service.
create table account_channel (
    account varchar(64)   not null,
    channel varchar(64)   not null,
    enabled boolean       not null,
    said    varchar(8192) not null,
    primary key (account, channel)
);

-- How much waits for one receiver.
create index notification_waiting on notification (channel, receiver, state);
