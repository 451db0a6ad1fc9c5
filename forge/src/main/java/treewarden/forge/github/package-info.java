/**
 * The code host is GitHub, spoken to as a GitHub App over REST.
 *
 * <p>One {@code Wire} carries every request: it signs, keeps to the configured origin, bounds the answer and turns what
 * went wrong into a {@code ForgeException}. Above it, {@code github-api} does what it does well with one request and no
 * surprise (who we are, what an installation reaches, changed files, check runs, branches), and {@code Rest} the rest.
 */
@NullMarked
package treewarden.forge.github;

import org.jspecify.annotations.NullMarked;
