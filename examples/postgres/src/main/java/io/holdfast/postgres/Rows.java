package io.holdfast.postgres;

import io.holdfast.codec.StoredForm;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.RowMapper;

/** What rows of a result are. */
final class Rows {
    /** Of the columns id and link. */
    static final RowMapper<StoredRow<SyncLinkId, SyncLink>> LINK =
            (row, number) -> StoredForm.LINK.row(SyncLinkId.of(row.getString("id")), row.getString("link"));

    /** Of the columns id and integration. */
    static final RowMapper<StoredRow<IntegrationId, Integration>> INTEGRATION = (row, number) ->
            StoredForm.INTEGRATION.row(IntegrationId.of(row.getString("id")), row.getString("integration"));

    private Rows() {}

    /** A page of what was read with one row to spare. */
    static <T> Page<T> page(List<T> oneMore, int limit, Function<T, String> key) {
        return oneMore.size() <= limit
                ? new Page<>(oneMore, Optional.empty())
                : new Page<>(oneMore.subList(0, limit), Optional.of(Cursor.of(key.apply(oneMore.get(limit - 1)))));
    }
}
