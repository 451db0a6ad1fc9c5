/**
 * The words of Treewarden as records and sealed types: ids, leaves, findings, samples, states, effects, jobs.
 *
 * <p>Nothing here reads, writes or decides by clock or network, so that every other room can speak these words without
 * knowing the others.
 */
@NullMarked
package treewarden.domain;

import org.jspecify.annotations.NullMarked;
