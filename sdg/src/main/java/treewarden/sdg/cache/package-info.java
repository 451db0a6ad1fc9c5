/**
 * Answers are kept, so that no question is paid for twice: a run that was killed goes on where it stopped, and an
 * unchanged leaf costs nothing in the next release.
 *
 * <p>A cached answer cannot be stale, for everything that decides an answer is in its key: the model as configured and
 * as the server names itself, every parameter, the whole prompt and the request form.
 */
@NullMarked
package treewarden.sdg.cache;

import org.jspecify.annotations.NullMarked;
