/**
 * The triage pages: the queue, a contribution with all that a decision needs, live while one looks. They read what is
 * stored and change nothing. Works with scripts switched off.
 */
@NullMarked
package treewarden.web;

import org.jspecify.annotations.NullMarked;
