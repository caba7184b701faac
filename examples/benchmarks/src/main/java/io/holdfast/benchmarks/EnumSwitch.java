package io.holdfast.benchmarks;

import io.holdfast.transition.Trigger;
import java.time.Instant;

/** The life cycle as one would write it without any library: a switch that sets fields. */
final class EnumSwitch implements Contestant {
    private final MutableLink link;

    EnumSwitch(RandomWalk walk) {
        this.link = new MutableLink(walk.birth().next(), RandomWalk.POLICY);
    }

    @Override
    public void begin() {
        link.begin();
    }

    @Override
    public void hear(Trigger trigger, Instant now) {
        link.hear(trigger, now);
        boolean moved = switch (link.phase) {
            case IMPORTING -> importing();
            case LIVE -> live();
            case IMPORT_FAILED, SYNC_FAILED -> failed();
            case DISCONNECTED -> disconnected();
        };
        if (moved) {
            link.version++;
        }
    }

    @Override
    public Standing standing() {
        return link.standing(link.phase);
    }

    private boolean importing() {
        switch (link.trigger.kind()) {
            case RETRY_REQUESTED -> {
                if (link.waitsForBackOff()) {
                    MutableMoves.bringForward(link);
                    return true;
                }
            }
            case RESYNC_REQUESTED, POLL_DUE, AUTO_RETRY_DUE -> {}
            default -> {
                return running();
            }
        }
        return false;
    }

    private boolean live() {
        switch (link.trigger.kind()) {
            case RESYNC_REQUESTED -> {
                if (link.isResyncNew()) {
                    MutableMoves.resync(link);
                    return true;
                }
            }
            case POLL_DUE -> {
                if (link.isLookedAt()) {
                    MutableMoves.look(link);
                    return true;
                }
            }
            case RETRY_REQUESTED, AUTO_RETRY_DUE -> {}
            default -> {
                return running();
            }
        }
        return false;
    }

    private boolean running() {
        switch (link.trigger.kind()) {
            case RUN_STARTED -> {
                if (link.isClaimable()) {
                    MutableMoves.claim(link);
                    return true;
                }
            }
            case PAGE_APPLIED -> {
                if (link.isCurrent()) {
                    MutableMoves.applyPage(link);
                    return true;
                }
            }
            case LEASE_RENEWED -> {
                if (link.isCurrent()) {
                    MutableMoves.renewLease(link);
                    return true;
                }
            }
            case RUN_COMPLETED -> {
                if (link.isCurrent()) {
                    MutableMoves.complete(link);
                    return true;
                }
            }
            case RUN_FAILED, RUN_YIELDED, RUN_LOST -> {
                return setBack();
            }
            case CHANGE_SIGNALLED -> {
                if (link.isNews()) {
                    MutableMoves.signal(link);
                    return true;
                }
            }
            case RECONNECT_REQUESTED -> {
                if (link.isBoundAnew()) {
                    MutableMoves.reconnect(link);
                    return true;
                }
            }
            default -> {
                return anywhere();
            }
        }
        return false;
    }

    private boolean setBack() {
        switch (link.setback()) {
            case NONE -> {
                return false;
            }
            case GIVE_UP, GIVE_UP_OVERDUE -> MutableMoves.giveUp(link);
            default -> MutableMoves.goOn(link);
        }
        return true;
    }

    private boolean failed() {
        switch (link.trigger.kind()) {
            case RETRY_REQUESTED -> {
                if (link.isNotOnHold()) {
                    MutableMoves.importAgain(link);
                    return true;
                }
            }
            case INTEGRATION_PROVEN -> {
                if (link.healsLater()) {
                    MutableMoves.wake(link);
                    return true;
                }
            }
            case AUTO_RETRY_DUE -> {
                if (link.heals()) {
                    MutableMoves.heal(link);
                    return true;
                }
            }
            case RECONNECT_REQUESTED -> {
                return reconnected();
            }
            default -> {
                return anywhere();
            }
        }
        return false;
    }

    private boolean disconnected() {
        return switch (link.trigger.kind()) {
            case RECONNECT_REQUESTED -> reconnected();
            case CREDENTIAL_SEVERED -> false;
            default -> anywhere();
        };
    }

    private boolean reconnected() {
        if (link.isUsable()) {
            MutableMoves.reconnect(link);
            return true;
        }
        return false;
    }

    private boolean anywhere() {
        switch (link.trigger.kind()) {
            case SUSPEND_REQUESTED -> {
                if (link.isNotOnHold()) {
                    MutableMoves.suspend(link);
                    return true;
                }
            }
            case RESUME_REQUESTED -> {
                if (link.isOnHold()) {
                    MutableMoves.resume(link);
                    return true;
                }
            }
            case CREDENTIAL_SEVERED -> {
                if (link.isSevered()) {
                    MutableMoves.disconnect(link);
                    return true;
                }
            }
            default -> {}
        }
        return false;
    }
}
