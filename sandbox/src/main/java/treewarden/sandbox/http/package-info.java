/**
 * What every stand-in shares: a server on a free port, answers as values, faults that can be switched on for a route,
 * and a log of what was asked. It knows nothing of GitHub, a teacher or the Hub.
 */
@NullMarked
package treewarden.sandbox.http;

import org.jspecify.annotations.NullMarked;
