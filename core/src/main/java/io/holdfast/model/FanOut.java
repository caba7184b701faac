package io.holdfast.model;

import java.time.Instant;

/**
 * How far the links of a severed connection have been told, page by page.
 *
 * @param upToConnection the severed connection; links bound to it or to an earlier one are told
 * @param at where to go on among them
 * @param due when to go on
 * @param leftSomeOut whether this pass has left some links untold so far, because telling them threw or they can't be read
 * @param failures how many passes in a row left some links untold
 */
public record FanOut(long upToConnection, Cursor at, Instant due, boolean leftSomeOut, int failures) {}
