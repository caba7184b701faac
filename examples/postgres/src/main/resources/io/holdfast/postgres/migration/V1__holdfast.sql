-- What Holdfast keeps. All ids compare by their bytes, so that case and accents tell them apart and pages come in one order.
-- Instants are nanoseconds since 1970: timestamptz would round them, and what is due would be due early or late.

create table ${schema}.${prefix}link (
    id           text collate "C" primary key,
    version      bigint not null,
    -- SHA-256 of what a link is found by: ids of providers may be longer than an index takes
    key          bytea not null unique,
    workspace    text collate "C" not null,
    subject      bytea not null,
    integration  text collate "C" not null,
    connection   bigint not null,
    remote_kind  text collate "C" not null,
    remote       bytea not null,
    -- exact, and not indexed: each page of a read moves them
    due          bigint,
    decided      bigint not null,
    -- indexed, and at most 15 s below: moved seldom, so that most updates touch no index
    due_from     bigint,
    decided_from bigint not null,
    link         jsonb not null
) with (fillfactor = 70);

create index ${prefix}link_due on ${schema}.${prefix}link (due_from) where due_from is not null;
create index ${prefix}link_decided on ${schema}.${prefix}link (decided_from);
create index ${prefix}link_workspace on ${schema}.${prefix}link (workspace, id);
create index ${prefix}link_subject on ${schema}.${prefix}link (subject, id);
create index ${prefix}link_bound on ${schema}.${prefix}link (integration, id);
create index ${prefix}link_kind on ${schema}.${prefix}link (integration, remote_kind, id);
create index ${prefix}link_remote on ${schema}.${prefix}link (integration, remote, id);

create table ${schema}.${prefix}record (
    link     text collate "C" not null references ${schema}.${prefix}link on delete cascade,
    version  bigint not null,
    told     bigint not null,
    record   jsonb not null,
    primary key (link, version)
);

create index ${prefix}record_told on ${schema}.${prefix}record (told);

-- Only written where the host keeps a journal. A link that is removed leaves its moves here.
create table ${schema}.${prefix}journal (
    link     text collate "C" not null,
    version  bigint not null,
    decided  bigint not null,
    trigger  text collate "C",
    reason   text not null,
    moved    jsonb not null,
    primary key (link, version)
);

create index ${prefix}journal_decided on ${schema}.${prefix}journal (decided);

create table ${schema}.${prefix}integration (
    id           text collate "C" primary key,
    version      bigint not null,
    -- SHA-256 of workspace, provider and account
    account      bytea not null unique,
    workspace    text collate "C" not null,
    provider     text collate "C" not null,
    due          bigint,
    decided      bigint not null,
    refused      bigint,
    -- null unless it is connected
    proven       bigint,
    route        text collate "C" unique,
    integration  jsonb not null
) with (fillfactor = 70);

create index ${prefix}integration_due on ${schema}.${prefix}integration (due, id) where due is not null;
create index ${prefix}integration_decided on ${schema}.${prefix}integration (decided);
create index ${prefix}integration_workspace on ${schema}.${prefix}integration (workspace, id);
create index ${prefix}integration_refused on ${schema}.${prefix}integration (provider, refused, id) where refused is not null;
create index ${prefix}integration_proven on ${schema}.${prefix}integration (provider, proven desc) where proven is not null;

create table ${schema}.${prefix}secret (
    ref     text collate "C" primary key,
    key_id  text collate "C" not null,
    -- a nonce of 12 bytes, then what AES-GCM made of the secret
    sealed  bytea not null
);

create index ${prefix}secret_key on ${schema}.${prefix}secret (key_id);

create table ${schema}.${prefix}attendee_list (
    link   text collate "C" primary key,
    -- SHA-256 of the link's key
    key    bytea not null,
    fence  bigint not null
);

create index ${prefix}attendee_list_key on ${schema}.${prefix}attendee_list (key);

-- Columns that you add are yours: no statement of Holdfast names them.
create table ${schema}.${prefix}attendee (
    link        text collate "C" not null references ${schema}.${prefix}attendee_list on delete cascade,
    id          text collate "C" not null,
    record      jsonb not null,
    -- SHA-256 of the record without its change time: equal where two tell the same
    told        bytea not null,
    attendance  text collate "C" not null,
    changed     bigint,
    fence       bigint not null,
    page        bigint not null,
    changed_by  bigint not null,
    stamp       bigint not null,
    absent_by   bigint,
    primary key (link, id)
) with (fillfactor = 70);

create table ${schema}.${prefix}erased (
    -- SHA-256 of a link's key and an attendee's id
    person  bytea primary key
);

-- db-scheduler's table. What it does not know are the last three columns.
create table ${schema}.${prefix}run (
    task_name             text collate "C" not null,
    -- the link's id
    task_instance         text collate "C" not null,
    task_data             bytea,
    execution_time        timestamptz not null,
    picked                boolean not null,
    picked_by             text,
    last_success          timestamptz,
    last_failure          timestamptz,
    consecutive_failures  integer,
    last_heartbeat        timestamptz,
    version               bigint not null,
    priority              integer not null generated always as (-place) stored,
    workspace             text collate "C" not null,
    -- who waits, and in which turn: the lowest goes first
    place                 integer not null,
    -- for another ticket while it is worked
    asked                 boolean not null,
    primary key (task_name, task_instance)
) with (fillfactor = 70);

create index ${prefix}run_due on ${schema}.${prefix}run (execution_time);
create index ${prefix}run_heartbeat on ${schema}.${prefix}run (last_heartbeat) where last_heartbeat is not null;
create index ${prefix}run_turn on ${schema}.${prefix}run (workspace, place) where not picked;
