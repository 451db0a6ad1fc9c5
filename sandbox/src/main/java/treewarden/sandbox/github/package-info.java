/**
 * A stand-in for GitHub: it keeps state, speaks GitHub's REST over HTTP, signs and delivers webhooks, and can be made to
 * fail in the ways in which the real one fails. Scenarios are written with {@link treewarden.sandbox.github.Repository}
 * and {@link treewarden.sandbox.github.PullRequest}; a call from a scenario and the same call by REST take one path, so
 * both have the same effects and events.
 */
@NullMarked
package treewarden.sandbox.github;

import org.jspecify.annotations.NullMarked;
