create table if not exists member (
    workspace  text not null,
    person     text not null,
    role       text not null,
    primary key (workspace, person)
);

create table if not exists event (
    id         bigint generated always as identity primary key,
    workspace  text not null,
    title      text not null,
    link       text,
    unique (workspace, title)
);

insert into member values ('acme', 'vera', 'VIEWER'), ('acme', 'eddy', 'EDITOR'), ('acme', 'ada', 'ADMIN')
on conflict do nothing;
