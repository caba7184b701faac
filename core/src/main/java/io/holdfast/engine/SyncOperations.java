package io.holdfast.engine;

import io.holdfast.model.UnknownIdException;
import io.holdfast.port.ProviderException;

/**
 * What a person or a host does with events, channels and accounts. Safe for use by several threads.
 *
 * <p>A command answers with an {@link Outcome}: the domain saying no is a value. Misuse is an {@code
 * IllegalArgumentException}, an id that names nothing an {@link UnknownIdException}, a provider that can't be reached a
 * {@link ProviderException}; a failing store's own exception comes through. A closed engine's commands throw an {@code
 * IllegalStateException}.
 */
public interface SyncOperations {
    /** {@return commands and reads on links} */
    Links links();

    /** {@return commands and reads on connected accounts} */
    Integrations integrations();

    /** {@return commands on all links of a workspace} */
    Workspaces workspaces();
}
