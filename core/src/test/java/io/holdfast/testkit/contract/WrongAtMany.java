package io.holdfast.testkit.contract;

import io.holdfast.model.SyncLinkId;
import io.holdfast.transition.Decision;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Stores that are wrong where they are asked for many at once. */
final class WrongAtMany {
    private WrongAtMany() {}

    /** Takes no move if one of them is stale. */
    static final class TakesAllOrNone extends WrongLinks {
        @Override
        public Set<SyncLinkId> replaceAll(List<Decision.Moved> moves) {
            boolean all = moves.stream()
                    .allMatch(move -> load(move.next().id())
                            .filter(link -> link.version() == move.next().version() - 1)
                            .isPresent());
            return all ? super.replaceAll(moves) : Set.of();
        }
    }

    /** Says of each that it was taken. */
    static final class SaysThatAllWereTaken extends WrongLinks {
        @Override
        public Set<SyncLinkId> replaceAll(List<Decision.Moved> moves) {
            super.replaceAll(moves);
            return moves.stream().map(move -> move.next().id()).collect(Collectors.toSet());
        }
    }

    /** Stores the links and no records. */
    static final class ForgetsTheRecords extends WrongLinks {
        @Override
        public Set<SyncLinkId> replaceAll(List<Decision.Moved> moves) {
            return super.replaceAll(moves.stream()
                    .map(move ->
                            new Decision.Moved(move.next(), move.trigger(), move.at(), move.reason(), Optional.empty()))
                    .toList());
        }
    }

    /** Takes the first of two moves of one link. */
    static final class TakesOneOfTwo extends WrongLinks {
        @Override
        public Set<SyncLinkId> replaceAll(List<Decision.Moved> moves) {
            return moves.stream()
                    .filter(this::replace)
                    .map(move -> move.next().id())
                    .collect(Collectors.toSet());
        }
    }

    /** Leaves out what does not fit into its statement. */
    static final class TakesAHundred extends WrongLinks {
        @Override
        public Set<SyncLinkId> replaceAll(List<Decision.Moved> moves) {
            return super.replaceAll(moves.stream().limit(100).toList());
        }
    }

    /** Removes whichever link comes first. */
    static final class RemovesTheFirst extends WrongLinks {
        @Override
        public void removeAll(Set<SyncLinkId> ids) {
            ids.stream().limit(1).forEach(this::remove);
        }
    }

    /** Raises no fence if one of them is too low. */
    static final class RaisesAllOrNone extends WrongAttendees {
        @Override
        public void fenceAll(Set<FencingToken> tokens) {
            if (tokens.stream().allMatch(token -> token.fence() > 5)) {
                super.fenceAll(tokens);
            }
        }
    }

    /** Asks for a key only where a link comes alone. */
    static final class MeetsNobody extends WrongAttendees {
        @Override
        public void fenceAll(Set<FencingToken> tokens) {
            super.fenceAll(tokens.stream()
                    .map(token -> new FencingToken(
                            token.link(),
                            AttendeeSamples.key("event of " + token.link().value()),
                            token.fence()))
                    .collect(Collectors.toSet()));
        }
    }
}
