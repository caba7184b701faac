package io.holdfast.engine;

/** The commands of one actor. */
record Operations(Links links, Integrations integrations, Workspaces workspaces) implements SyncOperations {}
